//! What a total is not made of, and what is told of it: rows of rosters that name nothing, a
//! roster's own 合计, units above and below each other, nils beside missing rows, figures that are
//! not exact, sums too long for Excel, forms of another round.

use crate::figures_named::{HEADER, ledger, matrix, names, roster, sheet, table, take_in, trace};
use crate::one_file::run;
use crate::support::{Exported, shown};
use crate::true_totals::formats_by_cell;
use serde_json::Value;
use std::path::Path;
use zip::ZipArchive;

fn finding<'a>(report: &'a Value, rule: &str) -> Option<&'a Value> {
    report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|finding| finding["rule"] == rule)
}

fn status(report: &Value) -> (&str, Vec<String>) {
    let told = report["findings"].as_array().into_iter().flatten();
    let rules = told.map(|one| format!("{} {}", one["severity"], one["rule"]).replace('"', ""));
    (
        report["status"].as_str().unwrap(),
        rules
            .filter(|rule| !rule.contains(".unchecked") && !rule.contains("unit."))
            .collect(),
    )
}

fn income(folder: &Path) -> Value {
    trace(folder, "R", "income", "income", &[])[0].clone()
}

fn told(origin: &Value) -> Vec<&str> {
    origin["told"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["message"].as_str().unwrap())
        .collect()
}

/// A sheet as text, and the columns of its total that carry the sign: A, B, …
fn signed(folder: &Path, beginning: &str) -> (String, Vec<String>) {
    let text = sheet(folder, beginning);
    let row = text
        .lines()
        .position(|line| line.starts_with("合计（") || line.starts_with("合计 "))
        .unwrap()
        + 1;
    let path = folder.join("o.xlsx");
    let name = Exported::open(&path)
        .beginning(beginning)
        .into_iter()
        .next()
        .unwrap();
    let is_signed = |(cell, format): (String, String)| {
        let column = cell
            .strip_suffix(&row.to_string())
            .filter(|column| column.chars().all(|c| c.is_ascii_alphabetic()))?;
        format.contains('※').then(|| column.to_owned())
    };
    (
        text,
        formats_by_cell(&path, &name)
            .into_iter()
            .filter_map(is_signed)
            .collect(),
    )
}

#[test]
fn a_row_of_a_roster_whose_name_is_a_nil_counts_and_is_told() {
    for nil in ["/", "无", "-", "—"] {
        let ledger = ledger();
        let report = roster(
            ledger.path(),
            "r.xlsx",
            "青县",
            &format!("甲公司 | 5 | 1\n{nil} | 1000 | 7\n{nil} | 20 | 7\n/ | / | /"),
        );
        assert_eq!(
            status(&report),
            (
                "committed",
                vec!["B entry.required".into(), "B entry.required".into()]
            ),
            "{nil}: {report}"
        );
        assert_eq!(income(ledger.path())["value"], "1025", "{nil}");
    }
}

#[test]
fn a_row_of_a_roster_with_one_figure_and_no_name_is_told() {
    let ledger = ledger();
    let report = roster(
        ledger.path(),
        "r.xlsx",
        "青县",
        "甲公司 | 3 | 1\n | 300 | \n | | ",
    );
    let told = finding(&report, "entry.unnamed").unwrap_or_else(|| panic!("{report}"));
    assert!(
        told["severity"] == "A"
            && told["message"]
                .as_str()
                .unwrap()
                .contains("第 5 行填了 1 项"),
        "{told}"
    );
    assert_eq!(signed(ledger.path(), "R分县").1, ["B", "C", "D"]);
    // a title between the rows is none
    let ledger = self::ledger();
    let report = roster(
        ledger.path(),
        "r.xlsx",
        "青县",
        "甲公司 | 3 | 1\n二、其他企业 | | \n乙公司 | 3 | 1",
    );
    assert!(finding(&report, "entry.unnamed").is_none(), "{report}");
}

