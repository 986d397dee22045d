//! Table `scheme`: the texts that were in force.

use super::LedgerError;
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};
use xianbaohui_core::scheme::Scheme;

pub(super) fn insert(
    connection: &Connection,
    scheme: &Scheme,
    at: &str,
) -> Result<i64, LedgerError> {
    connection.execute(
        "INSERT INTO scheme (code, version, text, sha256, added_at) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![
            scheme.code,
            scheme.version,
            scheme.text,
            xianbaohui_files::hex(&Sha256::digest(scheme.text.as_bytes())),
            at
        ],
    )?;
    Ok(connection.last_insert_rowid())
}

/// Id, text and code of the newest.
pub(super) fn current(connection: &Connection) -> Result<(i64, String, String), LedgerError> {
    Ok(connection.query_row(
        "SELECT id, text, code FROM scheme ORDER BY id DESC LIMIT 1",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?)
}
