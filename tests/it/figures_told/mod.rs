//! What a total is not made of, and what is told of it: rows of rosters that name nothing, a
//! roster's own 合计, units above and below each other, nils beside missing rows, figures that are
//! not exact, sums too long for Excel, forms of another round.

mod another_unit;
mod entries_shared;
mod growth;
mod levels;
mod refused;
mod roster_rows;
mod roster_totals;
mod rows_left;
mod totals;

use crate::figures_named::{ledger, roster, sheet, trace};
use crate::support::Exported;
use crate::true_totals::formats_by_cell;
use serde_json::Value;
use std::path::Path;

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

const KEYS: &str = "[[form.field]]\ncode = \"project\"\nheader = \"项目名称\"\nkey = true\n[[form.f\
    ield]]\ncode = \"income\"";

#[test]
fn a_row_that_has_the_sums_of_all_others_is_told_whatever_it_is_called() {
    let ledger = ledger();
    let report = roster(
        ledger.path(),
        "r.xlsx",
        "青县",
        "甲公司 | 3 | 1\n乙公司 | 4 | 2\n全部的企业 | 7 | 3",
    );
    assert_eq!(status(&report).1, ["A entry.no-name"], "{report}");
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
