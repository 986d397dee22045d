//! What formats, letters and ground make of cells, in every kind of workbook; and what is written
//! otherwise than Excel writes it.

use crate::support::{compare, fixture};
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatFormula, Format,
    FormatScript, Workbook as Book,
};
use std::io::{Cursor, Write};
use xianbaohui_core::place::cell_name;
use xianbaohui_reading::read::{
    Content, Display, Grid, Ink, Limits, ReadError, Workbook, workbook,
};
use xianbaohui_tests::sheet::{self, Sheet, rewritten};

fn read(bytes: &[u8]) -> Result<Workbook, ReadError> {
    workbook(bytes, &Limits::default())
}

fn one(sheet: Sheet) -> Grid {
    read(&sheet::workbook(&[sheet]).unwrap())
        .unwrap()
        .grids
        .remove(0)
}

#[test]
fn number_formats_that_change_what_is_seen_are_known() {
    let formats = [
        ("0", "Plain"),
        ("#,##0.00", "Plain"),
        ("#,##0.00_ ;[Red]\\-#,##0.00\\ ", "Plain"),
        ("0%", "Percent"),
        ("0.00%", "Percent"),
        ("[Red]0.0%", "Percent"),
        ("0.0%;-0.0%", "Percent"),
        ("0\"%\"", "Unit %"),
        ("0\\%", "Unit %"),
        ("0,", "Scaled"),
        ("0.0,,", "Scaled"),
        ("#,##0,\"千\"", "Scaled"),
        ("0!.0,", "Scaled"),
        ("0\"万元\"", "Unit 万元"),
        ("General", "Plain"),
        ("G/通用格式\"家\"", "Unit 家"),
        ("0.0\"m2\"", "Unit m2"),
        // nothing of the figure, or digits that are not its own
        (";;;", "Masked"),
        ("\"合计\"", "Masked"),
        ("\"100\"", "Masked"),
        ("0\"0\"", "Masked"),
        ("\"1\"0", "Masked"),
        ("0\\5", "Masked"),
        ("#,##0\",000\"", "Masked"),
        ("0\".5\"", "Masked"),
        ("\"-\"0", "Masked"),
        ("(0)", "Masked"),
        ("\"下降\"0.0", "Masked"),
        ("\"增长\"0.0;\"下降\"0.0", "Plain"),
        (
            "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
            "Plain",
        ),
        // which section a figure falls in is not known
        ("[<1]0.0%;0.0", "Masked"),
        ("0%%", "Masked"),
        ("0,%", "Masked"),
        ("0%;0%", "Masked"),
        ("0%;-0%;\"-\"", "Percent"),
        // a point that is none
        ("0\".\"0", "Scaled"),
        ("0\\.0", "Scaled"),
        ("0!.00", "Scaled"),
        // a unit of measure
        ("0\"亿元\"", "Unit 亿元"),
        ("0.00\\ \\亿\\元", "Unit 亿元"),
        ("0\"万\";-0\"万\"", "Unit 万"),
        ("0\"（估）\"", "Plain"),
        // a negative figure without its minus
        ("0;0", "Unsigned"),
        ("#,##0;[Red]#,##0", "Unsigned"),
        ("0;-0", "Plain"),
        ("0;\"负\"0", "Plain"),
        ("0_);(0)", "Plain"),
        ("0;;", "NoZero"),
        ("0;-0;;@", "NoZero"),
        // any section whose condition a figure may fulfil
        ("[<10000]0;0!.0,\"万\"", "Scaled"),
        ("[<10000]0;0.0,", "Scaled"),
        ("[<100]0.0;[<1000]0.0;0.0,", "Scaled"),
        ("[<10000]0;0\"0\"", "Masked"),
        ("[<10000]0;;", "Masked"),
        ("[<1]0.00;0.0", "Unsigned"),
        // what stands between digits or says that the figure is none that is certain
        ("0\\-0", "Masked"),
        ("# ##0", "Plain"),
        ("\"约\"0", "Masked"),
        ("0\"余\"", "Masked"),
        ("0\"～30\"", "Masked"),
        ("0\"万美元\"", "Unit 万美元"),
    ];
    let rows = formats
        .iter()
        .map(|(format, _)| format!("0.5 {{{format}}}\n"))
        .collect::<Vec<_>>()
        .concat();
    let grid = one(Sheet::new("表", &rows));
    compare(formats.iter().enumerate().map(|(row, (format, expected))| {
        let came = grid
            .cell(row as u32, 0)
            .map_or(String::new(), |cell| match cell.display {
                Display::Unit(at) => format!("Unit {}", grid.units[usize::from(at)]),
                other => format!("{other:?}"),
            });
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
    let inks = grid.cells().iter().map(|cell| cell.ink).collect::<Vec<_>>();
    assert_eq!(
        inks,
        [
            Ink::Struck,
            Ink::Struck,
            Ink::Plain,
            Ink::Plain,
            Ink::Raised,
            Ink::Raised,
            Ink::Plain
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
        .filter(|cell| cell.display == Display::Conditional)
        .map(|cell| cell.row)
        .collect::<Vec<_>>();
    assert_eq!((changed, grid.hides_zeros), (vec![0, 2, 5], false));
    let bytes = rewritten(&bytes, |_, part| {
        part.replace("<sheetView ", "<sheetView showZeros=\"0\" ")
    })
    .unwrap();
    assert!(read(&bytes).unwrap().grids[0].hides_zeros);
}

/// Percentages, hidden rows and columns and merged areas are known in each kind of workbook.
#[test]
fn what_changes_what_is_seen_is_known_in_every_kind() {
    for file in [
        "formats/格式.xlsx",
        "variants/formats/格式.xls",
        "variants/formats/格式.ods",
    ] {
        let book = read(&std::fs::read(fixture(file)).unwrap()).unwrap();
        let grid = &book.grids[0];
        let percents = grid
            .cells()
            .iter()
            .filter(|cell| cell.display == Display::Percent)
            .map(|cell| cell_name(cell.row, cell.column))
            .collect::<Vec<_>>();
        assert_eq!(percents, ["A2", "B2", "B3", "C3"], "{file}");
        assert_eq!(grid.cell(1, 3).unwrap().display, Display::Scaled, "{file}");
        assert_eq!(
            (grid.hidden_rows.as_slice(), grid.hidden_columns.as_slice()),
            (&[2][..], &[2][..]),
            "{file}"
        );
        assert_eq!(
            (grid.seen_text(0, 3), grid.seen_text(3, 0)),
            ("标题".into(), "隐藏行".into()),
            "{file}"
        );
    }
}

/// The sheet says beside each figure what of it is seen.
#[test]
fn looks_are_known_in_every_kind() {
    for file in [
        "formats/样式.xlsx",
        "variants/formats/样式.xls",
        "variants/formats/样式.ods",
    ] {
        let grid = read(&std::fs::read(fixture(file)).unwrap())
            .unwrap()
            .grids
            .remove(0);
        let rows = grid.filled_rows().collect::<Vec<_>>();
        assert_eq!(rows.len(), 27, "{file}");
        let expected = rows
            .iter()
            .map(|row| grid.text(*row, 1))
            .collect::<Vec<_>>();
        compare(rows.iter().zip(&expected).map(|(row, expected)| {
            let cell = grid.cell(*row, 0).unwrap();
            // none of the figures is a zero
            let display = if cell.display == Display::NoZero {
                Display::Plain
            } else {
                cell.display
            };
            let display = format!("{display:?}");
            (
                format!("{file} {}", cell_name(*row, 0)),
                format!(
                    "{} {:?}",
                    display.trim_end_matches(|c: char| !c.is_alphabetic()),
                    cell.ink
                ),
                expected.as_str(),
            )
        }));
    }
}

/// A document of OpenDocument with such rows.
fn ods(rows: &str) -> Vec<u8> {
    const SPACES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:t\
        able=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:op\
        endocument:xmlns:text:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\
        \" xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\"";
    const STYLES: &str = r#"<number:number-style style:name="N1"><number:number number:min-integer-digits="1" number:display-factor="1000"/></number:number-style><style:style style:name="thousands" style:family="table-cell" style:data-style-name="N1"/><style:style style:name="below" style:family="table-cell" style:parent-style-name="thousands"/>"#;
    let content = format!(
        "<office:document-content {SPACES}><office:automatic-styles>{STYLES}</office:automatic-styl\
            es><office:body><office:spreadsheet><table:table table:name=\"表\">{rows}</table:table>\
            </office:spreadsheet></office:body></office:document-content>"
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest/>"),
        ("content.xml", &content),
    ] {
        zip.start_file(
            name,
            zip::write::SimpleFileOptions::default()
                .compression_method(zip::CompressionMethod::Stored),
        )
        .unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// White space between elements means nothing, in paragraphs it does; columns and rows have styles
/// for cells that have none.
#[test]
fn an_indented_ods_is_read_as_any_other() {
    let rows = r#"
    <table:table-column table:default-cell-style-name="thousands"/>
    <table:table-column table:number-columns-repeated="2"/>
    <table:table-row>
      <!-- a county -->
      <table:table-cell office:value-type="float" office:value="5000">
        <text:p>5</text:p>
      </table:table-cell>
      <table:table-cell office:value-type="string">
        <text:p>青 <text:span>县</text:span></text:p>
      </table:table-cell>
      <table:table-cell table:style-name="below" office:value-type="percentage" office:value="0.5"/>
    </table:table-row>
    "#;
    let told = |bytes: &[u8]| {
        let grid = read(bytes).unwrap().grids.remove(0);
        grid.cells()
            .iter()
            .map(|cell| {
                format!(
                    "{} {} {:?}",
                    cell_name(cell.row, cell.column),
                    cell.raw(),
                    cell.display
                )
            })
            .collect::<Vec<_>>()
            .join(", ")
    };
    let flat = rows
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with("<!--"))
        .collect::<String>();
    assert_eq!(
        told(&ods(rows)),
        "A1 5000 Scaled, B1 青 县 Plain, C1 0.5 Scaled"
    );
    assert_eq!(told(&ods(&flat)), told(&ods(rows)));
}

/// What stands in `<v>` with white space around is what stands there without.
#[test]
fn white_space_around_values_means_nothing() {
    let bytes = sheet::workbook(&[Sheet::new(
        "表",
        "名 | 12.5 | =1/0 -> #DIV/0! | =1=1 -> TRUE | =\"a\" -> a",
    )])
    .unwrap();
    let padded = rewritten(&bytes, |_, part| {
        part.replace("<v>", "<v>\n      ")
            .replace("</v>", "\n  </v>")
    })
    .unwrap();
    let contents = |bytes: &[u8]| {
        read(bytes)
            .unwrap()
            .grids
            .remove(0)
            .cells()
            .iter()
            .map(|cell| cell.content.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(contents(&padded), contents(&bytes));
    assert_eq!(contents(&padded)[2], Content::Error("#DIV/0!".into()));
}

#[test]
fn what_a_page_hides_or_crosses_out_is_known() {
    let page = "<html><table><tr><td><s>12</s>15</td><td><font style='text-decoration: line-through\
        '>7</font></td><td>8</td></tr><tr style='display:none'><td>9</td></tr></table></html>";
    let grid = read(page.as_bytes()).unwrap().grids.remove(0);
    assert_eq!(
        grid.cells().iter().map(|cell| cell.ink).collect::<Vec<_>>(),
        [Ink::Struck, Ink::Struck, Ink::Plain, Ink::Plain]
    );
    assert_eq!(grid.hidden_rows, [1]);
    // a cell that is not shown pushes those behind it to the right of where they are seen
    let page = "<html><style>td.a, .h { display: none }\n.s{visibility:visible}</style><table><tr><\
        td class='h'>1</td><td class='s'>2</td><td style='display:none'>3</td><td>4<i hidden>5</i><\
        /td></tr><tr hidden><td>6</td></tr></table></html>";
    let grid = read(page.as_bytes()).unwrap().grids.remove(0);
    assert_eq!(
        grid.cells().iter().map(|cell| cell.ink).collect::<Vec<_>>(),
        [
            Ink::Invisible,
            Ink::Plain,
            Ink::Invisible,
            Ink::Invisible,
            Ink::Plain
        ]
    );
    assert_eq!(grid.hidden_rows, [1]);
}
