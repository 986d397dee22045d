//! What a total is not made of, and what is told of it: rows of rosters that name nothing, a roster's own 合计, units above and below each other,
//! nils beside missing rows, figures that are not exact, sums too long for Excel, forms of another round.

use crate::figures_named::{HEADER, ledger, matrix, names, roster, sheet, table, take_in, trace};
use crate::one_file::run;
use crate::support::Exported;
use crate::true_totals::formats_by_cell;
use serde_json::Value;
use std::path::Path;
use zip::ZipArchive;

fn finding<'a>(report: &'a Value, rule: &str) -> Option<&'a Value> {
    report["findings"].as_array().unwrap().iter().find(|finding| finding["rule"] == rule)
}

fn status(report: &Value) -> (&str, Vec<String>) {
    let told = report["findings"].as_array().into_iter().flatten();
    let rules = told.map(|one| format!("{} {}", one["severity"], one["rule"]).replace('"', ""));
    (report["status"].as_str().unwrap(), rules.filter(|rule| !rule.contains(".unchecked") && !rule.contains("unit.")).collect())
}

fn income(folder: &Path) -> Value {
    trace(folder, "R", "income", "income", &[])[0].clone()
}

fn told(origin: &Value) -> Vec<&str> {
    origin["told"].as_array().unwrap().iter().map(|one| one["message"].as_str().unwrap()).collect()
}

/// A sheet as text, and the columns of its total that carry the sign: A, B, …
fn signed(folder: &Path, beginning: &str) -> (String, Vec<String>) {
    let text = sheet(folder, beginning);
    let row = text.lines().position(|line| line.starts_with("合计（") || line.starts_with("合计 ")).unwrap() + 1;
    let path = folder.join("o.xlsx");
    let name = Exported::open(&path).beginning(beginning).into_iter().next().unwrap();
    let is_signed = |(cell, format): (String, String)| {
        let column = cell.strip_suffix(&row.to_string()).filter(|column| column.chars().all(|c| c.is_ascii_alphabetic()))?;
        format.contains('※').then(|| column.to_owned())
    };
    (text, formats_by_cell(&path, &name).into_iter().filter_map(is_signed).collect())
}

#[test]
fn a_row_of_a_roster_whose_name_is_a_nil_counts_and_is_told() {
    for nil in ["/", "无", "-", "—"] {
        let ledger = ledger();
        let report = roster(ledger.path(), "r.xlsx", "青县", &format!("甲公司 | 5 | 1\n{nil} | 1000 | 7\n{nil} | 20 | 7\n/ | / | /"));
        assert_eq!(status(&report), ("committed", vec!["B entry.required".into(), "B entry.required".into()]), "{nil}: {report}");
        assert_eq!(income(ledger.path())["value"], "1025", "{nil}");
    }
}

#[test]
fn a_row_of_a_roster_with_one_figure_and_no_name_is_told() {
    let ledger = ledger();
    let report = roster(ledger.path(), "r.xlsx", "青县", "甲公司 | 3 | 1\n | 300 | \n | | ");
    let told = finding(&report, "entry.unnamed").unwrap_or_else(|| panic!("{report}"));
    assert!(told["severity"] == "A" && told["message"].as_str().unwrap().contains("第 5 行填了 1 项"), "{told}");
    assert_eq!(signed(ledger.path(), "R分县").1, ["B", "C", "D"]);
    // a title between the rows is none
    let ledger = self::ledger();
    let report = roster(ledger.path(), "r.xlsx", "青县", "甲公司 | 3 | 1\n二、其他企业 | | \n乙公司 | 3 | 1");
    assert!(finding(&report, "entry.unnamed").is_none(), "{report}");
}