#[test]
fn the_total_of_a_roster_is_held_against_its_rows() {
    let cases = [
        (
            "below",
            "甲公司 | 3 | 1\n乙公司 | 4 | 2\n合计 | 7 | 3",
            None,
        ),
        (
            "above",
            "合计 | 7 | 3\n甲公司 | 3 | 1\n乙公司 | 4 | 2",
            None,
        ),
        (
            "below each group",
            "甲公司 | 3 | 1\n合计 | 3 | 1\n乙公司 | 4 | 2\n合计 | 4 | 2",
            None,
        ),
        (
            "wrong",
            "甲公司 | 3 | 1\n乙公司 | 4 | 2\n合计 | 403 | 3",
            Some("A total.wrong"),
        ),
        (
            "things counted are not rounded",
            "甲公司 | 3 | 1\n乙公司 | 4 | 2\n合计 | 7 | 4",
            Some("A total.wrong"),
        ),
        (
            "a row without a figure",
            "甲公司 | 3 | 1\n乙公司 | | 2\n合计 | 403 | 3",
            None,
        ),
        ("no figures in it", "甲公司 | 3 | 1\n合计 | 2 家 | ", None),
    ];
    for (what, rows, wanted) in cases {
        let ledger = ledger();
        let report = roster(ledger.path(), "r.xlsx", "青县", rows);
        assert_eq!(report["status"], "committed", "{what}: {report}");
        let rules = status(&report)
            .1
            .into_iter()
            .filter(|rule| rule.contains("total."))
            .collect::<Vec<_>>();
        assert_eq!(
            rules,
            wanted.into_iter().collect::<Vec<_>>(),
            "{what}: {report}"
        );
    }
    // only the sum that it is about is in question
    let ledger = ledger();
    roster(
        ledger.path(),
        "r.xlsx",
        "青县",
        "甲公司 | 3 | 1\n乙公司 | 4 | 2\n合计 | 403 | 3",
    );
    let (text, signs) = signed(ledger.path(), "R分县");
    assert_eq!(signs, ["C"], "{text}");
    assert!(names(&income(ledger.path())["flagged"]).contains(&"青县"));
}

#[test]
fn rows_of_a_roster_that_are_parts_of_another_are_not_added() {
    for part in [
        "其中：分公司",
        "（其中：一分厂）",
        "#其中：丙分厂",
        "其中",
        "其中：",
        "其中一分厂",
        "#分厂",
        "甲公司其中：一分厂",
        "甲公司（其中一分厂）",
        "包括：一分厂",
        "含：一分厂",
    ] {
        let ledger = ledger();
        let report = roster(
            ledger.path(),
            "r.xlsx",
            "青县",
            &format!("甲公司 | 100 | 5\n{part} | 40 | 2"),
        );
        assert!(
            finding(&report, "entry.part").is_some_and(|told| told["severity"] == "A"),
            "{part}: {report}"
        );
        assert_eq!(income(ledger.path())["value"], "100", "{part}");
        assert_eq!(signed(ledger.path(), "R分县").1, ["B", "C", "D"]);
    }
    // 其中 before the name
    let ledger = ledger();
    let text = "2021年一季度企业名单\n填报单位：青县\n序号 | 企业名称 | 营业收入 | 人数\n1 | 甲公\
        司 | 100 | 5\n其中 | 一分厂 | 40 | 2";
    let report = take_in(ledger.path(), "2021Q1", "r.xlsx", text, &[]);
    assert!(finding(&report, "entry.part").is_some(), "{report}");
}

