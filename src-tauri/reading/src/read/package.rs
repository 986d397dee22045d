//! What calamine does not tell of an xlsx package: its unpacked size before anything is unpacked,
//! merged areas and hidden rows and columns in one pass over the sheet's bytes.

use super::around::Around;
use super::beside;
use super::canonical::{WORKBOOK, canonical};
use super::foreign::damaged;
use super::look::{Formats, Look, Palette, Rich, Styles, rich_texts};
use super::parts::{self, Beside};
use super::values::{self, Written};
use super::xml::{attribute, each_element};
use super::{Limit, Limits, ReadError};
use memchr::memmem;
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use quick_xml::writer::Writer;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io::{Cursor, Read, Write};
use std::sync::Arc;
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
    /// what the styles say
    styles: Styles,
    looks: Arc<Vec<Look>>,
    formats: Arc<Formats>,
    /// parts that are needed again: the list of sheets, its relations, the styles
    list: Vec<u8>,
    relations: Vec<u8>,
    styles_part: Vec<u8>,
    /// what holds for all sheets beside their cells
    beside: Beside,
    /// marks of issued blanks that are names of a sheet, by its part
    marks: Vec<(String, String)>,
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
            styles: Styles::default(),
            looks: Arc::default(),
            formats: Arc::default(),
            list: Vec::new(),
            relations: Vec::new(),
            styles_part: Vec::new(),
            beside: Beside::default(),
            marks: Vec::new(),
        };
        package.find_sheets(limits);
        let theme = package.theme();
        let mut part = |name: &str| package.part(name, limits.unpacked_bytes);
        let (styles, theme) = (part("xl/styles.xml"), part(&theme));
        package.styles = Styles::of(styles.as_deref(), theme.as_deref());
        package.styles_part = styles.unwrap_or_default();
        package.looks = Arc::new(std::mem::take(&mut package.styles.looks));
        package.formats = Arc::new(std::mem::take(&mut package.styles.formats));
        Ok(package)
    }

    /// The part with the colours of the workbook, wherever it lies.
    fn theme(&self) -> String {
        let mut theme = "xl/theme/theme1.xml".to_owned();
        each_element(&self.relations, |_, element| {
            let kind = attribute(element, "Type").unwrap_or_default();
            if kind.ends_with("/theme")
                && let Some(target) = attribute(element, "Target")
            {
                theme = target
                    .strip_prefix('/')
                    .map_or_else(|| format!("xl/{target}"), str::to_owned);
            }
        });
        theme
    }

    /// Names of all parts.
    pub(super) fn names(&self) -> Option<Vec<String>> {
        let name = |name: Result<Cow<'_, str>, _>| Some(name.ok()?.into_owned());
        self.zip.file_names().map(name).collect()
    }

    /// The list of sheets and its relations, as they are written.
    pub(super) fn list(&self) -> Option<(&str, &str)> {
        Some((
            str::from_utf8(&self.list).ok()?,
            str::from_utf8(&self.relations).ok()?,
        ))
    }

    /// The styles, as they are written; nothing where there are none.
    pub(super) fn styles(&self) -> &[u8] {
        &self.styles_part
    }

    /// The colours of the workbook.
    pub(super) fn palette(&self) -> &Palette {
        &self.styles.palette
    }

    /// A part that is a text, unless it is larger than that.
    pub(super) fn text(&mut self, name: &str, limit: u64) -> Option<String> {
        let is_small = self.zip.by_name(name).ok()?.size() <= limit;
        String::from_utf8(is_small.then(|| self.part(name, limit)).flatten()?).ok()
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
        let (mut targets, mut in_order) = (HashMap::new(), Vec::new());
        (self.relations, self.list) = (relations, workbook);
        each_element(&self.relations, |name, element| {
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
        each_element(&self.list, |name, element| {
            // x15:workbookPr, which comes behind it, says nothing of days
            if name == "workbookPr"
                && let Some(said) = attribute(element, "date1904")
            {
                self.from_1904 = beside::is_true(Some(&said));
            }
            if name == "sheet"
                && let Some(name) = attribute(element, "name")
            {
                let target = attribute(element, "id").and_then(|id| targets.get(&id));
                in_order.push(target.map(|(path, _)| path.clone()).unwrap_or_default());
                match target {
                    Some((path, false)) => drop(self.parts.insert(name, path.clone())),
                    _ => drop(self.foreign.insert(name)),
                }
            }
        });
        self.marks = parts::marks_of(&self.list, &in_order);
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

    /// Texts of the workbook of which parts are drawn otherwise: which text is in parts, calamine
    /// does not tell.
    pub(super) fn rich_texts(&mut self, limits: &Limits) -> HashMap<String, Arc<Rich>> {
        let mut texts = HashMap::new();
        if let Some(bytes) = self.part("xl/sharedStrings.xml", limits.unpacked_bytes) {
            rich_texts(&bytes, &self.styles.palette, &mut texts);
        }
        texts
    }

    /// What is known of a sheet before its part is looked at.
    fn bare(&self) -> Around {
        Around {
            from_1904: self.from_1904,
            looks: Arc::clone(&self.looks),
            formats: Arc::clone(&self.formats),
            size: self.styles.size,
            beside: self.beside.clone(),
            ..Around::default()
        }
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
    /// stand in the sheet itself go to `rich`.
    pub(super) fn around(
        &mut self,
        sheet: &str,
        limits: &Limits,
        rich: &mut HashMap<String, Arc<Rich>>,
    ) -> (Around, Written) {
        let mut around = self.bare();
        let name = self.parts.get(sheet).cloned().unwrap_or_default();
        let Some(bytes) = self.part(&name, limits.unpacked_bytes) else {
            return (around, Written::default());
        };
        let written = values::written(&bytes);
        around.beyond = values::beyond(&bytes);
        rich_texts(&bytes, &self.styles.palette, rich);
        let data = memmem::find(&bytes, b"sheetData").unwrap_or(bytes.len());
        let tail = memmem::rfind(&bytes, b"sheetData").unwrap_or(0);
        // what follows the end tag of the cells
        let after = memchr::memchr(b'>', &bytes[tail..]).map_or(0, |end| tail + end + 1);
        beside::before(&bytes[..data], &mut around);
        beside::after(&bytes[after..], &self.styles, &mut around);
        (around.hidden_rows, around.heights) = beside::rows(&bytes[..after]);
        self.beside_cells(&name, &bytes, after, limits, &mut around);
        (around, written)
    }

    /// The same of a sheet whose cells have been read; `cells` is where they begin and end.
    pub(super) fn around_cells(
        &mut self,
        name: &str,
        part: &[u8],
        (head, tail): (usize, usize),
        limits: &Limits,
    ) -> Around {
        let mut around = self.bare();
        beside::before(&part[..head], &mut around);
        beside::after(&part[tail..], &self.styles, &mut around);
        self.beside_cells(name, part, tail, limits, &mut around);
        around
    }

    /// Comments of a sheet, what lies over its cells, and its page headers.
    fn beside_cells(
        &mut self,
        name: &str,
        part: &[u8],
        tail: usize,
        limits: &Limits,
        around: &mut Around,
    ) {
        let most = limits.unpacked_bytes;
        let rest = &part[tail..];
        for (_, line) in self.marks.iter().filter(|(part, _)| part == name) {
            around.beside.add_mark(line);
        }
        parts::of_sheet(name, part, rest, &mut around.beside, &mut |name| {
            self.part(name, most)
        });
    }
}
