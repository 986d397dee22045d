//! Totals name whose figure is in question, and what they are not made of: findings on rows,
//! columns and whole returns, declared nils on one side of a rate, last year's base, county tables
//! that stand for a form, sums of rosters.

mod findings;
mod rates;
mod rosters;
mod tables;

use crate::one_file::{json, of, run};
use crate::support::{Exported, shown};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;
use tempfile::TempDir;
use xianbaohui_tests::sheet::{Sheet, workbook};

const UNITS: [(&str, &str, &str); 6] = [
    ("u1", "青县", "r"),
    ("u2", "沧县", "r"),
    ("u3", "献县", "r"),
    ("u11", "清州镇", "u1"),
    ("u111", "东街村", "u11"),
    ("u112", "西街村", "u11"),
];

const FORMS: &str = r#"
[[indicator]]
code = "a"
name = "研发经费"
unit = "万元"
type = "flow"
[[indicator]]
code = "b"
name = "生产总值"
unit = "亿元"
type = "flow"
[[indicator]]
code = "c"
name = "研发强度"
unit = "%"
type = "ratio"
decimals = 2
numerator = "a"
denominator = "b"
[[form]]
code = "M"
name = "主表"
kind = "matrix"
title = "主要指标统计表"
label = "指标名称"
rows = ["a", "b"]
[[form.column]]
code = "now"
header = "本期"
yoy = true
[[form.column]]
code = "then"
header = "上年同期"
[[form.column]]
code = "rate"
header = "增长"
role = "growth"
of = "now"
base = "then"
[[form]]
code = "T"
name = "分县情况"
kind = "county-table"
title = "分县情况表"
unit_column = "县（市、区）"
required = false
[[form.column]]
code = "p"
header = "研发经费（万元）"
indicator = "a"
[[form.column]]
code = "q"
header = "生产总值（亿元）"
indicator = "b"
[[form.column]]
code = "s"
header = "研发强度（%）"
indicator = "c"
[[form]]
code = "R"
name = "名单"
kind = "roster"
title = "企业名单"
required = false
[[form.field]]
code = "name"
header = "企业名称"
key = true
[[form.field]]
code = "income"
header = "营业收入"
type = "number"
unit = "万元"
sum = true
[[form.field]]
code = "people"
header = "人数"
type = "number"
unit = "人"
sum = true
[[round]]
code = "2020Q1"
name = "2020年一季度"
[[round]]
code = "2021Q1"
name = "2021年一季度"
"#;

pub(crate) fn ledger() -> TempDir {
    let mut text =
        "[scheme]\ncode = \"t\"\nname = \"测试\"\nversion = \"1\"\nroot = \"r\"\n[[unit]\
        ]\ncode = \"r\"\nname = \"沧州市\"\n"
            .to_owned();
    for (code, name, parent) in UNITS {
        let _ = write!(
            text,
            "[[unit]]\ncode = \"{code}\"\nname = \"{name}\"\nparent = \"{parent}\"\n"
        );
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("t.toml"), text + FORMS).unwrap();
    run(folder.path(), &["new", "a.xbh", "--scheme", "t.toml"]);
    folder
}

pub(crate) fn take_in(folder: &Path, round: &str, name: &str, text: &str, more: &[&str]) -> Value {
    std::fs::write(
        folder.join(name),
        workbook(&[Sheet::new("表", text)]).unwrap(),
    )
    .unwrap();
    let report = json(
        folder,
        &[&["import", "a.xbh", "--round", round, name, "--json"], more].concat(),
    );
    of(&report, name).clone()
}

pub(crate) fn table(folder: &Path, rows: &str) -> Value {
    take_in(
        folder,
        "2021Q1",
        "t.xlsx",
        &format!(
            "2021年一季度分县情况表\n\n县（市、区） | 研发经费（万元） | 生产总值（亿元） | 研发强\
                度（%）\n{rows}"
        ),
        &[],
    )
}

pub(crate) fn matrix(folder: &Path, round: &str, unit: &str, header: &str, rows: &str) -> Value {
    let year = &round[..4];
    take_in(
        folder,
        round,
        &format!("{unit}{year}.xlsx"),
        &format!("{year}年一季度主要指标统计表\n填报单位：{unit}\n指标名称 | {header}\n{rows}"),
        &[],
    )
}

pub(crate) fn roster(folder: &Path, name: &str, unit: &str, rows: &str) -> Value {
    take_in(
        folder,
        "2021Q1",
        name,
        &format!("2021年一季度企业名单\n填报单位：{unit}\n企业名称 | 营业收入 | 人数\n{rows}"),
        &[],
    )
}

pub(crate) fn trace(
    folder: &Path,
    form: &str,
    indicator: &str,
    column: &str,
    more: &[&str],
) -> Value {
    let arguments = [
        "trace",
        "a.xbh",
        "--round",
        "2021Q1",
        "--indicator",
        indicator,
        "--form",
        form,
        "--column",
        column,
        "--json",
    ];
    json(folder, &[&arguments[..], more].concat())["origins"].clone()
}

pub(crate) fn names(units: &Value) -> Vec<&str> {
    units
        .as_array()
        .unwrap()
        .iter()
        .map(|unit| unit["name"].as_str().unwrap())
        .collect()
}

/// A sheet of the exported workbook as text.
pub(crate) fn sheet(folder: &Path, beginning: &str) -> String {
    let _ = std::fs::remove_file(folder.join("o.xlsx"));
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
    let mut exported = Exported::open(&folder.join("o.xlsx"));
    let name = exported
        .beginning(beginning)
        .into_iter()
        .next()
        .unwrap_or_else(|| panic!("no {beginning}"));
    exported
        .cells(&name)
        .rows()
        .map(|row| {
            row.iter()
                .map(|cell| shown(Some(cell)))
                .collect::<Vec<_>>()
                .join(" | ")
        })
        .collect::<Vec<_>>()
        .join("\n")
}

pub(crate) const HEADER: &str = "本期 | 上年同期 | 增长";
