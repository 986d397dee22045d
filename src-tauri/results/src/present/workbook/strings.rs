//! The texts that cells share: a name that stands in thousands of rows stands in the file once.

use super::place::damaged;
use super::rows::{Ready, text_begun};
use crate::present::PresentError;
use std::collections::HashMap;

/// The part that holds them.
pub(super) const PART: &str = "xl/sharedStrings.xml";

const END: &str = "</sst>";

/// Texts that may be shared on the chance that they come again: they all stand in the memory.
const MOST_LIKELY: usize = 20_000;

/// The texts of the frames, and those that have come since.
pub(super) struct Strings {
    /// the items of the frames
    first: String,
    /// the items since
    more: Vec<u8>,
    numbers: HashMap<String, u32>,
    next: u32,
}

impl Strings {
    /// Goes on from the part as the frames have it.
    pub(super) fn of(part: &str) -> Result<Self, PresentError> {
        let items = part.strip_suffix(END).and_then(|part| {
            let list = part.find("<sst")?;
            let begin = list + part[list..].find('>')? + 1;
            Some(&part[begin..])
        });
        let first = items.ok_or_else(|| damaged(&PART))?.to_owned();
        Ok(Self {
            next: first.matches("<si>").count() as u32,
            first,
            more: Vec::new(),
            numbers: HashMap::new(),
        })
    }

    /// A text that is to be written in many rows.
    pub(super) fn ready(&mut self, text: &str) -> Ready {
        if text.is_empty() {
            return Ready::default();
        }
        let number = self.numbers.get(text).copied().unwrap_or_else(|| {
            let number = self.next;
            self.next += 1;
            self.more.extend_from_slice(b"<si>");
            text_begun(&mut self.more, text);
            self.more.extend_from_slice(b"</t></si>");
            self.numbers.insert(text.to_owned(), number);
            number
        });
        Ready::shared(number, text)
    }

    /// A text that may come in many rows, but may as well be one of millions: beyond so many of them
    /// it stands in its cell.
    pub(super) fn likely(&mut self, text: &str) -> Ready {
        if self.numbers.len() < MOST_LIKELY || self.numbers.contains_key(text) {
            self.ready(text)
        } else {
            Ready::new(text)
        }
    }

    /// The part with all of them.
    pub(super) fn part(&self) -> Vec<u8> {
        let head = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
            <sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
            uniqueCount=\"{}\">",
            self.next
        );
        [
            head.as_bytes(),
            self.first.as_bytes(),
            &self.more,
            END.as_bytes(),
        ]
        .concat()
    }
}
