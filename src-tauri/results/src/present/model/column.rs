//! A column of a table, and the header above it.

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
    /// 下达目标: what is to be reached
    Target,
    /// 完成率 of it
    Completed,
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

impl Column {
    /// A column without a group, a figure or a total.
    pub(in crate::present) fn plain(name: &str, width: u32) -> Self {
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

/// Header cells from the columns: groups over leaves, equal neighbours merged, single leaves over
/// both rows.
pub(in crate::present) fn header_of(columns: &[Column]) -> (u32, Vec<HeaderCell>) {
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
pub(in crate::present) fn text_width(text: &str) -> u32 {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}
