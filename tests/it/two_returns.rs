//! Two returns for the same figures of the same units are asked about; nothing is replaced in
//! silence.

use crate::one_file::{json, of, run};
use crate::support::luan;
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;
use xianbaohui_tests::sheet::{Sheet, workbook};

fn ledger() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["new", "a.xbh", "--scheme", "luan-2020"]);
    folder
}

/// The city's table, with rows of unit, this year, last year and growth.
fn table(folder: &Path, name: &str, rows: &[&str]) {
    let text = format!(
        "2020年各县区企业研发经费投入情况表\n\n县（区） | 本年 | 上年 | 增速（%）\n{}",
        rows.join("\n")
    );
    std::fs::write(
        folder.join(name),
        workbook(&[Sheet::new("Sheet1", &text)]).unwrap(),
    )
    .unwrap();
}

fn county(folder: &Path, name: &str, unit: &str, current: &str) {
    std::fs::write(
        folder.join(name),
        workbook(&[luan(unit, current, "7107.2", "/")]).unwrap(),
    )
    .unwrap();
}

fn import(folder: &Path, file: &str, more: &[&str]) -> Value {
    let arguments = ["import", "a.xbh", "--round", "2020", file, "--json"];
    json(folder, &[&arguments[..], more].concat())
}

fn only(report: &Value) -> &Value {
    &report["returns"][0]
}

/// Figures of a unit on a form, as `trace` tells them.
fn figure(folder: &Path, form: &str, unit: &str) -> String {
    json(
        folder,
        &[
            "trace",
            "a.xbh",
            "--round",
            "2020",
            "--indicator",
            "rd",
            "--unit",
            unit,
            "--form",
            form,
            "--column",
            "current",
            "--json",
        ],
    )
    .to_string()
}

