//! What an XML Spreadsheet 2003 has beside its cells: comments, page headers and footers, what is
//! said as cells are filled in, and how its formulas are shown and worked out.

use super::rules::areas;
use crate::read::Area;
use crate::read::parts::{Beside, printed};
use crate::read::xml::attribute;
use quick_xml::events::BytesStart;

/// What stands beside the cells of a sheet, element by element.
#[derive(Debug, Default)]
pub(super) struct Reading {
    /// words of the comment that is open
    note: Option<String>,
    check: Option<Check>,
    /// the workbook works on figures as they are shown
    pub(super) is_rounded: bool,
}

/// What is checked as cells are filled in.
#[derive(Debug, Default)]
struct Check {
    areas: Vec<Area>,
    words: Vec<String>,
    is_quiet: bool,
}

impl Reading {
    /// Takes words, wherever they stand.
    pub(super) fn put(&mut self, words: &str) {
        if let Some(note) = &mut self.note {
            note.push_str(words);
        }
    }

    /// An element begins.
    pub(super) fn start(&mut self, name: &str, element: &BytesStart<'_>, beside: &mut Beside) {
        match name {
            "Comment" => self.note = Some(String::new()),
            "Header" | "Footer" => {
                if let Some(coded) = attribute(element, "Data") {
                    printed(&coded, beside);
                }
            }
            "DataValidation" => self.check = Some(Check::default()),
            "DisplayFormulas" => beside.formulas.are_shown = true,
            _ => {}
        }
    }

    /// An element ends, with the words in it, in a cell or none.
    pub(super) fn end(
        &mut self,
        name: &str,
        words: &str,
        at: (u32, u32),
        beside: Option<&mut Beside>,
    ) {
        if name == "PrecisionAsDisplayed" {
            self.is_rounded = true;
        }
        let Some(beside) = beside else { return };
        match (name, &mut self.check) {
            ("Comment", _) => {
                if let Some(words) = self.note.take() {
                    beside.add_note(at.0, at.1, &words);
                }
            }
            ("Range", Some(check)) => check.areas = areas(words),
            ("InputTitle" | "InputMessage", Some(check)) => check.words.push(words.to_owned()),
            ("InputHide", Some(check)) => check.is_quiet = true,
            ("DataValidation", _) => {
                let shown = self.check.take().filter(|check| !check.is_quiet);
                if let Some(check) = shown {
                    beside.add_prompt(&check.words.join("\n"), check.areas);
                }
            }
            _ => {}
        }
    }
}