#[test]
fn the_total_of_a_roster_is_held_against_its_rows() {
    let cases = [
        ("below", "甲公司 | 3 | 1\n乙公司 | 4 | 2\n合计 | 7 | 3", None),
        ("above", "合计 | 7 | 3\n甲公司 | 3 | 1\n乙公司 | 4 | 2", None),
        ("below each group", "甲公司 | 3 | 1\n合计 | 3 | 1\n乙公司 | 4 | 2\n合计 | 4 | 2", None),
        ("wrong", "甲公司 | 3 | 1\n乙公司 | 4 | 2\n合计 | 403 | 3", Some("A total.wrong")),
        ("things counted are not rounded", "甲公司 | 3 | 1\n乙公司 | 4 | 2\n合计 | 7 | 4", Some("A total.wrong")),
        ("a row without a figure", "甲公司 | 3 | 1\n乙公司 | | 2\n合计 | 403 | 3", None),
        ("no figures in it", "甲公司 | 3 | 1\n合计 | 2 家 | ", None),
    ];
    for (what, rows, wanted) in cases {
        let ledger = ledger();
        let report = roster(ledger.path(), "r.xlsx", "青县", rows);
        assert_eq!(report["status"], "committed", "{what}: {report}");
        let rules = status(&report).1.into_iter().filter(|rule| rule.contains("total.")).collect::<Vec<_>>();
        assert_eq!(rules, wanted.into_iter().collect::<Vec<_>>(), "{what}: {report}");
    }
    // only the sum that it is about is in question
    let ledger = ledger();
    roster(ledger.path(), "r.xlsx", "青县", "甲公司 | 3 | 1\n乙公司 | 4 | 2\n合计 | 403 | 3");
    let (text, signs) = signed(ledger.path(), "R分县");
    assert_eq!(signs, ["C"], "{text}");
    assert!(names(&income(ledger.path())["flagged"]).contains(&"青县"));
}

#[test]
fn rows_of_a_roster_that_are_parts_of_another_are_not_added() {
    let ledger = ledger();
    let report = roster(ledger.path(), "r.xlsx", "青县", "甲公司 | 100 | 5\n其中：分公司 | 40 | 2\n其中科技有限公司 | 1 | 1");
    assert!(finding(&report, "entry.part").is_some_and(|told| told["severity"] == "A"), "{report}");
    assert_eq!(signed(ledger.path(), "R分县").1, ["B", "C", "D"]);
}

#[test]
fn figures_of_a_roster_that_cannot_be_are_told() {
    let ledger = ledger();
    let report = roster(ledger.path(), "r.xlsx", "青县", "甲公司 | -5 | 3\n乙公司 | 5 | -3\n丙公司 | 5 | 40.7");
    let rules = status(&report).1;
    assert_eq!(rules, ["A figure.negative", "A figure.negative", "A figure.not-whole"], "{report}");
    assert_eq!(signed(ledger.path(), "R分县").1, ["C", "D"]);
}

#[test]
fn the_same_entry_in_the_rosters_of_two_units_is_named_at_the_total() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(folder, "1.xlsx", "青县", "甲公司 | 5 | 1\n乙公司 | 6 | 1");
    roster(folder, "2.xlsx", "沧县", "甲公司 | 5 | 1");
    let (text, signs) = signed(folder, "R分县");
    assert!(text.contains("青县、沧县的名单有相同的，各算一次，请核对：甲公司"), "{text}");
    assert_eq!(signs, ["B", "C", "D"]);
    assert_eq!(told(&income(folder)), ["青县、沧县的名单里有相同的，各算一次：甲公司"]);
}

