//! 节点汇总, 全汇总, 选择汇总: what is added, what the workbook says of it, and 差额.

use super::office::{Office, xbh};
use super::{NOW, indicator, matrix};
use crate::support::{Exported, shown};
use serde_json::Value;

const TREE: &[(&str, &str)] = &[
    ("青县", ""),
    ("清州镇", "青县"),
    ("金牛镇", "青县"),
    ("沧县", ""),
    ("献县", ""),
];

/// 青县 reports 12 and its towns 10 together; 献县 has not reported.
fn office() -> Office {
    let rest = indicator("x", "某指标", "万元", "flow", "") + &matrix("\"x\"", NOW);
    let mut office = Office::new(TREE, &rest);
    for (unit, figure) in [
        ("青县", "12"),
        ("清州镇", "4"),
        ("金牛镇", "6"),
        ("沧县", "5"),
    ] {
        let table = format!("指标名称 | 本期\n某指标 | {figure}");
        office.take("2021Q1", unit, "主要指标统计表", &table);
    }
    office
}

/// Lines of the first sheet that begins so, in the workbook of a scope.
fn lines(office: &Office, scope: &[&str], sheet: &str) -> Vec<String> {
    let path = office.folder.path().join("scoped.xlsx");
    let _ = std::fs::remove_file(&path);
    let asked = [
        "consolidate",
        "t.xbh",
        "--round",
        "2021Q1",
        "--out",
        "scoped.xlsx",
    ];
    let done = xbh(office.folder.path(), &[&asked[..], scope].concat());
    assert!(path.exists(), "{}", String::from_utf8_lossy(&done.stderr));
    let mut book = Exported::open(&path);
    let name = book.beginning(sheet).remove(0);
    let cells = book.cells(&name);
    let row = |row: &[calamine::Data]| {
        let cells = row.iter().map(|cell| shown(Some(cell)));
        cells.collect::<Vec<_>>().join(" | ")
    };
    cells.rows().map(row).collect()
}

fn check(scope: &[&str], expected: &[&str]) {
    let office = office();
    let lines = lines(&office, scope, "M分县表");
    for line in expected {
        assert!(
            lines.iter().any(|own| own.contains(line)),
            "{scope:?}: no {line} in\n{}",
            lines.join("\n")
        );
    }
}

#[test]
fn chosen_units_are_added_and_the_workbook_says_which() {
    check(
        &["--units", "沧县,献县"],
        &[
            "（选择汇总）",
            "选择汇总：沧县、献县（2 个单位），其他单位不在内。1/2 已报，缺：献县。",
            "合计（1/2） | 5",
        ],
    );
    // a unit and one below it are never added together, chosen or not
    check(
        &["--units", "u0,u1", "--scope", "chosen"],
        &[
            "合计 | 12",
            "合计按青县报的数计，其下级单位（清州镇）的数不再加入",
        ],
    );
}

#[test]
fn a_node_is_what_the_unit_itself_has_sent() {
    check(
        &["--units", "青县", "--scope", "node"],
        &[
            "（节点汇总）",
            "节点汇总：只有青县自己报的数。1/1 已报",
            "合计 | 12",
        ],
    );
}

#[test]
fn all_below_a_unit_is_added_and_held_against_what_it_reports() {
    check(
        &["--units", "青县", "--scope", "full"],
        &[
            "青县各下级单位2021年一季度",
            "（全汇总）",
            "全汇总：青县的下级单位；它自己报的数列为上报合计。2/2 已报",
            "清州镇 | 4",
            "合计 | 10",
            "上报合计 | 12",
            "差额 | 2",
        ],
    );
}

#[test]
fn what_a_scope_leaves_out_is_on_no_sheet_of_its_workbook() {
    let office = office();
    for sheet in ["M汇总表", "M分县表", "报送情况", "审核结果", "数据来源"] {
        let lines = lines(&office, &["--units", "沧县"], sheet);
        assert!(
            !lines.join("\n").contains("青县"),
            "{sheet}\n{}",
            lines.join("\n")
        );
    }
}

fn traced(office: &Office, scope: &[&str]) -> Value {
    let asked = [
        "trace",
        "t.xbh",
        "--round",
        "2021Q1",
        "--indicator",
        "x",
        "--json",
    ];
    let said = xbh(office.folder.path(), &[&asked[..], scope].concat());
    serde_json::from_slice(&said.stdout).unwrap()
}

#[test]
fn a_trace_is_of_a_scope_and_says_the_difference() {
    let office = office();
    let all = traced(&office, &[]);
    assert_eq!(all["scope"], Value::Null);
    assert_eq!(all["origins"][0]["value"], "17");
    let told = all["origins"][0]["told"].to_string();
    assert!(told.contains("填报 12，下级之和 10，差额 2"), "{told}");
    let chosen = traced(&office, &["--units", "沧县,献县"]);
    assert_eq!(chosen["scope"]["kind"], "chosen");
    assert_eq!(chosen["origins"][0]["value"], "5");
    assert_eq!(chosen["origins"][0]["missing"][0]["name"], "献县");
}

#[test]
fn what_cannot_be_consolidated_is_said() {
    let office = office();
    let check = |scope: &[&str], expected: &str| {
        let asked = [
            "consolidate",
            "t.xbh",
            "--round",
            "2021Q1",
            "--out",
            "no.xlsx",
        ];
        let said = xbh(office.folder.path(), &[&asked[..], scope].concat());
        let words = String::from_utf8_lossy(&said.stderr).into_owned();
        assert!(words.contains(expected), "{scope:?}: {words}");
        assert!(!office.folder.path().join("no.xlsx").exists());
    };
    check(&["--units", "沧县", "--scope", "full"], "没有下级单位");
    check(
        &["--units", "沧县,青县", "--scope", "node"],
        "要指明一个单位",
    );
    check(&["--units", "青先"], "最接近的是");
    check(&["--units", "沧州市"], "不在本批应报单位里");
    check(&["--scope", "full"], "--units");
}
