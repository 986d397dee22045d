//! When a commit lasts, and that it goes into the file that the officer sees.
//!
//! Why WAL, emptied after each commit, with full sync: a second program can read while one writes, and of SQLite's modes only this one keeps
//! its locks when somebody in the process has read the database's own file. The log is synced at the commit, copied into the ledger and
//! emptied before the commit returns, so that the `.xbh` alone, copied between two writes, holds all that was called 已入库. Both are hooks
//! of the connection: no way of writing, new or old, can forget them.

use super::{Ledger, LedgerError};
use crate::guard::{self, Opened};
use rusqlite::Connection;
use rusqlite::hooks::{CheckpointMode, Wal};
use std::path::PathBuf;
use std::time::Duration;

/// How long another program is waited for: one that writes, or one whose reading keeps the log from being emptied.
const PATIENCE: Duration = Duration::from_secs(10);

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

/// After each commit. What is committed lasts whether this succeeds or not; [`Ledger::waits_in_log`] tells.
#[expect(clippy::unnecessary_wraps, reason = "an error here would be told of a commit that has been made")]
fn empty_the_log(log: &Wal, _: i32) -> rusqlite::Result<()> {
    let _ = log.checkpoint_v2(CheckpointMode::TRUNCATE);
    Ok(())
}

/// What a killed program left in the log goes into the ledger, unless another program is just using it.
pub(super) fn take_in_what_was_left(connection: &Connection) -> Result<(), LedgerError> {
    connection.busy_timeout(Duration::ZERO)?;
    let took = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    connection.busy_timeout(PATIENCE)?;
    Ok(took?)
}

/// Every commit looks first whether the ledger still lies where it was opened; if not it is turned back, and nothing is written.
pub(super) fn watch(connection: &Connection, opened: &Opened) -> Result<(), LedgerError> {
    let opened = opened.clone();
    Ok(connection.commit_hook(Some(move || opened.check().is_err()))?)
}

impl Ledger {
    /// The log, when something committed is still only there because another program has been reading for long: it lasts, but the ledger's file alone does
    /// not hold it yet.
    pub fn waits_in_log(&self) -> Result<Option<PathBuf>, LedgerError> {
        let counts = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(1)?, row.get::<_, i64>(2)?));
        let (pages, copied) = self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], counts)?;
        Ok((copied < pages).then(|| guard::log_of(self.guarded.path())))
    }

    /// [`Ledger::waits_in_log`], as a sentence for the officer.
    pub fn warning(&self) -> Result<Option<String>, LedgerError> {
        Ok(self.waits_in_log()?.map(|log| {
            format!(
                "已经保存在磁盘上，不会丢失；但另一个程序一直在读账本，最近入库的内容还在旁边的 {} 里。现在复制账本，请连同它一起复制；对方关闭后，下一次入库或关闭账本时会自动并入。",
                log.display()
            )
        }))
    }

    /// Whether the ledger still lies where it was opened, and is the same file.
    pub fn in_place(&self) -> Result<(), LedgerError> {
        Ok(self.guarded.opened().check()?)
    }
}
