//! The bytes of what waits, and of what can be put back.

use crate::{LedgerError, durable};
use rusqlite::{Connection, OptionalExtension};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// Bytes of waiting files, read beside the ledger while a batch is being written.
#[derive(Debug)]
pub struct Kept {
    pub(super) path: PathBuf,
    /// none where the disk has no room for two connections: then one is opened for each file, and
    /// whoever else wants to look waits no longer than for that
    pub(super) beside: Mutex<Option<Connection>>,
}

impl Kept {
    /// The bytes with this SHA-256, if they are kept.
    pub fn bytes(&self, sha256: &str) -> Result<Option<Vec<u8>>, LedgerError> {
        let beside = self.beside.lock().unwrap_or_else(PoisonError::into_inner);
        match &*beside {
            Some(connection) => bytes_of(connection, sha256),
            None => bytes_of(&durable::connect(&self.path)?.0, sha256),
        }
    }
}

pub(super) fn bytes_of(
    connection: &Connection,
    sha256: &str,
) -> Result<Option<Vec<u8>>, LedgerError> {
    Ok(connection
        .prepare_cached("SELECT bytes FROM waiting_bytes WHERE sha256 = ?1")?
        .query_row([sha256], |row| row.get(0))
        .optional()?)
}

/// Bytes that no file needs any more.
pub(super) fn sweep(connection: &Connection) -> Result<(), LedgerError> {
    connection.execute(
        "DELETE FROM waiting_bytes WHERE sha256 NOT IN (SELECT sha256 FROM waiting)",
        [],
    )?;
    Ok(())
}
