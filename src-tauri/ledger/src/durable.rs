//! When a commit lasts, and that it goes into the file that the officer sees.
//!
//! Why WAL, emptied after each commit, with full sync: a second program can read while one writes,
//! and of SQLite's modes only this one keeps its locks when somebody in the process has read the
//! database's own file. The log is synced at the commit, copied into the ledger and emptied before
//! the commit returns, so that the `.xbh` alone, copied between two writes, holds all that was
//! called 已入库. Both are hooks of the connection: no way of writing, new or old, can forget them.

use super::LedgerError;
use rusqlite::config::DbConfig;
use rusqlite::hooks::{CheckpointMode, Wal};
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// How long another program is waited for: one that writes, or one whose reading keeps the log from
/// being emptied.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// Opens a ledger's file; whether it can only be read, because the disk has no room for what
/// programs share. Nobody else can open it meanwhile.
pub(super) fn connect(path: &Path) -> Result<(Connection, bool), LedgerError> {
    // a name like :memory: means something else to SQLite
    let path = &std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let open = |alone: bool| {
        let connection = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        // until it is known that ledger and log make a whole, the log stays whatever happens
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        if alone {
            connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        }
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok::<_, rusqlite::Error>(connection)
    };
    match open(false) {
        Err(error) if has_no_room(&error) => Ok((open(true).map_err(|_| error)?, true)),
        opened => Ok((opened?, false)),
    }
}

/// Settings of every connection to a ledger.
pub(super) fn settle(connection: &Connection) -> Result<(), LedgerError> {
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // on a Mac a plain sync stops at the disk's own memory
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "checkpoint_fullfsync", true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // KiB; a batch larger than this spills into the log file, which is what bounds the memory
    connection.pragma_update(None, "cache_size", -16384)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.wal_hook(Some(empty_the_log));
    Ok(())
}

/// What SQLite says when a file cannot grow.
pub(super) fn has_no_room(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DiskFull | ErrorCode::SystemIoFailure)
    )
}

/// After each commit. What is committed lasts whether this succeeds or not;
/// [`crate::Ledger::warning`] tells.
#[expect(
    clippy::unnecessary_wraps,
    reason = "an error here would be told of a commit that has been made"
)]
fn empty_the_log(log: &Wal, _: i32) -> rusqlite::Result<()> {
    let _ = log.checkpoint_v2(CheckpointMode::TRUNCATE);
    Ok(())
}

/// That the ledger with its log is a whole database: a log that lost its end may leave a ledger
/// that was just being filled from it in pieces.
pub(super) fn whole(connection: &Connection) -> Result<(), LedgerError> {
    let said: String = connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if said == "ok" {
        return Ok(());
    }
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
    Err(LedgerError::Database(rusqlite::Error::SqliteFailure(
        code,
        Some(said),
    )))
}

/// What a killed program left in the log goes into the ledger, unless another program is just using
/// it.
pub(super) fn take_in_what_was_left(connection: &Connection) -> Result<(), LedgerError> {
    connection.busy_timeout(Duration::ZERO)?;
    let took = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    connection.busy_timeout(PATIENCE)?;
    match took {
        // it lasts where it is
        Err(error) if has_no_room(&error) => Ok(()),
        took => Ok(took?),
    }
}