#[test]
fn totals_and_comparisons_between_the_rows_of_a_roster_are_no_entries() {
    // what stands there, and what is told
    let cases = [
        ("合计（2家） | 7 | 3", None),
        ("合计2家 | 7 | 3", None),
        ("总计：2户 | 7 | 3", None),
        ("共2家 | 7 | 3", None),
        ("合计 2 家 | 7 | 3", None),
        ("合计（万元、人） | 7 | 3", None),
        ("零报告 | | ", None),
        ("零报告 | 5 | ", Some("A entry.no-name")),
        ("同上 | 5 | 1", Some("A entry.no-name")),
        ("总额 | 7 | 3", Some("A entry.no-name")),
        ("单位：万元 | 7 | ", Some("A entry.no-name")),
        ("以上共计 | 7 | 3", None),
        ("合计青县 | 7 | 3", None),
        ("青县 | 7 | 3", Some("A entry.no-name")),
        ("沧州市 | 7 | 3", Some("A entry.no-name")),
        ("小计 | 7 | 3", None),
        ("小计（一） | 80 | 3", Some("A total.wrong")),
        ("本页合计 | 77 | 3", Some("A total.wrong")),
        ("青县合计 | 7 | 3", None),
        ("累计 | 20 | 9", Some("A entry.no-name")),
        ("平均 | 3.5 | 1.5", Some("A entry.no-name")),
        ("上年同期 | 6 | 3", Some("A entry.no-name")),
        ("Total | 7 | 3", Some("A entry.no-name")),
    ];
    for (row, wanted) in cases {
        let ledger = ledger();
        let report = roster(
            ledger.path(),
            "r.xlsx",
            "青县",
            &format!("甲公司 | 3 | 1\n乙公司 | 4 | 2\n{row}"),
        );
        assert_eq!(
            status(&report),
            ("committed", wanted.into_iter().map(str::to_owned).collect()),
            "{row}: {report}"
        );
        assert_eq!(income(ledger.path())["value"], "7", "{row}");
    }
    // a title of a group with the sum of its rows
    let groups = [
        (
            "一、规上企业 | 7 | 3\n甲公司 | 3 | 1\n乙公司 | 4 | 2\n二、丙公司 | 6 | 1",
            "13",
            &["A entry.group-total"][..],
        ),
        (
            "一、工业 | 12 | 4\n（一）规上 | 7 | 3\n甲公司 | 3 | 1\n乙公司 | 4 | 2\n（二）规下 | 5 \
                | 1\n丙公司 | 2 | 1\n丁公司 | 3 | /",
            "12",
            &["A entry.group-total"; 3],
        ),
        (
            "一、工业 | 8 | 3\n甲公司 | 3 | 1\n乙公司 | 4 | 2",
            "15",
            &["A entry.group-title"],
        ),
        // the same figures in one row below: nobody can tell
        (
            "一、甲公司 | 5 | 1\n乙公司 | 5 | 1",
            "10",
            &["A entry.group-title"],
        ),
        ("1、甲公司 | 5 | 1\n2、乙公司 | 5 | 1", "10", &[]),
    ];
    for (rows, sum, told) in groups {
        let ledger = self::ledger();
        let report = roster(ledger.path(), "r.xlsx", "青县", rows);
        assert_eq!(status(&report).1, told, "{rows}: {report}");
        assert_eq!(income(ledger.path())["value"], sum, "{rows}");
    }
}

#[test]
fn the_own_total_of_a_roster_may_be_a_nil_and_is_held_against_its_rows_all_the_same() {
    for total in ["/", "无", "0"] {
        let ledger = ledger();
        let report = roster(
            ledger.path(),
            "r.xlsx",
            "青县",
            &format!("甲公司 | 60 | 1\n乙公司 | 40 | 2\n合计 | {total} | 3"),
        );
        assert_eq!(status(&report).1, ["A total.wrong"], "{total}: {report}");
    }
    let ledger = ledger();
    let report = roster(
        ledger.path(),
        "r.xlsx",
        "青县",
        "甲公司 | / | /\n合计 | / | /",
    );
    assert_eq!(status(&report).1, Vec::<String>::new(), "{report}");
}

#[test]
fn the_sheet_of_the_unit_at_the_top_is_not_held_against_units_that_it_has_not() {
    let ledger = changed(
        "code = \"r\"\nname = \"沧州市\"",
        "code = \"r\"\nname = \"沧州市\"\nreports = true",
    );
    let report = matrix(
        ledger.path(),
        "2021Q1",
        "沧州市",
        HEADER,
        "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0",
    );
    assert_eq!(status(&report), ("committed", Vec::new()), "{report}");
}

#[test]
fn approximate_figures_of_a_roster_are_named_at_its_sums() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(
        folder,
        "r.xlsx",
        "青县",
        "甲公司 | 约100 | 1\n乙公司 | 50 | 10人左右",
    );
    let (text, signs) = signed(folder, "R分县");
    assert!(
        text.contains("带※的“营业收入”含不是确数的填报值，为近似数：青县")
            && text.contains("带※的“人数”含不是"),
        "{text}"
    );
    assert_eq!(signs, ["C", "D"]);
    assert_eq!(
        told(&income(folder)),
        ["含不是确数的填报值，为近似数：青县"]
    );
}

