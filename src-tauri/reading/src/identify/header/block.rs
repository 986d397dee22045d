//! Where on a sheet the header stands.

use super::vocabulary::Vocabulary;
use crate::identify::column_numbers::is_column_numbers;
use crate::read::{Cell, Content, Grid};
use std::cell::RefCell;
use std::collections::HashMap;
use xianbaohui_core::label;
use xianbaohui_core::text;

/// Rows that are searched for a header.
const SEARCHED: u32 = 200;
/// Rows that are searched first.
const NEAR: u32 = 16;
/// A header has at most this many rows.
const DEEPEST: u32 = 5;

/// First and last row of a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HeaderBlock {
    /// first row
    pub top: u32,
    /// last row
    pub bottom: u32,
    /// the row of it that numbers the columns, where labels are merged down over that
    pub numbers: Option<u32>,
}

impl HeaderBlock {
    /// Its rows that have texts of headers.
    pub fn lines(&self) -> impl Iterator<Item = u32> + use<> {
        let numbers = self.numbers;
        (self.top..=self.bottom).filter(move |row| Some(*row) != numbers)
    }

    /// The last of them.
    pub fn last_line(&self) -> u32 {
        self.lines().last().unwrap_or(self.bottom)
    }
}

/// Finds the header rows: where most cells are among the texts that the form's headers are made of.
pub(in crate::identify) fn find(grid: &Grid, vocabulary: &Vocabulary<'_>) -> Option<HeaderBlock> {
    let counted = RefCell::new(HashMap::new());
    // rows near the top are asked for several times
    let hits = |row: u32| -> usize {
        let count = || {
            let cells = grid.row(row).iter();
            cells
                .filter(|cell| is_header_text(cell, vocabulary))
                .count()
        };
        *counted.borrow_mut().entry(row).or_insert_with(count)
    };
    // a header that comes again further down, on one row, may have more texts on it than the first:
    // the first row with half as many counts
    let best_before = |last: u32| {
        let rows = grid
            .filled_rows()
            .take_while(|row| *row < last)
            .map(|row| (hits(row), row))
            .collect::<Vec<_>>();
        let most = rows.iter().map(|(count, _)| *count).max()?;
        let enough = if most < 4 { most } else { most.div_ceil(2) };
        rows.into_iter().find(|(count, _)| *count >= enough)
    };
    // nearly every header stands at the top; only where none does is the rest searched
    let near = best_before(NEAR).filter(|(count, _)| *count >= 3);
    let (count, row) = near.or_else(|| best_before(SEARCHED))?;
    if count == 0 {
        return None;
    }
    let (mut top, mut bottom) = (row, row);
    // a line that names the period stands above a header, and is none of its texts
    let belongs = |row: u32| {
        hits(row) > 1
            || grid
                .row(row)
                .iter()
                .any(|cell| is_own_text(cell, vocabulary))
    };
    while top > 0
        && row - top < DEEPEST
        && (belongs(top - 1) || reaches_down(grid, top - 1, top))
        && (belongs(top - 1) || !is_title(grid, top - 1))
    {
        top -= 1;
    }
    // vertical merges of the header end where it ends
    for area in &grid.merges {
        if (top..=row).contains(&area.top)
            && area.bottom > bottom
            && area.bottom - top < DEEPEST
            && grid
                .cell(area.top, area.left)
                .is_some_and(|cell| is_header_text(cell, vocabulary))
        {
            bottom = area.bottom;
        }
    }
    while bottom + 1 - top < DEEPEST
        && !has_figures(grid, bottom + 1)
        && (hits(bottom + 1) > 0 || completes(grid, bottom + 1, vocabulary))
    {
        bottom += 1;
    }
    // an empty line between its rows ends no header
    let is_empty = |row: u32| grid.row(row).iter().all(Cell::is_blank);
    let is_again = |next: u32| {
        let same = |cell: &Cell| {
            let words = cell.as_text().unwrap_or_default();
            (top..=bottom).any(|above| grid.text(above, cell.column) == words)
        };
        grid.row(next).iter().any(same)
    };
    if let Some(next) = (bottom + 2..top + DEEPEST)
        .find(|row| !is_empty(*row))
        .filter(|next| (bottom + 1..*next).all(is_empty))
        && hits(next) > 1
        && !has_figures(grid, next)
        && !is_again(next)
    {
        bottom = next;
    }
    // headers that are numbers are the form's own where it has such
    let numbers =
        (top + 1..=bottom).find(|row| hits(*row) == 0 && is_column_numbers(grid, *row, false));
    Some(HeaderBlock {
        top,
        bottom,
        numbers,
    })
}

/// The last row of texts above the first row of figures: what is a header where none of its texts
/// is known.
pub(in crate::identify) fn above_figures(grid: &Grid) -> Option<HeaderBlock> {
    let figures = |row: &u32| {
        grid.row(*row)
            .iter()
            .filter(|cell| matches!(cell.content, Content::Number(_)))
            .count()
            >= 2
    };
    let first = grid
        .filled_rows()
        .take_while(|row| *row < SEARCHED)
        .find(figures)?;
    let texts = |row: &u32| {
        grid.row(*row)
            .iter()
            .filter(|cell| cell.as_text().is_some())
            .count()
            >= 2
    };
    let row = grid
        .filled_rows()
        .take_while(|row| *row < first)
        .filter(texts)
        .last()?;
    Some(HeaderBlock {
        top: row,
        bottom: row,
        numbers: None,
    })
}

fn is_header_text(cell: &Cell, vocabulary: &Vocabulary<'_>) -> bool {
    let known = |words: &str| {
        // such a sign is the same in the key
        let is_own = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) && c != '至';
        let is_plain = words.starts_with(is_own);
        (!is_plain || vocabulary.may_have(words))
            && vocabulary.has(&label::key_without_measure(words))
    };
    cell.as_text()
        .is_some_and(|words| known(words) || (words.contains('\n') && words.lines().any(known)))
}

/// The same, in the form's own words.
fn is_own_text(cell: &Cell, vocabulary: &Vocabulary<'_>) -> bool {
    let known = |words: &str| vocabulary.has_own(&label::key_without_measure(words));
    cell.as_text()
        .is_some_and(|words| known(words) || words.lines().any(known))
}

/// The second halves of headers that were split over two cells: each text makes, with the one above
/// it, a text of the form.
fn completes(grid: &Grid, row: u32, vocabulary: &Vocabulary<'_>) -> bool {
    let cells = grid
        .row(row)
        .iter()
        .filter(|cell| !text::compact(&cell.raw()).is_empty())
        .collect::<Vec<_>>();
    let joins = |cell: &&Cell| {
        cell.as_text().is_some_and(|words| {
            vocabulary.has(
                &label::split_measure(&format!("{}{words}", grid.text(row - 1, cell.column))).0,
            )
        })
    };
    row > 0
        && !cells.is_empty()
        && cells
            .iter()
            .all(|cell| !grid.text(row - 1, cell.column).is_empty() && joins(cell))
}

/// A group header above: several merged or separate texts, not one line over the whole width.
fn reaches_down(grid: &Grid, row: u32, next: u32) -> bool {
    let cells = grid.row(row);
    cells.len() > 1
        && !has_figures(grid, row)
        && grid
            .merges
            .iter()
            .any(|area| area.top == row && area.bottom >= next)
}

fn is_title(grid: &Grid, row: u32) -> bool {
    grid.row(row).len() == 1
}

fn has_figures(grid: &Grid, row: u32) -> bool {
    grid.row(row)
        .iter()
        .any(|cell| matches!(cell.content, Content::Number(_)))
}
