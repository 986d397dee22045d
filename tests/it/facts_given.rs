//! Figures that no county reports in a round: the base that a ledger begins with, what departments
//! give, and a later state of them in place of an earlier one.
//!
//! Long: one ledger and its tables serve all of it.

use crate::one_file::{json, of, run};
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;
use xianbaohui_tests::sheet::{Sheet, workbook};

const SCHEME: &str = r#"
[scheme]
code = "x"
name = "测试"
version = "1"
root = "0"

[[unit]]
code = "0"
name = "沧州市"

[[unit]]
code = "1"
name = "青县"
parent = "0"

[[unit]]
code = "2"
name = "献县"
parent = "0"

[[unit]]
code = "9"
name = "石家庄市"
reports = false

[[unit]]
code = "99"
name = "全省平均"
reports = false

[[indicator]]
code = "contract"
name = "技术合同成交额"
unit = "万元"
type = "flow"
decimals = 2

[[indicator]]
code = "gdp"
name = "地区生产总值"
unit = "万元"
type = "flow"

[[indicator]]
code = "intensity"
name = "技术合同成交额占比"
unit = "%"
type = "ratio"
decimals = 2
numerator = "contract"
denominator = "gdp"

[[form]]
code = "T"
name = "分县情况"
kind = "county-table"
title = "各县技术合同情况表"
unit_column = "县"

[[form.column]]
code = "now"
header = "成交额（万元）"
indicator = "contract"
yoy = true

[[form.column]]
code = "now"
name = "占比"
header = "占比（%）"
indicator = "intensity"
required = false

[[form]]
code = "D"
name = "部门数据"
kind = "county-table"
title = "各县部门数据表"
unit_column = "县"
required = false

[[form.column]]
code = "now"
header = "地区生产总值（万元）"
indicator = "gdp"

[[round]]
code = "2021"
name = "2021年"
"#;

fn ledger() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("t.toml"), SCHEME).unwrap();
    run(folder.path(), &["new", "a.xbh", "--scheme", "t.toml"]);
    table(folder.path(), "now.xlsx", "2021", "30", "20");
    let import = ["import", "a.xbh", "--round", "2021", "now.xlsx", "--json"];
    let report = json(folder.path(), &import);
    assert_eq!(of(&report, "now.xlsx")["status"], "committed", "{report}");
    folder
}

fn table(folder: &Path, name: &str, year: &str, one: &str, other: &str) {
    let text =
        format!("{year}年各县技术合同情况表\n县 | 成交额（万元）\n青县 | {one}\n献县 | {other}");
    let bytes = workbook(&[Sheet::new("表", &text)]).unwrap();
    std::fs::write(folder.join(name), bytes).unwrap();
}

fn given(folder: &Path, name: &str, vintage: &str) -> Value {
    let typed = [
        "facts",
        "import",
        "a.xbh",
        name,
        "--origin",
        "base",
        "--vintage",
        vintage,
        "--from",
        "统计局",
        "--period",
        "2020",
        "--json",
    ];
    json(folder, &typed)
}

/// Growth, its base, and who stands for it, of the total.
fn years(folder: &Path) -> String {
    let typed = [
        "trace",
        "a.xbh",
        "--round",
        "2021",
        "--indicator",
        "contract",
        "--json",
    ];
    let report = json(folder, &typed);
    let years = &report["origins"][0]["year_on_year"];
    let parts = years["parts"].as_array().cloned().unwrap_or_default();
    let base = parts.iter().find(|part| part["round"] == "2020");
    format!(
        "{} {} {} {} {}",
        years["value"].as_str().unwrap_or("-"),
        years["base"].as_str().unwrap_or("-"),
        base.map_or("-", |part| part["cell"].as_str().unwrap()),
        base.map_or("-", |part| part["whence"]["vintage"]
            .as_str()
            .unwrap_or("?")),
        base.map_or("-", |part| part["whence"]["giver"].as_str().unwrap_or("?")),
    )
}

/// `version vintage counts` of all that is kept.
fn listed(folder: &Path) -> Vec<String> {
    let report = json(folder, &["facts", "list", "a.xbh", "--json"]);
    let all = report["facts"].as_array().unwrap().iter();
    let line = |one: &Value| {
        format!(
            "{} {} {} {}",
            one["version"],
            one["vintage"].as_str().unwrap(),
            one["counts"],
            one["figures"]
        )
    };
    all.map(line).collect()
}

