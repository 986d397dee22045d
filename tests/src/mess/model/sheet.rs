//! A sheet as its county laid it out.

use super::cell::{Cell, Shown};
use super::said::Around;

/// A sheet; all rows have as many cells as there are columns.
#[derive(Debug, Clone)]
pub(in crate::mess) struct Sheet {
    pub(in crate::mess) name: String,
    pub(in crate::mess) shown: Shown,
    /// what it is a return of; junk is none
    pub(in crate::mess) claim: Option<Claim>,
    pub(in crate::mess) columns: Vec<Column>,
    pub(in crate::mess) rows: Vec<Row>,
    pub(in crate::mess) hidden_columns: Vec<usize>,
    pub(in crate::mess) filtered: bool,
    pub(in crate::mess) around: Around,
}

/// What a column is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::mess) enum Column {
    Serial,
    /// indicator names, or unit names of a county table
    Label,
    /// 计量单位
    Measure,
    Remark,
    Figure {
        column: String,
        indicator: Option<String>,
        kind: Kind,
        header: String,
    },
    Field {
        field: String,
        kind: FieldKind,
        header: String,
    },
    /// put in between
    Foreign,
}

/// What a column's figures are; a ratio is 0.344 for 34.4 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mess) enum Kind {
    Value,
    Rate,
    Ratio,
    Rank,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::mess) enum FieldKind {
    Text,
    Number,
    Date,
    Code,
    Unit,
    Choice,
}

#[derive(Debug, Clone)]
pub(in crate::mess) struct Row {
    pub(in crate::mess) kind: RowKind,
    pub(in crate::mess) cells: Vec<Cell>,
    pub(in crate::mess) hidden: bool,
}

/// What a row is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::mess) enum RowKind {
    /// 附件1
    Annex,
    Title,
    /// 填报单位：
    Line,
    /// 单位：万元
    UnitNote,
    Header,
    /// an indicator, a unit, or an entry
    Data {
        about: String,
        /// it is a 其中 item
        part: bool,
        /// measure unit of the scheme
        unit: String,
    },
    Total,
    Note,
    /// 甲 乙 1 2 3
    Numbers,
    Signature,
    /// anything that operators put in
    Other,
}

impl Row {
    pub(in crate::mess) fn new(kind: RowKind, width: usize) -> Self {
        Self {
            kind,
            cells: vec![Cell::default(); width],
            hidden: false,
        }
    }

    /// A row with one text in its first column, merged over all when wanted.
    pub(in crate::mess) fn line(kind: RowKind, width: usize, text: &str, merged: bool) -> Self {
        let mut row = Self::new(kind, width);
        row.cells[0] = Cell {
            across: if merged { width - 1 } else { 0 },
            ..Cell::text(text)
        };
        row
    }

    pub(in crate::mess) fn is_data(&self) -> bool {
        matches!(self.kind, RowKind::Data { .. })
    }

    /// Whether it is part of the table: moved along when columns move.
    pub(in crate::mess) fn is_of_table(&self) -> bool {
        matches!(
            self.kind,
            RowKind::Data { .. } | RowKind::Total | RowKind::Header
        )
    }
}

impl Sheet {
    pub(in crate::mess) fn width(&self) -> usize {
        self.columns.len()
    }

    /// Puts a row in; what is merged over the place reaches one row further.
    pub(in crate::mess) fn insert_row(&mut self, at: usize, row: Row) {
        for (above, other) in self.rows.iter_mut().enumerate().take(at) {
            for cell in other
                .cells
                .iter_mut()
                .filter(|cell| above + cell.down >= at)
            {
                cell.down += 1;
            }
        }
        self.rows.insert(at, row);
    }

    /// Puts an empty column in; what is merged over the place reaches one column further.
    pub(in crate::mess) fn insert_column(&mut self, at: usize, column: Column) {
        for row in &mut self.rows {
            for (left, cell) in row.cells.iter_mut().enumerate().take(at) {
                if left + cell.across >= at {
                    cell.across += 1;
                }
            }
            row.cells.insert(at, Cell::default());
        }
        for moved in self
            .hidden_columns
            .iter_mut()
            .chain(&mut self.around.narrow)
        {
            *moved += usize::from(*moved >= at);
        }
        self.columns.insert(at, column);
    }

    /// Puts the columns in another order, in the rows of the table only.
    pub(in crate::mess) fn reorder(&mut self, order: &[usize]) {
        self.columns = order.iter().map(|at| self.columns[*at].clone()).collect();
        for row in self.rows.iter_mut().filter(|row| row.is_of_table()) {
            row.cells = order.iter().map(|at| row.cells[*at].clone()).collect();
        }
    }

    pub(in crate::mess) fn data_rows(&self) -> Vec<usize> {
        (0..self.rows.len())
            .filter(|at| self.rows[*at].is_data())
            .collect()
    }

    pub(in crate::mess) fn header_rows(&self) -> Vec<usize> {
        (0..self.rows.len())
            .filter(|at| self.rows[*at].kind == RowKind::Header)
            .collect()
    }

    pub(in crate::mess) fn row_of(&self, kind: &RowKind) -> Option<usize> {
        self.rows.iter().position(|row| row.kind == *kind)
    }

    pub(in crate::mess) fn column_of(&self, column: &Column) -> Option<usize> {
        self.columns.iter().position(|own| own == column)
    }

    /// Cells of the rows of data with a fact and such a column.
    pub(in crate::mess) fn facts(
        &self,
        is: impl Fn(&Column, &Cell) -> bool,
    ) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for row in self.data_rows() {
            for (column, cell) in self.rows[row].cells.iter().enumerate() {
                if cell.fact.is_some() && is(&self.columns[column], cell) {
                    found.push((row, column));
                }
            }
        }
        found
    }

    /// Cells with plain numbers that are figures.
    pub(in crate::mess) fn figures(&self) -> Vec<(usize, usize)> {
        self.facts(|column, cell| {
            cell.as_number().is_some()
                && cell.format.is_none()
                && cell.fact.as_ref().is_some_and(|fact| fact.state.is_some())
                && (matches!(
                    column,
                    Column::Figure {
                        kind: Kind::Value | Kind::Rate,
                        ..
                    }
                ) || matches!(
                    column,
                    Column::Field {
                        kind: FieldKind::Number,
                        ..
                    }
                ))
        })
    }

    /// The same, rates left out.
    pub(in crate::mess) fn amounts(&self) -> Vec<(usize, usize)> {
        self.figures()
            .into_iter()
            .filter(|(_, column)| {
                !matches!(
                    self.columns[*column],
                    Column::Figure {
                        kind: Kind::Rate,
                        ..
                    }
                )
            })
            .collect()
    }

    pub(in crate::mess) fn cell_mut(&mut self, (row, column): (usize, usize)) -> &mut Cell {
        &mut self.rows[row].cells[column]
    }

    pub(in crate::mess) fn is_table(&self) -> bool {
        self.columns.iter().any(|column| {
            matches!(
                column,
                Column::Figure {
                    indicator: Some(_),
                    ..
                }
            )
        })
    }

    pub(in crate::mess) fn is_roster(&self) -> bool {
        self.columns
            .iter()
            .any(|column| matches!(column, Column::Field { .. }))
    }

    pub(in crate::mess) fn is_matrix(&self) -> bool {
        self.claim.is_some() && !self.is_table() && !self.is_roster()
    }
}

/// Who reports what, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::mess) struct Claim {
    pub(in crate::mess) form: String,
    pub(in crate::mess) unit: String,
    pub(in crate::mess) round: String,
    /// asking about the sheet is the only right answer
    pub(in crate::mess) ask: bool,
}
