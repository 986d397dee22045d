//! Sheets that no menu shows, and changes that were recorded.

use super::{CLEAN, all, differs, repacked, sheet, unlike_clean, with};
use crate::support::{compare, take_with};
use crate::told::{mini, told};
use xianbaohui_tests::sheet::{Sheet, workbook};

/// A sheet that no menu shows is not read; that it bears a form is told.
#[test]
fn a_very_hidden_sheet_that_bears_a_form_is_told() {
    let other = || Sheet::new("表2", CLEAN).very_hidden();
    let list = "县（市、区） | 成交额\n青县 | 5";
    let cases = [
        (vec![sheet(), other()], "! D sheet.very-hidden"),
        (vec![sheet(), Sheet::new("库", list).very_hidden()], ""),
    ];
    compare(cases.map(|(sheets, expected)| {
        let came = differs(&workbook(&sheets).unwrap());
        (format!("{} sheets", sheets.len()), came, expected)
    }));
    let alone = workbook(&[Sheet::new("表1", "说明 | 见下表"), other()]).unwrap();
    assert_eq!(all(&alone), "refused identify.unknown-form");
}

/// Changes that were recorded are told.
#[test]
fn changes_that_were_recorded_are_told() {
    let kind =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/revisionHeaders";
    let relation = format!("<Relationship Id=\"r9\" Type=\"{kind}\" Target=\"revisions/h.xml\"/>");
    let clean = with("", &[]);
    let change = |name: &str, text: String| {
        let end = "</Relationships>";
        let text = match name {
            "xl/_rels/workbook.xml.rels" => text.replace(end, &format!("{relation}{end}")),
            _ => text,
        };
        Some((name.to_owned(), text))
    };
    assert_eq!(differs(&repacked(&clean, change, &[])), "! D sheet.tracked");
}

/// Words that decide and that have no room are told, once a sheet.
#[test]
fn words_that_are_cut_off_are_told() {
    let narrow = |columns: &str| {
        let clean = workbook(&[sheet()]).unwrap();
        let change = |name: &str, text: String| {
            let columns = format!("<cols>{columns}</cols><sheetData>");
            let text = if name.ends_with("sheet1.xml") {
                text.replace("<sheetData>", &columns)
            } else {
                text
            };
            Some((name.to_owned(), text))
        };
        differs(&repacked(&clean, change, &[]))
    };
    let column = |at: u32, width: f32| {
        format!("<col min=\"{at}\" max=\"{at}\" width=\"{width}\" customWidth=\"1\"/>")
    };
    let cases = [
        (column(1, 13.0), ""),
        (
            column(1, 5.0),
            "! C sheet.words-clipped A3 A5 A6 A7 A8 A9 A10",
        ),
        // the end of 其中：规模以上 is what tells it from others
        (column(1, 9.0), "! C sheet.words-clipped A6 A7 A8"),
        // 完成全年目标（%） without its unit, 上年同期累计 without anything that matters
        (column(8, 9.0), "! C sheet.words-clipped H3"),
        (column(6, 8.0), ""),
    ];
    compare(cases.map(|(columns, expected)| (columns.clone(), narrow(&columns), expected)));
}

/// What the name of a file or of a sheet says besides is told, and decides nothing.
#[test]
fn a_file_or_tab_whose_name_says_more_is_told() {
    let scheme = mini();
    let named = |file: &str, tab: &str| {
        let bytes = workbook(&[Sheet::new(tab, CLEAN)]).unwrap();
        let file = take_with(&scheme, Some("2021Q1"), file, &bytes, None, None);
        unlike_clean(&told(&file, &scheme))
    };
    let cases = [
        ("青县.xlsx", "表1", ""),
        ("青县2021年一季度.xlsx", "表1 主要指标", ""),
        ("青县、沧县.xlsx", "表1", "! C file.name-says"),
        ("青县（单位元）.xlsx", "表1", "! C file.name-says"),
        ("青县（待审）.xlsx", "表1", "! C file.name-says"),
        ("青县2021年一季度（底稿）.xlsx", "表1", "! C file.name-says"),
        ("青县2021年一季度改前.xlsx", "表1", "! C file.name-says"),
        ("青县2021年一季度（城区）.xlsx", "表1", "! C file.name-says"),
        ("青县李科长.xlsx", "表1", "! D file.name-says"),
        ("附件1-青县2021年一季度(改).xlsx", "表1", ""),
        ("青县2021年一季度（局长已签）.xlsx", "表1", ""),
        ("青县科技局主要指标（最终版）.xlsx", "表1", ""),
        ("青县一季度报表（盖章版）(2).xlsx", "表1", ""),
        ("青县.xlsx", "计划", "! D sheet.name-says"),
        ("青县.xlsx", "2021年目标", "! D sheet.name-says"),
        ("青县截至3月20日.xlsx", "表1", "! D period.hint-differs"),
        ("青县.xlsx", "全市", "! D sheet.name-says"),
        ("青县.xlsx", "M全市", "! D sheet.name-says"),
    ];
    compare(
        cases.map(|(file, tab, expected)| (format!("{file} {tab}"), named(file, tab), expected)),
    );
}