#[test]
fn last_years_table_comes_in_as_the_base_and_is_said_to_be_it() {
    let ledger = ledger();
    let folder = ledger.path();
    assert_eq!(years(folder), "- - - - -");
    table(folder, "base.xlsx", "2020", "20", "20");
    let report = given(folder, "base.xlsx", "flash");
    assert_eq!(report["round_added"], true, "{report}");
    assert_eq!(report["whence"]["origin"], "base");
    assert_eq!(of(&report, "base.xlsx")["status"], "committed");
    assert_eq!(years(folder), "25.0 40.00 B3 flash 统计局");
    // the round that was added asks for what came, and for nothing else
    let rounds = json(folder, &["round", "list", "a.xbh", "--json"]);
    let own = rounds["rounds"].as_array().unwrap().iter();
    let own = own.filter(|own| own["code"] == "2020").collect::<Vec<_>>();
    assert_eq!(own[0]["forms"], serde_json::json!(["T"]), "{rounds}");
    // below the table that goes out
    let out = [
        "consolidate",
        "a.xbh",
        "--round",
        "2021",
        "--out",
        "out.xlsx",
        "--json",
    ];
    let out = json(folder, &out);
    assert!(out["sheets"].is_array(), "{out}");
    let cells = json(folder, &["cells", "out.xlsx", "--json"]).to_string();
    assert!(
        cells.contains("2020年（基期）（基期数，快报，统计局）"),
        "{cells}"
    );
    // the round that follows is as the newest period, not as the one that was added last
    let added = json(folder, &["round", "add", "a.xbh", "2022", "--json"]);
    assert_eq!(added["round"]["forms"], serde_json::json!(["T", "D"]));
}

#[test]
fn what_others_publish_takes_the_place_of_no_return() {
    let ledger = ledger();
    let folder = ledger.path();
    table(folder, "published.xlsx", "2021", "300", "20");
    let typed = "facts import a.xbh published.xlsx --origin published --vintage annual \
        --from 统计局 --round 2021 --json";
    let report = json(folder, &typed.split_whitespace().collect::<Vec<_>>());
    let own = of(&report, "published.xlsx");
    assert_eq!(own["status"], "needs-confirmation", "{report}");
    let why = own["error"]["message"].as_str().unwrap();
    assert!(why.contains("自己报的第 1 版"), "{why}");
    assert_eq!(listed(folder), Vec::<String>::new());
}

#[test]
fn a_later_state_takes_the_place_of_an_earlier_and_both_are_kept() {
    let ledger = ledger();
    let folder = ledger.path();
    table(folder, "flash.xlsx", "2020", "20", "20");
    table(folder, "annual.xlsx", "2020", "24", "26");
    given(folder, "flash.xlsx", "flash");
    // that it replaces the other is asked, as always
    let report = given(folder, "annual.xlsx", "annual");
    let question = &of(&report, "annual.xlsx")["questions"][0];
    let text = |value: &Value| {
        value
            .as_str()
            .unwrap_or_else(|| panic!("{report}"))
            .to_owned()
    };
    let answer = format!(
        "{}={}",
        text(&question["id"]),
        text(&question["choices"][0]["id"])
    );
    let typed = [
        "facts",
        "import",
        "a.xbh",
        "annual.xlsx",
        "--origin",
        "base",
        "--vintage",
        "annual",
        "--from",
        "统计局",
        "--period",
        "2020",
        "--answer",
        &answer,
        "--json",
    ];
    let report = json(folder, &typed);
    assert_eq!(report["round_added"], false);
    assert_eq!(
        of(&report, "annual.xlsx")["status"],
        "committed",
        "{report}"
    );
    assert_eq!(listed(folder), ["2 annual true 2", "1 flash false 2"]);
    assert_eq!(years(folder), "0.0 50.00 B3 annual 统计局");
    // and not the other way round
    table(folder, "flash2.xlsx", "2020", "21", "20");
    let report = given(folder, "flash2.xlsx", "flash");
    let one = of(&report, "flash2.xlsx");
    assert_eq!(one["status"], "needs-confirmation", "{report}");
    let told = one["error"]["message"].as_str().unwrap();
    assert!(told.contains("年报") && told.contains("没有替换"), "{told}");
    // taken back, the earlier counts again; nothing of it is out of the seal
    let undone = json(folder, &["undo", "a.xbh", "--json"]);
    assert!(undone["changes"].is_array(), "{undone}");
    assert_eq!(listed(folder), ["2 annual false 2", "1 flash true 2"]);
    assert_eq!(years(folder), "25.0 40.00 B3 flash 统计局");
    let verified = json(folder, &["verify", "a.xbh", "--json"]);
    assert_eq!(verified["problems"], serde_json::json!([]), "{verified}");
}

