//! A table as it goes out, on screen and on paper.

use xianbaohui_core::number::{self, Decimal};
use xianbaohui_core::rate::Amount;

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

/// One column.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// leaf of the header
    pub name: String,
    /// group above it; empty where the leaf spans both rows
    pub group: String,
    /// whether figures stand in it
    pub number: bool,
    /// digits after the point
    pub decimals: u32,
    /// they hold whatever the row says
    pub own_decimals: bool,
    /// width in half-width characters
    pub width: u32,
    /// what its figures are
    pub figure: Option<FigureKey>,
    /// how its total is made
    pub formula: ColumnFormula,
}

/// What a column's figures are: positions of indicator and form column, and what was derived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FigureKey {
    /// position of the indicator; `usize::MAX` where the row says it
    pub indicator: usize,
    /// position of the form column
    pub column: usize,
    /// derived by the program
    pub derived: Option<Derived>,
}

/// What the program derives beside reported figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Derived {
    /// 同比 from the ledger
    YearOnYear,
    /// 占比
    Share,
}

/// How a total cell is made; positions are columns of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnFormula {
    /// not at all
    None,
    /// sum of the column
    Sum,
    /// (of ÷ base − 1) × 100 of the same row
    Growth {
        /// column of the figure
        of: usize,
        /// column of the base
        base: usize,
    },
    /// of ÷ base × 100 of the same row
    Completion {
        /// column of the figure
        of: usize,
        /// column of the base
        base: usize,
    },
}

/// A cell of the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderCell {
    /// text
    pub text: String,
    /// row, from 0
    pub row: u32,
    /// column, from 0
    pub column: u32,
    /// rows it spans
    pub rows: u32,
    /// columns it spans
    pub columns: u32,
}

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

impl From<Amount> for Cell {
    fn from(amount: Amount) -> Self {
        match amount {
            Amount::Known(number) => Self::Number(number),
            Amount::Meaningless => Self::State(CellState::NotApplicable),
            Amount::Overflow => Self::State(CellState::Overflow),
        }
    }
}

impl Column {
    /// A column without a group, a figure or a total.
    pub(super) fn plain(name: &str, width: u32) -> Self {
        Self {
            name: name.to_owned(),
            group: String::new(),
            number: false,
            decimals: 0,
            own_decimals: false,
            width,
            figure: None,
            formula: ColumnFormula::None,
        }
    }
}

impl Row {
    /// A row about which nothing is to be told.
    pub(super) fn new(kind: RowKind, subject: Subject, cells: Vec<Cell>) -> Self {
        Self {
            kind,
            subject,
            decimals: None,
            marked: Vec::new(),
            cells,
        }
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

/// Header cells from the columns: groups over leaves, equal neighbours merged, single leaves over
/// both rows.
pub(super) fn header_of(columns: &[Column]) -> (u32, Vec<HeaderCell>) {
    let rows = if columns.iter().any(|column| !column.group.is_empty()) {
        2
    } else {
        1
    };
    let mut header: Vec<HeaderCell> = Vec::new();
    let mut at = 0;
    while at < columns.len() {
        let group = &columns[at].group;
        let position = at as u32;
        if group.is_empty() {
            header.push(HeaderCell {
                text: columns[at].name.clone(),
                row: 0,
                column: position,
                rows,
                columns: 1,
            });
            at += 1;
            continue;
        }
        let width = columns[at..]
            .iter()
            .take_while(|column| column.group == *group)
            .count();
        if width == 1 && columns[at].name.is_empty() {
            header.push(HeaderCell {
                text: group.clone(),
                row: 0,
                column: position,
                rows,
                columns: 1,
            });
        } else {
            header.push(HeaderCell {
                text: group.clone(),
                row: 0,
                column: position,
                rows: 1,
                columns: width as u32,
            });
            for offset in 0..width {
                header.push(HeaderCell {
                    text: columns[at + offset].name.clone(),
                    row: 1,
                    column: (at + offset) as u32,
                    rows: 1,
                    columns: 1,
                });
            }
        }
        at += width;
    }
    (rows, header)
}

/// Width of a text in half-width characters: a Chinese character takes two.
pub(super) fn text_width(text: &str) -> u32 {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
