//! A workbook in memory whose cells know what they mean, so that it can be spoilt by meaning, and
//! what a careful person reads in each.

use crate::sheet::NO_RESULT;
use rust_decimal::Decimal;

/// A workbook, and how it is put into bytes.
#[derive(Debug, Clone)]
pub(super) struct Book {
    /// name of the file
    pub(super) file: String,
    /// position of its scheme
    pub(super) scheme: usize,
    pub(super) sheets: Vec<Sheet>,
    /// days are counted from 1904
    pub(super) from_1904: bool,
    pub(super) written: Written,
    pub(super) edits: Vec<Edit>,
    /// it is encrypted with this password
    pub(super) password: Option<&'static str>,
}

/// Excel's silent default.
pub(super) const SILENT_PASSWORD: &str = "VelvetSweatshop";

/// What the bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    Xlsx,
    /// as Excel 97 and WPS write it
    Xls,
    /// a web page named .xls
    Page,
    /// comma-separated, as Chinese Excel saves it
    Gb18030,
    /// tab-separated "Unicode text"
    Utf16,
    Utf8,
}

/// What other programs do to a package.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edit {
    LyingDimension,
    InlineStrings,
    PaddedValues,
    CommentInValue,
    ValueInCdata,
}

/// A sheet; all rows have as many cells as there are columns.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) shown: Shown,
    /// what it is a return of; junk is none
    pub(super) claim: Option<Claim>,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
    pub(super) hidden_columns: Vec<usize>,
    pub(super) filtered: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Yes,
    Hidden,
    VeryHidden,
}

/// Who reports what, when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claim {
    pub(super) form: String,
    pub(super) unit: String,
    pub(super) round: String,
    /// asking about the sheet is the only right answer
    pub(super) ask: bool,
}

/// What a column is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
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
pub(super) enum Kind {
    Value,
    Rate,
    Ratio,
    Rank,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldKind {
    Text,
    Number,
    Date,
    Code,
    Unit,
    Choice,
}

#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) kind: RowKind,
    pub(super) cells: Vec<Cell>,
    pub(super) hidden: bool,
}

/// What a row is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RowKind {
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

#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    pub(super) content: Content,
    pub(super) format: Option<String>,
    /// columns and rows it is merged over, itself not counted
    pub(super) across: usize,
    pub(super) down: usize,
    /// what a careful person reads there
    pub(super) fact: Option<Fact>,
    /// a note has been made on it
    pub(super) comment: bool,
    /// colours of letters and ground
    pub(super) ink: Option<(Colour, Option<Colour>)>,
}

/// A colour, said as programs say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Colour {
    Rgb(u32),
    /// of the theme: 0 is the ground of a window
    Theme(u8),
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) enum Content {
    #[default]
    Empty,
    Number(Decimal),
    Float(f64),
    Text(String),
    /// a day, as Excel counts from 1900
    Day(u32),
    /// a formula and the result that is stored with it
    Formula(String, String),
    /// a text, and the small mark of a footnote behind it
    Raised(String, String),
}

