//! Formats of Excel that change what is seen.

use super::{one, read};
use crate::support::compare;
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatFormula, Format,
    FormatAlign, FormatPattern, FormatScript, Workbook as Book,
};
use xianbaohui_reading::read::{ReadError, Veil};
use xianbaohui_tests::sheet::{Sheet, rewritten};

/// What a person sees of 0.5.
#[test]
fn a_figure_is_seen_as_its_format_shows_it() {
    let formats = [
        ("0", "1"),
        ("#,##0.00", "0.50"),
        ("0%", "50%"),
        ("[Red]0.0%", "50.0%"),
        ("0\"%\"", "1%"),
        ("0,", "0"),
        ("0!.0,", "0.0"),
        ("0\"万元\"", "1万元"),
        ("General", "0.5"),
        ("G/通用格式\"家\"", "0.5家"),
        (";;;", ""),
        ("\"合计\"", "合计"),
        ("0\"0\"", "10"),
        ("\"-\"0.0", "-0.5"),
        ("\"增长\"0.0;\"下降\"0.0", "增长0.5"),
        ("[<1]0.0%;0.0", "50.0%"),
        ("[<100]0.0;0.0,", "0.5"),
        ("0\\-0", "0-1"),
        ("\"约\"0.0", "约0.5"),
    ];
    let rows = formats
        .iter()
        .map(|(format, _)| format!("0.5 {{{format}}}\n"))
        .collect::<Vec<_>>()
        .concat();
    let grid = one(Sheet::new("表", &rows));
    compare(formats.iter().enumerate().map(|(row, (format, expected))| {
        let cell = grid.cell(row as u32, 0).unwrap();
        let came = grid.sight(cell).text.trim().to_owned();
        ((*format).to_owned(), came, *expected)
    }));
}

/// What is struck through, in part or as a whole, is known; rows and columns of no height or width
/// are hidden; two sheets of one name are refused.
#[test]
fn what_is_crossed_out_or_has_no_size_is_known() {
    let (plain, struck, raised) = (
        Format::new(),
        Format::new().set_font_strikethrough(),
        Format::new().set_font_script(FormatScript::Superscript),
    );
    let mut book = Book::new();
    let sheet = book.add_worksheet();
    sheet
        .write_rich_string(0, 0, &[(&struck, "12"), (&plain, "15")])
        .unwrap();
    sheet.write_number_with_format(1, 0, 7, &struck).unwrap();
    sheet.write_number(2, 0, 8).unwrap();
    sheet.write_string(3, 0, "15").unwrap();
    sheet
        .write_rich_string(4, 0, &[(&plain, "120"), (&raised, "1")])
        .unwrap();
    sheet
        .write_rich_string(
            5,
            0,
            &[(&plain, "面积 m"), (&raised, "2"), (&plain, " 上年")],
        )
        .unwrap();
    sheet
        .write_rich_string(6, 0, &[(&plain, "面积"), (&raised, "注")])
        .unwrap();
    sheet.set_row_height(2, 0).unwrap();
    sheet.set_row_height(6, 0.5).unwrap();
    sheet
        .set_column_width(0, 9)
        .unwrap()
        .set_column_width(1, 0.05)
        .unwrap();
    book.add_worksheet().write_number(0, 0, 1).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let grid = read(&bytes).unwrap().grids.remove(0);
    let veils = grid
        .cells()
        .iter()
        .map(|cell| cell.veil)
        .collect::<Vec<_>>();
    assert_eq!(
        veils,
        [
            Veil::PartStruck,
            Veil::Struck,
            Veil::None,
            Veil::None,
            Veil::Raised,
            Veil::Raised,
            Veil::None
        ]
    );
    assert_eq!(
        (grid.hidden_rows.as_slice(), grid.hidden_columns.as_slice()),
        (&[2, 6][..], &[1][..])
    );
    let twice = rewritten(&bytes, |part, text| {
        if part == "xl/workbook.xml" {
            text.replace("Sheet2", "SHEET1")
        } else {
            text.to_owned()
        }
    })
    .unwrap();
    assert!(matches!(read(&twice), Err(ReadError::Damaged { .. })));
}