#[test]
fn a_second_county_table_that_lacks_counties_of_the_first_is_asked_about() {
    let ledger = ledger();
    let folder = ledger.path();
    table(
        folder,
        "one.xlsx",
        &[
            "金安区 | 1 | 1 | 0",
            "裕安区 | 2 | 1 | 100",
            "叶集区 | 3 | 1 | 200",
        ],
    );
    table(
        folder,
        "two.xlsx",
        &["金安区 | 1 | 1 | 0", "裕安区 | 2.5 |  | "],
    );
    assert_eq!(
        only(&import(folder, "one.xlsx", &[]))["status"],
        "committed"
    );
    let report = import(folder, "two.xlsx", &[]);
    let asked = only(&report);
    assert_eq!(asked["status"], "needs-confirmation", "{report}");
    let question = &asked["questions"][0];
    let text = question["text"].as_str().unwrap();
    assert_eq!(question["of"], "version");
    for words in ["叶集区", "裕安区的", "上年", "one.xlsx", "第 1 版"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("金安区"), "{text}");
    // what would change is shown as well as what would be gone
    assert!(
        text.contains("裕安区 企业R&D经费 本年 2→2.5") && text.contains("上年（原 1）"),
        "{text}"
    );
    assert_eq!(
        question["cells"],
        serde_json::json!(["Sheet1!B5", "Sheet1!C5", "Sheet1!D5"])
    );
    assert!(
        figure(folder, "L2", "叶集区").contains("one.xlsx"),
        "nothing is replaced before it is answered"
    );
    // the answer that keeps the first
    let id = question["id"].as_str().unwrap();
    let refused = import(folder, "two.xlsx", &["--answer", &format!("{id}=refuse")]);
    assert_eq!(
        (&only(&refused)["status"], &only(&refused)["error"]["code"]),
        (&"refused".into(), &"import.not-wanted".into()),
        "{refused}"
    );
    assert!(figure(folder, "L2", "叶集区").contains("one.xlsx"));
    // an answer that is none is no answer
    assert_eq!(
        only(&import(
            folder,
            "two.xlsx",
            &["--answer", &format!("{id}=maybe")]
        ))["status"],
        "needs-confirmation"
    );
    // the answer that takes the new one as a whole, and says so for good
    let taken = import(folder, "two.xlsx", &["--answer", &format!("{id}=replace")]);
    assert_eq!(
        (&only(&taken)["status"], &only(&taken)["version"]),
        (&"committed".into(), &2.into()),
        "{taken}"
    );
    let told = only(&taken)["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["rule"] == "version.confirmed")
        .unwrap();
    assert!(
        told["severity"] == "C" && told["message"].as_str().unwrap().contains("叶集区"),
        "{told}"
    );
    assert!(
        json(folder, &["findings", "a.xbh", "--round", "2020", "--json"])
            .to_string()
            .contains("version.confirmed")
    );
}

#[test]
fn a_second_county_table_with_other_figures_is_asked_about() {
    for (first, second, changes) in [
        ("2", "2.5", "2→2.5"),
        ("2", "/", "2→/"),
        ("2", "待定", "2→未识别"),
        ("/", "2", "/→2"),
    ] {
        let ledger = ledger();
        let folder = ledger.path();
        table(
            folder,
            "one.xlsx",
            &["金安区 | 1 | 1 | 0", &format!("裕安区 | {first} | 1 | 100")],
        );
        table(
            folder,
            "two.xlsx",
            &[
                "金安区 | 1 | 1 | 0",
                &format!("裕安区 | {second} | 1 | 100"),
                "叶集区 | 3 | 1 | 200",
            ],
        );
        import(folder, "one.xlsx", &[]);
        let report = import(folder, "two.xlsx", &[]);
        assert_eq!(
            only(&report)["status"],
            "needs-confirmation",
            "{changes}: {report}"
        );
        let question = &only(&report)["questions"][0];
        let text = question["text"].as_str().unwrap();
        assert!(
            text.contains(&format!("裕安区 企业R&D经费 本年 {changes}"))
                && text.contains("one.xlsx")
                && !text.contains("金安区"),
            "{text}"
        );
        assert_eq!(
            question["cells"],
            serde_json::json!(["Sheet1!B5"]),
            "{changes}"
        );
        assert!(
            figure(folder, "L2", "裕安区").contains("one.xlsx"),
            "nothing is replaced before it is answered"
        );
        let taken = import(
            folder,
            "two.xlsx",
            &[
                "--answer",
                &format!("{}=replace", question["id"].as_str().unwrap()),
            ],
        );
        assert_eq!(
            (&only(&taken)["status"], &only(&taken)["version"]),
            (&"committed".into(), &2.into()),
            "{taken}"
        );
        let told = only(&taken)["findings"]
            .as_array()
            .unwrap()
            .iter()
            .find(|finding| finding["rule"] == "version.confirmed")
            .unwrap();
        assert!(
            told["severity"] == "C" && told["message"].as_str().unwrap().contains(changes),
            "{told}"
        );
    }
}

#[test]
fn a_second_county_table_that_only_adds_counties_is_a_new_version() {
    let ledger = ledger();
    let folder = ledger.path();
    table(
        folder,
        "one.xlsx",
        &["金安区 | 1 | 1 | 0", "裕安区 | 2 | 1 | 100"],
    );
    table(
        folder,
        "two.xlsx",
        &[
            "金安区 | 1 | 1 | 0",
            "裕安区 | 2 | 1 | 100",
            "叶集区 | 3 | 1 | 200",
        ],
    );
    import(folder, "one.xlsx", &[]);
    let report = import(folder, "two.xlsx", &[]);
    assert_eq!(
        (&only(&report)["status"], &only(&report)["version"]),
        (&"committed".into(), &2.into()),
        "{report}"
    );
}

#[test]
fn a_table_and_a_countys_own_return_that_differ_are_asked_about() {
    for both_at_once in [false, true] {
        let ledger = ledger();
        let folder = ledger.path();
        county(folder, "a-own.xlsx", "裕安区", "21125.3");
        table(
            folder,
            "b-table.xlsx",
            &["金安区 | 1 | 1 | 0", "裕安区 | 21126.3 | 7107.2 | 197.3"],
        );
        let arguments = [
            "import",
            "a.xbh",
            "--round",
            "2020",
            "a-own.xlsx",
            "b-table.xlsx",
            "--json",
        ];
        let report = if both_at_once {
            json(folder, &arguments)
        } else {
            import(folder, "a-own.xlsx", &[]);
            import(folder, "b-table.xlsx", &[])
        };
        let asked = of(&report, "b-table.xlsx");
        assert_eq!(asked["status"], "needs-confirmation", "{report}");
        let question = &asked["questions"][0];
        let text = question["text"].as_str().unwrap();
        assert!(
            text.contains("裕安区 企业R&D经费 本年 这里是 21126.3")
                && text.contains("21125.3")
                && text.contains("a-own.xlsx"),
            "{text}"
        );
        assert!(
            !text.contains("上年 这里") && !text.contains("增速"),
            "{text}"
        );
        assert_eq!(question["cells"], serde_json::json!(["Sheet1!B5"]));
        let taken = import(
            folder,
            "b-table.xlsx",
            &[
                "--answer",
                &format!("{}=both", question["id"].as_str().unwrap()),
            ],
        );
        assert_eq!(only(&taken)["status"], "committed", "{taken}");
        let told = only(&taken)["findings"]
            .as_array()
            .unwrap()
            .iter()
            .find(|finding| finding["rule"] == "version.confirmed")
            .unwrap();
        assert!(
            told["severity"] == "C" && told["message"].as_str().unwrap().contains("21125.3"),
            "{told}"
        );
        assert!(
            figure(folder, "L1", "裕安区").contains("21125.3")
                && figure(folder, "L2", "裕安区").contains("21126.3")
        );
    }
}

#[test]
fn the_same_figures_and_new_versions_of_a_countys_own_return_are_not_asked_about() {
    let ledger = ledger();
    let folder = ledger.path();
    county(folder, "own.xlsx", "裕安区", "21125.3");
    table(
        folder,
        "table.xlsx",
        &["金安区 | 1 | 1 | 0", "裕安区 | 21125.3 | 7107.2 | 197.2"],
    );
    assert_eq!(
        only(&import(folder, "table.xlsx", &[]))["status"],
        "committed"
    );
    assert_eq!(
        only(&import(folder, "own.xlsx", &[]))["status"],
        "committed"
    );
    for (version, current) in [(1, "8"), (2, ""), (3, "9")] {
        county(folder, "other.xlsx", "霍邱县", current);
        let report = import(folder, "other.xlsx", &[]);
        assert_eq!(
            (&only(&report)["status"], &only(&report)["version"]),
            (&"committed".into(), &version.into()),
            "{report}"
        );
    }
}

#[test]
fn an_older_county_table_that_comes_again_is_a_duplicate_and_nothing_is_asked() {
    let ledger = ledger();
    let folder = ledger.path();
    table(
        folder,
        "one.xlsx",
        &["金安区 | 1 | 1 | 0", "叶集区 | 3 | 1 | 200"],
    );
    table(
        folder,
        "two.xlsx",
        &[
            "金安区 | 1 | 1 | 0",
            "叶集区 | 3 | 1 | 200",
            "裕安区 | 2 | 1 | 100",
        ],
    );
    import(folder, "one.xlsx", &[]);
    import(folder, "two.xlsx", &[]);
    let again = import(folder, "one.xlsx", &[]);
    assert_eq!(only(&again)["status"], "duplicate", "{again}");
    assert!(only(&again)["questions"].is_null(), "{again}");
}
