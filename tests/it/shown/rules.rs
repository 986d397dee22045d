//! Formats that depend on what stands in cells, and parts of formats for texts, in every kind of
//! workbook.

use super::read;
use crate::support::{compare, fixture};
use xianbaohui_core::place::cell_name;
use xianbaohui_reading::extract::settle_formats;
use xianbaohui_reading::read::{Veil, Workbook};
use xianbaohui_tests::written::workbook_2003;

/// Figures that rules with formulas are about, as they stand in the samples.
const FIGURES: [(u32, u32); 15] = [
    (5, 10),
    (5, 20),
    (5, 3),
    (0, 0),
    (5, 5),
    (6, 0),
    (7, 0),
    (0, 0),
    (1, 0),
    (2, 0),
    (3, 0),
    (3, 0),
    (5, 6),
    (5, 3),
    (5, 4),
];

/// The cells of a sheet that a rule hides, or may hide.
fn told(book: &Workbook, sheet: usize) -> String {
    let cells = book.grids[sheet].cells().iter();
    let told = cells.filter(|cell| cell.veil == Veil::Conditional);
    let told = told.map(|cell| cell_name(cell.row, cell.column));
    told.collect::<Vec<_>>().join(" ")
}

/// Rules with formulas hold for the cells for which the formulas do.
#[test]
fn rules_with_formulas_are_worked_out_in_every_kind() {
    const EXPECTED: &str = "A2 A6 A7 A11 A12 A15";
    for file in [
        "formats/条件.xlsx",
        "variants/formats/条件.xls",
        "variants/formats/条件.ods",
    ] {
        let mut book = read(&std::fs::read(fixture(file)).unwrap()).unwrap();
        settle_formats(&mut book);
        assert_eq!(told(&book, 2), EXPECTED, "{file}");
    }
    let rows = FIGURES.map(|(one, other)| {
        let cell = |own| format!("<Cell><Data ss:Type=\"Number\">{own}</Data></Cell>");
        format!("<Row>{}{}</Row>", cell(one), cell(other))
    });
    let rules = [
        ("R1C1:R3C1", "<Value1>RC[1]&gt;10</Value1>"),
        (
            "R5C1:R7C1",
            "<Qualifier>Greater</Qualifier><Value1>R5C[1]</Value1>",
        ),
        ("R9C1:R12C1", "<Value1>COUNTIF(R9C1:R12C1,RC)&gt;1</Value1>"),
        (
            "R13C1:R15C1",
            "<Qualifier>Between</Qualifier><Value1>RC2</Value1><Value2>RC2+1</Value2>",
        ),
    ];
    let rules = rules.map(|(areas, when)| {
        format!(
            "<ConditionalFormatting xmlns=\"urn:schemas-microsoft-com:office:excel\"><Range>{areas}\
            </Range><Condition>{when}<Format Style='color:white'/></Condition>\
            </ConditionalFormatting>"
        )
    });
    let sheet = format!(
        "<Worksheet ss:Name=\"公式\"><Table>{}</Table>{}</Worksheet>",
        rows.concat(),
        rules.concat()
    );
    let mut book = read(&workbook_2003("", &sheet)).unwrap();
    settle_formats(&mut book);
    assert_eq!(told(&book, 0), EXPECTED);
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
        "甲<Font html:Face=\"Wingdings\">33</Font>",
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
