//! The table of texts of a workbook.

use super::super::Ink;
use super::rich;
use super::tags::{Inside, Tags};
use std::collections::HashMap;

/// The texts of a workbook by their number, and what is to be said of the letters of some.
#[derive(Debug, Default)]
pub(super) struct Texts {
    all: Vec<Box<str>>,
    /// texts that are struck through or raised in part
    pub(super) inks: HashMap<Box<str>, Ink>,
}

impl Texts {
    /// The table as the part holds it.
    pub(super) fn of(part: &str) -> Option<Self> {
        let mut texts = Self::default();
        let mut tags = Tags::new(part);
        tags.prologue()?;
        tags.must(b"<sst")?;
        let has_texts = loop {
            match tags.inside()? {
                Inside::Attribute(b"uniqueCount", count) => {
                    // what is declared proves nothing: no text is shorter than its tags
                    let count = count.parse::<usize>().unwrap_or(0);
                    texts.all.reserve(count.min(part.len() / 16));
                }
                Inside::Attribute(..) => {}
                Inside::Open => break true,
                Inside::Closed => break false,
            }
        };
        if has_texts {
            while !tags.eat(b"</sst>") {
                if tags.eat(b"<si>") {
                    let (text, ink) = rich::text(&mut tags, b"</si>")?;
                    texts.note(&text, ink);
                    texts.all.push(text);
                } else if tags.eat(b"<si/>") {
                    texts.all.push("".into());
                } else if !tags.blanks() {
                    return None;
                }
            }
        }
        tags.blanks();
        tags.left().is_empty().then_some(texts)
    }

    /// A text by its number.
    #[inline]
    pub(super) fn get(&self, number: u32) -> Option<&str> {
        self.all.get(number as usize).map(|text| &**text)
    }

    /// Notes what is to be said of a text.
    pub(super) fn note(&mut self, text: &str, ink: Ink) {
        if ink != Ink::Plain {
            self.inks.insert(text.into(), ink);
        }
    }
}
