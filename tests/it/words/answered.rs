//! What is asked about words around figures, from the file to the ledger: asked once, answered,
//! kept with the figures, and held when the file is read again.

use crate::figures_named::{ledger, take_in, trace};
use crate::one_file::{json, of as of_file, run};
use serde_json::Value;
use std::path::Path;
use xianbaohui_tests::sheet::{Sheet, workbook};

const MATRIX: &str = "2021年一季度主要指标统计表\n填报单位：青县\n指标名称 | 本期 | 上年同期\n";

fn questions(report: &Value) -> Vec<(&str, &str)> {
    let all = report["questions"].as_array().into_iter().flatten();
    all.map(|one| (one["of"].as_str().unwrap(), one["id"].as_str().unwrap()))
        .collect()
}

/// Takes a sheet in; the one thing that is asked is answered.
fn answered(folder: &Path, text: &str, of: &str, choice: &str) -> Value {
    let asked = take_in(folder, "2021Q1", "青县.xlsx", text, &[]);
    assert_eq!(asked["status"], "needs-confirmation", "{asked}");
    let open = questions(&asked);
    let [(about, id)] = open.as_slice() else {
        panic!("{asked}");
    };
    assert_eq!(*about, of, "{asked}");
    let answer = format!("{id}={choice}");
    let again = [
        "import",
        "a.xbh",
        "--round",
        "2021Q1",
        "青县.xlsx",
        "--json",
    ];
    let report = json(folder, &[&again[..], &["--answer", &answer]].concat());
    of_file(&report, "青县.xlsx").clone()
}

fn finding(report: &Value) -> String {
    let all = report["findings"].as_array().unwrap().iter();
    let said = all.filter(|one| one["rule"] == "figures.said");
    said.map(|one| one["what"].as_str().unwrap()).collect()
}

fn now(folder: &Path) -> (Value, Value) {
    let origins = trace(folder, "M", "a", "now", &["--unit", "青县"]);
    (
        origins[0]["value"].clone(),
        origins[0]["parts"][0]["note"].clone(),
    )
}

#[test]
fn a_status_that_was_accepted_stays_with_each_figure_and_holds_when_the_file_is_read_again() {
    let folder = ledger();
    let at = folder.path();
    let text = format!("{MATRIX}研发经费 | 5 | 4\n注：以上为预计数。");
    let taken = answered(at, &text, "status", "accept");
    assert_eq!(taken["status"], "committed", "{taken}");
    assert_eq!(
        finding(&taken),
        "表上写着“预计数”，经人工确认，这张表的数照收。",
        "{taken}"
    );
    let (value, _) = now(at);
    assert_eq!(value, "5");
    let sources = trace(at, "M", "a", "now", &["--unit", "青县"]).to_string();
    assert!(sources.contains("“预计数”"), "{sources}");
    let again = [
        "reread", "a.xbh", "--round", "2021Q1", "--unit", "青县", "--reason", "再读",
    ];
    let said = String::from_utf8_lossy(&run(at, &again).stdout).into_owned();
    assert!(said.contains("第 2 版"), "{said}");
}

#[test]
fn rows_under_a_line_of_another_period_are_left_out_where_the_officer_says_so() {
    let folder = ledger();
    let text = format!("{MATRIX}研发经费 | 5 | 4\n二、2020年同期数\n生产总值 | 9 | 8");
    let taken = answered(folder.path(), &text, "period", "leave");
    assert_eq!(
        finding(&taken),
        "表上写着“2020年”，经人工确认，第 6 行没有读取。",
        "{taken}"
    );
    assert_eq!(now(folder.path()).0, "5");
    let other = trace(folder.path(), "M", "b", "now", &["--unit", "青县"]);
    assert_ne!(other[0]["value"], "9", "{other}");
}

/// 注销企业名单 beside a list of enterprises is another list: it alone is left out.
#[test]
fn a_sheet_whose_title_says_more_is_left_out_alone() {
    let folder = ledger();
    let head = "2021年一季度注销企业名单\n填报单位：青县\n";
    let list = &format!("{head}企业名称 | 营业收入 | 人数\n甲公司 | 3 | 1");
    let asked = take_in(folder.path(), "2021Q1", "青县.xlsx", list, &[]);
    let choices = asked["questions"][0]["choices"].as_array().unwrap();
    let ids = choices.iter().map(|one| one["id"].as_str().unwrap());
    assert_eq!(ids.collect::<Vec<_>>(), ["accept", "leave", "refuse"]);
    let left = answered(folder.path(), list, "scope", "leave");
    assert_eq!(left["status"], "refused", "{left}");
}

