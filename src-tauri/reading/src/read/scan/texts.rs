//! The table of texts of a workbook.

use super::super::look::{Palette, Rich};
use super::rich;
use super::tags::{Inside, Tags};
use std::collections::HashMap;
use std::sync::Arc;

/// The texts of a workbook by their number.
#[derive(Debug, Default)]
pub(super) struct Texts {
    all: Vec<Box<str>>,
    /// those of which parts are drawn otherwise
    rich: HashMap<u32, Arc<Rich>>,
}

impl Texts {
    /// The table as the part holds it.
    pub(super) fn of(part: &str, palette: &Palette) -> Option<Self> {
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
                    let (text, rich) = rich::text(&mut tags, b"</si>", palette)?;
                    if let Some(rich) = rich {
                        texts
                            .rich
                            .insert(u32::try_from(texts.all.len()).ok()?, rich);
                    }
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

    /// Its parts, where some are drawn otherwise.
    #[inline]
    pub(super) fn rich(&self, number: u32) -> Option<&Arc<Rich>> {
        if self.rich.is_empty() {
            return None;
        }
        self.rich.get(&number)
    }
}
