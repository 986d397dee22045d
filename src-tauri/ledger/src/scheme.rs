//! Table `scheme`: the texts that were in force.

use super::{LedgerError, text};
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};
use xianbaohui_core::scheme::Scheme;

/// SHA-256 of a scheme's text.
pub(super) fn fingerprint(scheme: &Scheme) -> String {
    xianbaohui_files::hex(&Sha256::digest(scheme.text.as_bytes()))
}

pub(super) fn insert(
    connection: &Connection,
    scheme: &Scheme,
    at: &str,
) -> Result<i64, LedgerError> {
    // a number that returns still name is not given again, though its text is gone
    let sql = "INSERT INTO scheme (id, code, version, text, sha256, added_at) VALUES (1 + max(\
        ifnull((SELECT max(id) FROM scheme), 0), \
        ifnull((SELECT max(scheme_id) FROM return), 0)), ?1, ?2, ?3, ?4, ?5)";
    connection.execute(
        sql,
        params![
            scheme.code,
            scheme.version,
            scheme.text,
            fingerprint(scheme),
            at
        ],
    )?;
    Ok(connection.last_insert_rowid())
}

/// Text and code of one version.
pub(super) fn by_id(connection: &Connection, id: i64) -> Result<(String, String), LedgerError> {
    Ok(
        connection.query_row("SELECT text, code FROM scheme WHERE id = ?1", [id], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?,
    )
}

/// Id, text and code of the newest.
pub(super) fn current(connection: &Connection) -> Result<(i64, String, String), LedgerError> {
    Ok(connection.query_row(
        "SELECT id, text, code FROM scheme ORDER BY id DESC LIMIT 1",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?)
}

/// A scheme that knows nothing: units go by their codes.
const NONE: &str = "[scheme]
code = \"none\"
name = \"\"
version = \"\"
root = \"none\"
[[unit]]
code = \"none\"
name = \"none\"
";

/// The newest that can be read, with its number; where none can, one that knows nothing.
pub(super) fn readable(connection: &Connection) -> Result<(i64, Scheme), LedgerError> {
    let mut statement = connection.prepare("SELECT id, text, code FROM scheme ORDER BY id DESC")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        if let Ok(read) = Scheme::parse(&text::any(row, 2)?, &text::any(row, 1)?) {
            return Ok((row.get(0)?, read));
        }
    }
    Ok((0, Scheme::parse("none", NONE)?))
}
