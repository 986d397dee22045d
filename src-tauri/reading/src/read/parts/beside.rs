//! What a sheet has beside its cells.

use super::over::{Over, OverKind};
use super::under;
use super::words::told;
use crate::read::Area;
use crate::read::cell::{Cell, Content};
use crate::read::width::Widths;
use serde::{Deserialize, Serialize};
use xianbaohui_core::mark::Mark;

/// More comments, or more shapes, are no return's.
pub(super) const MOST: usize = 2000;

/// Where page headers and footers stand: in no cell.
pub const PAGE: (u32, u32) = (u32::MAX, u32::MAX);
/// How they are called.
pub const PAGE_WORDS: &str = "页眉页脚";

/// A comment on a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// row, from 0
    pub row: u32,
    /// column, from 0
    pub column: u32,
    /// what it says, a thread line by line
    pub words: Box<str>,
}

/// Words that are shown beside cells as soon as one of them is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prompt {
    /// the cells
    pub areas: Vec<Area>,
    /// what is said
    pub words: Box<str>,
}

/// What a workbook says of its formulas.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Formulas {
    /// whoever opens the file works all of them out anew
    pub is_anew: bool,
    /// figures are kept as they are shown, and worked on as such
    pub is_rounded: bool,
    /// they are shown in place of what they give
    pub are_shown: bool,
    /// to which other sheets they point
    pub pointers: Pointers,
    /// names, in capitals, that mean cells of other workbooks
    pub elsewhere: Vec<Box<str>>,
}

/// What is known of where formulas point to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pointers {
    /// all is known
    #[default]
    Known,
    /// not which sheet of the workbook: calamine reads it wrong
    Unread,
    /// nor whether it is one of this workbook
    PerhapsElsewhere,
}

/// What a sheet has beside its cells.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Beside {
    /// comments, by row, then column; one a cell
    pub notes: Vec<Note>,
    /// what lies over the cells
    pub over: Vec<Over>,
    /// texts of page headers and footers
    pub margins: Vec<Box<str>>,
    /// marks of a blank that this program issued: lines of page footers, and names of the sheet
    #[serde(default)]
    pub marks: Vec<Box<str>>,
    /// what is said of cells as they are filled in
    pub prompts: Vec<Prompt>,
    /// changes were recorded, and are kept in the file
    pub is_tracked: bool,
    /// what is to be known of the formulas
    pub formulas: Formulas,
    /// the first row and column that a window with fixed panes can be moved to
    pub reach: (u32, u32),
}

impl Beside {
    /// Adds a comment; what is said further of the same cell is put below it.
    pub(in crate::read) fn add_note(&mut self, row: u32, column: u32, words: &str) {
        let Some(words) = told(words) else { return };
        let known = self.notes.iter_mut().rev();
        if let Some(note) = known
            .take(MOST)
            .find(|note| (note.row, note.column) == (row, column))
        {
            if !note.words.contains(&*words) {
                note.words = format!("{}\n{words}", note.words).into();
            }
        } else if self.notes.len() < MOST {
            self.notes.push(Note { row, column, words });
        }
    }

    /// Adds what is said of cells as they are filled in.
    pub(in crate::read) fn add_prompt(&mut self, words: &str, areas: Vec<Area>) {
        if let Some(words) = told(words).filter(|_| self.prompts.len() < MOST) {
            self.prompts.push(Prompt { areas, words });
        }
    }

    /// Adds what lies over the cells.
    pub(super) fn add_over(&mut self, over: Over) {
        if self.over.len() < MOST {
            self.over.push(over);
        }
    }

    /// Adds a text of a page header or footer.
    pub(in crate::read) fn add_margin(&mut self, words: &str) {
        if self.add_mark(words) {
            return;
        }
        if let Some(words) = told(words).filter(|words| !self.margins.contains(words)) {
            self.margins.push(words);
        }
    }

    /// Adds the mark of an issued blank; whether it is one.
    pub(in crate::read) fn add_mark(&mut self, words: &str) -> bool {
        let words = words.trim();
        let is_mark = Mark::find(words).is_some();
        if is_mark && self.marks.len() < MOST && !self.marks.iter().any(|own| **own == *words) {
            self.marks.push(words.into());
        }
        is_mark
    }

