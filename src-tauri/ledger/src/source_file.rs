//! Table `source_file`: original bytes, addressed by their SHA-256.

use super::{Ledger, LedgerError};
use rusqlite::{Connection, OptionalExtension, params};

/// Keeps the bytes, unless they are there already.
pub(super) fn keep(
    connection: &Connection,
    sha256: &str,
    bytes: &[u8],
) -> Result<i64, LedgerError> {
    let known = connection
        .prepare_cached("SELECT id FROM source_file WHERE sha256 = ?1")?
        .query_row([sha256], |row| row.get(0))
        .optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    // a number that a return still names is not given again, though its file is gone
    let sql = "INSERT INTO source_file (id, sha256, size, bytes) VALUES (1 + max(\
        ifnull((SELECT max(id) FROM source_file), 0), \
        ifnull((SELECT max(file_id) FROM return), 0)), ?1, ?2, ?3)";
    connection.prepare_cached(sql)?.execute(params![
        sha256,
        i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        bytes
    ])?;
    Ok(connection.last_insert_rowid())
}

impl Ledger {
    /// The original bytes that a return was read from, with the file's name.
    pub fn original(&self, return_id: i64) -> Result<(String, Vec<u8>), LedgerError> {
        let sql = "SELECT r.file_name, f.bytes FROM return r JOIN source_file f ON f.id = r.file_i\
            d WHERE r.id = ?1";
        Ok(self
            .connection
            .query_row(sql, [return_id], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// Whether bytes with this SHA-256 are kept as an original.
    pub fn has_original(&self, sha256: &str) -> Result<bool, LedgerError> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM source_file WHERE sha256 = ?1")?
            .exists([sha256])?)
    }

    /// Whether an original came under this name.
    pub fn has_original_named(&self, name: &str) -> Result<bool, LedgerError> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM return WHERE file_name = ?1 LIMIT 1")?
            .exists([name])?)
    }

    /// Whether an original has so many bytes.
    pub fn has_original_of_size(&self, size: u64) -> Result<bool, LedgerError> {
        let size = i64::try_from(size).unwrap_or(i64::MAX);
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM source_file WHERE size = ?1 LIMIT 1")?
            .exists([size])?)
    }
}
