//! What calamine does not tell of an ods: merged areas, hidden rows and columns, and what styles
//! make of cells; and documents that are indented.
//!
//! Source: OpenDocument 1.3, part 3, 9.1 (tables) and 19.385 (value types).

use super::area::{MOST_COLUMNS, MOST_ROWS};
use super::around::Around;
use super::cell::{Ink, Look};
use super::foreign::damaged;
use super::format::Units;
use super::odf_style::Styles;
use super::package::unpackable;
use super::parts;
use super::xml::attribute;
use super::{Area, Display, Limits, ReadError};
use memchr::memmem;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use quick_xml::writer::Writer;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// Hidden rows that are listed: a sheet's empty rest may be hidden as a whole.
const MOST_HIDDEN: usize = 100_000;
/// Rows and columns that a repeated cell is marked in.
const MOST_REPEATED: u32 = 1000;

/// What there is to know of a document before its cells are read.
pub(super) struct Document {
    /// its sheets, in its order
    pub(super) around: Vec<Around>,
    /// the document as calamine reads it, where it is written otherwise: without the white space
    /// that it is indented with, with the kind that it does not say
    pub(super) mended: Option<Vec<u8>>,
}

/// Looks through a document. What cannot be made out is left out: calamine reads the cells, and
/// says what is damaged.
pub(super) fn document(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let mut zip = unpackable(bytes, limits)?;
    let mut styles = Styles::default();
    let common = part(&mut zip, "styles.xml", limits);
    if let Some(part) = &common {
        let mut reader = Reader::from_reader(part.as_slice());
        reader.config_mut().check_end_names = false;
        let mut buffer = Vec::new();
        while let Ok(event) = reader.read_event_into(&mut buffer)
            && event != Event::Eof
        {
            styles.take(&event);
            buffer.clear();
        }
    }
    let Some(content) = part(&mut zip, CONTENT, limits) else {
        return Ok(Document {
            around: Vec::new(),
            mended: None,
        });
    };
    let mended = if is_indented(&content) {
        Some(with_content(&mut zip, &without_indents(&content)?)?)
    } else if !says_kind(&mut zip) || zip.index_for_name(LIST).is_none() {
        Some(with_content(&mut zip, &content)?)
    } else {
        None
    };
    let mut around = around(&content, styles);
    let beside = parts::of_document(&content, common.as_deref());
    for (around, beside) in around.iter_mut().zip(beside) {
        around.beside = beside;
    }
    Ok(Document { around, mended })
}

const CONTENT: &str = "content.xml";

/// The part that says what a document is; programs that are not asked for it leave it out.
const KIND: &str = "mimetype";
const SPREADSHEET: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// The part that lists the others, and says which are encrypted.
const LIST: &str = "META-INF/manifest.xml";
const EMPTY_LIST: &str = "<manifest/>";

fn says_kind(zip: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let mut said = Vec::new();
    zip.by_name(KIND)
        .is_ok_and(|part| part.take(128).read_to_end(&mut said).is_ok())
        && said.starts_with(SPREADSHEET.as_bytes())
}

/// A document that is one XML text, as a package.
pub(super) fn packed(text: &str) -> Result<Vec<u8>, ReadError> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let content = text
        .replacen("<office:document ", "<office:document-content ", 1)
        .replacen("</office:document>", "</office:document-content>", 1);
    for (name, part) in [(KIND, SPREADSHEET), (LIST, EMPTY_LIST), (CONTENT, &content)] {
        out.start_file(name, SimpleFileOptions::default())
            .map_err(damaged)?;
        out.write_all(part.as_bytes()).map_err(damaged)?;
    }
    Ok(out.finish().map_err(damaged)?.into_inner())
}

fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str, limits: &Limits) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    zip.by_name(name)
        .ok()?
        .take(limits.unpacked_bytes)
        .read_to_end(&mut bytes)
        .ok()?;
    Some(bytes)
}