    /// Texts around the cells that no cell holds, with where they stand: boxes over what is filled,
    /// and page headers and footers, which stand nowhere.
    pub fn words(&self) -> impl Iterator<Item = ((u32, u32), &str)> {
        let boxes = self.over.iter();
        let boxes = boxes.filter(|over| over.kind == OverKind::TextBox && over.typed.is_empty());
        let boxes = boxes.map(|over| ((over.area().top, over.area().left), &*over.words));
        boxes.chain(self.margins.iter().map(|words| (PAGE, &**words)))
    }

    /// Whether the words of a cell are a box's, in place of others that it hides.
    pub fn hides(&self, row: u32, column: u32) -> bool {
        let mut hidden = self.over.iter().flat_map(|over| &over.hidden);
        hidden.any(|(own, other, _)| (*own, *other) == (row, column))
    }

    /// The comment on a cell.
    pub fn note(&self, row: u32, column: u32) -> Option<&Note> {
        let at = self
            .notes
            .binary_search_by_key(&(row, column), |note| (note.row, note.column));
        self.notes.get(at.ok()?)
    }

    /// Puts what was found in order, and reads text boxes as if they were typed beneath: where all
    /// that one covers is empty, its words stand in the cell at its upper left corner. `cells` are
    /// in order, and stay so.
    pub(in crate::read) fn settle(
        &mut self,
        cells: &mut Vec<Cell>,
        merges: &[Area],
        widths: &Widths,
    ) {
        self.notes.sort_by_key(|note| (note.row, note.column));
        under::settle(&mut self.over, cells, merges, widths);
        let mut typed = Vec::new();
        for over in &mut self.over {
            let is_read = !over.typed.is_empty();
            if over.kind != OverKind::TextBox || over.words.is_empty() || is_read {
                continue;
            }
            let area = over.area();
            let is_filled = |cells: &[Cell]| {
                cells.iter().any(|cell| {
                    area.contains(cell.row, cell.column)
                        && !cell.is_blank()
                        && over.covers(cell.row, cell.column)
                })
            };
            if is_filled(cells) || is_filled(&typed) {
                continue;
            }
            let lines = over.words.lines().collect::<Vec<_>>();
            let rows = (area.bottom - area.top + 1) as usize;
            let each = if lines.len() <= rows {
                lines
            } else {
                vec![&*over.words]
            };
            let mut places = Vec::new();
            for (row, words) in (area.top..).zip(each) {
                let merged = merges.iter().find(|own| own.contains(row, area.left));
                let at = merged.map_or((row, area.left), |own| (own.top, own.left));
                let is_taken = |cells: &[Cell]| {
                    let mut own = cells.iter();
                    own.any(|cell| (cell.row, cell.column) == at && !cell.is_blank())
                };
                // a merged area that begins beyond the box may hold something else
                if is_taken(cells) || is_taken(&typed) {
                    break;
                }
                places.push(at);
                typed.push(Cell::new(at, Content::Text(words.into()), None));
            }
            over.typed = places;
        }
        if typed.is_empty() {
            return;
        }
        let is_new = |cell: &Cell| {
            let mut own = typed.iter();
            own.any(|new| (new.row, new.column) == (cell.row, cell.column))
        };
        cells.retain(|cell| !is_new(cell));
        cells.extend(typed);
        cells.sort_by_key(|cell| (cell.row, cell.column));
    }

    /// The same of a sheet whose rows and columns are exchanged, from a row on.
    #[must_use]
    pub(in crate::read) fn turned(&self, from: u32) -> Self {
        let notes = self.notes.iter().filter(|note| note.row >= from);
        let mut notes = notes
            .map(|note| Note {
                row: note.column,
                column: note.row,
                words: note.words.clone(),
            })
            .collect::<Vec<_>>();
        notes.sort_by_key(|note| (note.row, note.column));
        let over = self.over.iter().map(Over::turned).collect();
        let prompts = self.prompts.iter().map(|prompt| Prompt {
            areas: prompt.areas.iter().map(Area::exchanged).collect(),
            words: prompt.words.clone(),
        });
        Self {
            prompts: prompts.collect(),
            reach: (self.reach.1, self.reach.0),
            notes,
            over,
            ..self.clone()
        }
    }
}
