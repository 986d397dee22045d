//! Totals, their signs, and what is said of them below the table and in the trace.

use super::growth::changed;
use super::{signed, status, told};
use crate::figures_named::{HEADER, ledger, matrix, roster, sheet, table, take_in, trace};
use crate::one_file::{json, run};
use xianbaohui_tests::sheet::{Sheet, workbook};
use zip::ZipArchive;

#[test]
fn a_row_that_is_missing_in_one_return_is_named_although_all_others_say_nil() {
    let ledger = ledger();
    let folder = ledger.path();
    matrix(
        folder,
        "2021Q1",
        "青县",
        HEADER,
        "研发经费 | / | / | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(folder, "2021Q1", "沧县", HEADER, "生产总值 | 1 | 1 | 0");
    let text = sheet(folder, "M汇总表");
    assert!(
        text.contains("未含没有填数的单位：") && text.contains("沧县：研发经费"),
        "{text}"
    );
    assert!(
        text.lines()
            .any(|line| line.contains("研发经费") && line.contains("/※")),
        "{text}"
    );
    // nothing but blanks is no nil
    let ledger = self::ledger();
    let folder = ledger.path();
    matrix(
        folder,
        "2021Q1",
        "青县",
        HEADER,
        "研发经费 | | 5 | \n生产总值 | 1 | 1 | 0",
    );
    let text = sheet(folder, "M汇总表");
    let line = text.lines().find(|line| line.contains("研发经费")).unwrap();
    assert!(line.contains("万元 | ※ | 5"), "{line}");
}

#[test]
fn the_sign_stays_on_a_total_that_is_too_long_for_excel() {
    let ledger = ledger();
    let folder = ledger.path();
    matrix(
        folder,
        "2021Q1",
        "青县",
        HEADER,
        "研发经费 | 1234567890123456 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2021Q1",
        "沧县",
        HEADER,
        "研发经费 | 待定 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    roster(
        folder,
        "r.xlsx",
        "青县",
        "甲公司 | 1234567890123456 | 1\n乙公司 | 待定 | 1",
    );
    for name in ["M分县表", "M汇总表", "R分县"] {
        let text = sheet(folder, name);
        assert!(text.contains("1234567890123456※"), "{name}: {text}");
    }
}

#[test]
fn a_total_of_a_county_table_is_held_against_the_units_that_are_in_ours() {
    let text = std::fs::read_to_string(ledger().path().join("t.toml")).unwrap();
    let text = text.replace(
        "name = \"2021年一季度\"",
        "name = \"2021年一季度\"\nunits = [\"u1\", \"u2\"]",
    );
    for (total, wanted) in [
        ("15", None),
        ("25", Some("B total.with-unexpected")),
        ("99", Some("A total.wrong")),
    ] {
        let ledger = ledger();
        let folder = ledger.path();
        std::fs::write(folder.join("u.toml"), &text).unwrap();
        std::fs::remove_file(folder.join("a.xbh")).unwrap();
        run(folder, &["new", "a.xbh", "--scheme", "u.toml"]);
        let report = table(
            folder,
            &format!("青县 | 10 | 1 | \n沧县 | 5 | 1 | \n献县 | 10 | 1 | \n合计 | {total} | / | "),
        );
        let rules = status(&report)
            .1
            .into_iter()
            .filter(|rule| rule.contains("total."))
            .collect::<Vec<_>>();
        assert_eq!(
            rules,
            wanted.into_iter().collect::<Vec<_>>(),
            "{total}: {report}"
        );
        // what is told of the total is what stands beside it on paper
        let own = trace(folder, "T", "a", "p", &[])[0].clone();
        assert_eq!(sheet(folder, "T").contains("差额"), total != "15", "{own}");
    }
}

#[test]
fn figures_that_are_not_exact_are_named_at_every_total_and_rate_made_of_them() {
    let ledger = ledger();
    let folder = ledger.path();
    table(folder, "青县 | 约500 | 1 | 0.5\n沧县 | 7 | 1 | ");
    let (text, signs) = signed(folder, "T");
    assert!(
        text.contains("为近似数：") && text.contains("青县：研发经费、研发强度"),
        "{text}"
    );
    assert_eq!(signs, ["B", "D"], "{text}");
    for (indicator, column) in [("a", "p"), ("c", "s")] {
        let own = trace(folder, "T", indicator, column, &[])[0].clone();
        assert!(
            told(&own).contains(&"含不是确数的填报值，为近似数：青县"),
            "{own}"
        );
    }
}

#[test]
fn a_trace_says_what_the_notes_below_the_table_say() {
    let ledger = ledger();
    let folder = ledger.path();
    table(
        folder,
        "清州镇 | 100 | 1 | \n沧县 | 5 | 1 | \n合计 | 999 | 2 | ",
    );
    let own = trace(folder, "T", "a", "p", &[])[0].clone();
    assert_eq!(
        told(&own),
        [
            "青县没有报本表，合计用的是其下级单位的数",
            "表上自报的合计是 999，与合计 105 不一致，差额 894"
        ],
        "{own}"
    );
    let printed = run(
        folder,
        &["trace", "a.xbh", "--round", "2021Q1", "--indicator", "a"],
    );
    let text = String::from_utf8_lossy(&printed.stdout);
    assert!(
        text.contains("青县没有报本表") && text.contains("表上自报的合计是 999"),
        "{text}"
    );
}

#[test]
fn a_nought_below_zero_has_no_minus_beside_the_total() {
    let ledger = ledger();
    let folder = ledger.path();
    table(folder, "青县 | -0 | 1 | \n沧县 | -0 | 1 | ");
    let check = folder.join("o.xlsx");
    run(
        folder,
        &[
            "consolidate",
            "a.xbh",
            "--round",
            "2021Q1",
            "--out",
            "o.xlsx",
        ],
    );
    let mut package = ZipArchive::new(std::fs::File::open(check).unwrap()).unwrap();
    let names = package
        .file_names()
        .filter_map(Result::ok)
        .map(std::borrow::Cow::into_owned)
        .filter(|name| name.starts_with("xl/worksheets/sheet"))
        .collect::<Vec<_>>();
    assert!(!names.is_empty());
    for name in names {
        let xml = std::io::read_to_string(package.by_name(&name).unwrap()).unwrap();
        assert!(!xml.contains("<v>-0</v>"), "{name}");
    }
}

#[test]
fn a_total_of_nothing_is_traced_to_what_it_lacks() {
    let ledger = ledger();
    let folder = ledger.path();
    matrix(folder, "2021Q1", "青县", HEADER, "研发经费 | 10 | 5 | 100");
    let own = trace(folder, "M", "b", "now", &[])[0].clone();
    assert_eq!(
        (
            own["value"].as_str(),
            own["left_out"][0]["unit"]["name"].as_str()
        ),
        (None, Some("青县")),
        "{own}"
    );
}

#[test]
fn the_notes_of_a_county_table_say_nothing_of_sheets_beside_it() {
    let ledger = changed(
        "unit_column = \"县（市、区）\"\nrequired = false",
        "unit_column = \"县（市、区）\"",
    );
    let folder = ledger.path();
    table(folder, "青县 | 10 | 1 | \n沧县 | 5 | 1 | ");
    let text = sheet(folder, "T");
    assert!(!text.contains("没有单独报本表"), "{text}");
    // and the return of the city has its row among those of the counties
    let text = sheet(folder, "报送情况");
    assert!(
        text.lines()
            .any(|line| line.contains("沧州市（分县表）") && line.contains("T（第1版）")),
        "{text}"
    );
}

#[test]
fn a_share_that_is_reported_is_held_against_its_total() {
    let share = "[[form.column]]\ncode = \"s\"\nheader = \"占比（%）\"\nindicator = \"a\"\nrole = \
        \"share\"";
    let ledger = changed(
        "[[form.column]]\ncode = \"s\"\nheader = \"研发强度（%）\"\nindicator = \"c\"",
        share,
    );
    let rows = "青县 | 40 | 1 | 90\n沧县 | 60 | 1 | 60\n献县 | / | 1 | /";
    let text = format!(
        "2021年一季度分县情况表\n\n县（市、区） | 研发经费（万元） | 生产总值（亿元） | 占比（\
            %）\n{rows}"
    );
    let report = take_in(ledger.path(), "2021Q1", "t.xlsx", &text, &[]);
    let wrong = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["rule"] == "rate.does-not-follow")
        .collect::<Vec<_>>();
    assert!(
        wrong.len() == 1
            && wrong[0]["message"]
                .as_str()
                .unwrap()
                .contains("90%，按表上的数算应为 40%（40 占 100）"),
        "{report}"
    );
}