#[test]
fn an_entry_that_a_unit_below_has_otherwise_is_named() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(folder, "1.xlsx", "青县", "甲公司 | 5 | 1\n乙公司 | 6 | 1");
    roster(
        folder,
        "2.xlsx",
        "清州镇",
        "甲公司 | 5 | 1\n乙公司 | 6000 | 1",
    );
    let (text, signs) = signed(folder, "R分县");
    assert!(
        text.contains(
            "合计按青县的名单计，其下级单位清州镇的名单里同一条的数不同，请核对：乙公\
        司 营业收入 6 / 6000"
        ),
        "{text}"
    );
    assert_eq!(signs, ["B", "C", "D"]);
    assert_eq!(
        told(&income(folder)),
        ["青县和其下级单位清州镇的名单里，同一条的数不同，合计按前者计：乙公司 营业收入 6 / 6000"]
    );
}

#[test]
fn an_entry_that_stands_twice_in_one_roster_is_named_at_the_total() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(folder, "1.xlsx", "青县", "甲公司 | 5 | 1\n甲公司 | 5 | 1");
    let (text, signs) = signed(folder, "R分县");
    assert!(
        text.contains("青县的名单有重复的，每条都计入，请核对：甲公司"),
        "{text}"
    );
    assert_eq!(signs, ["B", "C", "D"]);
}

#[test]
fn every_sign_in_the_table_of_a_roster_has_its_note() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(folder, "1.xlsx", "青县", "甲公司 | 5 | 1");
    roster(folder, "2.xlsx", "清州镇", "甲公司 | 5 | 1.5");
    let text = sheet(folder, "R分县");
    assert!(
        text.contains("不在合计里的下级单位，有 A 级（强制性）审核问题：清州镇"),
        "{text}"
    );
}

#[test]
fn a_total_whose_own_sheet_says_another_carries_the_sign() {
    let ledger = ledger();
    let folder = ledger.path();
    table(
        folder,
        "青县 | 10 | 1 | \n沧县 | 5 | 1 | \n合计 | 999 | 2 | ",
    );
    let (text, signs) = signed(folder, "T");
    assert!(
        text.contains("表上自报的合计有 A 级（强制性）审核问题：研发经费"),
        "{text}"
    );
    assert_eq!(signs, ["B"]);
}

#[test]
fn figures_of_a_roster_that_cannot_be_are_told() {
    let ledger = ledger();
    let report = roster(
        ledger.path(),
        "r.xlsx",
        "青县",
        "甲公司 | -5 | 3\n乙公司 | 5 | -3\n丙公司 | 5 | 40.7",
    );
    let rules = status(&report).1;
    assert_eq!(
        rules,
        [
            "A figure.negative",
            "A figure.negative",
            "A figure.not-whole"
        ],
        "{report}"
    );
    assert_eq!(signed(ledger.path(), "R分县").1, ["C", "D"]);
}

#[test]
fn the_same_entry_in_the_rosters_of_two_units_is_named_at_the_total() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(folder, "1.xlsx", "青县", "甲公司 | 5 | 1\n乙公司 | 6 | 1");
    roster(folder, "2.xlsx", "沧县", "甲公司 | 5 | 1");
    let (text, signs) = signed(folder, "R分县");
    assert!(
        text.contains("青县、沧县的名单有重复的，每条都计入，请核对：甲公司"),
        "{text}"
    );
    assert_eq!(signs, ["B", "C", "D"]);
    assert_eq!(
        told(&income(folder)),
        ["青县、沧县的名单里有重复的，每条都计入：甲公司"]
    );
}

