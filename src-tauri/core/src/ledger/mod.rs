//! The ledger (账本): one SQLite file with scheme, returns, original files and log. The only folder that names rusqlite.
//!
//! Invariants: a batch is one transaction; nothing that was committed is changed or removed; every commit is in the log's chain.

mod batch;
mod entry;
mod error;
mod figure;
mod finding;
mod log;
mod prepared;
mod remembered;
mod returns;
mod scheme;
mod source;
mod source_file;
mod standing;
mod value;
mod verify;

pub use batch::{Batch, CommittedReturn};
pub use entry::{StoredEntry, StoredField};
pub use error::LedgerError;
pub use figure::{Figure, FigureSource, State};
pub use finding::StoredFinding;
pub use log::LogEntry;
pub use prepared::Prepared;
pub use remembered::RememberedAnswer;
pub use returns::{KnownFile, ReturnRow};
pub use source::{Source, SourceEntry, SourceValue};
pub(crate) use standing::shared;
pub use standing::{Key, Standing, StandingFigure};
pub use value::StoredValue;
pub use verify::{Verification, VerifyProblem};

use crate::scheme::{Round, Scheme};
use rusqlite::{Connection, OpenFlags};
use rusqlite_migration::{M, Migrations};
use std::path::{Path, PathBuf};

const MIGRATIONS: &[M<'static>] = &[M::up(include_str!("migrations/01_ledger.sql")), M::up(include_str!("migrations/02_layouts.sql"))];

/// Marks the file as a ledger of this program ("xbh" and a format number).
const APPLICATION_ID: i32 = 0x7862_6801;

/// An open ledger.
#[derive(Debug)]
pub struct Ledger {
    connection: Connection,
    scheme: Scheme,
    scheme_id: i64,
    path: PathBuf,
}

impl Ledger {
    /// Makes a ledger. The file must not be there yet. `at` is the time for the log, `who` the operator.
    pub fn create(path: &Path, scheme: Scheme, at: &str, who: &str) -> Result<Self, LedgerError> {
        if path.exists() {
            return Err(LedgerError::AlreadyThere { path: path.display().to_string() });
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
            return Err(LedgerError::NoFolder { folder: folder.display().to_string() });
        }
        let mut connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        settle(&connection)?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        Migrations::from_slice(MIGRATIONS).to_latest(&mut connection)?;
        let transaction = connection.transaction()?;
        let scheme_id = scheme::insert(&transaction, &scheme, at)?;
        log::append(&transaction, at, who, "new", &scheme.code, &serde_json::json!({ "name": scheme.name, "version": scheme.version }))?;
        transaction.commit()?;
        Ok(Self { connection, scheme, scheme_id, path: path.to_owned() })
    }

    /// Opens a ledger; one written by a newer program is refused, one by an older is brought up to date as a whole or not at all.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        if !path.is_file() {
            return Err(LedgerError::NotFound { path: path.display().to_string() });
        }
        let not_a_ledger = || LedgerError::NotALedger { path: path.display().to_string() };
        // looked at before anything is set: another program's database must stay as it is
        let mut connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        let id: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(|error| match LedgerError::from(error) {
            LedgerError::Busy => LedgerError::Busy,
            _ => not_a_ledger(),
        })?;
        if id != APPLICATION_ID {
            return Err(not_a_ledger());
        }
        settle(&connection)?;
        Migrations::from_slice(MIGRATIONS).to_latest(&mut connection)?;
        let (scheme_id, text, code) = scheme::current(&connection)?;
        let scheme = Scheme::parse(&code, &text)?;
        Ok(Self { connection, scheme, scheme_id, path: path.to_owned() })
    }

    /// The scheme in force.
    pub fn scheme(&self) -> &Scheme {
        &self.scheme
    }

    /// Where the file lies.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Until it is dropped the ledger is read as it is now, whatever others write.
    pub fn snapshot(&self) -> Result<impl Drop + use<'_>, LedgerError> {
        Ok(self.connection.unchecked_transaction()?)
    }

    /// A round of the scheme, by code or name.
    pub fn round(&self, code: &str) -> Result<&Round, LedgerError> {
        self.scheme.round(code).ok_or_else(|| {
            let known = self.scheme.rounds.iter().map(|round| format!("{}（{}）", round.code, round.name)).collect::<Vec<_>>().join("、");
            LedgerError::UnknownRound { round: code.to_owned(), known }
        })
    }
}

/// Settings of every connection to a ledger.
fn settle(connection: &Connection) -> Result<(), LedgerError> {
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // KiB; a batch larger than this spills into the log file, which is what bounds the memory
    connection.pragma_update(None, "cache_size", -16384)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(())
}
