//! The sheets of a workbook, and what came of their cells.

use calamine::{Data, Range};
use std::collections::HashMap;

/// What came of the cells of a workbook.
#[derive(Debug, Clone, Default)]
pub(in crate::truth) struct Compared {
    pub(in crate::truth) cells: usize,
    pub(in crate::truth) wrong: Vec<String>,
}

pub(super) struct Sheets(pub(super) HashMap<String, Range<Data>>);

impl Sheets {
    pub(super) fn of<'a>(
        &'a self,
        beginning: &str,
    ) -> impl Iterator<Item = (&'a String, &'a Range<Data>)> {
        let beginning = beginning.to_owned();
        self.0
            .iter()
            .filter(move |(name, _)| name.starts_with(&beginning))
    }
}

pub(super) fn text(range: &Range<Data>, row: u32, column: u32) -> String {
    range
        .get_value((row, column))
        .map(ToString::to_string)
        .unwrap_or_default()
}