/// Whether white space stands before a cell.
fn is_indented(content: &[u8]) -> bool {
    [&b"<table:table-cell"[..], b"<table:covered-table-cell"]
        .iter()
        .any(|cell| {
            memmem::find_iter(content, cell)
                .any(|at| at > 0 && content[at - 1].is_ascii_whitespace())
        })
}

/// The content without white space and comments, but for those in paragraphs.
fn without_indents(content: &[u8]) -> Result<Vec<u8>, ReadError> {
    let mut reader = Reader::from_reader(content);
    reader.config_mut().check_end_names = false;
    let mut writer = Writer::new(Vec::with_capacity(content.len()));
    let mut buffer = Vec::new();
    let mut paragraphs = 0_u32;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(damaged)?;
        match &event {
            Event::Eof => return Ok(writer.into_inner()),
            Event::Start(element) if is_paragraph(element.local_name().as_ref()) => paragraphs += 1,
            Event::End(element) if is_paragraph(element.local_name().as_ref()) => {
                paragraphs = paragraphs.saturating_sub(1);
            }
            Event::Text(words) if paragraphs == 0 && words.xml10_content().trim().is_empty() => {
                continue;
            }
            Event::Comment(_) if paragraphs == 0 => continue,
            _ => {}
        }
        writer.write_event(event).map_err(damaged)?;
    }
}

fn is_paragraph(name: &str) -> bool {
    matches!(name, "p" | "h")
}

/// The document with another content.
fn with_content(zip: &mut ZipArchive<Cursor<&[u8]>>, content: &[u8]) -> Result<Vec<u8>, ReadError> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..zip.len() {
        let part = zip.by_index_raw(index).map_err(damaged)?;
        if part
            .name()
            .is_ok_and(|name| name != CONTENT && name != KIND)
        {
            out.raw_copy_file(part).map_err(damaged)?;
        }
    }
    let has_list = zip.index_for_name(LIST).is_some();
    let list = (!has_list).then_some((LIST, EMPTY_LIST.as_bytes()));
    let own = [(KIND, SPREADSHEET.as_bytes()), (CONTENT, content)];
    for (name, part) in own.into_iter().chain(list) {
        out.start_file(name, SimpleFileOptions::default())
            .map_err(damaged)?;
        out.write_all(part).map_err(damaged)?;
    }
    Ok(out.finish().map_err(damaged)?.into_inner())
}

/// Where a cell stands, with those it is repeated in: rows and columns, without the last.
type Places = (u32, u32, u32, u32);

/// A sheet that is being looked through.
#[derive(Default)]
struct At {
    row: u32,
    next_row: u32,
    column: u32,
    sheet_column: u32,
    /// styles of columns for cells that have none, by the column after the last
    columns: Vec<(u32, Option<String>)>,
    row_style: Option<String>,
    cell: Option<Places>,
    in_note: bool,
}

fn around(content: &[u8], mut styles: Styles) -> Vec<Around> {
    let mut reader = Reader::from_reader(content);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    let mut sheets: Vec<Around> = Vec::new();
    let (mut at, mut units) = (At::default(), Units::default());
    loop {
        buffer.clear();
        let event = match reader.read_event_into(&mut buffer) {
            Ok(Event::Eof) | Err(_) => {
                let units = units.into_names();
                return sheets
                    .into_iter()
                    .map(|sheet| Around {
                        units: units.clone(),
                        ..sheet
                    })
                    .collect();
            }
            Ok(event) => event,
        };
        if sheets.is_empty() {
            styles.take(&event);
        }
        match &event {
            Event::Start(element) | Event::Empty(element) => {
                if element.local_name().as_ref() == "table" {
                    sheets.push(Around::default());
                    at = At::default();
                } else if let Some(sheet) = sheets.last_mut() {
                    at.enter(element, sheet, &styles, &mut units);
                }
            }
            Event::End(element) if element.local_name().as_ref() == "annotation" => {
                at.in_note = false;
            }
            _ => {}
        }
    }
}