/// What is said of cells as they are filled in is told where figures were read by something else;
/// so are formulas that are shown in place of figures.
#[test]
fn prompts_and_formulas_that_are_shown_are_told() {
    let prompt = |cells: &str, words: &str| {
        let tail = format!(
            "<dataValidations count=\"1\"><dataValidation showInputMessage=\"1\" \
            promptTitle=\"填报说明\" prompt=\"{words}\" sqref=\"{cells}\"/></dataValidations>"
        );
        differs(&with(&tail, &[]))
    };
    let cases = [
        ("C8:F8", "应为非负数，单位：万元", ""),
        ("C8:F8", "单位：元", "! D sheet.prompt-says C8"),
        ("C8:F8", "此栏填元", "! D sheet.prompt-says C8"),
        ("C8:F8", "此栏填万元", ""),
        ("C5:F5", "请填整数", ""),
        ("E5:E10", "请填2020年1-3月的数", "! D sheet.prompt-says E5"),
        ("E5:E10", "2021年1-3月累计", ""),
        ("F5:F10", "2020年1-3月累计", ""),
        ("D5:D10", "可填快报数", "! D sheet.prompt-says D5"),
        ("G5:G10", "应在 0 至 100 之间", ""),
    ];
    compare(cases.map(|(cells, words, expected)| {
        (format!("{cells} {words}"), prompt(cells, words), expected)
    }));
    let clean = workbook(&[sheet()]).unwrap();
    let change = |name: &str, text: String| {
        let shown = "<sheetView showFormulas=\"1\" ";
        Some((name.to_owned(), text.replace("<sheetView ", shown)))
    };
    let came = differs(&repacked(&clean, change, &[]));
    assert_eq!(came, "! C sheet.shows-formulas");
}

/// Two figures in one cell, or one with a mark in small digits, are no figure of all digits.
#[test]
fn digits_that_are_drawn_otherwise_than_those_before_them_are_told() {
    let run = |look: &str, digits: &str| format!("<r><rPr>{look}</rPr><t>{digits}</t></r>");
    let figure = |runs: &str| {
        let clean = workbook(&[sheet()]).unwrap();
        let change = |name: &str, text: String| {
            let text = if name.ends_with("sheet1.xml") {
                let at = text.find("<c r=\"D8\"").unwrap();
                let end = at + text[at..].find("</c>").unwrap();
                let cell = format!("<c r=\"D8\" t=\"inlineStr\"><is>{runs}</is>");
                format!("{}{cell}{}", &text[..at], &text[end..])
            } else {
                text
            };
            Some((name.to_owned(), text))
        };
        differs(&repacked(&clean, change, &[]))
    };
    let red = "<color rgb=\"FFFF0000\"/>";
    let (plain, small) = ("<sz val=\"11\"/>", "<sz val=\"6\"/>");
    let cases = [
        (run(plain, "100") + &run(plain, ".5"), ""),
        (run("", "100") + &run(red, ".5"), "! B cell.hard-to-see D8"),
        (
            run(plain, "100.") + &run(small, "5"),
            "! B cell.hard-to-see D8",
        ),
        (run(plain, "约") + &run(red, "100.5"), "! B cell.bound D8"),
    ];
    compare(cases.map(|(runs, expected)| (runs.clone(), figure(&runs), expected)));
}
