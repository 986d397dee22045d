//! What stands in the cells of a sheet before anything is put into it.

use super::OwnError;
use super::strings::{Shared, resolved};
use super::xml::{attribute, name, written};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use xianbaohui_core::place::parse_cell;

/// Row and column, from 0.
pub(super) type Spot = (u32, u32);

/// Rows of a roster that are offered at most.
const MOST_ROWS: u32 = 1000;
/// Rows that are offered below the last of the sheet.
const MORE: u32 = 30;

/// Where the parts of sheets are.
pub(super) const PART: &str = "xl/worksheets";

/// The texts of a sheet, and its last row.
#[derive(Debug, Default)]
pub(super) struct Seen {
    texts: BTreeMap<Spot, String>,
    last_row: u32,
}

impl Seen {
    pub(super) fn read(text: &str, shared: &[Shared]) -> Result<Self, OwnError> {
        let mut seen = Self::default();
        let mut reader = Reader::from_str(text);
        let mut cells = Cells::default();
        let mut is_root = true;
        loop {
            match reader.read_event().map_err(|_| written(PART))? {
                Event::Eof => return Ok(seen),
                Event::DocType(_) => return Err(written(PART)),
                Event::Start(tag) | Event::Empty(tag) if is_root => {
                    // prefixes before every name: nobody's office writes them
                    is_root = false;
                    if name(&tag) != "worksheet" {
                        return Err(written(PART));
                    }
                }
                Event::Start(tag) => cells.begins(&tag),
                Event::Empty(tag) => {
                    cells.begins(&tag);
                    if name(&tag) == "row" {
                        seen.last_row = seen.last_row.max(cells.row);
                    }
                }
                Event::Text(words) => {
                    cells.words.push_str(&words.xml10_content());
                }
                Event::GeneralRef(entity) => cells.words.push_str(&resolved(&entity)),
                Event::End(tag) => {
                    if tag.name().into_inner() == "c" {
                        let words = cells.ended(shared);
                        // what is worked out is not filled in
                        let words = if cells.is_formula && words.trim().is_empty() {
                            "=".to_owned()
                        } else {
                            words
                        };
                        if !words.trim().is_empty() {
                            seen.texts.insert((cells.row, cells.column), words);
                        }
                    }
                    if tag.name().into_inner() == "row" {
                        seen.last_row = seen.last_row.max(cells.row);
                    }
                }
                _ => {}
            }
        }
    }

    pub(super) fn has_words(&self, row: u32, column: u32) -> bool {
        self.texts.contains_key(&(row, column))
    }

    /// What stands above a row.
    pub(super) fn above(&self, row: u32) -> impl Iterator<Item = (Spot, &str)> {
        let own = self.texts.range(..(row, 0));
        own.map(|(place, words)| (*place, words.as_str()))
    }

    /// Rows of a roster from a row on that are free: up to the first with words in it.
    pub(super) fn free_rows(&self, from: u32, columns: &[u32]) -> Vec<u32> {
        let last = (self.last_row + 1).max(from + MORE).min(from + MOST_ROWS);
        let is_free = |row: &u32| {
            let mut words = self.texts.range((*row, 0)..(*row + 1, 0));
            // a running number before a free row
            words.all(|((_, column), words)| {
                !columns.contains(column) && words.trim().parse::<u32>().is_ok()
            })
        };
        (from..last).take_while(is_free).collect()
    }
}

/// Where reading is among the cells.
#[derive(Default)]
pub(super) struct Cells {
    pub(super) row: u32,
    pub(super) column: u32,
    next_row: u32,
    next_column: u32,
    is_shared: bool,
    is_formula: bool,
    words: String,
}

impl Cells {
    pub(super) fn begins(&mut self, tag: &BytesStart<'_>) {
        match name(tag) {
            "row" => {
                let said = attribute(tag, "r").and_then(|row| row.parse::<u32>().ok());
                self.row = said.map_or(self.next_row, |row| row.saturating_sub(1));
                self.next_row = self.row + 1;
                self.next_column = 0;
            }
            "c" => {
                let said = attribute(tag, "r").and_then(|at| parse_cell(&at));
                self.column = said.map_or(self.next_column, |(_, column)| column);
                self.next_column = self.column + 1;
                self.is_shared = attribute(tag, "t").as_deref() == Some("s");
                self.is_formula = false;
                self.words.clear();
            }
            "f" => self.is_formula = true,
            // a formula is no text
            "v" | "t" => self.words.clear(),
            _ => {}
        }
    }

    fn ended(&mut self, shared: &[Shared]) -> String {
        let words = std::mem::take(&mut self.words);
        if !self.is_shared {
            return words;
        }
        let own = words.trim().parse::<usize>().ok();
        let own = own.and_then(|at| shared.get(at));
        own.map(|own| own.words.clone()).unwrap_or_default()
    }
}
