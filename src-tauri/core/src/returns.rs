//! Returns (报送件): what one unit reports on one form for one period, every value with the cell it
//! came from.

use crate::evidence::Evidence;
use crate::finding::Finding;
use crate::number::{Bound, Datum};
use crate::period::Period;
use crate::pointing::{Line, Pointing};
use crate::remembered::Clue;
use serde::{Deserialize, Serialize};

/// One sheet as taken in.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Return {
    /// position of the unit that reports
    pub unit: usize,
    /// position of the form
    pub form: usize,
    /// the period reported
    pub period: Period,
    /// name of the sheet
    pub sheet: String,
    /// figures of a matrix or county table
    pub values: Vec<Value>,
    /// rows of a roster
    pub entries: Vec<Entry>,
    /// rows of a roster that say what the others come to; only figures that are added are taken
    /// from them
    #[serde(default)]
    pub totals: Vec<Entry>,
    /// how the sheet's cells were accounted for
    pub cells: CellCounts,
    /// what is wrong
    pub findings: Vec<Finding>,
    /// where everything was found
    pub binding: Binding,
}

/// One figure: unit × indicator × column, with its cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// position of the unit the figure is about (in a county table not the one that reports)
    pub unit: usize,
    /// position of the indicator
    pub indicator: usize,
    /// position of the column in the form
    pub column: usize,
    /// state, and the figure in the ledger's unit of measure
    pub datum: Datum,
    /// a bound or an approximation
    pub bound: Option<Bound>,
    /// what stands in the cell
    pub raw: Box<str>,
    /// row, from 0
    pub row: u32,
    /// column of the sheet, from 0
    pub sheet_column: u32,
    /// how the unit of measure was converted: `亿元→万元 ×10000`
    pub note: Option<Box<str>>,
}

/// One row of a roster.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// row, from 0
    pub row: u32,
    /// one for each field of the form, in its order
    pub fields: Vec<FieldValue>,
}

/// One field of an entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldValue {
    /// state and content
    pub datum: Datum,
    /// what stands in the cell
    pub raw: Box<str>,
    /// column of the sheet; `None` when the sheet has no such column
    pub sheet_column: Option<u32>,
    /// conversion
    pub note: Option<Box<str>>,
}

/// How the cells of a sheet were accounted for. `seen` is the sum of the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CellCounts {
    /// filled cells, and empty ones where something is asked for
    pub seen: u64,
    /// numbers and texts taken
    pub values: u64,
    /// empty where something is asked for
    pub blank: u64,
    /// declared nil
    pub nil: u64,
    /// something that cannot be read
    pub unreadable: u64,
    /// titles, headers, labels, notes and what is not asked for
    pub outside: u64,
}

impl CellCounts {
    /// Counts one cell that is asked for.
    pub fn count(&mut self, datum: &Datum) {
        match datum {
            Datum::Number(_) | Datum::Text(_) => self.values += 1,
            Datum::Blank => self.blank += 1,
            Datum::Nil(_) => self.nil += 1,
            Datum::Unreadable(_) => self.unreadable += 1,
        }
        self.seen += 1;
    }

    /// Whether every cell seen is accounted for.
    pub fn reconcile(&self) -> bool {
        self.seen == self.values + self.blank + self.nil + self.unreadable + self.outside
    }

    /// Adds the counts of another sheet.
    pub fn add(&mut self, other: Self) {
        self.seen += other.seen;
        self.values += other.values;
        self.blank += other.blank;
        self.nil += other.nil;
        self.unreadable += other.unreadable;
        self.outside += other.outside;
    }
}

/// Where on the sheet the form was found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Binding {
    /// first and last header row
    pub header: (u32, u32),
    /// column with labels (matrix) or unit names (county table)
    pub label_column: Option<u32>,
    /// matrix: column with measure units
    #[serde(default)]
    pub unit_column: Option<u32>,
    /// position in the form's columns or fields → column of the sheet
    pub columns: Vec<(usize, u32)>,
    /// rows that were taken
    pub rows: Vec<u32>,
    /// rows and columns are exchanged: what is called a row here is a column of the sheet
    #[serde(default)]
    pub turned: bool,
    /// the same for all sheets with the same headers in the same places
    #[serde(default)]
    pub layout: String,
    /// what the officer pointed at, now or before
    #[serde(default)]
    pub pointed: Vec<Pointing>,
}

/// A return and why the program takes it for what it says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Taken {
    /// the return
    pub taken: Return,
    /// why
    pub evidence: Vec<Evidence>,
    /// what the officer's answer to whose it is may be remembered by
    pub clue: Option<Clue>,
}

impl Binding {
    /// A column of the table as a line of the sheet.
    pub fn column_line(&self, column: u32) -> Line {
        if self.turned {
            Line::Row(column)
        } else {
            Line::Column(column)
        }
    }

    /// The lines of the sheet that cross at a cell: column and row of the table.
    pub fn lines_at(&self, row: u32, column: u32) -> (Line, Line) {
        if self.turned {
            (Line::Row(row), Line::Column(column))
        } else {
            (Line::Column(column), Line::Row(row))
        }
    }
}
