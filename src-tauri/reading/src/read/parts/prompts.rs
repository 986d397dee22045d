//! What an ods says as cells are filled in: OpenDocument 1.3, part 3, 9.4.5 and 9.4.6.

use super::beside::{Beside, MOST};
use crate::read::area::Area;
use crate::read::xml::{Piece, attribute};
use std::collections::{BTreeMap, HashMap};

/// Messages of a document, and the cells of a sheet that have them.
#[derive(Debug, Default)]
pub(super) struct Prompts {
    known: HashMap<String, String>,
    /// the name of the check that is open
    open: Option<String>,
    words: Option<String>,
    areas: BTreeMap<String, Vec<Area>>,
}

impl Prompts {
    /// Takes a piece that stands before the sheets.
    pub(super) fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Open("content-validation", element) => self.open = attribute(element, "name"),
            Piece::Open("help-message", element) => {
                let is_shown = attribute(element, "display").as_deref() == Some("true");
                self.words = is_shown.then(|| {
                    let title = attribute(element, "title");
                    title.map_or_else(String::new, |own| own + "\n")
                });
            }
            Piece::Words(words) => {
                if let Some(own) = &mut self.words {
                    own.push_str(words);
                }
            }
            Piece::Close("p") => {
                if let Some(own) = &mut self.words {
                    own.push('\n');
                }
            }
            Piece::Close("help-message") => {
                if let (Some(name), Some(words)) = (&self.open, self.words.take()) {
                    self.known.insert(name.clone(), words);
                }
            }
            _ => {}
        }
    }

    /// Whether cells are to be asked for theirs.
    pub(super) fn has_any(&self) -> bool {
        !self.known.is_empty()
    }

    /// Cells that have one.
    pub(super) fn add(&mut self, name: String, area: Area) {
        let areas = self.areas.entry(name).or_default();
        if areas.len() < MOST {
            areas.push(area);
        }
    }

    /// What was found of a sheet.
    pub(super) fn settle(&mut self, beside: &mut Beside) {
        for (name, areas) in std::mem::take(&mut self.areas) {
            if let Some(words) = self.known.get(&name) {
                beside.add_prompt(words, areas);
            }
        }
    }
}