#[test]
fn entries_that_only_a_unit_below_has_are_named_where_the_unit_above_is_added() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(folder, "1.xlsx", "青县", "甲公司 | 5 | 1");
    roster(
        folder,
        "2.xlsx",
        "清州镇",
        "甲公司 | 5 | 1\n乙公司 | 195 | 1",
    );
    let (text, signs) = signed(folder, "R分县");
    assert!(
        text.contains("没有清州镇报的 1 条，青县的名单里也没有，请核对：乙公司"),
        "{text}"
    );
    assert_eq!(signs, ["B", "C", "D"]);
    assert_eq!(
        told(&income(folder)),
        ["青县的名单里没有其下级单位清州镇报的：乙公司，没有计入合计"]
    );
    // where the unit above has them all, nothing is told
    let ledger = self::ledger();
    let folder = ledger.path();
    roster(folder, "1.xlsx", "青县", "甲公司 | 5 | 1\n乙公司 | 195 | 1");
    roster(
        folder,
        "2.xlsx",
        "清州镇",
        "甲公司 | 5 | 1\n乙公司 | 195 | 1",
    );
    assert!(signed(folder, "R分县").1.is_empty() && told(&income(folder)).is_empty());
}

#[test]
fn a_unit_that_says_nil_over_figures_of_units_below_is_told() {
    let ledger = ledger();
    let folder = ledger.path();
    table(
        folder,
        "青县 | / | 1 | \n清州镇 | 100 | 1 | \n沧县 | 7 | 1 | ",
    );
    let (text, signs) = signed(folder, "T");
    assert!(
        text.contains(
            "青县的数与其下级单位（清州镇）之和不一致（合计带※，按前者计）：研发经费\
        填报 “/”，下级之和 100"
        ),
        "{text}"
    );
    assert_eq!(signs, ["B", "D"]);
    let own = trace(folder, "T", "a", "p", &[])[0].clone();
    assert!(
        told(&own).iter().any(|one| one.contains(
            "青县与其下级单位（清州镇）之和不一致，合计按前者计：填报 “/”，下级之和 100"
        )),
        "{own}"
    );
}

