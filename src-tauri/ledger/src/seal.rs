//! Table `seal`: which state of the ledger this is, and that what we remember of it is what lies on
//! the disk.
//!
//! Why: a file that is written over in place (`cp`, a backup put back) keeps its name and its
//! identity, and SQLite, which is only told of changes by those who use SQLite, goes on with pages
//! that it remembers. So the disk is asked through a second connection, which remembers nothing. It
//! is SQLite's, too: a handle of our own would cost the ledger its locks.

use super::LedgerError;
use super::held::Touched;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use xianbaohui_files::disk::Stamp;
use xianbaohui_files::guard::Opened;

/// What a seal begins with: it can be found in a page of the log.
pub(super) const START: &str = "xbh-seal:";

/// Digits of a state.
pub(super) const DIGITS: usize = 16;

/// The state that a seal is of.
pub(super) fn state(seal: &str) -> Option<&str> {
    seal.strip_prefix(START)?.get(..DIGITS)
}

/// A state of a ledger, as a connection sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seen {
    seal: String,
    schema: i64,
}

/// Last entry of the log: place and hash.
pub(super) type Head = (i64, String);

/// What is known of the ledger between two looks.
#[derive(Debug)]
pub(super) struct Known {
    /// a log that has lost this entry is another ledger's, or an older copy's
    pub(super) head: RefCell<Head>,
    /// the files when they were last looked at
    pub(super) files: RefCell<Option<[Option<Stamp>; 2]>>,
    /// rows that the transaction that is open has touched
    pub(super) touched: Touched,
    /// digests of the returns that it commits, by number
    pub(super) contents: RefCell<BTreeMap<i64, String>>,
    /// what the transaction that is open goes on top of
    base: Arc<Mutex<Option<Seen>>>,
}

impl Known {
    /// Of a ledger that has just been opened. From now on no commit goes onto a file that is not
    /// the one it was meant for.
    pub(super) fn of(
        connection: &Connection,
        opened: &Opened,
        head: Head,
    ) -> Result<Self, LedgerError> {
        let base = Arc::new(Mutex::new(None::<Seen>));
        let (opened, expected) = (opened.clone(), Arc::clone(&base));
        let is_turned_back = move || {
            if opened.check().is_err() {
                return true;
            }
            let base = expected.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(base) = &*base else { return false };
            match on_disk(opened.path()) {
                Ok(Some((now, _))) if now == *base => false,
                Ok(_) => {
                    opened.overwritten();
                    true
                }
                Err(_) => true,
            }
        };
        let known = Self {
            head: RefCell::new(head),
            files: RefCell::default(),
            touched: Touched::by(connection)?,
            contents: RefCell::default(),
            base,
        };
        connection.commit_hook(Some(is_turned_back))?;
        Ok(known)
    }

    pub(super) fn goes_on_top_of(&self, seen: Option<Seen>) {
        *self.base.lock().unwrap_or_else(PoisonError::into_inner) = seen;
    }
}

/// What lies on the disk, and a connection that has just been opened to it; nothing when it is no
/// ledger any more.
pub(super) fn on_disk(path: &Path) -> rusqlite::Result<Option<(Seen, Connection)>> {
    let look = || {
        let fresh = Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        )?;
        fresh.busy_timeout(super::durable::PATIENCE)?;
        Ok((seen(&fresh)?, fresh))
    };
    match look() {
        Ok(found) => Ok(Some(found)),
        Err(error) if is_foreign(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What SQLite says of a file that is not, or no longer, a ledger.
fn is_foreign(error: &rusqlite::Error) -> bool {
    let is_sql = matches!(error, rusqlite::Error::QueryReturnedNoRows)
        || error.sqlite_error_code() == Some(ErrorCode::Unknown);
    is_sql
        || matches!(
            error.sqlite_error_code(),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
        )
}

/// The seal itself.
pub(super) fn text(connection: &Connection) -> rusqlite::Result<String> {
    connection.query_row("SELECT text FROM seal WHERE id = 1", [], |row| row.get(0))
}

pub(super) fn seen(connection: &Connection) -> rusqlite::Result<Seen> {
    Ok(Seen {
        seal: text(connection)?,
        schema: connection.pragma_query_value(None, "schema_version", |row| row.get(0))?,
    })
}

pub(super) fn head(connection: &Connection) -> rusqlite::Result<Head> {
    let last = connection
        .query_row(
            "SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    Ok(last.unwrap_or_default())
}

pub(super) fn has(connection: &Connection, (seq, hash): &Head) -> rusqlite::Result<bool> {
    let found: Option<String> = connection
        .query_row("SELECT hash FROM log WHERE seq = ?1", [seq], |row| {
            row.get(0)
        })
        .optional()?;
    Ok(*seq == 0 || found.as_ref() == Some(hash))
}
