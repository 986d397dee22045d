//! A row of a table and its cells.

use crate::consolidate::DerivedFigure;
use xianbaohui_core::number::{self, Decimal};
use xianbaohui_core::rate::Amount;

/// One row.
#[derive(Debug, Clone)]
pub struct Row {
    /// kind
    pub kind: RowKind,
    /// what it is about
    pub subject: Subject,
    /// digits of its added figures, where the row says them and not the column
    pub decimals: Option<u32>,
    /// columns whose total lacks something that the notes tell
    pub marked: Vec<usize>,
    /// one for each column
    pub cells: Vec<Cell>,
    /// what the derived figures among them are made of, by column
    pub(in crate::present) derived: Vec<(usize, DerivedFigure)>,
}

/// Kinds of rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// a unit's figures
    Unit,
    /// figures of a unit that are in those of the unit above, and in no total
    Within,
    /// an indicator's totals
    Indicator,
    /// 合计
    Total,
    /// 上报合计: what the county table itself says
    ReportedTotal,
    /// 差额: reported total less sum
    Difference,
    /// 未报
    Missing,
    /// an entry of a roster
    Entry,
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// position of a unit in the scheme
    Unit(usize),
    /// position of an indicator in the scheme
    Indicator(usize),
    /// all units
    All,
    /// id of a return and row of its sheet
    Entry(i64, u32),
}

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// nothing belongs here
    Empty,
    /// words
    Text(Box<str>),
    /// a figure
    Number(Decimal),
    /// no figure, and why
    State(CellState),
}

/// Why there is no figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellState {
    /// left empty
    Blank,
    /// declared nil
    Nil,
    /// something that cannot be read
    Unreadable,
    /// the unit has not reported
    Missing,
    /// has no total: rank, class, words, a rate without its base
    NotApplicable,
    /// a total with more digits than can be kept
    Overflow,
}

/// What is put into a cell: words, a reported figure, or a derived one with all that it is made of.
/// Only here does the number of a derived figure become that of a cell, and the row keeps the rest.
#[derive(Debug, Clone)]
pub(in crate::present) struct Filled {
    cell: Cell,
    derived: Option<DerivedFigure>,
}

impl Filled {
    /// A derived figure that has no number, with the word for why.
    pub(in crate::present) fn worded(derived: DerivedFigure, state: CellState) -> Self {
        Self {
            cell: Cell::State(state),
            derived: Some(derived),
        }
    }
}

impl From<Cell> for Filled {
    fn from(cell: Cell) -> Self {
        Self {
            cell,
            derived: None,
        }
    }
}

impl From<DerivedFigure> for Filled {
    fn from(derived: DerivedFigure) -> Self {
        let cell = match derived.going_out() {
            Amount::Known(number) => Cell::Number(number),
            Amount::Meaningless => Cell::State(CellState::NotApplicable),
            Amount::Overflow => Cell::State(CellState::Overflow),
        };
        Self {
            cell,
            derived: Some(derived),
        }
    }
}

impl Row {
    /// A row about which nothing is to be told.
    pub(in crate::present) fn new(kind: RowKind, subject: Subject, cells: Vec<Filled>) -> Self {
        let mut row = Self {
            kind,
            subject,
            decimals: None,
            marked: Vec::new(),
            cells: Vec::with_capacity(cells.len()),
            derived: Vec::new(),
        };
        for (column, Filled { cell, derived }) in cells.into_iter().enumerate() {
            row.cells.push(cell);
            row.derived.extend(derived.map(|own| (column, own)));
        }
        row
    }

    /// What the derived figure of a column is made of; `None` where none stands there.
    pub fn derived(&self, column: usize) -> Option<&DerivedFigure> {
        let at = self.derived.binary_search_by_key(&column, |(own, _)| *own);
        at.ok().map(|at| &self.derived[at].1)
    }
}

impl Cell {
    /// As it is shown: separated thousands, fixed digits, a word for every state.
    pub fn shown(&self, decimals: u32) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.to_string(),
            Self::Number(number) => number::display(*number, decimals),
            Self::State(state) => state.word().to_owned(),
        }
    }

    /// The figure, when it is one.
    pub fn number(&self) -> Option<Decimal> {
        if let Self::Number(number) = self {
            Some(*number)
        } else {
            None
        }
    }
}

impl CellState {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Blank => "",
            Self::Nil => "—",
            Self::Unreadable => "未识别",
            Self::Missing => "未报",
            Self::NotApplicable => "/",
            Self::Overflow => "溢出",
        }
    }
}