/// Formats that depend on what stands in a cell: those that may hide a figure or change it are
/// known, those that only call attention say nothing.
#[test]
fn conditional_formats_that_change_what_is_seen_are_known() {
    let (white, scaled, red) = (
        Format::new().set_font_color("#FFFFFF"),
        Format::new().set_num_format("0,"),
        Format::new().set_font_color("#FF0000"),
    );
    let on_blue = Format::new()
        .set_font_color("#FFFFFF")
        .set_background_color("#0000FF");
    let above = |least: i32, format: &Format| {
        ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::GreaterThan(least))
            .set_format(format)
    };
    let when = |formula: &str| {
        ConditionalFormatFormula::new()
            .set_rule(formula)
            .set_format(&white)
    };
    let mut book = Book::new();
    let sheet = book.add_worksheet();
    for row in 0..8 {
        sheet.write_number(row, 0, 5).unwrap();
    }
    sheet
        .add_conditional_format(0, 0, 0, 0, &above(0, &white))
        .unwrap();
    sheet
        .add_conditional_format(1, 0, 1, 0, &above(5, &white))
        .unwrap();
    sheet
        .add_conditional_format(2, 0, 2, 0, &above(0, &scaled))
        .unwrap();
    sheet
        .add_conditional_format(3, 0, 3, 0, &above(0, &red))
        .unwrap();
    sheet
        .add_conditional_format(4, 0, 4, 0, &above(0, &on_blue))
        .unwrap();
    sheet
        .add_conditional_format(5, 0, 5, 0, &when("=$B$1=1"))
        .unwrap();
    sheet
        .add_conditional_format(6, 0, 6, 0, &when("=A7=0"))
        .unwrap();
    sheet
        .add_conditional_format(7, 0, 7, 0, &when("=ISERROR(A8)"))
        .unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let grid = read(&bytes).unwrap().grids.remove(0);
    let changed = grid
        .cells()
        .iter()
        .filter(|cell| cell.veil == Veil::Conditional)
        .map(|cell| cell.row)
        .collect::<Vec<_>>();
    assert_eq!((changed, grid.hides_zeros), (vec![0, 2, 5], false));
    let bytes = rewritten(&bytes, |_, part| {
        part.replace("<sheetView ", "<sheetView showZeros=\"0\" ")
    })
    .unwrap();
    assert!(read(&bytes).unwrap().grids[0].hides_zeros);
}

/// Rules that ask for all of their range, and formulas, are worked out: only what they hide is
/// told, and what cannot be worked out.
#[test]
fn rules_of_formats_are_worked_out_for_each_cell() {
    let xml = |kind: &str, formulas: &str| {
        format!(
            "<conditionalFormatting sqref=\"A1:A6\"><cfRule type={kind} dxfId=\"0\" \
                priority=\"1\">{formulas}</cfRule></conditionalFormatting>"
        )
    };
    let formula = |words: &str| {
        let words = words.replace('<', "&lt;");
        xml("\"expression\"", &format!("<formula>{words}</formula>"))
    };
    let compared = |operator: &str, words: &str| {
        let kind = format!("\"cellIs\" operator=\"{operator}\"");
        xml(&kind, &format!("<formula>{words}</formula>"))
    };
    let cases = [
        (xml("\"top10\" rank=\"2\"", ""), "5 6"),
        (xml("\"top10\" rank=\"1\" bottom=\"1\"", ""), "1 2"),
        (xml("\"top10\" rank=\"50\" percent=\"1\"", ""), "4 5 6"),
        (xml("\"aboveAverage\"", ""), "5 6"),
        (xml("\"aboveAverage\" aboveAverage=\"0\"", ""), "1 2 3 4"),
        (xml("\"aboveAverage\" stdDev=\"1\"", ""), "1 2 3 4 5 6"),
        (xml("\"duplicateValues\"", ""), "1 2"),
        (xml("\"uniqueValues\"", ""), "3 4 5 6"),
        (formula("$B1=\"样\""), "3"),
        (formula("A1>B$6"), "5 6"),
        (formula("MOD(ROW(),2)=0"), "2 4 6"),
        (formula("COUNTIF($A$1:$A$6,A1)>1"), "1 2"),
        (formula("AND(A1<>1,A1<4)"), "3 4"),
        (formula("$B1"), "6"),
        (formula("1/0"), ""),
        // what cannot be worked out
        (formula("A1>TODAY()"), "1 2 3 4 5 6"),
        (compared("greaterThan", "$B$6"), "5 6"),
        (compared("equal", "$A$3+0"), "3"),
    ];
    let text = "1 | 甲\n1 | 乙\n2 | 样\n3 | 甲\n9 | 甲\n10 | 5";
    let bytes = xianbaohui_tests::sheet::workbook(&[Sheet::new("表", text)]).unwrap();
    compare(cases.iter().map(|(rules, expected)| {
        let bytes = rewritten(&bytes, |name, part| match name {
            "xl/worksheets/sheet1.xml" => {
                part.replace("</sheetData>", &format!("</sheetData>{rules}"))
            }
            "xl/styles.xml" => part.replace(
                "<dxfs count=\"0\"/>",
                "<dxfs count=\"1\"><dxf><font><color rgb=\"FFFFFFFF\"/></font></dxf></dxfs>",
            ),
            _ => part.to_owned(),
        });
        let mut book = read(&bytes.unwrap()).unwrap();
        xianbaohui_reading::extract::settle_formats(&mut book);
        let cells = book.grids[0].cells().iter();
        let veiled = cells.filter(|cell| cell.veil == Veil::Conditional);
        let rows = veiled.map(|cell| (cell.row + 1).to_string());
        (rules.clone(), rows.collect::<Vec<_>>().join(" "), *expected)
    }));
}

