//! A table as it goes out, on screen and on paper.

mod cell;
mod column;

pub use cell::{Cell, CellState, Row, RowKind, Subject};

pub(super) use cell::Filled;
pub use column::{Column, ColumnFormula, Derived, FigureKey, HeaderCell};
pub(super) use column::{header_of, text_width};

/// One of the tables that a round gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableRef {
    /// form code and kind: `S1:units`
    pub id: String,
    /// short name
    pub title: String,
    /// form code
    pub form: String,
    /// kind
    pub kind: TableKind,
}

/// Kinds of tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    /// indicators × columns, totals only
    Summary,
    /// units × figures
    Units,
    /// all entries of a roster
    Entries,
    /// entries and sums by unit
    EntryCounts,
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// `S1:units`
    pub id: String,
    /// position of the form
    pub form: usize,
    /// kind
    pub kind: TableKind,
    /// full title
    pub title: String,
    /// of which units it is, where not of all: stands before who has reported
    pub scope: String,
    /// `2021年1–3月`
    pub period: String,
    /// `单位：万元`, or nothing where the headers say it
    pub unit_note: String,
    /// units expected
    pub expected: usize,
    /// units that have reported
    pub reported: usize,
    /// names of those that have not
    pub missing: Vec<String>,
    /// the columns, left to right
    pub columns: Vec<Column>,
    /// rows of the header
    pub header_rows: u32,
    /// the header, merged cells once
    pub header: Vec<HeaderCell>,
    /// columns that stay in sight
    pub pinned: usize,
    /// the rows
    pub rows: Vec<Row>,
    /// printed below
    pub notes: Vec<String>,
}

impl Table {
    /// Digits after the point of a cell.
    pub fn decimals(&self, row: &Row, column: usize) -> u32 {
        let column = &self.columns[column];
        row.decimals
            .filter(|_| column.formula == ColumnFormula::Sum && !column.own_decimals)
            .unwrap_or(column.decimals)
    }
}

impl TableKind {
    /// For ids.
    pub fn code(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Units => "units",
            Self::Entries => "entries",
            Self::EntryCounts => "counts",
        }
    }

    pub(super) fn of_code(code: &str) -> Option<Self> {
        [Self::Summary, Self::Units, Self::Entries, Self::EntryCounts]
            .into_iter()
            .find(|kind| kind.code() == code)
    }

    /// For lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Summary => "汇总表",
            Self::Units => "分县表",
            Self::Entries => "汇总名册",
            Self::EntryCounts => "分县统计",
        }
    }

    /// What is on such a table.
    pub fn note(self) -> &'static str {
        match self {
            Self::Summary => "每项指标的合计和比率",
            Self::Units => "每个单位一行，合计带公式",
            Self::Entries => "各单位名单逐条汇在一起",
            Self::EntryCounts => "名单按单位计数",
        }
    }
}