#[test]
fn entries_that_only_a_unit_below_has_are_named_where_the_unit_above_is_added() {
    let ledger = ledger();
    let folder = ledger.path();
    roster(folder, "1.xlsx", "青县", "甲公司 | 5 | 1");
    roster(folder, "2.xlsx", "清州镇", "甲公司 | 5 | 1\n乙公司 | 195 | 1");
    let (text, signs) = signed(folder, "R分县");
    assert!(text.contains("没有清州镇报的 1 条，青县的名单里也没有，请核对：乙公司"), "{text}");
    assert_eq!(signs, ["B", "C", "D"]);
    assert_eq!(told(&income(folder)), ["青县的名单里没有其下级单位清州镇报的：乙公司，没有计入合计"]);
    // where the unit above has them all, nothing is told
    let ledger = self::ledger();
    let folder = ledger.path();
    roster(folder, "1.xlsx", "青县", "甲公司 | 5 | 1\n乙公司 | 195 | 1");
    roster(folder, "2.xlsx", "清州镇", "甲公司 | 5 | 1\n乙公司 | 195 | 1");
    assert!(signed(folder, "R分县").1.is_empty() && told(&income(folder)).is_empty());
}

#[test]
fn a_unit_that_says_nil_over_figures_of_units_below_is_told() {
    let ledger = ledger();
    let folder = ledger.path();
    table(folder, "青县 | / | 1 | \n清州镇 | 100 | 1 | \n沧县 | 7 | 1 | ");
    let (text, signs) = signed(folder, "T");
    assert!(text.contains("青县的数与其下级单位（清州镇）之和不一致（合计带※，按前者计）：研发经费填报 “/”，下级之和 100"), "{text}");
    assert_eq!(signs, ["B", "D"]);
    let own = trace(folder, "T", "a", "p", &[])[0].clone();
    assert!(told(&own).iter().any(|one| one.contains("青县与其下级单位（清州镇）之和不一致，合计按前者计：填报 “/”，下级之和 100")), "{own}");
}

#[test]
fn a_unit_that_has_less_than_some_of_those_below_it_is_told_although_others_are_missing() {
    let ledger = ledger();
    let folder = ledger.path();
    table(folder, "清州镇 | 10 | 1 | \n东街村 | 500 | 0.5 | \n沧县 | 7 | 1 | ");
    let text = sheet(folder, "T");
    assert!(text.contains("清州镇的数与其已报的下级单位（东街村）之和不一致（合计带※，按前者计）：研发经费填报 10，下级之和 500"), "{text}");
    assert!(!text.contains("生产总值填报 1，下级之和 0.5"), "{text}");
}

#[test]
fn a_row_that_is_missing_in_one_return_is_named_although_all_others_say_nil() {
    let ledger = ledger();
    let folder = ledger.path();
    matrix(folder, "2021Q1", "青县", HEADER, "研发经费 | / | / | /\n生产总值 | 1 | 1 | 0");
    matrix(folder, "2021Q1", "沧县", HEADER, "生产总值 | 1 | 1 | 0");
    let text = sheet(folder, "M汇总表");
    assert!(text.contains("未含没有填数的单位：") && text.contains("沧县：研发经费"), "{text}");
    assert!(text.lines().any(|line| line.contains("研发经费") && line.contains("/※")), "{text}");
    // nothing but blanks is no nil
    let ledger = self::ledger();
    let folder = ledger.path();
    matrix(folder, "2021Q1", "青县", HEADER, "研发经费 | | 5 | \n生产总值 | 1 | 1 | 0");
    let text = sheet(folder, "M汇总表");
    let line = text.lines().find(|line| line.contains("研发经费")).unwrap();
    assert!(line.contains("万元 | ※ | 5"), "{line}");
}

#[test]
fn the_sign_stays_on_a_total_that_is_too_long_for_excel() {
    let ledger = ledger();
    let folder = ledger.path();
    matrix(folder, "2021Q1", "青县", HEADER, "研发经费 | 1234567890123456 | 5 | /\n生产总值 | 1 | 1 | 0");
    matrix(folder, "2021Q1", "沧县", HEADER, "研发经费 | 待定 | 5 | /\n生产总值 | 1 | 1 | 0");
    roster(folder, "r.xlsx", "青县", "甲公司 | 1234567890123456 | 1\n乙公司 | 待定 | 1");
    for name in ["M分县表", "M汇总表", "R分县"] {
        let text = sheet(folder, name);
        assert!(text.contains("1234567890123456※"), "{name}: {text}");
    }
}

