//! Figures as they are kept, and where they stand.

use super::returns::ReturnRow;
use crate::figure::State;
use crate::number::{Bound, Datum};

/// A figure as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredValue {
    /// unit code
    pub unit: String,
    /// indicator code
    pub indicator: String,
    /// column code
    pub column: String,
    /// state and content
    pub datum: Datum,
    /// a bound or an approximation
    pub bound: Option<Bound>,
    /// what stands in the cell
    pub raw: String,
    /// row, from 0
    pub row: u32,
    /// column of the sheet, from 0
    pub sheet_column: u32,
    /// conversion of the unit of measure
    pub note: Option<String>,
}

/// A figure and the return it stands in.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureSource {
    /// the figure
    pub value: StoredValue,
    /// the return
    pub source: ReturnRow,
}

/// The return that figures stand in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// number of the return
    pub id: i64,
    /// name of its file
    pub file: String,
    /// version, in digits
    pub version: String,
    /// name of its sheet
    pub sheet: String,
}

/// One figure and its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SourceValue<'r> {
    /// unit code
    pub unit: &'r str,
    /// indicator code
    pub indicator: &'r str,
    /// column code
    pub column: &'r str,
    /// state
    pub state: State,
    /// the decimal, text or word, unless it is blank
    pub content: Option<&'r str>,
    /// what stands in the cell
    pub raw: &'r str,
    /// conversion of the unit of measure
    pub note: Option<&'r str>,
    /// row, from 0
    pub row: u32,
    /// column of the sheet, from 0
    pub sheet_column: u32,
}

/// One row of a roster and its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceEntry<'r> {
    /// unit code
    pub unit: &'r str,
    /// what stands in the field asked for
    pub raw: String,
    /// row, from 0
    pub row: u32,
    /// first and last column of the sheet, from 0
    pub columns: (u32, u32),
}
