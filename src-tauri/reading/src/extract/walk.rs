//! Down the rows below the header: what is skipped as note, signature, total or repeated header,
//! and what stands where nothing is expected. Whoever takes the rows says of each what became of
//! it.

use super::fate::{Account, Fate, Why};
use super::sheet::Sheet;
use super::work::Work;
use crate::identify::rows::{self, RowKind};
use crate::read::{Cell, Content, Grid};
use std::cell::OnceCell;
use std::collections::{BTreeSet, HashMap};
use xianbaohui_core::finding::told::{HeaderChanged, RowBelowEnd, RowBelowNote};
use xianbaohui_core::finding::{Finding, Severity};
use xianbaohui_core::label;
use xianbaohui_core::text;
use xianbaohui_core::words::wording;

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
    taken_below: BTreeSet<u32>,
    /// filled rows below the end
    left_below: Vec<u32>,
    /// what became of each row
    pub(super) account: Account,
    /// texts of the header → columns they stand in
    header_texts: OnceCell<HashMap<String, Vec<u32>>>,
    /// the lines of the header: columns and keys of their texts
    header_lines: OnceCell<Vec<Vec<(u32, String)>>>,
}

/// What the row is to whoever takes rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// nothing to take
    Skip(Fate),
    /// a total, where totals are taken
    Total,
    /// a total of some of the rows, where such are taken
    Subtotal,
    /// the same where the rows above add up to it, else data
    Region,
    /// a row of data, as far as can be seen
    Data,
}

/// A row of header texts among the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Again {
    /// each in its own column
    Same,
    /// columns have changed places, or one says something else
    Changed,
}

