//! Tables as other programs write them: pages, web archives, XML Spreadsheet 2003, documents that
//! leave out what they need not say.

use crate::Outcome;
use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// The rows of a table, one a line, ` | ` between the cells.
fn rows(text: &str) -> impl Iterator<Item = impl Iterator<Item = &str>> {
    text.trim_matches('\n')
        .lines()
        .map(|line| line.split('|').map(str::trim))
}

/// A table of a page. A cell `{x:num="2802.98"}2,803` has what stands in braces as attributes.
pub fn table(text: &str) -> String {
    let mut out = String::from("<table>");
    for row in rows(text) {
        out.push_str("<tr>");
        for cell in row {
            let (own, words) = cell
                .strip_prefix('{')
                .and_then(|rest| rest.split_once('}'))
                .unwrap_or(("", cell));
            let _ = write!(out, "<td {own}>{words}</td>");
        }
        out.push_str("</tr>");
    }
    out + "</table>"
}

/// A page.
pub fn page(body: &str) -> Vec<u8> {
    format!("<html><head><meta charset=\"utf-8\"></head><body>{body}</body></html>").into_bytes()
}

/// A workbook of several sheets as Excel saves it in one file of a page: a frame that names the
/// sheets, and a page for each, in quoted-printable.
pub fn web_archive(sheets: &[(&str, &str)]) -> Vec<u8> {
    const BOUND: &str = "----=_NextPart_01D71";
    let mut list = String::new();
    for (at, (name, _)) in sheets.iter().enumerate() {
        let _ = write!(
            list,
            "<x:ExcelWorksheet><x:Name>{name}</x:Name>\
            <x:WorksheetSource HRef=\"a.files/sheet{:03}.htm\"/></x:ExcelWorksheet>",
            at + 1
        );
    }
    let frame = format!(
        "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><!--[if gte mso 9]><xml>\
        <x:ExcelWorkbook><x:ExcelWorksheets>{list}</x:ExcelWorksheets></x:ExcelWorkbook></xml>\
        <![endif]--></head><frameset><frame src=\"a.files/sheet001.htm\"></frameset></html>"
    );
    let mut out = format!(
        "MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n\
        Content-Type: multipart/related; boundary=\"{BOUND}\"\r\n\r\n\
        This document is a web archive.\r\n\r\n"
    );
    let mut part = |place: &str, text: &str| {
        let _ = write!(
            out,
            "--{BOUND}\r\nContent-Location: file:///C:/1/{place}\r\n\
            Content-Transfer-Encoding: quoted-printable\r\n\
            Content-Type: text/html; charset=\"utf-8\"\r\n\r\n{}\r\n",
            quoted_printable(text)
        );
    };
    part("a.htm", &frame);
    for (at, (_, text)) in sheets.iter().enumerate() {
        let page = String::from_utf8_lossy(&page(&table(text))).into_owned();
        part(&format!("a.files/sheet{:03}.htm", at + 1), &page);
    }
    let _ = write!(out, "--{BOUND}--\r\n");
    out.into_bytes()
}

/// Bytes beyond ASCII and `=` as `=E6`, lines of at most 76 characters.
fn quoted_printable(text: &str) -> String {
    let (mut out, mut wide) = (String::new(), 0);
    for byte in text.bytes() {
        let is_plain = (b' '..=b'~').contains(&byte) && byte != b'=';
        if wide > 72 {
            out.push_str("=\r\n");
            wide = 0;
        }
        if is_plain {
            out.push(char::from(byte));
            wide += 1;
        } else {
            let _ = write!(out, "={byte:02X}");
            wide += 3;
        }
    }
    out
}

/// A sheet of XML Spreadsheet 2003. A cell `{ss:Index="4"}12` has what stands in braces as
/// attributes; what reads as a number is one, but for what begins with an apostrophe.
pub fn spreadsheet_2003(name: &str, text: &str, options: &str) -> String {
    let mut out = format!("<Worksheet ss:Name=\"{name}\"><Table>");
    for row in rows(text) {
        out.push_str("<Row>");
        for cell in row {
            let (own, words) = cell
                .strip_prefix('{')
                .and_then(|rest| rest.split_once('}'))
                .unwrap_or(("", cell));
            let (kind, words) = match words.strip_prefix('\'') {
                Some(words) => ("String", words),
                None if words.parse::<f64>().is_ok() => ("Number", words),
                None => ("String", words),
            };
            let _ = write!(
                out,
                "<Cell {own}><Data ss:Type=\"{kind}\">{words}</Data></Cell>"
            );
        }
        out.push_str("</Row>");
    }
    let _ = write!(
        out,
        "</Table><WorksheetOptions xmlns=\"urn:schemas-microsoft-com:office:excel\">{options}\
        </WorksheetOptions></Worksheet>"
    );
    out
}

/// A workbook of such sheets.
pub fn workbook_2003(styles: &str, sheets: &str) -> Vec<u8> {
    format!(
        "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n\
        <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
        xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">\
        <Styles>{styles}</Styles>{sheets}</Workbook>"
    )
    .into_bytes()
}

/// A package without one of its parts.
pub fn without_part(bytes: &[u8], name: &str) -> Outcome<Vec<u8>> {
    let mut from = ZipArchive::new(Cursor::new(bytes))?;
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let part = from.by_index_raw(at)?;
        if part.name()? != name {
            to.raw_copy_file(part)?;
        }
    }
    Ok(to.finish()?.into_inner())
}

/// The document of a package as one XML text, as LibreOffice saves it under the name `.fods`.
pub fn flat(bytes: &[u8]) -> Outcome<Vec<u8>> {
    let mut content = String::new();
    ZipArchive::new(Cursor::new(bytes))?
        .by_name("content.xml")?
        .read_to_string(&mut content)?;
    let kind =
        "<office:document office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\"";
    Ok(content
        .replacen("<office:document-content", kind, 1)
        .replace("</office:document-content>", "</office:document>")
        .into_bytes())
}

/// A zip folder of one part.
pub fn zip_of(name: &str, part: &[u8]) -> Outcome<Vec<u8>> {
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    to.start_file(name, SimpleFileOptions::default())?;
    to.write_all(part)?;
    Ok(to.finish()?.into_inner())
}
