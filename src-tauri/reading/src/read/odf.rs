//! What calamine does not tell of an ods, and documents that are written otherwise than it reads
//! them: indented, without their kind, as one text.

use super::around::Around;
use super::foreign::damaged;
use super::odf_sheet::around;
use super::odf_style::Styles;
use super::package::unpackable;
use super::parts;
use super::{Limits, ReadError};
use memchr::memmem;
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use quick_xml::writer::Writer;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

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
    let truths = with_truths(&content);
    let is_changed = truths.is_some();
    let content = truths.unwrap_or(content);
    let mended = if is_indented(&content) {
        Some(with_content(&mut zip, &without_indents(&content)?)?)
    } else if is_changed || !says_kind(&mut zip) || zip.index_for_name(LIST).is_none() {
        Some(with_content(&mut zip, &content)?)
    } else {
        None
    };
    let mut around = around(&content, styles);
    let settings = part(&mut zip, "settings.xml", limits).unwrap_or_default();
    let zeros = memmem::find(&settings, b"\"ShowZeroValues\"").and_then(|at| {
        let rest = &settings[at..];
        Some(&rest[memchr::memchr(b'>', rest)? + 1..])
    });
    if zeros.is_some_and(|value| value.starts_with(b"false")) {
        for sheet in &mut around {
            sheet.hides_zeros = true;
        }
    }
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

/// The content with TRUE as calamine reads it, where a program wrote 1 for it.
fn with_truths(content: &[u8]) -> Option<Vec<u8>> {
    const ONE: &[u8] = b"office:boolean-value=\"1\"";
    memmem::find(content, ONE)?;
    let mut out = Vec::with_capacity(content.len());
    let mut rest = content;
    while let Some((before, behind)) =
        memmem::find(rest, ONE).and_then(|at| Some((rest.get(..at)?, rest.get(at + ONE.len()..)?)))
    {
        out.extend_from_slice(before);
        out.extend_from_slice(b"office:boolean-value=\"true\"");
        rest = behind;
    }
    out.extend_from_slice(rest);
    Some(out)
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
