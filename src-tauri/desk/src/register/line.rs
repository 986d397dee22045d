//! Columns and rows of a register, as they may be shown.

use std::sync::Arc;
use xianbaohui_core::register::State;

/// Between the cells of a row: no text of a sheet has it.
pub(super) const BETWEEN: char = '\u{1f}';

/// A column of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// its code
    pub key: String,
    /// heading, with the unit of measure
    pub name: String,
    /// figures stand in it
    pub number: bool,
    /// width in half-width characters
    pub width: u32,
}

/// A row of a register, as it may be shown.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// what the entry is called by commands
    pub id: String,
    /// what it goes by
    pub key: String,
    /// code of its unit
    pub unit: Arc<str>,
    /// how it stands
    pub state: State,
    /// the return that it stands in was withdrawn
    pub withdrawn: bool,
    /// the last day on which it counts
    pub(super) until: Option<Box<str>>,
    /// one after the other: there are many rows
    pub(super) cells: Box<str>,
    /// where each of them ends
    pub(super) ends: Box<[u32]>,
    /// what is looked through for a text; nothing personal
    pub(super) searched: Box<str>,
}

impl Line {
    /// What stands in a column.
    pub fn cell(&self, at: usize) -> &str {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let from = at
            .checked_sub(1)
            .map_or(0, |at| end(at) + BETWEEN.len_utf8());
        self.cells.get(from..end(at)).unwrap_or_default()
    }

    /// What stands in all columns.
    pub fn cells(&self) -> Vec<String> {
        let all = 0..self.ends.len();
        all.map(|at| self.cell(at).to_owned()).collect()
    }
}
