//! What calamine does not tell of an ods: merged areas, hidden rows and columns, and which cells are shown as percentages.
//!
//! Source: OpenDocument 1.3, part 3, 9.1 (tables) and 19.385 (value types).

use super::grid::Around;
use super::package::{attribute, unpackable};
use super::{Area, Display, Limits, ReadError};
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::io::{BufReader, Read};

/// Rows and columns beyond these are only formatted to the sheet's end.
const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u32 = 16_384;
/// Hidden rows that are listed: a sheet's empty rest may be hidden as a whole.
const MOST_HIDDEN: usize = 100_000;

/// The sheets of a document, in its order. What cannot be made out is left out: calamine reads the cells, and says what is damaged.
pub(super) fn around(bytes: &[u8], limits: &Limits) -> Result<Vec<Around>, ReadError> {
    let mut zip = unpackable(bytes, limits)?;
    let Ok(part) = zip.by_name("content.xml") else { return Ok(Vec::new()) };
    let mut reader = Reader::from_reader(BufReader::new(part.take(limits.unpacked_bytes)));
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    let mut sheets: Vec<Around> = Vec::new();
    let (mut row, mut next_row, mut column, mut sheet_column) = (0, 0, 0, 0);
    loop {
        buffer.clear();
        let element = match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => element,
            Ok(Event::Eof) | Err(_) => return Ok(sheets),
            Ok(_) => continue,
        };
        let name = element.local_name();
        if name.as_ref() == "table" {
            sheets.push(Around::default());
            (next_row, sheet_column) = (0, 0);
            continue;
        }
        let Some(sheet) = sheets.last_mut() else { continue };
        match name.as_ref() {
            "table-column" => {
                let times = repeated(&element, "number-columns-repeated", MOST_COLUMNS);
                if is_hidden(&element) {
                    sheet.hidden_columns.extend((sheet_column..sheet_column + times).filter(|column| *column < MOST_COLUMNS));
                }
                sheet_column = (sheet_column + times).min(MOST_COLUMNS);
            }
            "table-row" => {
                let times = repeated(&element, "number-rows-repeated", MOST_ROWS);
                (row, column) = (next_row, 0);
                next_row = (next_row + times).min(MOST_ROWS);
                if is_hidden(&element) && sheet.hidden_rows.len() < MOST_HIDDEN {
                    sheet.hidden_rows.extend((row..next_row).take(MOST_HIDDEN));
                }
            }
            "table-cell" | "covered-table-cell" => {
                let times = repeated(&element, "number-columns-repeated", MOST_COLUMNS);
                let (right, down) = (repeated(&element, "number-columns-spanned", MOST_COLUMNS), repeated(&element, "number-rows-spanned", MOST_ROWS));
                if right > 1 || down > 1 {
                    sheet.merges.push(Area { top: row, left: column, bottom: row + down - 1, right: column + right - 1 });
                }
                // repeated rows and cells are alike; a sheet’s empty rest has no value type
                if attribute(&element, "value-type").as_deref() == Some("percentage") {
                    for row in row..next_row.min(row + 1000) {
                        sheet.displays.extend((column..column + times.min(1000)).map(|column| ((row, column), Display::Percent)));
                    }
                }
                column = (column + times).min(MOST_COLUMNS);
            }
            _ => {}
        }
    }
}

fn repeated(element: &BytesStart<'_>, name: &str, most: u32) -> u32 {
    attribute(element, name).and_then(|times| times.parse().ok()).unwrap_or(1).clamp(1, most)
}

/// Hidden by hand, or by a filter.
fn is_hidden(element: &BytesStart<'_>) -> bool {
    matches!(attribute(element, "visibility").as_deref(), Some("collapse" | "filter"))
}
