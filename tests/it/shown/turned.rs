//! Large letters, words that are turned, lines through a cell, odd fonts and narrow columns, by the
//! same measure in every kind of file.

use super::read;
use crate::support::compare;
use xianbaohui_reading::read::Grid;
use xianbaohui_tests::sheet::{self, Sheet, rewritten};

/// What hides the first cell, and which of its characters are seen.
fn told(grid: &Grid) -> String {
    let seen = grid.clipped.iter().filter(|own| (own.0, own.1) == (0, 0));
    let seen = seen.map(|own| format!(" {}..{}", own.2, own.3));
    let veil = grid.cell(0, 0).unwrap().veil;
    format!("{veil:?}{}", seen.collect::<String>())
}

/// A cell with a style of its own in a row of 24 points: its font, its alignment, its border.
type Case = (&'static str, [&'static str; 3], &'static str);

fn one(bytes: &[u8]) -> String {
    told(&read(bytes).unwrap().grids[0])
}

fn data(words: &str) -> (&'static str, &'static str) {
    if words.parse::<f64>().is_ok() {
        ("Number", "float")
    } else {
        ("String", "string")
    }
}

#[test]
fn an_xml_spreadsheet_is_measured_as_an_xlsx_is() {
    let cases: [Case; 14] = [
        ("455", ["ss:Size=\"48\"", "", ""], "Low"),
        ("4", ["ss:Size=\"28\"", "", ""], "None"),
        ("455", ["", "ss:VerticalText=\"1\"", ""], "Low"),
        ("4551234", ["", "ss:Rotate=\"90\"", ""], "Low"),
        ("4551234", ["", "ss:Rotate=\"-90\"", ""], "Low"),
        ("455", ["", "ss:Rotate=\"90\"", ""], "None"),
        ("其中：规模以上", ["", "ss:Rotate=\"90\"", ""], "None 0..2"),
        ("455", ["", "", "DiagonalLeft"], "Crossed"),
        ("455", ["", "", "Left"], "None"),
        ("455", ["ss:FontName=\"Code 39\"", "", ""], "Font"),
        ("455", ["ss:FontName=\"宋体\"", "", ""], "None"),
        ("455123456789012", ["", "", ""], "Exponent"),
        ("45512345", ["", "", ""], "Narrow"),
        ("其中：规模以上", ["", "", ""], "None 0..2"),
    ];
    compare(cases.map(|(words, [font, alignment, border], expected)| {
        let (kind, _) = data(words);
        let own = if kind == "String" {
            "<Column ss:Width=\"20\"/>"
        } else {
            ""
        };
        let book = format!(
            "<?xml version=\"1.0\"?><Workbook \
            xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
            xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles><Style ss:ID=\"s\">\
            <Font {font}/><Alignment {alignment}/><Borders><Border ss:Position=\"{border}\" \
            ss:LineStyle=\"Continuous\"/></Borders></Style></Styles><Worksheet ss:Name=\"表\">\
            <Table ss:DefaultColumnWidth=\"20\">{own}<Row ss:AutoFitHeight=\"0\" ss:Height=\"24\">\
            <Cell ss:StyleID=\"s\"><Data ss:Type=\"{kind}\">{words}</Data></Cell><Cell>\
            <Data ss:Type=\"String\">右</Data></Cell></Row></Table></Worksheet></Workbook>"
        );
        let name = format!("{words} {font} {alignment} {border}");
        (name, one(book.as_bytes()), expected)
    }));
}

