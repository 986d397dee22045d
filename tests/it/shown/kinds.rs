//! The same in every kind of file.

use super::read;
use crate::support::{compare, fixture};
use std::io::{Cursor, Write};
use xianbaohui_core::place::cell_name;
use xianbaohui_reading::read::{Cell, Content, Doubt, Grid, Veil};
use xianbaohui_tests::sheet::{self, Sheet, rewritten};
use xianbaohui_tests::written::workbook_2003;

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
            .filter(|cell| matches!(cell.content, Content::Number(_)))
            .filter(|cell| grid.sight(cell).text.ends_with('%'))
            .map(|cell| cell_name(cell.row, cell.column))
            .collect::<Vec<_>>();
        assert_eq!(percents, ["A2", "B2", "B3", "C3"], "{file}");
        assert_eq!(seen(grid, grid.cell(1, 3).unwrap()), "5 -", "{file}");
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

/// What is seen of a cell, and why not for certain.
fn seen(grid: &Grid, cell: &Cell) -> String {
    let sight = grid.sight(cell);
    let doubt = sight.doubt.map_or("-", Doubt::code);
    format!("{} {doubt}", sight.text.trim())
}

/// What is seen of each figure, and what hides it.
#[test]
fn looks_are_known_in_every_kind() {
    let expected = [
        "0.50 -",
        "50.0% -",
        "1% -",
        "5千 -",
        "0.0 -",
        "1万元 -",
        " -",
        "100 -",
        "10 -",
        "5 -",
        "-5 -",
        "5 -",
        "5 -",
        "7 invisible",
        "700% invisible",
        "7 invisible",
        "7 -",
        "7 invisible",
        "7 -",
        "7 -",
        "7 invisible",
        "7 struck",
        "700.0% struck",
        "15 part-struck",
        "120¹ raised",
        "12 part-struck",
        "1202 -",
    ];
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
        assert_eq!(rows.len(), expected.len(), "{file}");
        compare(rows.iter().zip(expected).map(|(row, expected)| {
            let cell = grid.cell(*row, 0).unwrap();
            let name = format!("{file} {}", cell_name(*row, 0));
            (name, seen(&grid, cell), expected)
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
                let name = cell_name(cell.row, cell.column);
                format!("{name} {} {}", cell.raw(), seen(&grid, cell))
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
        "A1 5000 5 -, B1 青 县 青 县 -, C1 0.5 0 -"
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
        grid.cells()
            .iter()
            .map(|cell| cell.veil)
            .collect::<Vec<_>>(),
        [Veil::PartStruck, Veil::Struck, Veil::None, Veil::None]
    );
    assert_eq!(grid.hidden_rows, [1]);
    // a cell that is not shown pushes those behind it to the right of where they are seen
    let page = "<html><style>td.a, .h { display: none }\n.s{visibility:visible}</style><table><tr><\
        td class='h'>1</td><td class='s'>2</td><td style='display:none'>3</td><td>4<i hidden>5</i><\
        /td></tr><tr hidden><td>6</td></tr></table></html>";
    let grid = read(page.as_bytes()).unwrap().grids.remove(0);
    assert_eq!(
        grid.cells()
            .iter()
            .map(|cell| cell.veil)
            .collect::<Vec<_>>(),
        [
            Veil::Invisible,
            Veil::None,
            Veil::Invisible,
            Veil::PartUnseen,
            Veil::None
        ]
    );
    assert_eq!(grid.hidden_rows, [1]);
}

/// Rules that hide cells or show them otherwise, in each kind of workbook. What an xls cannot hold,
/// a number format, bars and signs in place of figures, LibreOffice leaves out of it.
#[test]
fn conditional_formats_are_known_in_every_kind() {
    const ALL: &str = "B1 C1 A4 B4 C4 A5 A7 B7 C7";
    for (file, expected) in [
        ("formats/条件.xlsx", format!("{ALL} A8 A9 B9 A10 B10")),
        (
            "variants/formats/条件.ods",
            format!("{ALL} A8 A9 B9 A10 B10"),
        ),
        ("variants/formats/条件.xls", ALL.to_owned()),
    ] {
        let book = read(&std::fs::read(fixture(file)).unwrap()).unwrap();
        let cells = book.grids[0].cells().iter();
        let told = cells
            .filter(|cell| cell.veil == Veil::Conditional)
            .map(|cell| cell_name(cell.row, cell.column));
        assert_eq!(told.collect::<Vec<_>>().join(" "), expected, "{file}");
    }
}

/// What number formats make of texts, and of figures beside them.
#[test]
fn the_part_of_a_format_for_texts_is_known_in_every_kind() {
    let expected = [
        "本年万元 | 12 | -3 | 0",
        "万元万 | 12 | -3 | 0",
        "上年万元 | 12 | -3 | 0",
        "万元 | 12 | -3 | ",
        "合计 | 12.00 | -3.00 | 0",
        "- |  |  | ",
        "万元 | 12元 | -3元 | 0元",
        "万元 | 12 | -3 | -",
    ];
    for file in [
        "formats/条件.xlsx",
        "variants/formats/条件.xls",
        "variants/formats/条件.ods",
    ] {
        let book = read(&std::fs::read(fixture(file)).unwrap()).unwrap();
        let grid = &book.grids[1];
        let shown = |row: u32, column: u32| {
            let cell = grid.cell(row, column).unwrap();
            let sight = grid.sight(cell);
            match sight.doubt {
                Some(_) => "-".to_owned(),
                None => sight.text.trim().to_owned(),
            }
        };
        compare(expected.iter().zip(0_u32..).map(|(expected, row)| {
            let cells = (0..4).map(|column| shown(row, column));
            let came = cells.collect::<Vec<_>>().join(" | ");
            (format!("{file} {}", row + 1), came, *expected)
        }));
    }
}

/// Rules and texts in parts of an XML Spreadsheet 2003.
#[test]
fn rules_and_parts_of_texts_are_known_in_one_xml() {
    let row = "<Row><Cell><Data ss:Type=\"Number\">5</Data></Cell><Cell><Data ss:Type=\"Number\">15\
        </Data></Cell><Cell><Data ss:Type=\"String\">文字</Data></Cell></Row>";
    let rules = [
        (
            "R1C1:R1C3",
            "<Qualifier>Greater</Qualifier><Value1>10</Value1>",
            "color:white",
        ),
        (
            "R2C1:R2C3",
            "<Qualifier>Less</Qualifier><Value1>10</Value1>",
            "background:yellow",
        ),
        ("R3C1:R3C3", "<Value1>ISERROR(RC)</Value1>", "color:white"),
        ("R4C1:R4C3", "<Value1>R4C2&gt;3</Value1>", "color:#FFFFFF"),
        (
            "R9C9,R5C1:R5C3",
            "<Qualifier>Between</Qualifier><Value1>1</Value1><Value2>10</Value2>",
            "text-line-through:single",
        ),
        (
            "R6C1:R6C3",
            "<Qualifier>Less</Qualifier><Value1>-1</Value1>",
            "color:white",
        ),
        ("R7C1:R7C3", "<Value1>R7C1=5</Value1>", "background:black"),
    ];
    let rules = rules.map(|(areas, when, style)| {
        format!(
            "<ConditionalFormatting xmlns=\"urn:schemas-microsoft-com:office:excel\"><Range>{areas}\
            </Range><Condition>{when}<Format Style='{style}'/></Condition></ConditionalFormatting>"
        )
    });
    let parts = [
        "<Font html:Color=\"#FFFFFF\">亿</Font><B><Font html:Color=\"#FF0000\">万</Font></B>元",
        "1<S>2</S>3<Sup>4</Sup>",
        "<S>全</S>",
        "甲<Font html:Size=\"1\">乙</Font><U>丙</U>",
        "甲<Font html:Face=\"Wingdings\">乙</Font>",
    ];
    let parts = parts.map(|part| format!("<Cell><Data ss:Type=\"String\">{part}</Data></Cell>"));
    let sheet = format!(
        "<Worksheet ss:Name=\"条件\"><Table>{}<Row>{}</Row></Table>{}</Worksheet>",
        row.repeat(7),
        parts.concat(),
        rules.concat()
    );
    let grid = read(&workbook_2003("", &sheet)).unwrap().grids.remove(0);
    let told = grid
        .cells()
        .iter()
        .filter(|cell| cell.veil == Veil::Conditional);
    let told = told.map(|cell| cell_name(cell.row, cell.column));
    assert_eq!(
        told.collect::<Vec<_>>().join(" "),
        "B1 C1 A4 B4 C4 A5 A7 B7 C7"
    );
    let seen = grid.row(7).iter();
    let seen = seen.map(|cell| format!("{} {:?}", cell.raw(), cell.veil));
    let expected = [
        "万元 PartUnseen",
        "13⁴ PartStruck",
        "全 Struck",
        "甲丙 PartUnseen",
        "甲 PartUnseen",
    ];
    assert_eq!(seen.collect::<Vec<_>>(), expected);
}
