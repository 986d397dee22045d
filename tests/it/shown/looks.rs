//! Lines without room, rows and columns of no size, odd letters, exponents, marks, fixed panes.

use super::read;
use crate::support::compare;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatDiagonalBorder, Workbook as Book};
use xianbaohui_core::place::column_name;
use xianbaohui_reading::read::{Grid, Veil};
use xianbaohui_tests::sheet::{self, Sheet, rewritten};

fn grid(book: &mut Book) -> Grid {
    read(&book.save_to_buffer().unwrap())
        .unwrap()
        .grids
        .remove(0)
}

/// The veil of a cell that holds this in such a format.
fn veil(text: &str, format: &Format) -> Veil {
    let mut book = Book::new();
    let sheet = book.add_worksheet();
    match text.parse::<f64>() {
        Ok(figure) => sheet.write_number_with_format(0, 0, figure, format),
        Err(_) => sheet.write_string_with_format(0, 0, text, format),
    }
    .unwrap();
    sheet.set_column_width(0, 14).unwrap();
    grid(&mut book).cell(0, 0).unwrap().veil
}

/// Of more lines than a row has room for the first, the middle or the last are seen.
#[test]
fn lines_beyond_the_edge_of_a_cell_are_known() {
    let at = |align: FormatAlign| Format::new().set_text_wrap().set_align(align);
    let cases = [
        ("\n\n\n15", at(FormatAlign::Top), 18.0, "0..1"),
        ("\n\n\n15", at(FormatAlign::Bottom), 18.0, "3..5"),
        ("15\n\n\n", at(FormatAlign::Bottom), 18.0, "5..5"),
        ("15\n\n\n", at(FormatAlign::Top), 18.0, "0..3"),
        ("a\nb\nc", at(FormatAlign::VerticalCenter), 18.0, "2..4"),
        ("a\nb\nc", at(FormatAlign::Top), 45.0, ""),
        ("a\nb\nc", at(FormatAlign::Top), 0.0, ""),
        ("15\n\n\n", Format::new(), 18.0, ""),
    ];
    compare(cases.into_iter().map(|(text, format, height, expected)| {
        let mut book = Book::new();
        let sheet = book.add_worksheet();
        sheet.write_string_with_format(0, 0, text, &format).unwrap();
        if height > 0.0 {
            sheet.set_row_height(0, height).unwrap();
        }
        let name = format!("{text:?} {height}");
        (name, seen(&mut book), expected)
    }));
}

/// The signs of cells that are seen, where not all of them are.
fn seen(book: &mut Book) -> String {
    let grid = grid(book);
    let seen = grid.clipped.iter();
    let seen = seen.map(|(_, _, first, end)| format!("{first}..{end}"));
    seen.collect::<Vec<_>>().join(" ")
}

/// A text that lacks room for its last sign alone, on either side.
#[test]
fn a_last_sign_without_room_is_known() {
    let cases = [
        ("5474.74", FormatAlign::Left, 5.0, "0..6"),
        ("5474.74", FormatAlign::Right, 5.0, "1..7"),
        ("5474.74", FormatAlign::Left, 7.0, ""),
        ("示例临西甲生物有限公司", FormatAlign::Left, 19.0, "0..10"),
        ("示例临西甲生物有限公司", FormatAlign::Left, 23.0, ""),
    ];
    compare(cases.into_iter().map(|(text, align, width, expected)| {
        let mut book = Book::new();
        let sheet = book.add_worksheet();
        let format = Format::new().set_align(align);
        sheet.write_string_with_format(0, 1, text, &format).unwrap();
        sheet.write_string(0, 0, "左").unwrap();
        sheet.write_string(0, 2, "右").unwrap();
        sheet.set_column_width(1, width).unwrap();
        let name = format!("{text} {align:?} {width}");
        (name, seen(&mut book), expected)
    }));
}

