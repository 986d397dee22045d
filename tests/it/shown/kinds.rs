//! The same in every kind of file.

use super::read;
use crate::support::{compare, fixture};
use std::io::{Cursor, Write};
use xianbaohui_core::place::cell_name;
use xianbaohui_reading::read::{Cell, Content, Doubt, Grid, Veil};
use xianbaohui_tests::sheet::{self, Sheet, rewritten};

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
    const STYLES: &str = r#"<number:number-style style:name="N1"><number:number number:min-integer-digits="1" number:display-factor="1000"/></number:number-style><style:style style:name="thousands" style:family="table-cell" style:data-style-name="N1"/><style:style style:name="below" style:family="table-cell" style:parent-style-name="thousands"/><number:date-style style:name="N2"><number:day number:style="long"/><number:text>.</number:text><number:month/><number:text>.</number:text><number:year number:style="long"/></number:date-style><style:style style:name="day" style:family="table-cell" style:data-style-name="N2"/><number:time-style style:name="N3" number:truncate-on-overflow="false"><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/></number:time-style><style:style style:name="passed" style:family="table-cell" style:data-style-name="N3"/><number:time-style style:name="N4"><number:hours/><number:text>:</number:text><number:minutes number:style="long"/></number:time-style><style:style style:name="time" style:family="table-cell" style:data-style-name="N4"/><style:style style:name="signs" style:family="table-cell"><style:text-properties style:font-name="Wingdings 2"/></style:style><style:style style:name="flat" style:family="table-row"><style:table-row-properties style:row-height="0.1cm"/></style:style><style:style style:name="slim" style:family="table-column"><style:table-column-properties style:column-width="6mm"/></style:style><style:style style:name="low" style:family="table-row"><style:table-row-properties style:row-height="2mm"/></style:style><style:style style:name="closed" style:family="table-column"><style:table-column-properties style:column-width="0.5mm"/></style:style>"#;
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

/// Where the file keeps a text with % beside a percentage, that is how it was shown.
#[test]
fn a_percentage_of_an_ods_is_seen_as_the_text_beside_it_says() {
    let cell = |style: &str, text: &str| {
        format!(
            "<table:table-row><table:table-cell table:style-name=\"{style}\" \
                office:value-type=\"percentage\" office:value=\"0.479\">{text}</table:table-cell>\
                </table:table-row>"
        )
    };
    let rows = [
        cell("below", "<text:p>47.90%</text:p>"),
        cell("below", "<text:p>0</text:p>"),
        cell("", "<text:p>47.90%</text:p>"),
        cell("", ""),
    ];
    let grid = read(&ods(&rows.concat())).unwrap().grids.remove(0);
    let told = grid.cells().iter().map(|cell| seen(&grid, cell));
    assert_eq!(
        told.collect::<Vec<_>>(),
        ["47.90% -", "0 -", "47.90% -", "47.90% -"]
    );
}

/// A date of an ods is written out; it is shown as its style says all the same.
#[test]
fn a_date_of_an_ods_is_seen_as_its_style_shows_it() {
    let cell = |style: &str, kind: &str, value: &str| {
        format!(
            "<table:table-cell table:style-name=\"{style}\" office:value-type=\"{kind}\" \
                office:{kind}-value=\"{value}\"/>"
        )
    };
    let cells = [
        ("day", "date", "2021-03-31", "31.3.2021"),
        ("day", "date", "2021-03-31T08:30:00", "31.3.2021"),
        ("time", "date", "2021-03-31T08:30:00", "8:30"),
        ("time", "time", "PT255H10M10S", "15:10"),
        ("passed", "time", "PT255H10M10S", "255:10"),
        ("passed", "time", "PT08H05M", "08:05"),
        ("day", "boolean", "1", "TRUE"),
        ("day", "boolean", "0", "FALSE"),
        // before the calendar of Excel: as it is written
        ("day", "date", "1582-10-15", "1582-10-15"),
    ];
    let row: String = cells
        .iter()
        .map(|(style, kind, value, _)| cell(style, kind, value))
        .collect();
    let bytes = ods(&format!("<table:table-row>{row}</table:table-row>"));
    let grid = read(&bytes).unwrap().grids.remove(0);
    compare(
        cells
            .iter()
            .enumerate()
            .map(|(at, (style, _, value, seen))| {
                let cell = grid.cell(0, at as u32).unwrap();
                let sight = grid.sight(cell).text.into_owned();
                (format!("{style} {value}"), sight, *seen)
            }),
    );
}

