//! As a web page, or as lines with delimiters: merged areas and number formats are lost, what is
//! shown stays.

use crate::mess::clean::roster::written;
use crate::mess::model::{Book, Cell, Content, Sheet};
use std::fmt::Write as _;

/// The first sheet that is seen.
pub(super) fn delimited(book: &Book, mark: &str) -> String {
    let Some(sheet) = book.sheets.first() else {
        return String::new();
    };
    let lines = sheet.rows.iter().map(|row| {
        row.cells
            .iter()
            .map(|cell| quoted(&shown(cell), mark))
            .collect::<Vec<_>>()
            .join(mark)
    });
    lines.collect::<Vec<_>>().join("\r\n")
}

fn quoted(words: &str, mark: &str) -> String {
    if words.contains([',', '"', '\n']) || words.contains(mark) {
        format!("\"{}\"", words.replace('"', "\"\""))
    } else {
        words.to_owned()
    }
}

pub(super) fn page(book: &Book) -> Vec<u8> {
    let tables = book.sheets.iter().map(table).collect::<String>();
    format!("<html><head><meta charset=\"utf-8\"></head><body>{tables}</body></html>").into_bytes()
}

fn table(sheet: &Sheet) -> String {
    let mut out = String::from("<table border=1>");
    for (row, cells) in sheet.rows.iter().enumerate() {
        out.push_str("<tr>");
        for (column, cell) in cells.cells.iter().enumerate() {
            if covered(sheet, row, column) {
                continue;
            }
            let _ = write!(
                out,
                "<td rowspan={} colspan={}>{}</td>",
                cell.down + 1,
                cell.across + 1,
                shown(cell)
                    .replace('&', "&amp;")
                    .replace('<', "&lt;")
                    .replace('\n', "<br>")
            );
        }
        out.push_str("</tr>\n");
    }
    out + "</table>"
}

fn covered(sheet: &Sheet, row: usize, column: usize) -> bool {
    sheet
        .rows
        .iter()
        .take(row + 1)
        .enumerate()
        .any(|(top, cells)| {
            cells
                .cells
                .iter()
                .take(column + 1)
                .enumerate()
                .any(|(left, cell)| {
                    (top, left) != (row, column)
                        && top + cell.down >= row
                        && left + cell.across >= column
                })
        })
}

fn shown(cell: &Cell) -> String {
    match &cell.content {
        Content::Empty => String::new(),
        Content::Number(number) => number.to_string(),
        // a number this long loses its digits on the way out
        Content::Float(number) if number.abs() >= 1e15 => {
            format!("{number:.5E}").replace('E', "E+")
        }
        Content::Float(number) => number.to_string(),
        Content::Text(words) => words.clone(),
        Content::Day(day) => written(*day),
        Content::Formula(_, result) => result.clone(),
        Content::Raised(words, mark) => format!("{words}{mark}"),
        Content::Rich(parts) => parts.iter().map(|(words, _)| words.as_str()).collect(),
    }
}
