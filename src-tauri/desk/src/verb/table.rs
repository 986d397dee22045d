//! A table as the pages get it.

use super::shared::{FormRef, count};
use crate::shown::Shown;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use xianbaohui_core::finding::Severity;
use xianbaohui_results::present::{self, Cell, CellState, RowKind as CoreRow, Subject};

/// One of the tables that a round gives.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct TableRef {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) form: FormRef,
}

/// Who is in a table.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct Coverage {
    pub(super) expected: u32,
    pub(super) reported: u32,
    pub(super) missing: Vec<String>,
}

impl Coverage {
    pub(crate) fn new(expected: usize, reported: usize, missing: Vec<String>) -> Self {
        Self {
            expected: count(expected),
            reported: count(reported),
            missing,
        }
    }
}

/// Whether figures or words stand in a column.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub(crate) enum ColumnKind {
    Text,
    Number,
}

/// A column.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct TableColumn {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) kind: ColumnKind,
    pub(super) decimals: u32,
    pub(super) width: u32,
}

/// A cell of the header.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct HeaderCell {
    pub(super) text: String,
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) rows: u32,
    pub(super) columns: u32,
}

impl From<&present::HeaderCell> for HeaderCell {
    fn from(cell: &present::HeaderCell) -> Self {
        Self {
            text: cell.text.clone(),
            row: cell.row,
            column: cell.column,
            rows: cell.rows,
            columns: cell.columns,
        }
    }
}

/// Everything of a table but its rows.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct TableHead {
    pub(super) id: String,
    pub(super) title: String,
    pub(super) period: String,
    pub(super) unit_note: String,
    pub(super) coverage: Coverage,
    pub(super) columns: Vec<TableColumn>,
    pub(super) header_rows: u32,
    pub(super) header: Vec<HeaderCell>,
    pub(super) pinned: u32,
    pub(super) rows: u32,
    /// the state of the ledger that it is of: asked for with everything of this table
    #[ts(type = "number")]
    pub(super) state: i64,
    pub(super) note: Option<String>,
}

/// State of a figure.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub(crate) enum FigureState {
    Number,
    Text,
    Blank,
    Nil,
    Unreadable,
    Missing,
    NotApplicable,
    Overflow,
}

/// Severity of what is wrong with a figure.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub(crate) enum Flag {
    A,
    B,
    C,
    D,
}

impl Flag {
    fn of(severity: Severity) -> Self {
        match severity {
            Severity::A => Self::A,
            Severity::B => Self::B,
            Severity::C => Self::C,
            Severity::D => Self::D,
        }
    }
}

/// A cell, ready to show.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct TableCell {
    pub(super) text: String,
    pub(super) state: FigureState,
    pub(super) flag: Option<Flag>,
    /// a total that lacks something: the notes say what
    pub(super) marked: bool,
    pub(super) traceable: bool,
}

/// Kinds of rows.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub(crate) enum RowKind {
    Unit,
    Within,
    Indicator,
    Total,
    ReportedTotal,
    Difference,
    Missing,
    Entry,
}

/// A row; `index` is its place in the table before sorting and filtering.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct TableRow {
    pub(super) index: u32,
    pub(super) kind: RowKind,
    pub(super) cells: Vec<TableCell>,
}

/// A window of rows.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct TablePage {
    pub(super) total: u32,
    pub(super) rows: Vec<TableRow>,
}

/// A table that is on the screen: as the ledger was when its head was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(export)]
pub(crate) struct OnScreen {
    pub(super) round: String,
    pub(super) table: String,
    #[ts(type = "number")]
    pub(super) state: i64,
}

/// By which column, which way.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[ts(export)]
pub(crate) struct Sort {
    pub(super) column: u32,
    pub(super) descending: bool,
}

pub(super) fn row(shown: &Shown, at: usize) -> TableRow {
    let table = &shown.table;
    let row = &table.rows[at];
    let kind = match row.kind {
        CoreRow::Unit => RowKind::Unit,
        CoreRow::Within => RowKind::Within,
        CoreRow::Indicator => RowKind::Indicator,
        CoreRow::Total => RowKind::Total,
        CoreRow::ReportedTotal => RowKind::ReportedTotal,
        CoreRow::Difference => RowKind::Difference,
        CoreRow::Missing => RowKind::Missing,
        CoreRow::Entry => RowKind::Entry,
    };
    let cells =
        row.cells
            .iter()
            .zip(&table.columns)
            .enumerate()
            .map(|(position, (cell, column))| {
                let decimals = table.decimals(row, position);
                let state = match cell {
                    Cell::Number(_) => FigureState::Number,
                    Cell::Text(_) | Cell::Empty => FigureState::Text,
                    Cell::State(CellState::Blank) => FigureState::Blank,
                    Cell::State(CellState::Nil) => FigureState::Nil,
                    Cell::State(CellState::Unreadable) => FigureState::Unreadable,
                    Cell::State(CellState::Missing) => FigureState::Missing,
                    Cell::State(CellState::NotApplicable) => FigureState::NotApplicable,
                    Cell::State(CellState::Overflow) => FigureState::Overflow,
                };
                let is_figure = column.figure.is_some()
                    && !matches!(row.kind, CoreRow::Missing | CoreRow::Difference)
                    && !matches!(cell, Cell::Empty);
                let of_entry = matches!(row.subject, Subject::Entry(..)) && position >= 2;
                // only the first cell of a unit without a return says so
                let is_target = matches!(cell, Cell::Number(_));
                let text = if row.kind == CoreRow::Missing && position > 1 && !is_target {
                    String::new()
                } else {
                    cell.shown(decimals)
                };
                TableCell {
                    text,
                    state,
                    flag: shown
                        .flags
                        .get(&(at, position))
                        .map(|severity| Flag::of(*severity)),
                    marked: row.marked.contains(&position),
                    traceable: is_figure || of_entry,
                }
            });
    TableRow {
        index: count(at),
        kind,
        cells: cells.collect(),
    }
}