/// Rows and columns that say nothing of themselves are as all of the sheet are; what lies above or
/// left of fixed panes is as good as hidden.
#[test]
fn rows_and_columns_that_no_one_can_see_are_known() {
    let bytes = sheet::workbook(&[Sheet::new("表", "1 | 2\n3 | 4\n5 | 6")]).unwrap();
    let told = |from: &str, to: &str| {
        let bytes = rewritten(&bytes, |_, part| {
            assert!(
                !part.contains("<sheetData>") || part.contains(from),
                "{part}"
            );
            part.replace(from, to)
        });
        let grid = read(&bytes.unwrap()).unwrap().grids.remove(0);
        let rows = grid.hidden_rows.iter().map(|row| (row + 1).to_string());
        let columns = grid.hidden_columns.iter().map(|own| column_name(*own));
        rows.chain(columns).collect::<Vec<_>>().join(" ")
    };
    let sizes = "<sheetFormatPr defaultRowHeight=\"15\"/>";
    let of = |words: &str| format!("<sheetFormatPr {words}/>");
    let view = "workbookViewId=\"0\"/>";
    let panes = |corner: &str, pane: &str| {
        format!("topLeftCell=\"{corner}\" workbookViewId=\"0\"><pane {pane}/></sheetView>")
    };
    let cases = [
        (sizes, of("defaultRowHeight=\"15\""), ""),
        (sizes, of("defaultRowHeight=\"1\""), ""),
        (
            sizes,
            of("defaultRowHeight=\"1\" customHeight=\"1\""),
            "1 2 3",
        ),
        (
            sizes,
            of("defaultRowHeight=\"15\" zeroHeight=\"1\""),
            "1 2 3",
        ),
        (
            sizes,
            of("defaultRowHeight=\"15\" defaultColWidth=\"0.3\""),
            "A B",
        ),
        (
            view,
            panes("A2", "ySplit=\"1\" topLeftCell=\"A3\" state=\"frozen\""),
            "1",
        ),
        (
            view,
            panes("B1", "xSplit=\"1\" topLeftCell=\"C1\" state=\"frozen\""),
            "A",
        ),
        (
            view,
            panes("A1", "ySplit=\"1\" topLeftCell=\"A3\" state=\"frozen\""),
            "",
        ),
        (
            view,
            panes("A2", "ySplit=\"900\" topLeftCell=\"A3\" state=\"split\""),
            "",
        ),
    ];
    compare(
        cases
            .iter()
            .map(|(from, to, expected)| (to.clone(), told(from, to), *expected)),
    );
}

/// An exponent in place of digits that are there, letters of odd fonts, a line through a figure,
/// signs that turn others round.
#[test]
fn odd_letters_exponents_and_marks_are_known() {
    let (plain, font) = (Format::new(), |name: &str| {
        Format::new().set_font_name(name)
    });
    let code = |code: &str| Format::new().set_num_format(code);
    let crossed = Format::new()
        .set_border_diagonal(FormatBorder::Thin)
        .set_border_diagonal_type(FormatDiagonalBorder::BorderUp);
    let blanks = " ".repeat(50) + "15";
    let indented = |steps: u8| {
        Format::new()
            .set_align(FormatAlign::Right)
            .set_indent(steps)
    };
    let cases = [
        ("202013901500", &plain, "Exponent"),
        ("120000000000", &plain, "None"),
        ("20201390150", &plain, "None"),
        ("202013901500", &code("0"), "None"),
        ("5474.74", &code("0E+0"), "Exponent"),
        ("5474.74", &code("0.00E+00"), "Exponent"),
        ("5470", &code("0.00E+00"), "None"),
        ("15", &font("Code 39"), "Font"),
        ("15", &font("IDAutomationHC39M"), "Font"),
        ("15", &font("仿宋_GB2312"), "None"),
        ("15", &font("Times New Roman"), "None"),
        ("15", &font("方正小标宋简体"), "None"),
        ("15", &font("Wingdings"), "Invisible"),
        ("单位：元", &font("Wingdings"), "None"),
        ("单位：A", &font("Wingdings"), "Invisible"),
        ("示例公司", &font("Code 39"), "None"),
        ("GR2020", &font("Code 39"), "Font"),
        ("15", &crossed, "Crossed"),
        ("15", &indented(3), "None"),
        ("15", &indented(12), "Narrow"),
        ("\u{202e}51", &plain, "Marks"),
        ("1\u{336}5", &plain, "Marks"),
        ("2020-139", &Format::new().set_reading_direction(2), "Marks"),
        ("2020-139", &plain, "None"),
        ("“一”—①", &plain, "None"),
        (&blanks, &plain, "Shifted"),
        ("    15", &plain, "None"),
        (
            "GR202013901500示例公司有限责任",
            &Format::new().set_shrink(),
            "None",
        ),
    ];
    compare(cases.into_iter().map(|(text, format, expected)| {
        let name = format!("{text} {format:?}");
        (name, format!("{:?}", veil(text, format)), expected)
    }));
}

