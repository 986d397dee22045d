//! The package: parts that are replaced or added, and all others as they are.

use super::xml::{attribute, name, written};
use super::{OwnError, strings};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Seek, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A part that is unpacked may be so large: a blank has no more.
const LARGEST: u64 = 64 << 20;
/// The namespace of what is not written in the strict way.
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
/// Parts that stand against a workbook: how their names begin, what they are, what to do.
const AGAINST: [(&str, &str, &str); 4] = [
    (
        "xl/vbaProject",
        "宏",
        "下发的表不带宏：请另存为不含宏的 xlsx",
    ),
    (
        "xl/externalLinks/",
        "到别的工作簿的链接",
        "县里没有那个文件：请在“编辑链接”里断开",
    ),
    (
        "_xmlsignatures/",
        "数字签名",
        "填入单位以后签名就不对了：请去掉签名",
    ),
    (
        "xl/activeX/",
        "ActiveX 控件",
        "县里的电脑会拦下它：请改用下拉列表",
    ),
];

/// A workbook of another program, part by part.
pub(super) struct Package<'a> {
    from: ZipArchive<Cursor<&'a [u8]>>,
    changed: BTreeMap<String, String>,
    /// name and part of each sheet, in their order
    pub(super) sheets: Vec<(String, String)>,
    /// part of the workbook
    pub(super) book: String,
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, OwnError> {
        let from = ZipArchive::new(Cursor::new(bytes)).map_err(|_| OwnError::NoPackage)?;
        let mut own = Self {
            from,
            changed: BTreeMap::new(),
            sheets: Vec::new(),
            book: "xl/workbook.xml".to_owned(),
        };
        let names = own.from.file_names().flatten();
        let names = names.map(std::borrow::Cow::into_owned).collect::<Vec<_>>();
        for (begins, what, remedy) in AGAINST {
            if names.iter().any(|name| name.starts_with(begins)) {
                return Err(OwnError::Holds { what, remedy });
            }
        }
        let root = own.text("_rels/.rels").map_err(|_| OwnError::NoPackage)?;
        let book = related(&root, "/officeDocument").into_iter().next();
        own.book = book.map_or(own.book.clone(), |(_, target)| within("", &target));
        own.list()?;
        Ok(own)
    }

    /// Names and parts of the sheets.
    fn list(&mut self) -> Result<(), OwnError> {
        let part = self.book.clone();
        let text = self.text(&part)?;
        if !text.contains(MAIN) {
            return Err(written(&part));
        }
        let related = related(&self.text(&rels(&part))?, "/worksheet");
        let mut reader = Reader::from_str(&text);
        loop {
            match reader.read_event().map_err(|_| written(&part))? {
                Event::Eof => return Ok(()),
                Event::Start(tag) | Event::Empty(tag) if name(&tag) == "sheet" => {
                    let id = tag.attributes().flatten().find_map(|own| {
                        let is_id = own.key.local_name().into_inner() == "id";
                        is_id.then(|| own.value.clone().into_owned())
                    });
                    let called = attribute(&tag, "name").unwrap_or_default();
                    let target = id.and_then(|id| {
                        let mut all = related.iter();
                        all.find(|(own, _)| *own == id)
                    });
                    let target = target.map(|(_, target)| within(&part, target));
                    self.sheets.push((called, target.unwrap_or_default()));
                }
                _ => {}
            }
        }
    }

    pub(super) fn has(&self, part: &str) -> bool {
        self.changed.contains_key(part) || self.from.index_for_name(part).is_some()
    }

    /// A part as it is by now.
    pub(super) fn text(&mut self, part: &str) -> Result<String, OwnError> {
        if let Some(text) = self.changed.get(part) {
            return Ok(text.clone());
        }
        let mut text = String::new();
        let file = self.from.by_name(part).map_err(|_| written(part))?;
        let mut file = file.take(LARGEST);
        // what is not UTF-8 is not written by any program of now
        file.read_to_string(&mut text).map_err(|_| written(part))?;
        Ok(text.trim_start_matches('\u{feff}').to_owned())
    }

    pub(super) fn replace(&mut self, part: &str, text: String) {
        self.changed.insert(part.to_owned(), text);
    }

    /// The part of a sheet.
    pub(super) fn sheet(&self, name: &str) -> Result<String, OwnError> {
        let found = self.sheets.iter().find(|(own, _)| own == name);
        let found = found.filter(|(_, part)| !part.is_empty());
        found
            .map(|(_, part)| part.clone())
            .ok_or_else(|| OwnError::NoSheet {
                sheet: name.to_owned(),
            })
    }

    /// The texts that cells share.
    pub(super) fn strings(&mut self) -> Result<Vec<strings::Shared>, OwnError> {
        match self.related("/sharedStrings")? {
            Some(part) => strings::read(&part, &self.text(&part)?),
            None => Ok(Vec::new()),
        }
    }

    /// The part that the workbook stands in such a relation to.
    pub(super) fn related(&mut self, kind: &str) -> Result<Option<String>, OwnError> {
        let book = self.book.clone();
        let all = related(&self.text(&rels(&book))?, kind);
        Ok(all.first().map(|(_, target)| within(&book, target)))
    }

    /// Writes it: the parts in their order, those that are added behind them.
    pub(super) fn write(mut self, to: impl Write + Seek) -> std::io::Result<()> {
        let mut out = ZipWriter::new(to);
        let failed = |error: zip::result::ZipError| std::io::Error::other(error.to_string());
        for at in 0..self.from.len() {
            let file = self.from.by_index_raw(at).map_err(failed)?;
            let name = file.name().map_err(failed)?.into_owned();
            match self.changed.remove(&name) {
                None => out.raw_copy_file(file).map_err(failed)?,
                Some(text) => {
                    drop(file);
                    out.start_file(&name, SimpleFileOptions::default())
                        .map_err(failed)?;
                    out.write_all(text.as_bytes())?;
                }
            }
        }
        for (name, text) in &self.changed {
            out.start_file(name, SimpleFileOptions::default())
                .map_err(failed)?;
            out.write_all(text.as_bytes())?;
        }
        out.finish().map_err(failed)?.flush()
    }
}

/// Where the relations of a part are written.
pub(super) fn rels(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// Ids and targets of one kind of relation.
fn related(text: &str, kind: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(text);
    let mut found = Vec::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(tag) | Event::Empty(tag) if name(&tag) == "Relationship" => {
                let is_kind = attribute(&tag, "Type").is_some_and(|own| own.ends_with(kind));
                let id = attribute(&tag, "Id").unwrap_or_default();
                let target = attribute(&tag, "Target").unwrap_or_default();
                found.extend(is_kind.then_some((id, target)));
            }
            _ => {}
        }
    }
    found
}

/// A target as seen from a part.
fn within(part: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut folders = part.split('/').collect::<Vec<_>>();
    folders.pop();
    for step in target.split('/') {
        match step {
            ".." => drop(folders.pop()),
            "." => {}
            step => folders.push(step),
        }
    }
    folders.join("/")
}
