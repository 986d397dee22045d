//! Down the rows below the header: what is skipped as note, signature, total or repeated header,
//! and what stands where nothing is expected.

use super::Extraction;
use crate::identify::rows::{self, RowKind};
use crate::read::{Content, Grid};
use std::collections::HashMap;
use xianbaohui_core::finding::{Finding, Severity};
use xianbaohui_core::label;
use xianbaohui_core::place::Place;
use xianbaohui_core::text;

/// How far down the table the walk has come.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// rows have been taken
    pub(super) begun: bool,
    /// a note has been passed
    pub(super) below_note: bool,
    /// a signature has been passed, or a header with other columns: the table is over
    over: bool,
    /// rows taken below a note
    taken_below: Vec<Place>,
    /// filled rows below the end
    left_below: Vec<Place>,
}

/// What the row is to whoever takes rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// nothing to take
    Skip,
    /// a total, where totals are taken
    Total,
    /// a total of some of the rows, where such are taken
    Subtotal,
    /// a row of data, as far as can be seen
    Data,
}

/// A row of header texts among the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Again {
    /// each in its own column
    Same,
    /// the columns have changed places, or a unit of measure has changed
    Changed,
}

impl Extraction<'_> {
    /// Tells what a row is. `is_known`: its label is a row of the form or a unit, so that it is
    /// data whatever it looks like.
    pub(super) fn step(&mut self, walk: &mut Walk, row: u32, label: &str, is_known: bool) -> Step {
        let grid = self.grid;
        match self.header_again(row) {
            Some(Again::Same) => return Step::Skip,
            Some(Again::Changed) => {
                let place = self.place(row, grid.row(row).first().map_or(0, |cell| cell.column));
                let message = format!(
                    "{}又是一{}表头，和前面的表头不一样，从这里起没有读取。请把两张表分开\
                        填报，或统一表头。",
                    grid.row_name(row),
                    grid.row_word()
                );
                self.find(Finding::new(Severity::A, "header.changed", message).at(place));
                walk.over = true;
                return Step::Skip;
            }
            None => {}
        }
        let kind = if is_known {
            RowKind::Other
        } else {
            rows::kind(grid, row, label)
        };
        match kind {
            RowKind::Note => walk.below_note |= walk.begun,
            RowKind::Signature | RowKind::Attachment => walk.over |= walk.begun,
            RowKind::Total if !walk.over => return Step::Total,
            RowKind::Subtotal if !walk.over => return Step::Subtotal,
            RowKind::Other if !walk.over => return Step::Data,
            RowKind::Other
                if rows::is_filled(grid, row, &self.data_columns(), 2 - usize::from(is_known)) =>
            {
                walk.left_below
                    .push(self.place(row, self.bound.label_column.unwrap_or(0)));
            }
            _ => {}
        }
        Step::Skip
    }

    /// Notes that a row was taken.
    pub(super) fn took(&mut self, walk: &mut Walk, row: u32) {
        walk.begun = true;
        self.rows.push(row);
        if walk.below_note {
            walk.taken_below
                .push(self.place(row, self.bound.label_column.unwrap_or(0)));
        }
    }

    /// Tells what stood below notes and signatures. `severity` of rows that were taken below a
    /// note: they are certain where a label names them.
    pub(super) fn arrived(&mut self, walk: Walk, severity: Severity) {
        if !walk.taken_below.is_empty() {
            let message = format!(
                "“注”后面还有 {} {}，仍按表内的读取。请核对是不是同一张表。",
                walk.taken_below.len(),
                self.grid.row_word()
            );
            self.find(Finding::new(severity, "row.below-note", message).at_all(walk.taken_below));
        }
        if !walk.left_below.is_empty() {
            let message = format!(
                "表尾（签名或另一张表头）后面还有 {} {}填了数，没有读取。请移到表内，或删去。",
                walk.left_below.len(),
                self.grid.row_word()
            );
            self.find(Finding::new(Severity::A, "row.below-end", message).at_all(walk.left_below));
        }
    }

    /// Whether a row has anything to say about this table: of tables side by side one may be
    /// shorter, and 合计 and notes stand below the first.
    pub(super) fn reaches(&self, row: u32) -> bool {
        let Some(first) = self.bound.starts_at else {
            return true;
        };
        let last = self
            .bound
            .columns
            .iter()
            .map(|matched| matched.column)
            .max()
            .unwrap_or(first);
        self.grid.row(row).iter().any(|cell| {
            (first..=last).contains(&cell.column) && !text::compact(&cell.raw()).is_empty()
        })
    }

    /// Sheet columns that were bound.
    pub(super) fn data_columns(&self) -> Vec<u32> {
        self.bound
            .columns
            .iter()
            .map(|matched| matched.column)
            .collect()
    }

    /// Whether a row repeats the header: two texts or more, at least half of the bound columns, and
    /// no figure among them.
    fn header_again(&self, row: u32) -> Option<Again> {
        let (grid, bound) = (self.grid, self.bound);
        let columns = bound
            .columns
            .iter()
            .map(|matched| matched.column)
            .chain(bound.label_column)
            .chain(bound.unit_column);
        let texts = self.header_texts.get_or_init(|| {
            let mut texts: HashMap<String, Vec<u32>> = HashMap::new();
            for column in columns.clone() {
                for line in bound.header.top..=bound.header.bottom {
                    let (key, _) = label::split_measure(&grid.seen_text(line, column));
                    if !key.is_empty() {
                        texts.entry(key).or_default().push(column);
                    }
                }
            }
            texts
        });
        if (bound.header.top..=bound.header.bottom).any(|line| is_same_line(grid, line, row)) {
            return Some(Again::Same);
        }
        let (mut hits, mut changed) = (0, false);
        for cell in grid.row(row) {
            if matches!(cell.content, Content::Number(_))
                && bound
                    .columns
                    .iter()
                    .any(|matched| matched.column == cell.column)
            {
                return None;
            }
            let Some(words) = cell.as_text() else {
                continue;
            };
            let (key, unit) = label::split_measure(words);
            let Some(of) = texts.get(&key) else { continue };
            hits += 1;
            let first = bound
                .columns
                .iter()
                .find(|matched| matched.column == cell.column)
                .and_then(|matched| matched.unit.as_ref());
            changed |=
                !of.contains(&cell.column) || unit.as_ref().is_some_and(|unit| first != Some(unit));
        }
        if hits < 2 || hits * 2 < bound.columns.len() {
            return None;
        }
        Some(if changed { Again::Changed } else { Again::Same })
    }
}

/// Whether two rows have the same texts in the same columns, and nothing else.
fn is_same_line(grid: &Grid, one: u32, other: u32) -> bool {
    let words = |row: u32| {
        grid.row(row)
            .iter()
            .map(|cell| (cell.column, text::key(&cell.raw())))
            .filter(|(_, key)| !key.is_empty())
    };
    words(one).next().is_some() && words(one).eq(words(other))
}