/// How many characters are surely seen of words that have no room; of others nothing is said.
#[test]
fn words_without_room_are_known() {
    let wraps = Format::new().set_text_wrap();
    let cases: [(&str, &str, f64, f64, &Format, &str); 10] = [
        // text, what stands right of it, width, height
        ("技术合同成交额", "1", 14.0, 0.0, &Format::new(), ""),
        ("技术合同成交额", "1", 6.0, 0.0, &Format::new(), "3"),
        ("技术合同成交额", "", 6.0, 0.0, &Format::new(), ""),
        ("技术合同成交额", "1", 6.0, 0.0, &wraps, ""),
        ("技术合同成交额", "1", 6.0, 18.0, &wraps, "7"),
        ("技术合同成交额", "1", 6.0, 45.0, &wraps, ""),
        ("技术合同\n成交额", "1", 6.0, 30.0, &wraps, "8"),
        (
            "技术合同成交额",
            "1",
            6.0,
            0.0,
            &Format::new().set_shrink(),
            "",
        ),
        (
            "技术合同成交额",
            "1",
            6.0,
            0.0,
            &Format::new().set_rotation(270),
            "",
        ),
        (
            "技术合同成交额",
            "1",
            6.0,
            0.0,
            &Format::new().set_align(FormatAlign::Center),
            "5",
        ),
    ];
    compare(
        cases
            .iter()
            .map(|(text, right, width, height, format, expected)| {
                let mut book = Book::new();
                let sheet = book.add_worksheet();
                sheet.write_string_with_format(0, 0, *text, format).unwrap();
                if !right.is_empty() {
                    sheet.write_string(0, 1, *right).unwrap();
                }
                sheet.set_column_width(0, *width).unwrap();
                if *height > 0.0 {
                    sheet.set_row_height(0, *height).unwrap();
                }
                let grid = read(&book.save_to_buffer().unwrap())
                    .unwrap()
                    .grids
                    .remove(0);
                let clipped = grid.clipped.iter().map(|(.., seen)| seen.to_string());
                let name = format!("{text} {right} {width} {height}");
                (name, clipped.collect::<Vec<_>>().join(" "), *expected)
            }),
    );
}

/// Signs among the letters of a text, patterns as dark as the letters, dark letters on a dark
/// ground and rows of half a line hide what stands there.
#[test]
fn signs_patterns_dark_grounds_and_low_rows_hide() {
    let mut book = Book::new();
    let sheet = book.add_worksheet();
    let (plain, signs) = (
        Format::new().set_font_name("宋体"),
        Format::new().set_font_name("Wingdings"),
    );
    sheet
        .write_rich_string(0, 0, &[(&plain, "33"), (&signs, "0")])
        .unwrap();
    let dense = Format::new().set_pattern(FormatPattern::DarkGrid);
    let thin = Format::new().set_pattern(FormatPattern::LightGrid);
    let on = |letters: &str, ground: &str| {
        Format::new()
            .set_font_color(letters)
            .set_background_color(ground)
    };
    let looks = [
        dense,
        thin,
        on("#262626", "#404040"),
        on("#000080", "#000000"),
        on("#FF0000", "#C00000"),
        on("#FF0000", "#FFFFFF"),
        on("#D9D9D9", "#FFFFFF"),
    ];
    for (row, look) in (1..).zip(&looks) {
        sheet.write_number_with_format(row, 0, 330, look).unwrap();
    }
    sheet.write_number(8, 0, 330).unwrap();
    sheet.set_row_height(8, 5).unwrap();
    sheet.write_number(9, 0, 330).unwrap();
    sheet.set_row_height(9, 10).unwrap();
    let grid = read(&book.save_to_buffer().unwrap())
        .unwrap()
        .grids
        .remove(0);
    let cells = grid.cells().iter();
    let veils = cells.map(|cell| cell.veil).collect::<Vec<_>>();
    let (hidden, none) = (Veil::Invisible, Veil::None);
    assert_eq!(
        veils,
        [
            Veil::PartUnseen,
            hidden,
            none,
            hidden,
            hidden,
            hidden,
            none,
            none,
            Veil::Low,
            none
        ]
    );
}