#[test]
fn entries_under_a_line_of_another_county_are_left_out_where_the_officer_says_so() {
    let folder = ledger();
    let head = "2021年一季度企业名单\n填报单位：青县\n企业名称 | 营业收入 | 人数\n";
    let text = format!("{head}甲公司 | 3 | 1\n一、沧县\n乙公司 | 4 | 2");
    let taken = answered(folder.path(), &text, "scope", "leave");
    assert_eq!(taken["cells"]["values"], 3, "{taken}");
    assert_eq!(taken["status"], "committed", "{taken}");
}

#[test]
fn the_unit_that_was_chosen_of_two_is_the_one_that_figures_are_read_by() {
    let folder = ledger();
    let text = "2021年一季度主要指标统计表（亿元）\n填报单位：青县 | | 单位：万元\n\
        指标名称 | 本期 | 上年同期\n研发经费 | 5 | 4";
    let taken = answered(folder.path(), text, "measure", "亿元");
    assert_eq!(taken["status"], "committed", "{taken}");
    assert_eq!(now(folder.path()).0, "50000");
}

#[test]
fn a_column_that_is_not_to_be_read_is_missing_and_told() {
    let folder = ledger();
    let head = "2021年一季度主要指标统计表\n填报单位：青县\n";
    let text = format!("{head}指标名称 | 本期（规上） | 上年同期\n研发经费 | 5 | 4");
    let taken = answered(folder.path(), &text, "scope", "leave");
    let rules = taken["findings"].to_string();
    assert!(rules.contains("figures.said"), "{taken}");
    assert!(
        json(
            folder.path(),
            &["status", "a.xbh", "--round", "2021Q1", "--json"]
        )
        .is_object()
    );
    assert_ne!(now(folder.path()).0, "5");
}

/// A roster whose title is another's.
const OTHER: &str = "2021年一季度农民合作社名单\n填报单位：青县\n企业名称 | 营业收入 | 人数\n";

#[test]
fn a_title_that_names_something_else_is_accepted_and_told() {
    let folder = ledger();
    let taken = answered(
        folder.path(),
        &format!("{OTHER}甲社 | 3 | 1"),
        "form",
        "accept",
    );
    assert_eq!(taken["status"], "committed", "{taken}");
    assert_eq!(
        finding(&taken),
        "表上写着“2021年一季度农民合作社名单”，经人工确认，这张表的数照收。",
        "{taken}"
    );
}

#[test]
fn a_sheet_that_is_not_to_be_read_is_left_out_and_the_file_says_so() {
    let folder = ledger();
    let taken = answered(
        folder.path(),
        &format!("{OTHER}甲社 | 3 | 1"),
        "form",
        "leave",
    );
    assert_eq!(taken["status"], "refused", "{taken}");
    let why = taken["error"]["message"].as_str().unwrap();
    assert!(why.contains("都指明了不读取"), "{why}");
}

#[test]
fn a_forms_title_over_headers_that_are_not_understood_is_left_or_read_as_far_as_it_goes() {
    let head = "2021年一季度主要指标统计表\n填报单位：青县\n";
    let rows = "研发经费 | 4 | 5\n生产总值 | 8 | 9";
    let folder = ledger();
    let text = format!("{head}事项 | 数一 | 数二\n{rows}");
    let left = answered(folder.path(), &text, "form", "leave");
    assert_eq!(left["status"], "refused", "{left}");
    let folder = ledger();
    let text = format!("{head}指标名称 | 数一 | 本期\n完全不同 | 4 | 5\n也不相同 | 8 | 9");
    let taken = answered(folder.path(), &text, "form", "accept");
    assert_eq!(taken["status"], "committed", "{taken}");
}

#[test]
fn a_file_with_other_forms_that_lacks_the_one_that_must_come_says_so() {
    let folder = ledger();
    let sheets = |main: &str| {
        workbook(&[
            Sheet::new(
                "名单",
                "2021年一季度企业名单\n填报单位：青县\n企业名称 | 营业收入 | 人数\n甲 | 3 | 1",
            ),
            Sheet::new("别的", main),
        ])
    };
    let rules = |main: &str| {
        std::fs::write(folder.path().join("x.xlsx"), sheets(main).unwrap()).unwrap();
        let report = json(
            folder.path(),
            &[
                "check", "--scheme", "t.toml", "--round", "2021Q1", "x.xlsx", "--json",
            ],
        );
        report["returns"].to_string().contains("form.missing")
    };
    assert!(rules("别的 | 表\n1 | 2"));
    assert!(!rules(&format!("{MATRIX}研发经费 | 5 | 4")));
}