#[test]
fn a_round_that_was_added_for_them_goes_with_them() {
    let ledger = ledger();
    let folder = ledger.path();
    let rounds = || {
        let told = json(folder, &["round", "list", "a.xbh", "--json"]);
        told["rounds"].as_array().unwrap().len()
    };
    table(folder, "base.xlsx", "2020", "20", "20");
    given(folder, "base.xlsx", "annual");
    assert_eq!(rounds(), 2);
    let preview = json(folder, &["undo", "a.xbh", "--preview", "--json"]);
    assert_eq!(preview["with_round"], true, "{preview}");
    let undone = json(folder, &["undo", "a.xbh", "--json"]);
    assert_eq!(undone["with_round"], true, "{undone}");
    assert_eq!(rounds(), 1);
    assert_eq!(listed(folder), [""; 0]);
    // the next step back is the one before
    let next = json(folder, &["undo", "a.xbh", "--preview", "--json"]);
    assert_eq!(next["kind"], "import", "{next}");
    assert_eq!(next["round"], "2021");
    // and once more, when the round was there before
    given(folder, "base.xlsx", "annual");
    table(folder, "more.xlsx", "2020", "21", "20");
    let typed = [
        "import",
        "a.xbh",
        "--round",
        "2020",
        "--unit",
        "沧州市",
        "more.xlsx",
        "--json",
    ];
    let asked = json(folder, &typed);
    assert_eq!(
        of(&asked, "more.xlsx")["status"],
        "needs-confirmation",
        "{asked}"
    );
    let verified = json(folder, &["verify", "a.xbh", "--json"]);
    assert_eq!(verified["problems"], serde_json::json!([]), "{verified}");
}

#[test]
fn a_round_that_got_nothing_is_not_left_behind() {
    let ledger = ledger();
    let folder = ledger.path();
    std::fs::write(folder.join("text.xlsx"), "这不是表").unwrap();
    let report = given(folder, "text.xlsx", "annual");
    assert_eq!(report["round_added"], false, "{report}");
    let rounds = json(folder, &["round", "list", "a.xbh", "--json"]);
    assert_eq!(rounds["rounds"].as_array().unwrap().len(), 1, "{rounds}");
}

#[test]
fn what_a_department_gives_once_is_the_denominator_of_what_counties_report() {
    let ledger = ledger();
    let folder = ledger.path();
    let share = || {
        let typed = [
            "trace",
            "a.xbh",
            "--round",
            "2021",
            "--indicator",
            "intensity",
            "--json",
        ];
        let report = json(folder, &typed);
        let total = &report["origins"][0];
        let parts = total["parts"].as_array().cloned().unwrap_or_default();
        let of_gdp = parts.iter().filter(|part| part["file"] == "gdp.xlsx");
        let of_gdp = of_gdp.map(|part| {
            let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
            let (value, cell) = (text(&part["value"]), text(&part["cell"]));
            let whence = &part["whence"];
            let (origin, giver) = (text(&whence["origin"]), text(&whence["giver"]));
            format!("{value} {cell} {origin} {giver}")
        });
        let of_gdp = of_gdp.collect::<Vec<_>>().join(", ");
        let value = total["value"].as_str().unwrap_or("-");
        format!("{value} of {} {of_gdp}", total["denominator"]["sum"])
    };
    assert_eq!(share(), "- of null ");
    let text = "2021年各县部门数据表\n县 | 地区生产总值（万元）\n青县 | 1000\n献县 | 1500";
    let bytes = workbook(&[Sheet::new("表", text)]).unwrap();
    std::fs::write(folder.join("gdp.xlsx"), bytes).unwrap();
    let typed = [
        "facts",
        "import",
        "a.xbh",
        "gdp.xlsx",
        "--origin",
        "department",
        "--vintage",
        "preliminary",
        "--from",
        "统计局",
        "--round",
        "2021",
        "--json",
    ];
    let report = json(folder, &typed);
    assert_eq!(of(&report, "gdp.xlsx")["status"], "committed", "{report}");
    assert_eq!(
        share(),
        "2.00 of \"2500\" 1000 B3 department 统计局, 1500 B4 department 统计局"
    );
    json(folder, &["undo", "a.xbh", "--json"]);
    assert_eq!(share(), "- of null ");
}

#[test]
fn sister_cities_and_the_provinces_average_are_facts_and_in_no_total() {
    let ledger = ledger();
    let folder = ledger.path();
    let text = "2020年各县技术合同情况表\n县 | 成交额（万元）\n青县 | 20\n献县 | 20\n\
        石家庄市 | 900\n全省平均 | 300";
    let bytes = workbook(&[Sheet::new("表", text)]).unwrap();
    std::fs::write(folder.join("all.xlsx"), bytes).unwrap();
    let report = given(folder, "all.xlsx", "annual");
    let one = of(&report, "all.xlsx");
    assert_eq!(one["status"], "committed", "{report}");
    let told = one["findings"].as_array().unwrap();
    let graver = told.iter().filter(|own| own["severity"] != "D");
    assert_eq!(graver.count(), 0, "{report}");
    let of_unit = |unit: &[&str]| {
        let typed = [
            "trace",
            "a.xbh",
            "--round",
            "2020",
            "--indicator",
            "contract",
        ];
        let report = json(folder, &[&typed[..], unit, &["--json"]].concat());
        let value = report["origins"][0]["value"].as_str();
        value.unwrap_or_else(|| panic!("{report}")).to_owned()
    };
    assert_eq!(of_unit(&["--unit", "石家庄市"]), "900.00");
    assert_eq!(of_unit(&["--unit", "全省平均"]), "300.00");
    assert_eq!(of_unit(&[]), "40.00");
    assert_eq!(years(folder), "25.0 40.00 B3 annual 统计局");
}