/// A sign or two in letters that are signs are no part of the words behind them.
#[test]
fn a_bullet_before_words_says_nothing() {
    let (plain, signs) = (
        Format::new().set_font_name("宋体"),
        Format::new().set_font_name("Wingdings"),
    );
    let mut book = Book::new();
    let sheet = book.add_worksheet();
    let cases = [("l", "甲"), ("33", "甲"), ("甲", "乙"), ("元旦abc", "甲")];
    for (row, (sign, words)) in (0..).zip(cases) {
        sheet
            .write_rich_string(row, 0, &[(&signs, sign), (&plain, words)])
            .unwrap();
    }
    let grid = grid(&mut book);
    let told = grid.cells().iter();
    let told = told.map(|cell| format!("{} {:?}", cell.raw(), cell.veil));
    assert_eq!(
        told.collect::<Vec<_>>(),
        ["甲 None", "甲 PartUnseen", "甲乙 None", "甲 PartUnseen"]
    );
}

/// The first rule that holds decides of the letters, and one may end it.
#[test]
fn rules_behind_one_that_ends_it_say_nothing() {
    let rule = |priority: u8, kind: &str, least: i32, style: &str| {
        format!(
            "<conditionalFormatting sqref=\"A1\"><cfRule type=\"cellIs\" {style} {kind} \
                priority=\"{priority}\" operator=\"greaterThan\"><formula>{least}</formula>\
                </cfRule></conditionalFormatting>"
        )
    };
    let (white, red) = ("dxfId=\"0\"", "dxfId=\"1\"");
    let stops = "stopIfTrue=\"1\"";
    let cases = [
        (rule(1, "", 0, white), "Conditional"),
        (rule(1, stops, 0, "") + &rule(2, "", 0, white), "None"),
        (rule(2, "", 0, white) + &rule(1, stops, 0, ""), "None"),
        (
            rule(1, "", 0, white) + &rule(2, stops, 0, ""),
            "Conditional",
        ),
        (
            rule(1, stops, 9, "") + &rule(2, "", 0, white),
            "Conditional",
        ),
        (rule(1, "", 0, red) + &rule(2, "", 0, white), "None"),
        (rule(1, "", 9, red) + &rule(2, "", 0, white), "Conditional"),
    ];
    let bytes = sheet::workbook(&[Sheet::new("表", "5")]).unwrap();
    let dxf = |colour: &str| format!("<dxf><font><color rgb=\"{colour}\"/></font></dxf>");
    let own = format!(
        "<dxfs count=\"2\">{}{}</dxfs>",
        dxf("FFFFFFFF"),
        dxf("FFFF0000")
    );
    compare(cases.iter().map(|(rules, expected)| {
        let bytes = rewritten(&bytes, |_, part| {
            part.replace("</sheetData>", &format!("</sheetData>{rules}"))
                .replace("<dxfs count=\"0\"/>", &own)
        });
        let grid = read(&bytes.unwrap()).unwrap().grids.remove(0);
        let came = format!("{:?}", grid.cell(0, 0).unwrap().veil);
        (rules.clone(), came, *expected)
    }));
}