#[test]
fn growth_that_overflows_is_told_in_the_trace_and_below_the_table() {
    let ledger = ledger();
    let folder = ledger.path();
    matrix(folder, "2020Q1", "青县", HEADER, "研发经费 | 0.0000000001 | 5 | /\n生产总值 | 1 | 1 | 0");
    matrix(folder, "2021Q1", "青县", HEADER, "研发经费 | 9999999999999999999999 | 5 | /\n生产总值 | 1 | 1 | 0");
    let own = trace(folder, "M", "a", "now", &[])[0].clone();
    assert_eq!((&own["year_on_year"]["overflow"], &own["year_on_year"]["value"]), (&Value::Bool(true), &Value::Null), "{own}");
    let text = sheet(folder, "M分县表");
    assert!(text.contains("账本同比溢出，无法计算（超过 28 位数字），请核对计量单位：研发经费"), "{text}");
}

#[test]
fn a_form_that_the_round_does_not_ask_for_is_refused_with_that_reason() {
    let ledger = ledger();
    let folder = ledger.path();
    let text = std::fs::read_to_string(folder.join("t.toml")).unwrap();
    std::fs::write(folder.join("u.toml"), text.replace("name = \"2021年一季度\"", "name = \"2021年一季度\"\nforms = [\"M\"]")).unwrap();
    std::fs::remove_file(folder.join("a.xbh")).unwrap();
    run(folder, &["new", "a.xbh", "--scheme", "u.toml"]);
    let report = roster(folder, "r.xlsx", "青县", "甲公司 | 5 | 1");
    assert_eq!((report["status"].as_str(), report["error"]["code"].as_str()), (Some("refused"), Some("identify.not-in-round")), "{report}");
    let reason = report.to_string();
    assert!(reason.contains("这是“名单”，本批次“2021年一季度”不收这张报表（本批次收：“主表”）"), "{reason}");
}

