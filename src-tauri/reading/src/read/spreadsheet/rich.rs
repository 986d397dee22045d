//! Texts in parts: elements of a page within a value, `<Font html:Color="#FF0000">`.
//!
//! Source: Microsoft Office 2003 XML reference schemas, `excelss.xsd`, `Data`.

use super::style::colour;
use crate::read::cell::Content;
use crate::read::look::{Face, Letters, Look, Rich, Run, Veil};
use crate::read::page::change_of;
use crate::read::xml::attribute;
use quick_xml::events::BytesStart;

/// A text as read so far.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// how the cell draws it
    own: Look,
    rich: Rich,
    /// how the elements that are open draw it
    open: Vec<Letters>,
    /// an element that is not known
    is_unsure: bool,
}

/// A text that has been read.
pub(super) struct Done {
    own: Look,
    /// its parts, where some may be seen otherwise than the rest
    pub(super) parts: Option<Rich>,
    is_unsure: bool,
}

impl Reading {
    /// Nothing read yet, of a cell that is drawn so.
    pub(super) fn new(look: Option<&Look>) -> Self {
        Self {
            own: look.cloned().unwrap_or_default(),
            ..Self::default()
        }
    }

    pub(super) fn put(&mut self, words: &str) {
        let letters = self.open.last().copied();
        let last = self.rich.runs.last_mut();
        match last.filter(|run| run.letters == letters) {
            Some(run) => run.text.push_str(words),
            None => self.rich.runs.push(Run {
                text: words.to_owned(),
                letters,
            }),
        }
    }

    pub(super) fn start(&mut self, name: &str, element: &BytesStart<'_>) {
        let mut letters = self.open.last().copied().unwrap_or(self.own.letters);
        let said = |name: &str| attribute(element, name);
        match name {
            "Font" => {
                if let Some(own) = said("Color") {
                    letters.colour = colour(&own);
                }
                let size = said("Size").and_then(|own| own.parse().ok());
                letters.size = size.or(letters.size);
                if let Some(own) = said("Face") {
                    letters.face = Face::of(&own);
                }
            }
            "S" => letters.struck = true,
            "Sub" | "Sup" => letters.raised = true,
            "Span" => {
                let change = said("Style").map(|own| change_of(&own)).unwrap_or_default();
                letters.colour = change.letters.or(letters.colour);
                letters.struck |= change.struck == Some(true);
                self.is_unsure |= change.ground.is_some();
            }
            "B" | "I" | "U" => {}
            _ => self.is_unsure = true,
        }
        self.open.push(letters);
    }

    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    pub(super) fn done(self) -> Done {
        Done {
            own: self.own,
            parts: self.rich.matters().then_some(self.rich),
            is_unsure: self.is_unsure,
        }
    }
}

impl Done {
    /// What hides the value of a cell, where that is not a text of which parts are seen.
    pub(super) fn veil(&self, content: Option<&Content>) -> Veil {
        let of_parts = || {
            let parts = self.parts.as_ref()?;
            Some(parts.seen(&self.own.letters, &self.own.ground).1)
        };
        match content {
            _ if self.is_unsure => Veil::Conditional,
            Some(Content::Text(_)) => Veil::None,
            _ => of_parts().unwrap_or_default(),
        }
    }
}
