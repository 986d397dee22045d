//! Tables of delimited lines: which rows have more or fewer fields than the header, and what a
//! comma between digits is. In a row of another length nobody can tell whose a figure is.

use super::sheet::Sheet;
use crate::read::{Content, Grid, Line, Lines};
use std::collections::{BTreeMap, BTreeSet};
use xianbaohui_core::number::{self, Datum};

/// Excel pads the rows of a csv in blocks of so many: where nothing stands in the last columns of
/// a block, all its rows are shorter.
const BLOCK: usize = 16;

/// What a table of delimited lines says of its rows; nothing of what is no text.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// fields of the header
    pub(super) expected: u32,
    /// rows of the file with other numbers of fields
    pub(super) astray: BTreeMap<u32, Line>,
}

impl Texts {
    /// Looks through the rows below the header.
    pub(super) fn of(sheet: &Sheet<'_>) -> Self {
        let grid = sheet.grid;
        let Some(lines) = &grid.lines else {
            return Self::default();
        };
        let table = Table {
            grid,
            lines,
            first: if grid.is_turned() {
                0
            } else {
                sheet.bound.header.bottom + 1
            },
        };
        let expected = table.expected(sheet);
        let mut astray = BTreeMap::new();
        let mut shorter = BTreeMap::new();
        for (row, line) in table.rows() {
            let filled = table.cells(row).last().map_or(0, |(column, _)| column + 1);
            if filled > expected {
                astray.insert(row, line);
            } else if filled > 0 && line.fields < expected {
                shorter.insert(row, line);
            }
        }
        if !table.is_padded_in_blocks(&shorter) {
            let is_regular = table.shapes(expected);
            shorter.retain(|row, line| !is_regular(*row, *line));
            astray.extend(shorter);
        }
        Self { expected, astray }
    }

    /// Whether nobody can tell whose the figure in a cell is.
    pub(super) fn is_astray(&self, grid: &Grid, row: u32, column: u32) -> bool {
        let line = if grid.is_turned() { column } else { row };
        self.astray.contains_key(&line)
    }
}

/// A table as the file has it: of one that was turned round, rows are those before.
struct Table<'a> {
    grid: &'a Grid,
    lines: &'a Lines,
    /// the first row below the header
    first: u32,
}

impl Table<'_> {
    fn rows(&self) -> impl Iterator<Item = (u32, Line)> {
        let rows = (0..).zip(self.lines.rows.iter().copied());
        rows.skip(self.first as usize)
    }

    /// The filled cells of a row, with their columns, ascending.
    fn cells(&self, row: u32) -> Vec<(u32, &Content)> {
        let of = |content, at| (at, content);
        if self.grid.is_turned() {
            let cells = self.grid.cells().iter();
            let own = cells.filter(|cell| cell.column == row);
            own.map(|cell| of(&cell.content, cell.row)).collect()
        } else {
            let cells = self.grid.row(row).iter();
            cells.map(|cell| of(&cell.content, cell.column)).collect()
        }
    }

    /// How many fields a row should have: the header's, or where columns are rows what most have.
    fn expected(&self, sheet: &Sheet<'_>) -> u32 {
        let header = sheet.bound.header;
        let mut rows = self.lines.rows.iter();
        if self.grid.is_turned() {
            let mut counts = BTreeMap::<u32, usize>::new();
            for line in rows.filter(|line| line.fields > 1) {
                *counts.entry(line.fields).or_default() += 1;
            }
            let most = counts.into_iter().max_by_key(|(_, count)| *count);
            return most.map_or(0, |(fields, _)| fields);
        }
        let header = header.top as usize..=header.bottom as usize;
        let own = rows.by_ref().enumerate();
        own.filter(|(row, _)| header.contains(row))
            .map(|(_, line)| line.fields)
            .max()
            .unwrap_or(0)
    }

    /// Whether all shorter rows are such as Excel writes: each block of rows has one length, and
    /// none of them is the header's.
    fn is_padded_in_blocks(&self, shorter: &BTreeMap<u32, Line>) -> bool {
        let header = self.first.saturating_sub(1) as usize / BLOCK;
        let blocks = shorter.keys().map(|row| *row as usize / BLOCK);
        blocks.collect::<BTreeSet<_>>().into_iter().all(|block| {
            let rows = self.lines.rows.iter().skip(block * BLOCK).take(BLOCK);
            let lengths = rows.clone().map(|line| line.fields);
            let lengths = lengths.collect::<BTreeSet<_>>();
            block > header && rows.count() > 1 && lengths.len() == 1
        })
    }

    /// Whether a shorter row is one whose last fields were not written because they are empty: no
    /// row of the file ends with an empty field, what is missing is mostly empty elsewhere too, and
    /// each field is of the kind of its column.
    fn shapes(&self, expected: u32) -> impl Fn(u32, Line) -> bool + '_ {
        let all = self.lines.rows.iter();
        let ends_filled = all
            .filter(|line| line.fields > 1)
            .all(|line| line.ends_filled);
        // column → rows in which it is a figure, and in which it is something else
        let mut kinds = BTreeMap::<u32, (usize, usize)>::new();
        let mut rows = 0_usize;
        for (row, line) in self.rows() {
            if !ends_filled || line.fields < 2 || line.fields > expected {
                continue;
            }
            rows += 1;
            for (column, content) in self.cells(row) {
                let (figures, others) = kinds.entry(column).or_default();
                *(if is_figure(content) { figures } else { others }) += 1;
            }
        }
        move |row, line| {
            let is_last = row as usize + 1 == self.lines.rows.len();
            if !ends_filled || rows < 2 || line.fields < 2 || is_last && self.lines.ends_openly {
                return false;
            }
            let missing_is_empty = (line.fields..expected).all(|column| {
                let (figures, others) = kinds.get(&column).copied().unwrap_or_default();
                (figures + others) * 2 <= rows
            });
            missing_is_empty
                && self.cells(row).into_iter().all(|(column, content)| {
                    let (figures, others) = kinds.get(&column).copied().unwrap_or_default();
                    if is_figure(content) {
                        figures >= others
                    } else {
                        others >= figures
                    }
                })
        }
    }
}

fn is_figure(content: &Content) -> bool {
    match content {
        Content::Number(_) => true,
        Content::Text(words) => matches!(number::read_text(words).datum, Datum::Number(_)),
        _ => false,
    }
}

/// Whether a comma stands between digits.
pub(super) fn has_comma(words: &str) -> bool {
    between_digits(words, b',').next().is_some()
}

/// A figure with a decimal comma as one with a decimal point: `1.355,90` is 1355.90.
pub(super) fn with_point(words: &str) -> String {
    let commas = between_digits(words, b',').collect::<Vec<_>>();
    let points = between_digits(words, b'.').collect::<Vec<_>>();
    let comma = match commas.as_slice() {
        [] => words.len(),
        [only] => *only,
        _ => return words.to_owned(),
    };
    if points.iter().any(|point| *point > comma) {
        return words.to_owned();
    }
    let mut out = String::with_capacity(words.len());
    for (at, c) in words.char_indices() {
        if at == comma {
            out.push('.');
        } else if !points.contains(&at) {
            out.push(c);
        }
    }
    out
}

/// Where a sign stands between two digits.
fn between_digits(words: &str, sign: u8) -> impl Iterator<Item = usize> + '_ {
    let windows = words.as_bytes().windows(3).enumerate();
    windows
        .filter(move |(_, three)| {
            three[0].is_ascii_digit() && three[1] == sign && three[2].is_ascii_digit()
        })
        .map(|(at, _)| at + 1)
}