#[test]
fn a_total_of_a_county_table_is_held_against_the_units_that_are_in_ours() {
    let text = std::fs::read_to_string(ledger().path().join("t.toml")).unwrap();
    let text = text.replace("name = \"2021年一季度\"", "name = \"2021年一季度\"\nunits = [\"u1\", \"u2\"]");
    for (total, wanted) in [("15", None), ("25", Some("B total.with-unexpected")), ("99", Some("A total.wrong"))] {
        let ledger = ledger();
        let folder = ledger.path();
        std::fs::write(folder.join("u.toml"), &text).unwrap();
        std::fs::remove_file(folder.join("a.xbh")).unwrap();
        run(folder, &["new", "a.xbh", "--scheme", "u.toml"]);
        let report = table(folder, &format!("青县 | 10 | 1 | \n沧县 | 5 | 1 | \n献县 | 10 | 1 | \n合计 | {total} | / | "));
        let rules = status(&report).1.into_iter().filter(|rule| rule.contains("total.")).collect::<Vec<_>>();
        assert_eq!(rules, wanted.into_iter().collect::<Vec<_>>(), "{total}: {report}");
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
    assert!(text.contains("为近似数：") && text.contains("青县：研发经费、研发强度"), "{text}");
    assert_eq!(signs, ["B", "D"], "{text}");
    for (indicator, column) in [("a", "p"), ("c", "s")] {
        let own = trace(folder, "T", indicator, column, &[])[0].clone();
        assert!(told(&own).contains(&"含不是确数的填报值，为近似数：青县"), "{own}");
    }
}

#[test]
fn a_unit_that_only_last_year_had_is_named_at_the_growth() {
    let ledger = ledger();
    let folder = ledger.path();
    // the county last year, its township this year
    matrix(folder, "2020Q1", "青县", HEADER, "研发经费 | 1400 | 5 | /\n生产总值 | 1 | 1 | 0");
    matrix(folder, "2020Q1", "沧县", HEADER, "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0");
    matrix(folder, "2021Q1", "清州镇", HEADER, "研发经费 | 60 | 5 | /\n生产总值 | 1 | 1 | 0");
    matrix(folder, "2021Q1", "沧县", HEADER, "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0");
    let left = |own: &Value| own["year_on_year"]["left_out"].as_array().unwrap().iter().map(|left| left["unit"]["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let own = trace(folder, "M", "a", "now", &[])[0].clone();
    assert!(left(&own).contains(&"青县".to_owned()) && left(&own).contains(&"清州镇".to_owned()), "{own}");
    let text = sheet(folder, "M分县表");
    assert!(text.lines().any(|line| line.contains("账本同比（带※）只按") && line.contains("青县")), "{text}");
    // the township last year, the county this year
    let ledger = self::ledger();
    let folder = ledger.path();
    matrix(folder, "2020Q1", "清州镇", HEADER, "研发经费 | 60 | 5 | /\n生产总值 | 1 | 1 | 0");
    matrix(folder, "2020Q1", "沧县", HEADER, "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0");
    matrix(folder, "2021Q1", "青县", HEADER, "研发经费 | 1400 | 5 | /\n生产总值 | 1 | 1 | 0");
    matrix(folder, "2021Q1", "清州镇", HEADER, "研发经费 | 61 | 5 | /\n生产总值 | 1 | 1 | 0");
    matrix(folder, "2021Q1", "沧县", HEADER, "研发经费 | 10 | 5 | 100\n生产总值 | 1 | 1 | 0");
    let own = trace(folder, "M", "a", "now", &[])[0].clone();
    assert!(left(&own).contains(&"清州镇".to_owned()), "{own}");
}

#[test]
fn a_trace_says_what_the_notes_below_the_table_say() {
    let ledger = ledger();
    let folder = ledger.path();
    table(folder, "清州镇 | 100 | 1 | \n沧县 | 5 | 1 | \n合计 | 999 | 2 | ");
    let own = trace(folder, "T", "a", "p", &[])[0].clone();
    assert_eq!(told(&own), ["青县没有报本表，合计用的是其下级单位的数", "表上自报的合计是 999，与合计 105 不一致"], "{own}");
    let printed = run(folder, &["trace", "a.xbh", "--round", "2021Q1", "--indicator", "a"]);
    let text = String::from_utf8_lossy(&printed.stdout);
    assert!(text.contains("青县没有报本表") && text.contains("表上自报的合计是 999"), "{text}");
}

#[test]
fn a_roster_without_a_column_that_is_added_is_told() {
    let ledger = ledger();
    let report = take_in(ledger.path(), "2021Q1", "r.xlsx", "2021年一季度企业名单\n填报单位：青县\n企业名称 | 人数\n甲公司 | 5\n乙公司 | 6", &[]);
    assert!(finding(&report, "header.missing").is_some_and(|told| told["message"].as_str().unwrap().contains("缺少“营业收入”")), "{report}");
}

#[test]
fn a_nought_below_zero_has_no_minus_beside_the_total() {
    let ledger = ledger();
    let folder = ledger.path();
    table(folder, "青县 | -0 | 1 | \n沧县 | -0 | 1 | ");
    let check = folder.join("o.xlsx");
    run(folder, &["consolidate", "a.xbh", "--round", "2021Q1", "--out", "o.xlsx"]);
    let mut package = ZipArchive::new(std::fs::File::open(check).unwrap()).unwrap();
    let names = package.file_names().filter_map(Result::ok).map(std::borrow::Cow::into_owned).filter(|name| name.starts_with("xl/worksheets/sheet")).collect::<Vec<_>>();
    assert!(!names.is_empty());
    for name in names {
        let xml = std::io::read_to_string(package.by_name(&name).unwrap()).unwrap();
        assert!(!xml.contains("<v>-0</v>"), "{name}");
    }
}