/// A figure or field, and what must come of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fact {
    pub(super) of: Of,
    /// the state that must come; `None` where nobody can say
    pub(super) state: Option<State>,
    /// a finding must speak of it
    pub(super) told: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Of {
    Figure {
        unit: String,
        indicator: String,
        column: String,
    },
    Field {
        entry: usize,
        field: String,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum State {
    Number(Decimal),
    Text(String),
    Blank,
    Nil,
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self {
            content: Content::Text(text.into()),
            ..Self::default()
        }
    }

    pub(super) fn number(number: Decimal) -> Self {
        Self {
            content: Content::Number(number),
            ..Self::default()
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.content == Content::Empty
    }

    pub(super) fn as_text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn as_number(&self) -> Option<Decimal> {
        match &self.content {
            Content::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// What only an xlsx of this machine has: a formula without a result or with an old one, and
    /// small marks.
    pub(super) fn is_lost_elsewhere(&self) -> bool {
        let is_stale = matches!(self.content, Content::Formula(..))
            && self.fact.as_ref().is_some_and(|fact| fact.told);
        is_stale || self.content_is_unstored() || matches!(self.content, Content::Raised(..))
    }

    /// A formula whose result was not stored.
    pub(super) fn content_is_unstored(&self) -> bool {
        matches!(&self.content, Content::Formula(_, result) if result == NO_RESULT)
    }

    /// Nobody can say what is meant: it must be told.
    pub(super) fn is_unclear(&mut self) {
        if let Some(fact) = &mut self.fact {
            fact.state = None;
            fact.told = true;
        }
    }

    /// Something else must come of it; what nobody can say stays so.
    pub(super) fn means(&mut self, state: State) {
        if let Some(fact) = self.fact.as_mut().filter(|fact| fact.state.is_some()) {
            fact.state = Some(state);
        }
    }

    /// A finding must speak of it.
    pub(super) fn must_be_told(&mut self) {
        if let Some(fact) = &mut self.fact {
            fact.told = true;
        }
    }
}

impl Row {
    pub(super) fn new(kind: RowKind, width: usize) -> Self {
        Self {
            kind,
            cells: vec![Cell::default(); width],
            hidden: false,
        }
    }

    /// A row with one text in its first column, merged over all when wanted.
    pub(super) fn line(kind: RowKind, width: usize, text: &str, merged: bool) -> Self {
        let mut row = Self::new(kind, width);
        row.cells[0] = Cell {
            across: if merged { width - 1 } else { 0 },
            ..Cell::text(text)
        };
        row
    }

    pub(super) fn is_data(&self) -> bool {
        matches!(self.kind, RowKind::Data { .. })
    }

    /// Whether it is part of the table: moved along when columns move.
    pub(super) fn is_of_table(&self) -> bool {
        matches!(
            self.kind,
            RowKind::Data { .. } | RowKind::Total | RowKind::Header
        )
    }
}

impl Sheet {
    pub(super) fn width(&self) -> usize {
        self.columns.len()
    }

    /// Puts a row in; what is merged over the place reaches one row further.
    pub(super) fn insert_row(&mut self, at: usize, row: Row) {
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
    pub(super) fn insert_column(&mut self, at: usize, column: Column) {
        for row in &mut self.rows {
            for (left, cell) in row.cells.iter_mut().enumerate().take(at) {
                if left + cell.across >= at {
                    cell.across += 1;
                }
            }
            row.cells.insert(at, Cell::default());
        }
        for hidden in &mut self.hidden_columns {
            *hidden += usize::from(*hidden >= at);
        }
        self.columns.insert(at, column);
    }

    /// Puts the columns in another order, in the rows of the table only.
    pub(super) fn reorder(&mut self, order: &[usize]) {
        self.columns = order.iter().map(|at| self.columns[*at].clone()).collect();
        for row in self.rows.iter_mut().filter(|row| row.is_of_table()) {
            row.cells = order.iter().map(|at| row.cells[*at].clone()).collect();
        }
    }

    pub(super) fn data_rows(&self) -> Vec<usize> {
        (0..self.rows.len())
            .filter(|at| self.rows[*at].is_data())
            .collect()
    }

    pub(super) fn header_rows(&self) -> Vec<usize> {
        (0..self.rows.len())
            .filter(|at| self.rows[*at].kind == RowKind::Header)
            .collect()
    }

    pub(super) fn row_of(&self, kind: &RowKind) -> Option<usize> {
        self.rows.iter().position(|row| row.kind == *kind)
    }

    pub(super) fn column_of(&self, column: &Column) -> Option<usize> {
        self.columns.iter().position(|own| own == column)
    }

    /// Cells of the rows of data with a fact and such a column.
    pub(super) fn facts(&self, is: impl Fn(&Column, &Cell) -> bool) -> Vec<(usize, usize)> {
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
    pub(super) fn figures(&self) -> Vec<(usize, usize)> {
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
    pub(super) fn amounts(&self) -> Vec<(usize, usize)> {
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

    pub(super) fn cell_mut(&mut self, (row, column): (usize, usize)) -> &mut Cell {
        &mut self.rows[row].cells[column]
    }

    pub(super) fn is_table(&self) -> bool {
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

    pub(super) fn is_roster(&self) -> bool {
        self.columns
            .iter()
            .any(|column| matches!(column, Column::Field { .. }))
    }

    pub(super) fn is_matrix(&self) -> bool {
        self.claim.is_some() && !self.is_table() && !self.is_roster()
    }
}
