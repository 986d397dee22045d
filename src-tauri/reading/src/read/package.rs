//! What calamine does not tell of an xlsx package: its unpacked size before anything is unpacked,
//! merged areas and hidden rows and columns in one pass over the sheet's bytes.

use super::area::MOST_COLUMNS;
use super::around::Around;
use super::canonical::{WORKBOOK, canonical};
use super::cell::Ink;
use super::conditional;
use super::foreign::damaged;
use super::parts::{self, Beside};
use super::values::{self, Written};
use super::xml::{attribute, each_element};
use super::{Area, Limit, Limits, ReadError};
use memchr::memmem;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use quick_xml::writer::Writer;
use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read, Write};
use xianbaohui_core::place::parse_cell;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// An opened package.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// part in small letters → its number
    names: HashMap<String, usize>,
    /// sheet name → part
    parts: HashMap<String, String>,
    /// sheets that calamine does not know what to do with, and that hold no cells: macro sheets,
    /// dialogs, entries without a part
    foreign: HashSet<String>,
    /// days are counted from 1904
    from_1904: bool,
    /// which differential styles change what is seen of a figure
    changing: Vec<bool>,
    /// what holds for all sheets beside their cells
    beside: Beside,
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
        let names = zip.file_names().enumerate();
        let names = names.filter_map(|(at, name)| Some((name.ok()?.to_lowercase(), at)));
        let names = names.collect();
        let mut package = Self {
            zip,
            names,
            parts: HashMap::new(),
            foreign: HashSet::new(),
            from_1904: false,
            changing: Vec::new(),
            beside: Beside::default(),
        };
        package.find_sheets(limits);
        package.changing = package
            .part("xl/styles.xml", limits.unpacked_bytes)
            .map(|styles| conditional::changing(&styles))
            .unwrap_or_default();
        Ok(package)
    }

    /// Sheet names and their parts. A package that calamine can read but this cannot only loses
    /// merges and hidden rows, which calamine's own reading of the workbook makes sure of.
    fn find_sheets(&mut self, limits: &Limits) {
        let Some(relations) = self.part("xl/_rels/workbook.xml.rels", limits.unpacked_bytes) else {
            return;
        };
        let Some(workbook) = self.part(WORKBOOK, limits.unpacked_bytes) else {
            return;
        };
        self.beside = parts::of_workbook(&workbook, &relations);
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

    /// The package with everything where it is looked for; `None` where it is.
    pub(super) fn canonical(&mut self, limits: &Limits) -> Result<Option<Vec<u8>>, ReadError> {
        let most = limits.unpacked_bytes;
        let names = self.names.keys().cloned().collect();
        let parts = canonical(&names, &mut |name| self.part(name, most))?;
        parts.map(|parts| self.with(parts)).transpose()
    }

    /// The package without its foreign sheets; `None` when it has none.
    pub(super) fn without_foreign_sheets(
        &mut self,
        limits: &Limits,
    ) -> Result<Option<Vec<u8>>, ReadError> {
        if self.foreign.is_empty() {
            return Ok(None);
        }
        let Some(list) = self.part(WORKBOOK, limits.unpacked_bytes) else {
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
        self.with(HashMap::from([(WORKBOOK.to_owned(), kept.into_inner())]))
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
            let is_own = |name: &str| parts.keys().any(|own| own.eq_ignore_ascii_case(name));
            if !part.name().is_ok_and(|name| is_own(&name)) {
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

    /// Texts of the workbook that are struck through or raised in part: which part holds no longer,
    /// calamine does not tell.
    pub(super) fn inks_of_texts(&mut self, limits: &Limits) -> HashMap<String, Ink> {
        let mut inks = HashMap::new();
        if let Some(bytes) = self.part("xl/sharedStrings.xml", limits.unpacked_bytes) {
            inks_of_texts(&bytes, &mut inks);
        }
        inks
    }

    /// A part's bytes, never more than the limit whatever the package says of itself.
    fn part(&mut self, name: &str, limit: u64) -> Option<Vec<u8>> {
        let at = self.zip.index_for_name(name);
        let at = at.or_else(|| self.names.get(&name.to_lowercase()).copied())?;
        let part = self.zip.by_index(at).ok()?;
        let mut bytes =
            Vec::with_capacity(usize::try_from(part.size().min(limit)).ok()?.min(64 << 20));
        part.take(limit).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// Merged areas, hidden rows and columns of a sheet, and how its values are written; texts that
    /// stand in the sheet itself go to `inks`.
    pub(super) fn around(
        &mut self,
        sheet: &str,
        limits: &Limits,
        inks: &mut HashMap<String, Ink>,
    ) -> (Around, Written) {
        let mut around = Around {
            from_1904: self.from_1904,
            beside: self.beside.clone(),
            ..Around::default()
        };
        let name = self.parts.get(sheet).cloned().unwrap_or_default();
        let Some(bytes) = self.part(&name, limits.unpacked_bytes) else {
            return (around, Written::default());
        };
        let written = values::written(&bytes);
        around.beyond = values::beyond(&bytes);
        inks_of_texts(&bytes, inks);
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
        around.rules = conditional::rules(&bytes[after..], &self.changing);
        parts::of_sheet(
            &name,
            &bytes,
            &bytes[after..],
            &mut around.beside,
            &mut |name| self.part(name, limits.unpacked_bytes),
        );
        each_element(&bytes[..data], |name, element| {
            if name == "sheetView" {
                around.hides_zeros |= attribute(element, "showZeros")
                    .is_some_and(|shown| shown == "0" || shown == "false");
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

/// Texts that are struck through in part, or of whose digits some are raised or lowered: 120 with a
/// small 1 behind it is no 1201.
fn inks_of_texts(part: &[u8], inks: &mut HashMap<String, Ink>) {
    if [&b"strike"[..], b"vertAlign"]
        .iter()
        .all(|mark| memmem::find(part, mark).is_none())
    {
        return;
    }
    let mut reader = Reader::from_reader(part);
    let (mut buffer, mut text, mut in_text, mut in_sound, mut raised) =
        (Vec::new(), String::new(), false, false, false);
    let mut ink = Ink::Plain;
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                match element.local_name().as_ref() {
                    "si" | "is" => (text, ink) = (String::new(), Ink::Plain),
                    "r" => raised = false,
                    "strike"
                        if attribute(&element, "val")
                            .is_none_or(|value| value != "0" && value != "false") =>
                    {
                        ink = Ink::Struck;
                    }
                    "vertAlign" => {
                        raised =
                            attribute(&element, "val").is_some_and(|value| value != "baseline");
                    }
                    "t" => in_text = true,
                    "rPh" => in_sound = true,
                    _ => {}
                }
            }
            Ok(Event::End(element)) => match element.local_name().as_ref() {
                "t" => in_text = false,
                "rPh" => in_sound = false,
                "si" | "is" if ink != Ink::Plain => {
                    let _ = inks.insert(std::mem::take(&mut text), ink);
                }
                _ => {}
            },
            Ok(Event::Text(words)) if in_text && !in_sound => {
                let words = words.xml10_content();
                if raised && ink == Ink::Plain && words.contains(|c: char| c.is_ascii_digit()) {
                    ink = Ink::Raised;
                }
                text.push_str(&words);
            }
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
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