#[test]
fn a_unit_that_has_less_than_some_of_those_below_it_is_told_although_others_are_missing() {
    let ledger = ledger();
    let folder = ledger.path();
    table(
        folder,
        "清州镇 | 10 | 1 | \n东街村 | 500 | 0.5 | \n沧县 | 7 | 1 | ",
    );
    let text = sheet(folder, "T");
    assert!(
        text.contains(
            "清州镇的数与其已报的下级单位（东街村）之和不一致（合计带※，按前者计）：\
        研发经费填报 10，下级之和 500"
        ),
        "{text}"
    );
    assert!(!text.contains("生产总值填报 1，下级之和 0.5"), "{text}");
}

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
fn growth_that_overflows_is_told_in_the_trace_and_below_the_table() {
    let ledger = ledger();
    let folder = ledger.path();
    matrix(
        folder,
        "2020Q1",
        "青县",
        HEADER,
        "研发经费 | 0.0000000001 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2021Q1",
        "青县",
        HEADER,
        "研发经费 | 9999999999999999999999 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    let own = trace(folder, "M", "a", "now", &[])[0].clone();
    assert_eq!(
        (
            &own["year_on_year"]["overflow"],
            &own["year_on_year"]["value"]
        ),
        (&Value::Bool(true), &Value::Null),
        "{own}"
    );
    let text = sheet(folder, "M分县表");
    assert!(
        text.contains("账本同比溢出，无法计算（超过 28 位数字），请核对计量单位：研发经费"),
        "{text}"
    );
}

#[test]
fn a_form_that_the_round_does_not_ask_for_is_refused_with_that_reason() {
    let ledger = ledger();
    let folder = ledger.path();
    let text = std::fs::read_to_string(folder.join("t.toml")).unwrap();
    std::fs::write(
        folder.join("u.toml"),
        text.replace(
            "name = \"2021年一季度\"",
            "name = \"2021年一季度\"\nforms = [\"M\"]",
        ),
    )
    .unwrap();
    std::fs::remove_file(folder.join("a.xbh")).unwrap();
    run(folder, &["new", "a.xbh", "--scheme", "u.toml"]);
    let report = roster(folder, "r.xlsx", "青县", "甲公司 | 5 | 1");
    assert_eq!(
        (report["status"].as_str(), report["error"]["code"].as_str()),
        (Some("refused"), Some("identify.not-in-round")),
        "{report}"
    );
    let reason = report.to_string();
    assert!(
        reason.contains("这是“名单”，本批次“2021年一季度”不收这张报表（本批次收：“主表”）"),
        "{reason}"
    );
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
fn a_unit_that_only_last_year_had_is_named_at_the_growth() {
    let ledger = ledger();
    let folder = ledger.path();
    // the county last year, its township this year
    matrix(
        folder,
        "2020Q1",
        "青县",
        HEADER,
        "研发经费 | 1400 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2020Q1",
        "沧县",
        HEADER,
        "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2021Q1",
        "清州镇",
        HEADER,
        "研发经费 | 60 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2021Q1",
        "沧县",
        HEADER,
        "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0",
    );
    let left = |own: &Value| {
        own["year_on_year"]["left_out"]
            .as_array()
            .unwrap()
            .iter()
            .map(|left| left["unit"]["name"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let own = trace(folder, "M", "a", "now", &[])[0].clone();
    assert!(
        left(&own).contains(&"青县".to_owned()) && left(&own).contains(&"清州镇".to_owned()),
        "{own}"
    );
    let text = sheet(folder, "M分县表");
    assert!(
        text.lines()
            .any(|line| line.contains("账本同比（带※）只按") && line.contains("青县")),
        "{text}"
    );
    // the township last year, the county this year
    let ledger = self::ledger();
    let folder = ledger.path();
    matrix(
        folder,
        "2020Q1",
        "清州镇",
        HEADER,
        "研发经费 | 60 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2020Q1",
        "沧县",
        HEADER,
        "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2021Q1",
        "青县",
        HEADER,
        "研发经费 | 1400 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2021Q1",
        "清州镇",
        HEADER,
        "研发经费 | 61 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2021Q1",
        "沧县",
        HEADER,
        "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0",
    );
    let own = trace(folder, "M", "a", "now", &[])[0].clone();
    assert!(left(&own).contains(&"清州镇".to_owned()), "{own}");
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
            "表上自报的合计是 999，与合计 105 不一致"
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
fn a_roster_without_a_column_that_is_added_is_told() {
    let ledger = ledger();
    let report = take_in(
        ledger.path(),
        "2021Q1",
        "r.xlsx",
        "2021年一季度企业名单\n填报单位：青县\n企业名称 | 人数\n甲公司 | 5\n乙公司 | 6",
        &[],
    );
    assert!(
        finding(&report, "header.missing")
            .is_some_and(|told| told["message"].as_str().unwrap().contains("缺少“营业收入”")),
        "{report}"
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

const KEYS: &str = "[[form.field]]\ncode = \"project\"\nheader = \"项目名称\"\nkey = true\n[[form.f\
    ield]]\ncode = \"income\"";

#[test]
fn a_row_that_has_the_sums_of_all_others_is_told_whatever_it_is_called() {
    let ledger = ledger();
    let report = roster(
        ledger.path(),
        "r.xlsx",
        "青县",
        "甲公司 | 3 | 1\n乙公司 | 4 | 2\n全部企业 | 7 | 3",
    );
    assert_eq!(status(&report).1, ["A entry.like-total"], "{report}");
    let ledger = self::ledger();
    let report = roster(
        ledger.path(),
        "r.xlsx",
        "青县",
        "甲公司 | 3 | 1\n小计 | 30 | 1\n乙公司 | 4 | 2\n合计 | 7 | 3",
    );
    let told = finding(&report, "total.wrong").unwrap_or_else(|| panic!("{report}"));
    assert!(
        told["message"]
            .as_str()
            .unwrap()
            .contains("是 30，各条之和是 3，相差 27"),
        "{told}"
    );
}

#[test]
fn a_rank_on_a_units_own_sheet_is_held_against_nobody() {
    let ledger = changed(
        "[[form.column]]\ncode = \"then\"",
        "[[form.column]]\ncode = \"rank\"\nheader = \"排名\"\nrole = \"rank\"\n[[form.column]]\ncod\
            e = \"then\"",
    );
    let report = matrix(
        ledger.path(),
        "2021Q1",
        "青县",
        "本期 | 排名 | 上年同期 | 增长",
        "研发经费 | 10 | 2 | 5 | 100\n生产总值 | 1 | 3 | 1 | 0",
    );
    assert_eq!(status(&report).1, Vec::<String>::new(), "{report}");
}

#[test]
fn what_is_typed_into_the_row_of_a_unit_below_one_that_reports_is_in_no_total() {
    let ledger = ledger();
    let folder = ledger.path();
    table(folder, "青县 | 10 | 1 | \n沧县 | 5 | 1 | ");
    sheet(folder, "T");
    let mut exported = Exported::open(&folder.join("o.xlsx"));
    let name = exported.beginning("T").into_iter().next().unwrap();
    let text = exported
        .cells(&name)
        .rows()
        .map(|row| shown(row.first()))
        .collect::<Vec<_>>();
    let row = |unit: &str| text.iter().position(|own| own == unit).unwrap() + 1;
    let formula = exported
        .formulas(&name)
        .get_value(((text.len() - 1) as u32, 0))
        .cloned()
        .unwrap_or_default();
    let all = (0..text.len() as u32)
        .filter_map(|at| exported.formulas(&name).get_value((at, 1)).cloned())
        .find(|own| own.starts_with("SUM("))
        .unwrap_or(formula);
    assert_eq!(all, format!("SUM(B{}:B{})", row("青县"), row("献县")));
}

/// A ledger of the same scheme with something changed.
fn changed(from: &str, to: &str) -> tempfile::TempDir {
    let ledger = ledger();
    let text = std::fs::read_to_string(ledger.path().join("t.toml")).unwrap();
    assert!(text.contains(from), "{from}");
    std::fs::write(ledger.path().join("u.toml"), text.replace(from, to)).unwrap();
    std::fs::remove_file(ledger.path().join("a.xbh")).unwrap();
    let made = run(ledger.path(), &["new", "a.xbh", "--scheme", "u.toml"]);
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    ledger
}

#[test]
fn several_fields_that_name_an_entry_name_it_together() {
    let ledger = changed("[[form.field]]\ncode = \"income\"", KEYS);
    let folder = ledger.path();
    let take = |name: &str, unit: &str, rows: &str| {
        take_in(
            folder,
            "2021Q1",
            name,
            &format!(
                "2021年一季度企业名单\n填报单位：{unit}\n企业名称 | 项目名称 | 营业收入 | 人\
                    数\n{rows}"
            ),
            &[],
        )
    };
    let report = take(
        "1.xlsx",
        "青县",
        "甲公司 | 项目一 | 1 | 1\n甲公司 | 项目二 | 2 | 1\n | 合计 | 3 | 2",
    );
    assert_eq!(status(&report).1, Vec::<String>::new(), "{report}");
    take("2.xlsx", "沧县", "甲公司 | 项目三 | 3 | 1");
    assert_eq!(
        (
            income(folder)["value"].as_str(),
            told(&income(folder)).len()
        ),
        (Some("6"), 0)
    );
    take("3.xlsx", "清州镇", "甲公司 | 项目七 | 700 | 1");
    assert_eq!(
        told(&income(folder)),
        ["青县的名单里没有其下级单位清州镇报的：甲公司 项目七，没有计入合计"]
    );
    let report = take(
        "4.xlsx",
        "献县",
        "甲公司 | 项目一 | 1 | 1\n甲公司 | 项目一 | 1 | 1",
    );
    assert!(
        finding(&report, "entry.repeated").unwrap()["message"]
            .as_str()
            .unwrap()
            .contains("“甲公司 项目一”"),
        "{report}"
    );
}

#[test]
fn entries_without_a_name_of_a_unit_below_are_named_too() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(folder, "1.xlsx", "青县", "甲公司 | 7 | 1");
    roster(folder, "2.xlsx", "清州镇", "甲公司 | 7 | 1\n/ | 9 | 1");
    assert_eq!(
        told(&income(folder)),
        ["青县的名单里没有其下级单位清州镇报的：没有名称的 1 条，没有计入合计"]
    );
}

#[test]
fn growth_that_cannot_be_says_why_below_the_table() {
    let ledger = ledger();
    let folder = ledger.path();
    matrix(
        folder,
        "2020Q1",
        "青县",
        HEADER,
        "研发经费 | 1400 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2021Q1",
        "沧县",
        HEADER,
        "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0",
    );
    let text = sheet(folder, "M分县表");
    assert!(
        text.contains(
            "账本同比为“/”，没有一个单位两年都在本表报了数：研发经费（本期）、生产总值（本期）"
        ),
        "{text}"
    );
}

#[test]
fn a_base_that_is_not_exact_and_units_that_are_gone_are_named_at_the_growth() {
    let ledger = changed(
        "name = \"2021年一季度\"",
        "name = \"2021年一季度\"\nunits = [\"u1\", \"u2\"]",
    );
    let folder = ledger.path();
    matrix(
        folder,
        "2020Q1",
        "青县",
        HEADER,
        "研发经费 | 约100 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2020Q1",
        "献县",
        HEADER,
        "研发经费 | 40 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    matrix(
        folder,
        "2021Q1",
        "青县",
        HEADER,
        "研发经费 | 110 | 5 | /\n生产总值 | 1 | 1 | 0",
    );
    let text = sheet(folder, "M分县表");
    assert!(
        text.contains("账本同比（带※）的上年数含不是确数的填报值，为近似数：青县：研发经费"),
        "{text}"
    );
    assert!(
        text.contains("账本同比（带※）的上年数未含上年报了数、本批次不应报的单位：献县"),
        "{text}"
    );
    let years = &trace(folder, "M", "a", "now", &[])[0]["year_on_year"];
    assert_eq!(
        (names(&years["bounded"]), names(&years["gone"])),
        (vec!["青县"], vec!["献县"]),
        "{years}"
    );
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
fn words_where_words_are_asked_for_are_no_bad_figures() {
    let ledger = changed(
        "[[form]]\ncode = \"M\"",
        "[[indicator]]\ncode = \"k\"\nname = \"等次\"\nunit = \"\"\ntype = \"class\"\n[[form]]\ncod\
            e = \"M\"",
    );
    let folder = ledger.path();
    let text = std::fs::read_to_string(folder.join("u.toml")).unwrap();
    std::fs::write(
        folder.join("u.toml"),
        text.replace("rows = [\"a\", \"b\"]", "rows = [\"a\", \"b\", \"k\"]"),
    )
    .unwrap();
    std::fs::remove_file(folder.join("a.xbh")).unwrap();
    run(folder, &["new", "a.xbh", "--scheme", "u.toml"]);
    let report = matrix(
        folder,
        "2021Q1",
        "青县",
        HEADER,
        "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0\n等次 | 优 | 良 | ",
    );
    assert_eq!(report["status"], "committed", "{report}");
    assert!(
        !report["findings"].to_string().contains("不是数"),
        "{report}"
    );
    assert!(!sheet(folder, "M分县表").contains("未识别"));
}

#[test]
fn a_rule_over_all_units_that_no_county_table_can_answer_is_refused_with_the_scheme() {
    let ledger = ledger();
    let folder = ledger.path();
    let text = std::fs::read_to_string(folder.join("t.toml")).unwrap();
    for (form, expr, is_good) in [
        ("M", "合计([a.now]) <= 1000", false),
        ("T", "合计([a.p]) <= 1000", true),
    ] {
        let rule = format!(
            "[[rule]]\ncode = \"r\"\nform = \"{form}\"\nexpr = \"{expr}\"\n[[round]]\ncode = \
                \"2020Q1\""
        );
        std::fs::write(
            folder.join("u.toml"),
            text.replace("[[round]]\ncode = \"2020Q1\"", &rule),
        )
        .unwrap();
        let _ = std::fs::remove_file(folder.join("b.xbh"));
        let output = run(folder, &["new", "b.xbh", "--scheme", "u.toml"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.success(), is_good, "{said}");
        assert!(
            is_good || said.contains("没有一张分县表有它要的指标"),
            "{said}"
        );
    }
}
