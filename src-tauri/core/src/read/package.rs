//! What calamine does not tell of an xlsx package: its unpacked size before anything is unpacked, merged areas and hidden rows and columns
//! in one pass over the sheet's bytes.

use super::{Area, Limits, ReadError, parse_cell};
use memchr::memmem;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// An opened package.
pub(super) struct Package<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// sheet name → part
    parts: HashMap<String, String>,
}

/// What stands around the cells of a sheet.
#[derive(Default)]
pub(super) struct Around {
    pub(super) merges: Vec<Area>,
    pub(super) hidden_rows: Vec<u32>,
    pub(super) hidden_columns: Vec<u32>,
}

/// The archive, when what it says it unpacks to is within the limit.
pub(super) fn unpackable<'a>(bytes: &'a [u8], limits: &Limits) -> Result<ZipArchive<Cursor<&'a [u8]>>, ReadError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut unpacked = 0_u64;
    for index in 0..zip.len() {
        unpacked = unpacked.saturating_add(zip.by_index_raw(index).map_err(damaged)?.size());
    }
    if unpacked > limits.unpacked_bytes {
        return Err(ReadError::TooLarge { what: "解压后大小", limit: limits.unpacked_bytes >> 20, unit: "MB" });
    }
    Ok(zip)
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, ReadError> {
        let zip = unpackable(bytes, limits)?;
        let mut package = Self { zip, parts: HashMap::new() };
        package.find_sheets(limits);
        Ok(package)
    }

    /// Sheet names and their parts. A package that calamine can read but this cannot only loses merges and hidden rows, which
    /// calamine's own reading of the workbook makes sure of.
    fn find_sheets(&mut self, limits: &Limits) {
        let Some(relations) = self.part("xl/_rels/workbook.xml.rels", limits.unpacked_bytes) else { return };
        let Some(workbook) = self.part("xl/workbook.xml", limits.unpacked_bytes) else { return };
        let mut targets = HashMap::new();
        each_element(&relations, |name, element| {
            if name == "Relationship"
                && let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target"))
            {
                let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
                targets.insert(id, path);
            }
        });
        each_element(&workbook, |name, element| {
            if name == "sheet"
                && let (Some(name), Some(id)) = (attribute(element, "name"), attribute(element, "id"))
                && let Some(path) = targets.get(&id)
            {
                self.parts.insert(name, path.clone());
            }
        });
    }

    /// A part's bytes, never more than the limit whatever the package says of itself.
    fn part(&mut self, name: &str, limit: u64) -> Option<Vec<u8>> {
        let part = self.zip.by_name(name).ok()?;
        let mut bytes = Vec::with_capacity(usize::try_from(part.size().min(limit)).ok()?.min(64 << 20));
        part.take(limit).read_to_end(&mut bytes).ok()?;
        Some(bytes)
    }

    /// Merged areas, hidden rows and columns of a sheet.
    pub(super) fn around(&mut self, sheet: &str, limits: &Limits) -> Around {
        let mut around = Around::default();
        let Some(part) = self.parts.get(sheet).cloned() else { return around };
        let Some(bytes) = self.part(&part, limits.unpacked_bytes) else { return around };
        let data = memmem::find(&bytes, b"sheetData").unwrap_or(bytes.len());
        let tail = memmem::rfind(&bytes, b"sheetData").unwrap_or(0);
        // what follows the end tag of the cells
        let after = memchr::memchr(b'>', &bytes[tail..]).map_or(0, |end| tail + end + 1);
        each_element(&bytes[after..], |name, element| {
            if name == "mergeCell"
                && let Some((from, to)) = attribute(element, "ref").as_deref().and_then(|area| area.split_once(':'))
                && let (Some((top, left)), Some((bottom, right))) = (parse_cell(from), parse_cell(to))
            {
                around.merges.push(Area { top: top.min(bottom), left: left.min(right), bottom: top.max(bottom), right: left.max(right) });
            }
        });
        if memmem::find(&bytes, b"hidden=").is_none() {
            return around;
        }
        each_element(&bytes[..data], |name, element| {
            if name == "col"
                && is_true(attribute(element, "hidden").as_deref())
                && let (Some(min), Some(max)) = (number(element, "min"), number(element, "max"))
            {
                around.hidden_columns.extend((min.max(1) - 1..max.min(16384)).take(16384));
            }
        });
        let mut next = 0;
        each_element(&bytes, |name, element| {
            if name == "row" {
                let row = number(element, "r").map_or(next, |row| row.max(1) - 1);
                next = row + 1;
                if is_true(attribute(element, "hidden").as_deref()) {
                    around.hidden_rows.push(row);
                }
            }
        });
        around
    }
}

fn damaged(error: impl std::fmt::Display) -> ReadError {
    ReadError::Damaged { detail: error.to_string() }
}

fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true"))
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.parse().ok()
}

/// An attribute by its local name (`r:id` is asked for as `id`).
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .and_then(|attribute| Some(attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned()))
}

fn each_element(xml: &[u8], mut visit: impl FnMut(&str, &BytesStart<'_>)) {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().check_end_names = false;
    reader.config_mut().allow_unmatched_ends = true;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => visit(element.local_name().as_ref(), &element),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}
