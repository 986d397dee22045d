//! Figures of a unit that a round does not expect are kept, in no total, and told wherever they are
//! left out.

use crate::one_file::{json, run};
use crate::support::{Exported, shown};
use serde_json::Value;
use std::path::Path;
use xianbaohui_tests::sheet::{Sheet, workbook};

/// A scheme with two counties; what the second and the round say more is given.
fn scheme(second: &str, round: &str) -> String {
    format!(
        r#"
[scheme]
code = "t"
name = "测试"
version = "1"
root = "r"
[[unit]]
code = "r"
name = "沧州市"
[[unit]]
code = "u0"
name = "青县"
parent = "r"
[[unit]]
code = "u1"
name = "沧县"
parent = "r"
{second}
[[indicator]]
code = "a"
name = "研发经费"
unit = "万元"
type = "flow"
[[form]]
code = "M"
name = "主要指标"
kind = "matrix"
title = "主要指标统计表"
label = "指标名称"
rows = ["a"]
[[form.column]]
code = "now"
header = "本期"
[[form]]
code = "T"
name = "分县情况"
kind = "county-table"
title = "分县情况表"
unit_column = "县（市、区）"
[[form.column]]
code = "now"
header = "研发经费"
indicator = "a"
[[round]]
code = "2021Q1"
name = "2021年一季度"
{round}
"#
    )
}

fn file(folder: &Path, name: &str, text: &str) {
    std::fs::write(
        folder.join(name),
        workbook(&[Sheet::new("表", text)]).unwrap(),
    )
    .unwrap();
}

fn import(folder: &Path, name: &str) -> Value {
    json(
        folder,
        &["import", "a.xbh", "--round", "2021Q1", name, "--json"],
    )
}

fn left_out(folder: &Path, form: &str) -> String {
    let traced = json(
        folder,
        &[
            "trace",
            "a.xbh",
            "--round",
            "2021Q1",
            "--indicator",
            "a",
            "--form",
            form,
            "--column",
            "now",
            "--json",
        ],
    );
    traced["origins"][0]["left_out"].to_string()
}

fn sheet(folder: &Path, beginning: &str) -> String {
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
    let name = exported.beginning(beginning).into_iter().next().unwrap();
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

#[test]
fn a_unit_that_is_not_expected_and_files_anyway_is_told_under_every_total_it_is_left_out_of() {
    for (second, round) in [
        ("reports = false", ""),
        ("to = \"2020-12\"", ""),
        ("", "units = [\"u0\"]"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        std::fs::write(folder.join("t.toml"), scheme(second, round)).unwrap();
        run(folder, &["new", "a.xbh", "--scheme", "t.toml"]);
        file(
            folder,
            "table.xlsx",
            "2021年一季度分县情况表\n\n县（市、区） | 研发经费\n青县 | 6\n沧县 | 60",
        );
        file(
            folder,
            "own.xlsx",
            "2021年一季度主要指标统计表\n填报单位：沧县\n指标名称 | 本期\n研发经费 | 60",
        );
        file(
            folder,
            "other.xlsx",
            "2021年一季度主要指标统计表\n填报单位：青县\n指标名称 | 本期\n研发经费 | 6",
        );
        for (name, is_told) in [
            ("table.xlsx", true),
            ("own.xlsx", true),
            ("other.xlsx", false),
        ] {
            let report = import(folder, name);
            let one = &report["returns"][0];
            assert_eq!(
                one["status"], "committed",
                "{second}{round} {name}: {report}"
            );
            let told = one["findings"]
                .as_array()
                .unwrap()
                .iter()
                .find(|finding| finding["rule"] == "unit.not-expected");
            assert_eq!(told.is_some(), is_told, "{second}{round} {name}: {report}");
            let is_right = told.is_none_or(|told| {
                told["severity"] == "B"
                    && told["message"]
                        .as_str()
                        .unwrap()
                        .contains("“沧县”不在本批应报单位里，数已保存但不进合计")
            });
            assert!(is_right, "{second}{round} {name}: {report}");
        }
        for form in ["T", "M"] {
            let left = left_out(folder, form);
            assert!(
                left.contains("沧县") && left.contains("not-expected") && !left.contains("青县"),
                "{second}{round} {form}: {left}"
            );
            let text = sheet(folder, form);
            assert!(
                text.contains("※") && text.contains("不在本批应报单位里的单位（数已保存）：沧县"),
                "{second}{round} {form}: {text}"
            );
        }
    }
}
