//! Texts of the database, borrowed.

use super::LedgerError;
use rusqlite::Row;

/// The text in a column of a row, if there is one.
pub(super) fn text<'r>(row: &'r Row<'_>, at: usize) -> Result<Option<&'r str>, LedgerError> {
    Ok(row
        .get_ref(at)?
        .as_str_or_null()
        .map_err(rusqlite::Error::from)?)
}