impl Walk {
    /// Goes down the filled rows of the table that is being read. `take` says of each what became
    /// of it. `severity` of rows that were taken below a note: they are certain where a label names
    /// them.
    pub(super) fn down(
        work: &mut Work<'_>,
        severity: Severity,
        mut take: impl FnMut(&mut Self, &mut Work<'_>, u32) -> Fate,
    ) -> Account {
        let sheet = work.sheet;
        let mut walk = Self::default();
        let rows = sheet.grid.filled_rows();
        for row in rows.filter(|row| *row > sheet.bound.header.bottom) {
            if sheet.reaches(row) {
                let fate = take(&mut walk, work, row);
                walk.enter(work, row, fate);
            }
        }
        walk.arrived(work, severity)
    }

    /// Tells what a row is. `is_known`: its label is a row of the form or a unit, so that it is
    /// data whatever it looks like.
    pub(super) fn step(
        &mut self,
        work: &mut Work<'_>,
        row: u32,
        label: &str,
        is_known: bool,
    ) -> Step {
        let sheet = work.sheet;
        let grid = sheet.grid;
        match self.header_again(&sheet, row) {
            Some(Again::Same) => return Step::Skip(Fate::Skipped),
            Some(Again::Changed) => {
                let first = grid.row(row).first().map_or(0, |cell| cell.column);
                let told = HeaderChanged {
                    here: sheet.row(row),
                    line: sheet.row_word(),
                };
                work.find(Finding::of(told).at(sheet.place(row, first)));
                self.over = true;
                return Step::Skip(Fate::Told);
            }
            None => {}
        }
        let kind = if is_known {
            RowKind::Other
        } else {
            rows::kind(grid, row, label)
        };
        let not_taken = |why| Step::Skip(Fate::not_taken(&sheet, row, why));
        match kind {
            RowKind::Blank | RowKind::ColumnNumbers => Step::Skip(Fate::Skipped),
            RowKind::Note => {
                self.below_note |= self.begun;
                not_taken(Why::LikeNote)
            }
            RowKind::Signature => {
                self.over |= self.begun;
                Step::Skip(Fate::Skipped)
            }
            RowKind::Attachment => {
                self.over |= self.begun;
                not_taken(Why::LikeNote)
            }
            RowKind::Remark => not_taken(Why::LikeNote),
            RowKind::Total if !self.over => Step::Total,
            RowKind::Subtotal if !self.over => Step::Subtotal,
            RowKind::Region if !self.over => Step::Region,
            RowKind::Other if !self.over => Step::Data,
            RowKind::Other
                if rows::is_filled(grid, row, &sheet.data_columns(), 2 - usize::from(is_known)) =>
            {
                self.left_below.push(row);
                Step::Skip(Fate::Told)
            }
            RowKind::Total | RowKind::Subtotal | RowKind::Region | RowKind::Other => {
                not_taken(Why::BelowEnd)
            }
        }
    }

    /// Notes what became of a row.
    fn enter(&mut self, work: &mut Work<'_>, row: u32, fate: Fate) {
        self.account.enter(row, fate);
        if !matches!(fate, Fate::Taken | Fate::Total) {
            return;
        }
        self.begun = true;
        work.kept.rows.push(row);
        if self.below_note {
            self.taken_below.insert(row);
        }
    }

    /// Tells what stood below notes and signatures, and which rows were left.
    fn arrived(self, work: &mut Work<'_>, severity: Severity) -> Account {
        let sheet = work.sheet;
        if !self.taken_below.is_empty() {
            let told = RowBelowNote {
                count: self.taken_below.len(),
                line: sheet.row_word(),
            };
            let finding = Finding::of(told)
                .graded(severity)
                .about(sheet.subject_of(&work.kept.in_rows(&self.taken_below)))
                .at_all(self.taken_below.iter().map(|row| sheet.label_place(*row)));
            work.find(finding);
        }
        if !self.left_below.is_empty() {
            let told = RowBelowEnd {
                count: self.left_below.len(),
                line: sheet.row_word(),
            };
            let cells = self.left_below.iter().map(|row| sheet.label_place(*row));
            work.find(Finding::of(told).at_all(cells));
        }
        self.account.tell(work);
        self.account
    }

    /// Whether a row repeats the header: two texts or more, at least half of the bound columns, and
    /// no figure among them.
    fn header_again(&self, sheet: &Sheet<'_>, row: u32) -> Option<Again> {
        let (grid, bound) = (sheet.grid, sheet.bound);
        let columns = bound
            .columns
            .iter()
            .map(|matched| matched.column)
            .chain(bound.label_column)
            .chain(bound.unit_column);
        let lines = self.header_lines.get_or_init(|| {
            let lines = bound.header.lines();
            lines.map(|line| words_of(grid, line).collect()).collect()
        });
        if lines.iter().any(|line| is_line(line, grid, row)) {
            return Some(Again::Same);
        }
        // a row with a figure is none of texts
        let is_figure = |cell: &Cell| {
            matches!(cell.content, Content::Number(_))
                && bound
                    .columns
                    .iter()
                    .any(|matched| matched.column == cell.column)
        };
        if grid.row(row).iter().any(is_figure) {
            return None;
        }
        let texts = self.header_texts.get_or_init(|| {
            let mut texts: HashMap<String, Vec<u32>> = HashMap::new();
            for column in columns.clone() {
                for line in bound.header.lines() {
                    let (key, _) = label::split_measure(&grid.seen_text(line, column));
                    if !key.is_empty() {
                        texts.entry(key).or_default().push(column);
                    }
                }
            }
            texts
        });
        let is_known = |cell: &&Cell| {
            let words = cell.as_text().map(label::split_measure);
            words.is_some_and(|(key, _)| texts.contains_key(&key))
        };
        let hits = grid.row(row).iter().filter(is_known).count();
        if hits < 2 || hits * 2 < bound.columns.len() {
            return None;
        }
        let filled = grid.row(row).iter().map(|cell| cell.column);
        let mut all = columns.chain(filled);
        Some(if all.all(|column| says_the_same(sheet, row, column)) {
            Again::Same
        } else {
            Again::Changed
        })
    }
}

/// Whether a row of header texts says in a column what one of the header's lines does, or nothing
/// where one of them does not.
fn says_the_same(sheet: &Sheet<'_>, row: u32, column: u32) -> bool {
    let (grid, bound) = (sheet.grid, sheet.bound);
    let mut lines = bound.header.lines();
    let own = grid.seen_text(row, column);
    let (key, unit) = label::split_measure(&own);
    if key.is_empty() && unit.is_none() {
        return lines.any(|line| {
            grid.cell(line, column).is_none_or(Cell::is_blank) && is_of_line(grid, row, line)
        });
    }
    // 续表 beside the header says nothing else
    if unit.is_none() && matches!(key.as_str(), "续表" | "续") {
        return true;
    }
    let period = Some(sheet.period);
    let mut tables = bound.tables().flat_map(|table| &table.columns);
    let first = tables.find(|matched| matched.column == column);
    let first = first.and_then(|matched| matched.unit.as_ref());
    lines.any(|line| {
        let (own, said) = label::split_measure(&grid.seen_text(line, column));
        let is_same = own == key || wording::header(&own, period) == wording::header(&key, period);
        let is_of_unit = unit.is_none() || unit == said || unit.as_ref() == first;
        is_same && is_of_unit
    })
}

/// Whether a row says nothing else in any column of a header's line.
fn is_of_line(grid: &Grid, row: u32, line: u32) -> bool {
    words_of(grid, line).all(|(column, own)| {
        let words = grid.words_at(row, column);
        let key = text::key(&words);
        key.is_empty() || key == own
    })
}

/// What stands on a row: columns and keys.
fn words_of(grid: &Grid, row: u32) -> impl Iterator<Item = (u32, String)> + '_ {
    grid.row(row)
        .iter()
        .map(|cell| (cell.column, text::key(&cell.raw())))
        .filter(|(_, key)| !key.is_empty())
}

/// Whether a row has the texts of a header's line in the same columns, and nothing else.
fn is_line(line: &[(u32, String)], grid: &Grid, row: u32) -> bool {
    let mut known = line.iter();
    let is_next = |(column, key): (u32, String)| {
        known
            .next()
            .is_some_and(|own| *own.1 == *key && own.0 == column)
    };
    !line.is_empty() && words_of(grid, row).all(is_next) && known.next().is_none()
}
