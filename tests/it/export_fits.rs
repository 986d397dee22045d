//! No accepted return can make an export fail: what a workbook has no room for is told when it
//! comes in, and cut or written as text where it goes out.

use crate::one_file::{json, run};
use crate::support::{Desk, luan, shown};
use std::path::PathBuf;
use xianbaohui_core::number::{is_wide, significant_digits};
use xianbaohui_core::text::fitting;
use xianbaohui_tests::sheet::{Sheet, workbook};

/// A scheme with one roster: a name, a figure, a remark.
const SCHEME: &str = r#"
[scheme]
code = "t"
name = "试"
version = "1"
root = "100000"

[[unit]]
code = "100000"
name = "甲市"

[[unit]]
code = "100001"
name = "乙县"
parent = "100000"

[[form]]
code = "R"
name = "项目名录"
kind = "roster"
title = "项目名录"

[[form.field]]
code = "name"
header = "项目名称"
key = true
required = true

[[form.field]]
code = "money"
header = "经费"
type = "number"
sum = true
decimals = 2

[[form.field]]
code = "note"
header = "简介"

[[round]]
code = "2021"
name = "2021年"
period = "2021"
forms = ["R"]
"#;

#[test]
fn a_roster_with_figures_and_texts_that_a_workbook_has_no_room_for_goes_out() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("t.toml", SCHEME);
    let made = run(folder.path(), &["new", "a.xbh", "--scheme", "t.toml"]);
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    let long = "长".repeat(33_000);
    let rows = format!(
        "2021年项目名录\n填报单位：乙县\n项目名称 | 经费 | 简介\n一号 | '12345678901234567890123456\
            78 | 短\n二号 | '12345678901.2345678 | 短\n三号 | 12.5 | {}\n四号 | 1 | 铃\u{7}响",
        "长".repeat(10)
    );
    // the writer of the test has no room for it either
    let bytes = workbook(&[Sheet::new("Sheet1", &rows)]).unwrap();
    let bytes = crate::one_file::with_part(&bytes, "xl/sharedStrings.xml", |xml| {
        xml.replace(&"长".repeat(10), &long)
    });
    std::fs::write(folder.path().join("r.xlsx"), bytes).unwrap();
    let report = json(
        folder.path(),
        &["import", "a.xbh", "--round", "2021", "r.xlsx", "--json"],
    );
    let one = &report["returns"][0];
    assert_eq!(one["status"], "committed", "{report}");
    let cells = |rule: &str| {
        let found = one["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|finding| finding["rule"] == rule);
        found
            .flat_map(|finding| {
                finding["cells"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|cell| cell.as_str().unwrap().to_owned())
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(cells("figure.wide"), ["Sheet1!B4", "Sheet1!B5"], "{one}");
    assert!(cells("figure.rounded").is_empty(), "{one}");
    assert_eq!(cells("text.too-long"), ["Sheet1!C6"], "{one}");
    assert_eq!(cells("text.control"), ["Sheet1!C7"], "{one}");
    let export = run(
        folder.path(),
        &[
            "consolidate",
            "a.xbh",
            "--round",
            "2021",
            "--out",
            "out.xlsx",
        ],
    );
    assert!(
        matches!(export.status.code(), Some(0 | 1)),
        "{}",
        String::from_utf8_lossy(&export.stderr)
    );
    let mut book = crate::support::Exported::open(&folder.path().join("out.xlsx"));
    let mut all = Vec::new();
    for sheet in book.sheets() {
        let range = book.cells(&sheet);
        all.extend(
            range
                .used_cells()
                .map(|(_, _, cell)| (sheet.clone(), shown(Some(cell)))),
        );
    }
    let on = |sheet: &str, words: &str| {
        all.iter()
            .any(|(own, cell)| own.contains(sheet) && cell == words)
    };
    for digits in [
        "1234567890123456789012345678",
        "12345678901.2345678",
        "12.5",
    ] {
        assert!(
            on("R", digits),
            "{digits} {:?}",
            all.iter()
                .filter(|(own, _)| own.contains('R'))
                .map(|(_, cell)| cell.chars().take(40).collect::<String>())
                .collect::<Vec<_>>()
        );
    }
    let cut = all
        .iter()
        .find(|(own, cell)| own.contains('R') && cell.starts_with("长长长"))
        .map(|(_, cell)| cell)
        .unwrap();
    assert!(
        cut.contains("原文共 33000 字") && cut.encode_utf16().count() == 32_767,
        "{}",
        cut.encode_utf16().count()
    );
}

#[test]
fn figures_of_a_county_with_more_digits_than_excel_keeps_are_written_as_text() {
    let mut desk = Desk::new("luan-2020", "2020");
    let files = [
        ("a.xlsx", "裕安区", "'1234567890123456.789"),
        ("b.xlsx", "金安区", "21125.3"),
    ]
    .map(|(name, unit, figure)| desk.file(name, &[luan(unit, figure, "7107.2", "/")]));
    desk.import(&files.map(PathBuf::from));
    let mut book = desk.exported();
    let (mut sources, mut units) = (false, false);
    for sheet in book.sheets() {
        for (_, _, cell) in book.cells(&sheet).used_cells() {
            if shown(Some(cell)) == "1234567890123456.789" {
                sources |= sheet.starts_with("数据来源");
                units |= sheet.starts_with("L1分县表");
            }
        }
        // what is a text is none to a formula: a total of it is a constant
        for (_, _, formula) in book.formulas(&sheet).used_cells() {
            assert!(!formula.starts_with("SUM(B"), "{sheet}: {formula}");
        }
    }
    assert!(sources && units);
}

#[test]
fn what_does_not_fit_is_counted_in_excels_way() {
    for (digits, count) in [
        ("1000000000000000000", 1),
        ("0.000000000000000000001", 1),
        ("123456789012345", 15),
        ("1234567890123456", 16),
        ("-100.000000000001", 15),
        ("10.0000000000000001", 18),
    ] {
        assert_eq!(
            (significant_digits(digits), is_wide(digits)),
            (count, count > 15),
            "{digits}"
        );
    }
    let fits = "𠮷".repeat(16_383);
    assert_eq!(fitting(&fits), fits);
    let cut = fitting(&"𠮷".repeat(16_384)).into_owned();
    assert!(cut.encode_utf16().count() <= 32_767 && cut.contains("16384"));
}

#[test]
fn more_findings_than_a_sheet_has_rows_go_on_in_the_next() {
    let mut desk = Desk::new("luan-2020", "2020");
    let files = [
        ("a.xlsx", "裕安区"),
        ("b.xlsx", "金安区"),
        ("c.xlsx", "叶集区"),
    ]
    .map(|(name, unit)| desk.file(name, &[luan(unit, "125家以上", "待定", "无法计算")]));
    desk.import(&files);
    let round = desk.ledger.round("2020").unwrap();
    let all = desk.ledger.findings("2020", None, &[]).unwrap();
    assert!(all.len() > 6);
    let path = desk.folder.path().join("out.xlsx");
    // room for three rows of findings a sheet
    xianbaohui_desk::export::workbook_of(
        &desk.ledger,
        round,
        &xianbaohui_results::scope::Scope::All,
        &path,
        crate::support::AT,
        6,
        &xianbaohui_core::watch::Unwatched,
    )
    .unwrap();
    let mut book = crate::support::Exported::open(&path);
    let rows = book.beginning("审核结果").into_iter().flat_map(|sheet| {
        let cells = book.cells(&sheet);
        cells
            .rows()
            .skip(3)
            .map(|row| shown(row.get(4)))
            .collect::<Vec<_>>()
    });
    assert_eq!(
        rows.collect::<Vec<_>>(),
        all.iter()
            .map(|one| xianbaohui_core::message::message(&one.finding))
            .collect::<Vec<_>>()
    );
}

/// A number cell with more digits than Excel keeps is read as Excel shows it, and that is told
/// where it changes the figure.
#[test]
fn a_number_that_loses_digits_is_told() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("t.toml"), SCHEME).unwrap();
    for (written, is_told) in [
        ("123456789012345.67", true),
        ("123456789012345678", true),
        ("1234567890123.45", false),
        ("0.30000000000000004", false),
        ("1234567890123456", false),
        ("8384.994999999", false),
    ] {
        let bytes = workbook(&[Sheet::new(
            "Sheet1",
            "2021年项目名录\n填报单位：乙县\n项目名称 | 经费 | 简介\n一号 | 777 | 短",
        )])
        .unwrap();
        let bytes = crate::one_file::with_part(&bytes, "xl/worksheets/sheet1.xml", |xml| {
            xml.replace("<v>777</v>", &format!("<v>{written}</v>"))
        });
        std::fs::write(folder.path().join("r.xlsx"), bytes).unwrap();
        let report = json(
            folder.path(),
            &[
                "check", "--scheme", "t.toml", "--round", "2021", "r.xlsx", "--json",
            ],
        );
        let findings = report["returns"][0]["findings"]
            .as_array()
            .unwrap_or_else(|| panic!("{report}"));
        let told = findings
            .iter()
            .filter(|finding| finding["rule"] == "figure.rounded")
            .map(|finding| finding["cells"][0].clone())
            .collect::<Vec<_>>();
        assert_eq!(
            told,
            if is_told {
                vec![serde_json::json!("Sheet1!B4")]
            } else {
                Vec::new()
            },
            "{written}: {report}"
        );
    }
}
