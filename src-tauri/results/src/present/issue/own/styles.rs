//! Styles: of each that an input cell has a copy that is not locked.

use super::OwnError;
use super::package::Package;
use super::xml::{attribute, changed, name, put, same, written};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// The styles of a workbook.
pub(super) struct Styles {
    part: String,
    text: String,
    /// of each style its element, as it is written
    all: Vec<String>,
    /// style and whether it is of text → the copy
    copies: BTreeMap<(usize, bool), usize>,
    more: Vec<String>,
}

impl Styles {
    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, OwnError> {
        let part = package.related("/styles")?;
        let part = part.ok_or_else(|| written("xl/styles.xml"))?;
        let text = package.text(&part)?;
        let all = formats(&part, &text)?;
        Ok(Self {
            part,
            text,
            all,
            copies: BTreeMap::new(),
            more: Vec::new(),
        })
    }

    /// The copy of a style that is not locked; `is_text` writes digits as they are typed, where the
    /// style says nothing of numbers.
    pub(super) fn unlocked(&mut self, style: usize, is_text: bool) -> Result<usize, OwnError> {
        if let Some(known) = self.copies.get(&(style, is_text)) {
            return Ok(*known);
        }
        let own = self.all.get(style).ok_or_else(|| written(&self.part))?;
        let copy = unlocked(&self.part, own, is_text)?;
        let number = self.all.len() + self.more.len();
        self.more.push(copy);
        self.copies.insert((style, is_text), number);
        Ok(number)
    }

    pub(super) fn write(&self, package: &mut Package<'_>) {
        if self.more.is_empty() {
            return;
        }
        let count = self.all.len() + self.more.len();
        let text = changed(&self.part, &self.text, |event, writer| match event {
            Event::Start(tag) if name(&tag) == "cellXfs" => {
                let mut own = BytesStart::new("cellXfs");
                own.push_attribute(("count", count.to_string().as_str()));
                same(&self.part, writer, Event::Start(own))
            }
            Event::End(tag) if tag.name().into_inner() == "cellXfs" => {
                put(writer, &self.more.concat());
                same(&self.part, writer, Event::End(tag))
            }
            event => same(&self.part, writer, event),
        });
        if let Ok(text) = text {
            package.replace(&self.part, text);
        }
    }
}

/// The elements of the formats of cells.
fn formats(part: &str, text: &str) -> Result<Vec<String>, OwnError> {
    let mut reader = Reader::from_str(text);
    let (mut all, mut is_within, mut begun) = (Vec::new(), false, None);
    loop {
        let from = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|_| written(part))?;
        let until = reader.buffer_position() as usize;
        let raw = |from: usize| text.get(from..until).unwrap_or_default().to_owned();
        match event {
            Event::Eof => {
                return if all.is_empty() {
                    Err(written(part))
                } else {
                    Ok(all)
                };
            }
            Event::Start(tag) if name(&tag) == "cellXfs" => is_within = true,
            Event::End(tag) if tag.name().into_inner() == "cellXfs" => is_within = false,
            Event::Empty(tag) if is_within && name(&tag) == "xf" => all.push(raw(from)),
            Event::Start(tag) if is_within && name(&tag) == "xf" => begun = Some(from),
            Event::End(tag) if is_within && tag.name().into_inner() == "xf" => {
                all.extend(begun.take().map(raw));
            }
            _ => {}
        }
    }
}

/// A format that is not locked, and of text where it says nothing of numbers.
fn unlocked(part: &str, own: &str, is_text: bool) -> Result<String, OwnError> {
    const OPEN: &str = "<protection locked=\"0\"/>";
    let with = |tag: &BytesStart<'_>| {
        let mut copy = BytesStart::new("xf");
        let is_plain = attribute(tag, "numFmtId").is_none_or(|id| id == "0");
        let as_text = is_text && is_plain;
        for own in tag.attributes().flatten() {
            let key = own.key.into_inner();
            let is_ours = key == "applyProtection"
                || as_text && matches!(key, "numFmtId" | "applyNumberFormat");
            if !is_ours {
                copy.push_attribute(own);
            }
        }
        if as_text {
            copy.push_attribute(("numFmtId", "49"));
            copy.push_attribute(("applyNumberFormat", "1"));
        }
        copy.push_attribute(("applyProtection", "1"));
        copy
    };
    let mut done = false;
    let mut put_open = |writer: &mut quick_xml::Writer<Vec<u8>>| {
        if !done {
            put(writer, OPEN);
        }
        done = true;
    };
    changed(part, own, |event, writer| match event {
        Event::Empty(tag) if name(&tag) == "xf" => {
            let copy = with(&tag);
            same(part, writer, Event::Start(copy.borrow()))?;
            put_open(writer);
            same(part, writer, Event::End(copy.to_end()))
        }
        Event::Start(tag) if name(&tag) == "xf" => same(part, writer, Event::Start(with(&tag))),
        // what it said of protection before
        Event::Empty(tag) if name(&tag) == "protection" => {
            put_open(writer);
            Ok(())
        }
        Event::Start(tag) if name(&tag) == "extLst" => {
            put_open(writer);
            same(part, writer, Event::Start(tag))
        }
        Event::End(tag) if tag.name().into_inner() == "xf" => {
            put_open(writer);
            same(part, writer, Event::End(tag))
        }
        event => same(part, writer, event),
    })
}