#[test]
fn an_ods_is_measured_as_an_xlsx_is() {
    let cases: [Case; 13] = [
        ("455", ["fo:font-size=\"48pt\"", "", ""], "Low"),
        ("4", ["fo:font-size=\"28pt\"", "", ""], "None"),
        ("455", ["", "style:direction=\"ttb\"", ""], "Low"),
        ("4551234", ["", "style:rotation-angle=\"90\"", ""], "Low"),
        ("4551234", ["", "style:rotation-angle=\"270\"", ""], "Low"),
        ("455", ["", "style:rotation-angle=\"90\"", ""], "None"),
        (
            "其中：规模以上",
            ["", "style:rotation-angle=\"90\"", ""],
            "None 0..2",
        ),
        (
            "455",
            ["", "style:diagonal-bl-tr=\"0.06pt solid #000000\"", ""],
            "Crossed",
        ),
        ("455", ["", "style:diagonal-tl-br=\"none\"", ""], "None"),
        ("455", ["style:font-name=\"Code 39\"", "", ""], "Font"),
        ("455", ["", "", "fo:color=\"#ffffff\""], "Invisible"),
        ("45512345", ["", "", ""], "Narrow"),
        ("其中：规模以上", ["", "", ""], "None 0..2"),
    ];
    let spaces = ["office", "table", "text", "style"]
        .map(|own| format!(" xmlns:{own}=\"urn:oasis:names:tc:opendocument:xmlns:{own}:1.0\""));
    let spaces = spaces.concat()
        + " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
           xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\"";
    compare(cases.map(|(words, [font, cell, ink], expected)| {
        let (_, kind) = data(words);
        let value = if kind == "float" {
            format!("office:value=\"{words}\"")
        } else {
            String::new()
        };
        let book = format!(
            "<office:document{spaces} \
            office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\">\
            <office:automatic-styles><number:number-style style:name=\"N1\">\
            <style:text-properties {ink}/><number:number number:min-integer-digits=\"1\" \
            number:decimal-places=\"0\"/></number:number-style>\
            <style:style style:name=\"s\" style:family=\"table-cell\" \
            style:data-style-name=\"N1\"><style:table-cell-properties {cell}/>\
            <style:text-properties {font}/></style:style><style:style style:name=\"r\" \
            style:family=\"table-row\"><style:table-row-properties style:row-height=\"24pt\" \
            style:use-optimal-row-height=\"false\"/></style:style><style:style style:name=\"c\" \
            style:family=\"table-column\"><style:table-column-properties \
            style:column-width=\"20pt\"/></style:style></office:automatic-styles><office:body>\
            <office:spreadsheet><table:table table:name=\"表\"><table:table-column \
            table:style-name=\"c\" table:number-columns-repeated=\"2\"/><table:table-row \
            table:style-name=\"r\"><table:table-cell table:style-name=\"s\" \
            office:value-type=\"{kind}\" {value}><text:p>{words}</text:p>\
            </table:table-cell><table:table-cell office:value-type=\"string\"><text:p>右</text:p>\
            </table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>\
            </office:document>"
        );
        let name = format!("{words} {font} {cell} {ink}");
        (name, one(book.as_bytes()), expected)
    }));
}

#[test]
fn what_is_turned_or_too_large_for_its_row_is_known() {
    let cases = [
        ("455", "<alignment textRotation=\"255\"/>", "11", "Low"),
        ("4551234", "<alignment textRotation=\"90\"/>", "11", "Low"),
        ("4551234", "<alignment textRotation=\"180\"/>", "11", "Low"),
        ("455", "<alignment textRotation=\"90\"/>", "11", "None"),
        (
            "单位：亿元",
            "<alignment textRotation=\"90\"/>",
            "11",
            "None 0..2",
        ),
        ("455", "", "36", "Low"),
        ("455", "", "28", "None"),
    ];
    compare(cases.map(|(words, alignment, size, expected)| {
        let bytes = sheet::workbook(&[Sheet::new("表", words)]).unwrap();
        let bytes = rewritten(&bytes, |name, part| match name {
            "xl/styles.xml" => {
                let (head, rest) = part.split_once("<cellXfs").unwrap();
                let (_, rest) = rest.split_once("</cellXfs>").unwrap();
                let (before, fonts) = head.split_once("<sz val=\"11\"/>").unwrap();
                let xf = format!("<xf numFmtId=\"0\" fontId=\"0\">{alignment}</xf>");
                format!(
                    "{before}<sz val=\"{size}\"/>{fonts}<cellXfs count=\"1\">{xf}</cellXfs>{rest}"
                )
            }
            _ => part.replace("<row r=\"1\"", "<row r=\"1\" ht=\"24\" customHeight=\"1\""),
        });
        let name = format!("{words} {alignment} {size}");
        (name, one(&bytes.unwrap()), expected)
    }));
}
