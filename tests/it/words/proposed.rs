//! A header or label that is bound to nothing is told with the nearest name of the form, and taken
//! for that with one press, or `--bind`; it is remembered for the layout.

use crate::desk::{desk, ok};
use crate::figures_named::{ledger, take_in, trace};
use serde_json::{Value, json};
use std::path::Path;
use xianbaohui_tests::sheet::{Sheet, workbook};

/// The last column has another header than the form's.
fn sheet(year: &str) -> String {
    format!(
        "{year}年一季度主要指标统计表\n填报单位：青县\n指标名称 | 上年同期 | 本期数值\n\
        研发经费 | 4 | 5\n生产总值 | 8 | 9"
    )
}

/// What the finding of a code proposes.
fn bind(report: &Value, code: &str) -> String {
    let all = report["findings"].as_array().unwrap().iter();
    let mut binds = all.filter(|one| one["code"] == code);
    let bind = binds.next().map(|one| one["bind"].clone());
    bind.unwrap_or_default().as_str().unwrap_or("-").to_owned()
}

fn value(folder: &Path) -> Value {
    trace(folder, "M", "a", "now", &["--unit", "青县"])[0]["value"].clone()
}

#[test]
fn what_a_finding_proposes_is_accepted_by_bind_and_holds_for_the_layout() {
    let folder = ledger();
    let at = folder.path();
    let told = take_in(at, "2021Q1", "青县.xlsx", &sheet("2021"), &[]);
    assert_eq!(bind(&told, "header.missing"), "C=now", "{told}");
    let folder = ledger();
    let at = folder.path();
    let more = ["--bind", "C=now", "--remember"];
    let taken = take_in(at, "2021Q1", "青县.xlsx", &sheet("2021"), &more);
    assert_eq!(taken["status"], "committed", "{taken}");
    assert_eq!(
        (value(at), bind(&taken, "header.missing")),
        (json!("5"), "-".into())
    );
    // the same layout of another period is read without a word more
    let again = take_in(at, "2020Q1", "青县去年.xlsx", &sheet("2020"), &[]);
    assert_eq!(again["cells"]["values"], 4, "{again}");
    assert_eq!(bind(&again, "header.missing"), "-", "{again}");
}

#[test]
fn a_label_that_is_no_rows_is_proposed_to_be_the_nearest() {
    let folder = ledger();
    let text = "2021年一季度主要指标统计表\n填报单位：青县\n指标名称 | 本期 | 上年同期\n\
        研发经费 | 5 | 4\n地区生产总值 | 9 | 8";
    let told = take_in(folder.path(), "2021Q1", "青县.xlsx", text, &[]);
    assert_eq!(bind(&told, "row.unknown"), "5=b", "{told}");
}

#[test]
fn one_press_in_the_window_takes_it_and_remembers_it() {
    let folder = ledger();
    let file = folder.path().join("青县.xlsx");
    std::fs::write(
        &file,
        workbook(&[Sheet::new("表", &sheet("2021"))]).unwrap(),
    )
    .unwrap();
    let desk = desk(&[folder.path().join("a.xbh"), file], Some(&[]));
    let launch = ok(&desk, "launch", &json!({}));
    let scan = json!({ "round": "2021Q1", "paths": launch["paths"] });
    let item = ok(&desk, "scan_inbox", &scan)["items"][0].clone();
    let proposed = &item["returns"][0]["proposals"];
    assert_eq!(proposed[0]["text"], "C 列“本期数值”就是“本期”", "{item}");
    let pressed = ok(
        &desk,
        "point_line",
        &json!({
            "item": item["id"], "sheet": "表", "line": proposed[0]["line"],
            "meaning": proposed[0]["meaning"], "remember": true,
        }),
    );
    let item = &pressed["items"][0];
    assert_eq!(item["returns"][0]["proposals"], json!([]), "{item}");
    assert_eq!(item["cells"]["values"], 4, "{item}");
    let remembered = ok(&desk, "remembered", &json!({}));
    assert!(remembered.to_string().contains("本期数值"), "{remembered}");
}