impl At {
    fn enter(
        &mut self,
        element: &BytesStart<'_>,
        sheet: &mut Around,
        styles: &Styles,
        units: &mut Units,
    ) {
        match element.local_name().as_ref() {
            "table-column" => {
                let times = repeated(element, "number-columns-repeated", MOST_COLUMNS);
                if is_hidden(element) {
                    sheet.hidden_columns.extend(
                        (self.sheet_column..self.sheet_column + times)
                            .filter(|column| *column < MOST_COLUMNS),
                    );
                }
                self.sheet_column = (self.sheet_column + times).min(MOST_COLUMNS);
                self.columns.push((
                    self.sheet_column,
                    attribute(element, "default-cell-style-name"),
                ));
            }
            "table-row" => {
                let times = repeated(element, "number-rows-repeated", MOST_ROWS);
                (self.row, self.column) = (self.next_row, 0);
                self.next_row = (self.next_row + times).min(MOST_ROWS);
                self.row_style = attribute(element, "default-cell-style-name");
                if is_hidden(element) && sheet.hidden_rows.len() < MOST_HIDDEN {
                    sheet
                        .hidden_rows
                        .extend((self.row..self.next_row).take(MOST_HIDDEN));
                }
            }
            "table-cell" | "covered-table-cell" => {
                let times = repeated(element, "number-columns-repeated", MOST_COLUMNS);
                let (right, down) = (
                    repeated(element, "number-columns-spanned", MOST_COLUMNS),
                    repeated(element, "number-rows-spanned", MOST_ROWS),
                );
                if right > 1 || down > 1 {
                    sheet.merges.push(Area {
                        top: self.row,
                        left: self.column,
                        bottom: self.row + down - 1,
                        right: self.column + right - 1,
                    });
                }
                self.cell = None;
                // a sheet’s empty rest has no value type
                if let Some(kind) = attribute(element, "value-type") {
                    let places = (
                        self.row,
                        self.next_row.min(self.row + MOST_REPEATED),
                        self.column,
                        self.column + times.min(MOST_REPEATED),
                    );
                    self.cell = Some(places);
                    let column = self
                        .columns
                        .iter()
                        .find(|(end, _)| self.column < *end)
                        .and_then(|(_, style)| style.as_deref());
                    let own = attribute(element, "style-name");
                    let (display, ink) = own
                        .as_deref()
                        .or(self.row_style.as_deref())
                        .or(column)
                        .map_or_else(Look::default, |style| styles.cell(style, units));
                    let display = if display == Display::Plain && kind == "percentage" {
                        Display::Percent
                    } else {
                        display
                    };
                    if (display, ink) != Look::default() {
                        each(places, |place| {
                            sheet.looks.extend([(place, (display, ink))]);
                        });
                    }
                }
                self.column = (self.column + times).min(MOST_COLUMNS);
            }
            "annotation" => self.in_note = true,
            "span" if !self.in_note => {
                let ink = attribute(element, "style-name")
                    .map(|style| styles.text(&style))
                    .unwrap_or_default();
                if let Some(places) = self.cell.filter(|_| ink != Ink::Plain) {
                    each(places, |place| {
                        sheet.looks.entry(place).or_default().1 = ink;
                    });
                }
            }
            _ => {}
        }
    }
}

fn each((top, end, left, right): Places, mut act: impl FnMut((u32, u32))) {
    for row in top..end {
        (left..right).for_each(|column| act((row, column)));
    }
}

fn repeated(element: &BytesStart<'_>, name: &str, most: u32) -> u32 {
    attribute(element, name)
        .and_then(|times| times.parse().ok())
        .unwrap_or(1)
        .clamp(1, most)
}

/// Hidden by hand, or by a filter.
fn is_hidden(element: &BytesStart<'_>) -> bool {
    matches!(
        attribute(element, "visibility").as_deref(),
        Some("collapse" | "filter")
    )
}