/// Excel since 2013 writes another `workbookPr` behind the one that says which day is the first.
#[test]
fn days_since_1904_are_seen_as_such() {
    let bytes = sheet::workbook(&[Sheet::new("表", "43708 {yyyy-mm-dd}")]).unwrap();
    let of_1904 = |end: &str| {
        let bytes = rewritten(&bytes, |name, part| {
            if name == "xl/workbook.xml" {
                part.replace("<workbookPr", "<workbookPr date1904=\"1\"")
                    .replace("</workbook>", end)
            } else {
                part.to_owned()
            }
        })
        .unwrap();
        let grid = read(&bytes).unwrap().grids.remove(0);
        let cell = grid.cell(0, 0).unwrap();
        grid.sight(cell).text.into_owned()
    };
    let more = "<extLst><ext uri=\"{140A7094-0E35-4892-8432-C4D2E57EDEB5}\" xmlns:x15=\"http://sche\
        mas.microsoft.com/office/spreadsheetml/2010/11/main\"><x15:workbookPr chartTrackingRefBase=\
        \"1\"/></ext></extLst></workbook>";
    assert_eq!(of_1904("</workbook>"), "2023-09-01");
    assert_eq!(of_1904(more), "2023-09-01");
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

/// Letters of signs are no words; rows that are almost flat and columns that are almost closed are
/// as good as hidden.
#[test]
fn signs_flat_rows_and_closed_columns_are_known_in_every_kind() {
    let rows = r#"<table:table-column/><table:table-column table:style-name="closed"/>
        <table:table-row><table:table-cell table:style-name="signs" office:value-type="string">
        <text:p>单位：元1</text:p></table:table-cell></table:table-row>
        <table:table-row table:style-name="flat"><table:table-cell office:value-type="float"
        office:value="5"/></table:table-row>"#;
    let book = r#"<?xml version="1.0"?><Workbook
        xmlns="urn:schemas-microsoft-com:office:spreadsheet"
        xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="signs">
        <Font ss:FontName="Webdings"/></Style></Styles><Worksheet ss:Name="表"><Table>
        <Column/><Column ss:Width="2"/><Row><Cell ss:StyleID="signs"><Data
        ss:Type="String">单位：元1</Data></Cell></Row>
        <Row ss:Height="3"><Cell><Data ss:Type="Number">5</Data></Cell></Row>
        </Table></Worksheet></Workbook>"#;
    let page = "<table><tr><td style=\"font-family:Wingdings\">单位：元</td></tr>\
        <tr><td>5</td></tr></table>";
    let mut sheets = rust_xlsxwriter::Workbook::new();
    let sheet = sheets.add_worksheet();
    let signs = rust_xlsxwriter::Format::new().set_font_name("Wingdings");
    sheet
        .write_string_with_format(0, 0, "单位：万元1", &signs)
        .unwrap();
    sheet.write_number(1, 0, 5).unwrap();
    sheet.set_row_height(1, 3).unwrap();
    sheet.set_column_width(1, 0.2).unwrap();
    let xlsx = sheets.save_to_buffer().unwrap();
    let told = |bytes: &[u8]| {
        let grid = read(bytes).unwrap().grids.remove(0);
        let first = grid.cell(0, 0).unwrap().veil;
        format!("{first:?} {:?} {:?}", grid.hidden_rows, grid.hidden_columns)
    };
    compare([
        ("ods".to_owned(), told(&ods(rows)), "Invisible [1] [1]"),
        ("xml".to_owned(), told(book.as_bytes()), "Invisible [1] [1]"),
        ("page".to_owned(), told(page.as_bytes()), "Invisible [] []"),
        ("xlsx".to_owned(), told(&xlsx), "Invisible [1] [1]"),
    ]);
}

/// Columns that are too narrow and rows that are too low are known in ods and XML Spreadsheet 2003.
#[test]
fn narrow_columns_and_low_rows_of_other_kinds_are_known() {
    let cell = "<table:table-cell office:value-type=\"float\" office:value=\"3641\"/>";
    let rows = format!(
        "<table:table-column table:style-name=\"slim\"/><table:table-column/>\
            <table:table-row>{cell}{cell}</table:table-row>\
            <table:table-row table:style-name=\"low\">{cell}\
            {cell}</table:table-row>"
    );
    let cell = "<Cell><Data ss:Type=\"Number\">3641</Data></Cell>";
    let xml = format!(
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
            xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles><Style \
            ss:ID=\"Default\"/></Styles><Worksheet ss:Name=\"表\"><Table><Column \
            ss:Width=\"17\"/><Column/><Row>{cell}{cell}</Row><Row \
            ss:Height=\"5\">{cell}{cell}</Row></Table></Worksheet></Workbook>"
    );
    for bytes in [ods(&rows), xml.into_bytes()] {
        let grid = read(&bytes).unwrap().grids.remove(0);
        let veils = grid.cells().iter().map(|cell| cell.veil);
        assert_eq!(
            veils.collect::<Vec<_>>(),
            [Veil::Narrow, Veil::None, Veil::Low, Veil::Low]
        );
    }
}
