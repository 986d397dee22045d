//! Entries of rosters as they are kept.

use crate::number::Datum;

/// An entry as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEntry {
    /// the return it is of
    pub return_id: i64,
    /// unit code
    pub unit: String,
    /// row, from 0
    pub row: u32,
    /// one for each field of the form
    pub fields: Vec<StoredField>,
}

/// One field as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredField {
    /// state and content
    pub datum: Datum,
    /// what stands in the cell
    pub raw: String,
    /// column of the sheet; `None` when the sheet has no such column
    pub sheet_column: Option<u32>,
    /// conversion
    pub note: Option<String>,
    /// whether the scheme that the entry was made with asked for it
    pub asked: bool,
}
