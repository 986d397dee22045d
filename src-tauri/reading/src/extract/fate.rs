//! What became of every filled row below a header. Each ends in exactly one way, and whoever walks
//! down a table must say in which: a row that was not taken and of which nothing is told is named
//! in the end.

use super::sheet::Sheet;
use super::words;
use super::work::Work;
use std::collections::BTreeSet;
use xianbaohui_core::finding::told::RowsLeft;
use xianbaohui_core::finding::{Finding, Severity};
use xianbaohui_core::number;
use xianbaohui_core::text;

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// its figures or its entry were taken
    Taken,
    /// the total of a county table: its figures were taken, and are compared
    Total,
    /// any other total or sub-total, compared with the rows around it
    Compared,
    /// what every sheet has, or nothing: the header again, column numbers, signatures, numbers of
    /// rows, a row of nils, a row that the officer said is none
    Skipped,
    /// words: titles between the rows, notes
    Words,
    /// not taken, and a finding says why
    Told,
    /// not taken, and nothing else says so
    Left(Why),
}

/// Why a row was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// a name, and nothing beside it
    NameOnly,
    /// something, and no name
    NoName,
    /// a name that the form does not have, and no figure
    NotOfForm,
    /// a total that is compared with nothing
    Total,
    /// below the end of the table
    BelowEnd,
    /// begins like a note, and has more beside it
    LikeNote,
}

impl Why {
    /// One word for it.
    const fn word(self) -> &'static str {
        match self {
            Self::NameOnly => "name-only",
            Self::NoName => "no-name",
            Self::NotOfForm => "not-of-form",
            Self::Total => "total",
            Self::BelowEnd => "below-end",
            Self::LikeNote => "like-note",
        }
    }

    /// Whether what was left may be an entry or a figure of the county.
    const fn may_count(self) -> bool {
        matches!(self, Self::NameOnly | Self::LikeNote)
    }
}

impl Fate {
    /// A row that is not taken: nothing but numbers of rows and nils says nothing, one text is a
    /// line of words, and whatever else is left.
    pub(super) fn not_taken(sheet: &Sheet<'_>, row: u32, why: Why) -> Self {
        let said = said(sheet, row);
        match said.as_slice() {
            [] => Self::Skipped,
            [column] if is_text(sheet, row, *column) && stands_alone(sheet, row) => Self::Words,
            columns
                if why == Why::LikeNote
                    && columns.iter().all(|column| is_text(sheet, row, *column)) =>
            {
                Self::Words
            }
            _ => Self::Left(why),
        }
    }
}

/// Columns of a row, within its table, that say something: neither blank nor nil nor the number of
/// the row.
pub(super) fn said(sheet: &Sheet<'_>, row: u32) -> Vec<u32> {
    let cells = sheet.grid.row(row).iter();
    cells
        .filter(|cell| sheet.has_column(cell.column))
        .filter(|cell| {
            let compact = text::compact(&cell.raw());
            !compact.is_empty()
                && number::nil(&compact).is_none()
                && !words::is_ordinal(sheet, cell.column)
        })
        .map(|cell| cell.column)
        .collect()
}

/// Whether a row has one filled cell within its table: it is told as a line of words then.
fn stands_alone(sheet: &Sheet<'_>, row: u32) -> bool {
    let cells = sheet.grid.row(row).iter();
    let filled = cells.filter(|cell| sheet.has_column(cell.column) && !cell.is_blank());
    filled.count() == 1
}

fn is_text(sheet: &Sheet<'_>, row: u32, column: u32) -> bool {
    let cell = sheet.grid.cell(row, column);
    cell.is_some_and(|cell| cell.as_text().is_some())
}

/// The rows of one table, with what became of them.
#[derive(Debug, Default)]
pub(super) struct Account {
    /// rows that were taken
    pub(super) taken: Vec<u32>,
    /// totals and sub-totals
    pub(super) totals: Vec<u32>,
    /// those that are no row of a unit
    pub(super) compared: Vec<u32>,
    told: usize,
    left: Vec<(u32, Why)>,
}

impl Account {
    /// Notes what became of a row.
    pub(super) fn enter(&mut self, row: u32, fate: Fate) {
        match fate {
            Fate::Taken => self.taken.push(row),
            Fate::Total => self.totals.push(row),
            Fate::Compared => {
                self.totals.push(row);
                self.compared.push(row);
            }
            Fate::Told => self.told += 1,
            Fate::Left(why) => self.left.push((row, why)),
            Fate::Skipped | Fate::Words => {}
        }
    }

    /// The rows taken after the last total.
    pub(super) fn since_total(&self) -> &[u32] {
        let last = self.totals.last().copied();
        let from = last.map_or(0, |last| self.taken.partition_point(|row| *row < last));
        self.taken.get(from..).unwrap_or_default()
    }

    /// Tells of the rows that were left.
    pub(super) fn tell(&self, work: &mut Work<'_>) {
        if self.left.is_empty() {
            return;
        }
        let sheet = work.sheet;
        let is_asked = sheet.data_columns().into_iter().collect::<BTreeSet<_>>();
        let may_count = self.left.iter().any(|(row, why)| {
            why.may_count()
                || (*why == Why::BelowEnd
                    && said(&sheet, *row)
                        .iter()
                        .any(|column| is_asked.contains(column)))
        });
        let told = RowsLeft {
            filled: self.taken.len() + self.told + self.left.len(),
            read: self.taken.len(),
            told: (self.told > 0).then_some(self.told),
            rows: self.left.iter().map(|(row, _)| sheet.row(*row)).collect(),
            whys: self
                .left
                .iter()
                .map(|(_, why)| why.word().to_owned())
                .collect(),
            line: sheet.row_word(),
        };
        let severity = if may_count { Severity::B } else { Severity::D };
        let cells = self.left.iter().flat_map(|(row, _)| {
            let columns = said(&sheet, *row);
            columns
                .into_iter()
                .map(move |column| sheet.place(*row, column))
        });
        work.find(Finding::of(told).graded(severity).at_all(cells));
    }
}
