//! What calamine does not tell of an xlsx package: its unpacked size before anything is unpacked,
//! merged areas and hidden rows and columns in one pass over the sheet's bytes.

use super::area::MOST_COLUMNS;
use super::around::Around;
use super::conditional;
use super::foreign::damaged;
use super::look::{Formats, Look, Rich, Styles, rich_texts};
use super::values::{self, Written};
use super::xml::{attribute, each_element};
use super::{Area, Limit, Limits, ReadError};
use memchr::memmem;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use quick_xml::writer::Writer;
use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read, Write};
use std::sync::Arc;
use xianbaohui_core::place::parse_cell;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// An opened package.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// sheet name → part
    parts: HashMap<String, String>,
    /// sheets that calamine does not know what to do with, and that hold no cells: macro sheets,
    /// dialogs, entries without a part
    foreign: HashSet<String>,
    /// days are counted from 1904
    from_1904: bool,
    styles: Styles,
    looks: Arc<Vec<Look>>,
    formats: Arc<Formats>,
}

/// The archive, when what it says it unpacks to is within the limit.
pub(super) fn unpackable<'a>(
    bytes: &'a [u8],
    limits: &Limits,
) -> Result<ZipArchive<Cursor<&'a [u8]>>, ReadError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut unpacked = 0_u64;
    let mut names = HashSet::new();
    for index in 0..zip.len() {
        let part = zip.by_index_raw(index).map_err(damaged)?;
        unpacked = unpacked.saturating_add(part.size());
        // names differ by more than case: of two such parts nobody knows which one counts
        if let Ok(name) = part.name()
            && !names.insert(name.to_lowercase())
        {
            return Err(ReadError::Damaged {
                detail: format!("文件里有两个“{name}”"),
            });
        }
    }
    if unpacked > limits.unpacked_bytes {
        return Err(ReadError::TooLarge {
            what: Limit::Unpacked,
            limit: limits.unpacked_bytes >> 20,
        });
    }
    Ok(zip)
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, ReadError> {
        let zip = unpackable(bytes, limits)?;
        let mut package = Self {
            zip,
            parts: HashMap::new(),
            foreign: HashSet::new(),
            from_1904: false,
            styles: Styles::default(),
            looks: Arc::default(),
            formats: Arc::default(),
        };
        package.find_sheets(limits);
        let mut part = |name| package.part(name, limits.unpacked_bytes);
        let (styles, theme) = (part("xl/styles.xml"), part("xl/theme/theme1.xml"));
        package.styles = Styles::of(styles.as_deref(), theme.as_deref());
        package.looks = Arc::new(std::mem::take(&mut package.styles.looks));
        package.formats = Arc::new(std::mem::take(&mut package.styles.formats));
        Ok(package)
    }

    /// Sheet names and their parts. A package that calamine can read but this cannot only loses
    /// merges and hidden rows, which calamine's own reading of the workbook makes sure of.
    fn find_sheets(&mut self, limits: &Limits) {
        let Some(relations) = self.part("xl/_rels/workbook.xml.rels", limits.unpacked_bytes) else {
            return;
        };
        let Some(workbook) = self.part("xl/workbook.xml", limits.unpacked_bytes) else {
            return;
        };
        let mut targets = HashMap::new();
        each_element(&relations, |name, element| {
            if name == "Relationship"
                && let (Some(id), Some(target)) =
                    (attribute(element, "Id"), attribute(element, "Target"))
            {
                let path = target
                    .strip_prefix('/')
                    .map_or_else(|| format!("xl/{target}"), str::to_owned);
                let kind = attribute(element, "Type").unwrap_or_default();
                let holds_no_cells = ["/xlMacrosheet", "/xlIntlMacrosheet", "/dialogsheet"]
                    .iter()
                    .any(|end| kind.ends_with(end));
                targets.insert(id, (path, holds_no_cells));
            }
        });
        each_element(&workbook, |name, element| {
            if name == "workbookPr" {
                self.from_1904 = is_true(attribute(element, "date1904").as_deref());
            }
            if name == "sheet"
                && let Some(name) = attribute(element, "name")
            {
                match attribute(element, "id").and_then(|id| targets.get(&id)) {
                    Some((path, false)) => drop(self.parts.insert(name, path.clone())),
                    _ => drop(self.foreign.insert(name)),
                }
            }
        });
    }

    /// The package without its foreign sheets; `None` when it has none.
    pub(super) fn without_foreign_sheets(
        &mut self,
        limits: &Limits,
    ) -> Result<Option<Vec<u8>>, ReadError> {
        const LIST: &str = "xl/workbook.xml";
        if self.foreign.is_empty() {
            return Ok(None);
        }
        let Some(list) = self.part(LIST, limits.unpacked_bytes) else {
            return Ok(None);
        };
        let mut kept = Writer::new(Vec::new());
        let mut reader = Reader::from_reader(list.as_slice());
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(damaged)? {
                Event::Eof => break,
                Event::Empty(element)
                    if element.local_name().as_ref() == "sheet"
                        && attribute(&element, "name")
                            .is_some_and(|name| self.foreign.contains(&name)) => {}
                event => kept.write_event(event).map_err(damaged)?,
            }
        }
        self.with(HashMap::from([(LIST.to_owned(), kept.into_inner())]))
            .map(Some)
    }

    /// The package with no white space around the values of its sheets.
    pub(super) fn with_trimmed_values(&mut self, limits: &Limits) -> Result<Vec<u8>, ReadError> {
        let names = self.parts.values().cloned().collect::<Vec<_>>();
        let parts = names
            .into_iter()
            .filter_map(|name| {
                self.part(&name, limits.unpacked_bytes)
                    .map(|bytes| (name, values::trimmed(&bytes)))
            })
            .collect();
        self.with(parts)
    }

    /// The package with other parts in place of its own.
    fn with(&mut self, parts: HashMap<String, Vec<u8>>) -> Result<Vec<u8>, ReadError> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.zip.len() {
            let part = self.zip.by_index_raw(index).map_err(damaged)?;
            if !part.name().is_ok_and(|name| parts.contains_key(&*name)) {
                out.raw_copy_file(part).map_err(damaged)?;
            }
        }
        for (name, bytes) in parts {
            out.start_file(name, SimpleFileOptions::default())
                .map_err(damaged)?;
            out.write_all(&bytes).map_err(damaged)?;
        }
        Ok(out.finish().map_err(damaged)?.into_inner())
    }

    /// Texts of the workbook of which parts are drawn otherwise: which text is in parts, calamine
    /// does not tell.
    pub(super) fn rich_texts(&mut self, limits: &Limits) -> HashMap<String, Arc<Rich>> {
        let mut texts = HashMap::new();
        if let Some(bytes) = self.part("xl/sharedStrings.xml", limits.unpacked_bytes) {
            rich_texts(&bytes, &self.styles.palette, &mut texts);
        }
        texts
    }

    /// A part's bytes, never more than the limit whatever the package says of itself.
    fn part(&mut self, name: &str, limit: u64) -> Option<Vec<u8>> {
        let part = self.zip.by_name(name).ok()?;
        let mut bytes =
            Vec::with_capacity(usize::try_from(part.size().min(limit)).ok()?.min(64 << 20));
        part.take(limit).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// Merged areas, hidden rows and columns of a sheet, and how its values are written; texts that
    /// stand in the sheet itself go to `rich`.
    pub(super) fn around(
        &mut self,
        sheet: &str,
        limits: &Limits,
        rich: &mut HashMap<String, Arc<Rich>>,
    ) -> (Around, Written) {
        let mut around = Around {
            from_1904: self.from_1904,
            looks: Arc::clone(&self.looks),
            formats: Arc::clone(&self.formats),
            size: self.styles.size,
            ..Around::default()
        };
        let part = self.parts.get(sheet).cloned();
        let Some(bytes) = part.and_then(|part| self.part(&part, limits.unpacked_bytes)) else {
            return (around, Written::default());
        };
        let written = values::written(&bytes);
        around.beyond = values::beyond(&bytes);
        rich_texts(&bytes, &self.styles.palette, rich);
        let data = memmem::find(&bytes, b"sheetData").unwrap_or(bytes.len());
        let tail = memmem::rfind(&bytes, b"sheetData").unwrap_or(0);
        // what follows the end tag of the cells
        let after = memchr::memchr(b'>', &bytes[tail..]).map_or(0, |end| tail + end + 1);
        each_element(&bytes[after..], |name, element| {
            if name == "mergeCell"
                && let Some((from, to)) = attribute(element, "ref")
                    .as_deref()
                    .and_then(|area| area.split_once(':'))
                && let (Some((top, left)), Some((bottom, right))) =
                    (parse_cell(from), parse_cell(to))
            {
                around.merges.push(Area {
                    top: top.min(bottom),
                    left: left.min(right),
                    bottom: top.max(bottom),
                    right: left.max(right),
                });
            }
        });
        let styles = &self.styles;
        around.rules = conditional::rules(&bytes[after..], &styles.changes, &styles.palette);
        each_element(&bytes[..data], |name, element| {
            let width = |name| attribute(element, name).and_then(|width| width.parse::<f32>().ok());
            match name {
                "sheetView" => {
                    around.hides_zeros |= attribute(element, "showZeros")
                        .is_some_and(|shown| shown == "0" || shown == "false");
                }
                "sheetFormatPr" => around.widths.set_default(width("defaultColWidth")),
                "col" => {
                    let (first, last) = (number(element, "min"), number(element, "max"));
                    if let (Some(first), Some(last)) = (first, last) {
                        let (first, last) = (first.max(1) - 1, last.max(1) - 1);
                        let own = attribute(element, "width");
                        if is_true(attribute(element, "hidden").as_deref())
                            || is_next_to_nothing(own.as_deref())
                        {
                            around.widths.set_hidden(first, last);
                        } else if let Some(width) = width("width") {
                            around.widths.set(first, last, width);
                        }
                    }
                }
                _ => {}
            }
        });
        // what has next to no height or width is as good as hidden; margins that follow the cells
        // (right="0.7") are neither
        if [
            &b"hidden="[..],
            b"ht=\"0",
            b"ht='0",
            b"width=\"0",
            b"width='0",
        ]
        .iter()
        .all(|mark| memmem::find(&bytes[..after], mark).is_none())
        {
            return (around, written);
        }
        let mut hidden = vec![false; MOST_COLUMNS as usize];
        each_element(&bytes[..data], |name, element| {
            if name == "col"
                && (is_true(attribute(element, "hidden").as_deref())
                    || is_next_to_nothing(attribute(element, "width").as_deref()))
                && let (Some(min), Some(max)) = (number(element, "min"), number(element, "max"))
            {
                // the same columns may be said to be hidden any number of times
                for column in min.max(1) - 1..max.min(MOST_COLUMNS) {
                    if let Some(own) = hidden.get_mut(column as usize)
                        && !std::mem::replace(own, true)
                    {
                        around.hidden_columns.push(column);
                    }
                }
            }
        });
        let mut next = 0;
        each_element(&bytes[..after], |name, element| {
            if name == "row" {
                let row = number(element, "r").map_or(next, |row| row.max(1) - 1);
                next = row + 1;
                if is_true(attribute(element, "hidden").as_deref())
                    || is_next_to_nothing(attribute(element, "ht").as_deref())
                {
                    around.hidden_rows.push(row);
                }
            }
        });
        (around, written)
    }
}

/// Less than a point, or than a digit is wide.
fn is_next_to_nothing(value: Option<&str>) -> bool {
    value
        .and_then(|value| value.parse::<f64>().ok())
        .is_some_and(|value| value < 1.0)
}

fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true"))
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.parse().ok()
}
