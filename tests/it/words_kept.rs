//! What a county has written in words is not lost: 备注, a column of its own, notes above and below
//! the table, text beside it, columns of words and classes. Each is told, and goes out with its
//! cell.

use crate::support::{Exported, shown};
use crate::true_totals::office::{Office, xbh};
use serde_json::Value;

const FORM: &str = r#"
[[indicator]]
code = "x"
name = "某指标"
unit = "万元"
type = "flow"

[[indicator]]
code = "g"
name = "评价类别"
unit = ""
type = "class"

[[form]]
code = "M"
name = "主要指标"
kind = "matrix"
title = "主要指标统计表"
label = "指标名称"
ignore = ["序号", "备注"]
printed = ["注：本表按季填报。"]
rows = ["x", "g"]
required = false

[[form.column]]
code = "now"
name = "本期"
header = "本期"

[[form.column]]
code = "doing"
name = "工作进展"
header = "工作进展"
role = "text"
required = false
"#;

/// One sheet with these lines, and what of it is found again: in the findings, and on the sheet
/// 备注和说明 of the workbook (where, words, cell).
fn kept(table: &str) -> (Vec<String>, Vec<String>) {
    let mut office = Office::new(&[("青县", ""), ("沧县", "")], FORM);
    office.take("2021Q1", "青县", "主要指标统计表", table);
    let path = office.folder.path();
    let said = xbh(path, &["findings", "t.xbh", "--round", "2021Q1", "--json"]);
    let findings: Value = serde_json::from_slice(&said.stdout).unwrap();
    let told = findings["findings"].as_array().unwrap().iter();
    let told = told
        .filter(|one| one["rule"] == "sheet.words")
        .map(|one| one["message"].as_str().unwrap().to_owned())
        .collect();
    xbh(
        path,
        &[
            "consolidate",
            "t.xbh",
            "--round",
            "2021Q1",
            "--out",
            "out.xlsx",
        ],
    );
    let mut book = Exported::open(&path.join("out.xlsx"));
    let Some(sheet) = book.beginning("备注和说明").into_iter().next() else {
        return (told, Vec::new());
    };
    let cells = book.cells(&sheet);
    let rows = cells.rows().skip(3).map(|row| {
        let own = [1, 3, 4, 7].map(|at| shown(row.get(at)));
        own.join(" | ")
    });
    (told, rows.collect())
}

fn check(table: &str, expected: &[&str]) {
    let (_, rows) = kept(table);
    assert_eq!(rows, expected, "{table}");
}

#[test]
fn remarks_and_notes_go_out_with_their_cells() {
    // 备注, which the form knows and does not take
    check(
        "指标名称 | 本期 | 备注\n某指标 | 5 | 含补登上年 3 项\n评价类别 | B | /",
        &[
            "青县 | 评价类别 本期 | B | 表!B5",
            "青县 | 某指标 备注 | 含补登上年 3 项 | 表!C4",
        ],
    );
    // a number in it is a county's word too
    check(
        "指标名称 | 本期 | 备注\n某指标 | 5 | 3",
        &["青县 | 某指标 备注 | 3 | 表!C4"],
    );
    // a column of its own
    check(
        "指标名称 | 本期 | 存在问题\n某指标 | 5 | 企业停产",
        &["青县 | 某指标 存在问题 | 企业停产 | 表!C4"],
    );
    // a column of words that the form asks for
    check(
        "指标名称 | 本期 | 工作进展\n某指标 | 5 | 已完成入库",
        &["青县 | 某指标 工作进展 | 已完成入库 | 表!C4"],
    );
    // below the table: a note, and words that do not begin like one
    check(
        "指标名称 | 本期\n某指标 | 5\n注：研发经费按登记地统计\n以上数据未经统计局核定",
        &[
            "青县 | 表外的话 | 注：研发经费按登记地统计 | 表!A5",
            "青县 | 表外的话 | 以上数据未经统计局核定 | 表!A6",
        ],
    );
    // beside the table, without a header
    check(
        "指标名称 | 本期 |  | \n某指标 | 5 |  | 比上月多报一家",
        &["青县 | 某指标 | 比上月多报一家 | 表!D4"],
    );
    // above it
    check(
        "说明：本表由科技局汇总\n指标名称 | 本期\n某指标 | 5",
        &["青县 | 表外的话 | 说明：本表由科技局汇总 | 表!A3"],
    );
}

#[test]
fn what_is_printed_on_every_sheet_is_no_countys_word() {
    check("指标名称 | 本期\n某指标 | 5\n注：本表按季填报。", &[]);
    check("序号 | 指标名称 | 本期\n1 | 某指标 | 5", &[]);
    check("指标名称 | 本期 | 备注\n某指标 | 5 | /", &[]);
    check(
        "指标名称 | 本期\n某指标 | 5\n填报人：张三 | 联系电话：0317-1",
        &[],
    );
    check("指标名称 | 本期\n一、投入\n某指标 | 5", &[]);
}

#[test]
fn words_without_a_place_are_told_with_what_they_stand_beside() {
    let (told, _) = kept("指标名称 | 本期 | 备注\n某指标 | 5 | 含补登\n注：按登记地");
    assert_eq!(
        told,
        [
            "表上另有 2 处文字，报表没有这一栏，原样列入汇总工作簿的“备注和说明”：\
             某指标 备注 “含补登”；“注：按登记地”。"
        ]
    );
}