#[test]
fn a_figure_or_share_that_is_a_power_of_ten_off_is_found_by_the_shares() {
    let share = "[[form.column]]\ncode = \"s\"\nheader = \"占比（%）\"\nindicator = \"a\"\nrole = \
        \"share\"";
    let scheme = changed(
        "[[form.column]]\ncode = \"s\"\nheader = \"研发强度（%）\"\nindicator = \"c\"",
        share,
    );
    let check = |rows: &str, rule: &str, says: &str| {
        let head =
            "2021年一季度分县情况表\n\n县（市、区） | 研发经费（万元） | 生产总值（亿元） | ";
        let text = format!("{head}占比（%）\n{rows}");
        std::fs::write(
            scheme.path().join("t.xlsx"),
            workbook(&[Sheet::new("表", &text)]).unwrap(),
        )
        .unwrap();
        let more = [
            "check", "t.xlsx", "--scheme", "u.toml", "--round", "2021Q1", "--json",
        ];
        let report = json(scheme.path(), &more);
        let all = report["returns"][0]["findings"].as_array().unwrap().iter();
        let rates = all.filter(|one| one["rule"].as_str().unwrap().starts_with("rate."));
        let told = rates.map(|one| format!("{} {}", one["rule"].as_str().unwrap(), one["what"]));
        let told = told.collect::<Vec<_>>();
        assert!(
            told.len() == 1 && told[0].contains(rule) && told[0].contains(says),
            "{rows}: {told:?}"
        );
    };
    check(
        "青县 | 400000 | 1 | 40\n沧县 | 35 | 1 | 35\n献县 | 25 | 1 | 25",
        "rate.scale",
        "研发经费 填的是 400000 万元，÷10000 后是 40",
    );
    check(
        "青县 | 40 | 1 | 0.4\n沧县 | 35 | 1 | 35\n献县 | 25 | 1 | 25",
        "rate.as-ratio",
        "0.4",
    );
    check(
        "青县 | 40 | 1 | 40\n沧县 | 35 | 1 | 3500\n献县 | 25 | 1 | 25",
        "rate.hundredfold",
        "3500%",
    );
}
