//! Texts of the database.

use super::LedgerError;
use rusqlite::Row;
use rusqlite::types::ValueRef;

/// The text in a column of a row, if there is one.
pub(super) fn text<'r>(row: &'r Row<'_>, at: usize) -> Result<Option<&'r str>, LedgerError> {
    Ok(row
        .get_ref(at)?
        .as_str_or_null()
        .map_err(rusqlite::Error::from)?)
}

/// The text in a column, whatever stands there: what is no text is like no text that was written.
pub(super) fn any(row: &Row<'_>, at: usize) -> rusqlite::Result<String> {
    /// more than any name has
    const MOST: usize = 200;
    let strange = |bytes: &[u8]| {
        let start = bytes.get(..MOST).unwrap_or(bytes);
        format!("\u{fffd}{}", String::from_utf8_lossy(start))
    };
    Ok(match row.get_ref(at)? {
        ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => strange(bytes),
        },
        ValueRef::Blob(bytes) => strange(bytes),
        ValueRef::Null => strange(b""),
        ValueRef::Integer(number) => strange(number.to_string().as_bytes()),
        ValueRef::Real(number) => strange(number.to_string().as_bytes()),
    })
}
