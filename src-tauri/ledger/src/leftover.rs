//! Whether a log that lies beside a ledger belongs to it.
//!
//! A killed program leaves its last commits in the log, and SQLite takes them into whatever file
//! has the ledger's name. When that is a backup that was put there since, the result is neither,
//! and the log is gone. So the log is read first: each commit in it renews the seal and names the
//! one before (see `seal.rs`); the ledger must be at one of these states. Programs that brought a
//! ledger up to date over several formats left logs that name none: see `replay.rs`. Nothing is
//! written.

use super::LedgerError;
use super::durable::PATIENCE;
use super::seal::{DIGITS, START, state};
use super::{replay, wal};
use rusqlite::OptionalExtension;
use rusqlite::config::DbConfig;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::Instant;
use xianbaohui_files::disk::{beside, stamp_of};
use xianbaohui_files::guard;

/// Why a file is not opened as a ledger.
pub(super) enum NotALedger {
    /// another program's database
    Other,
    /// the database says no
    Unreadable(rusqlite::Error),
}

/// The ledger's file as it lies there, whatever a log says: no lock is taken, nothing is recovered.
pub(super) struct Alone {
    /// page of the seal, and the state; none in a ledger of an earlier version
    seal: rusqlite::Result<Option<(u32, String)>>,
}

impl Alone {
    pub(super) fn look(path: &Path) -> Result<Self, NotALedger> {
        let look = || {
            let connection = replay::alone(path)?;
            // a file that was just being filled from its log says that it is longer than it is:
            // without this SQLite calls that damaged
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, true)?;
            let id: i32 =
                connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
            let page = connection
                .query_row(
                    "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = 'seal'",
                    [],
                    |row| row.get(0),
                )
                .optional()?;
            let seal = page.map(|page| {
                Ok((
                    page,
                    connection
                        .query_row("SELECT text FROM seal WHERE id = 1", [], |row| row.get(0))?,
                ))
            });
            Ok::<_, rusqlite::Error>((id, seal.transpose()))
        };
        let (id, seal) = look().map_err(NotALedger::Unreadable)?;
        if id != guard::APPLICATION_ID {
            return Err(NotALedger::Other);
        }
        Ok(Self { seal })
    }

    fn page(&self) -> u32 {
        self.seal
            .as_ref()
            .ok()
            .and_then(Option::as_ref)
            .map_or(0, |(page, _)| *page)
    }

    /// Whether a log with these commits goes on top of it.
    fn bears(&self, log: &Log, path: &Path) -> bool {
        let now = match &self.seal {
            Ok(None) => return true,
            Ok(Some((_, seal))) => state(seal),
            Err(_) => return begins_as_in(path, log),
        };
        let Some(now) = now else { return false };
        !log.commits
            || log
                .seals
                .first()
                .is_some_and(|first| before(first) == Some(now))
            || log.seals.iter().any(|seal| state(seal) == Some(now))
    }
}

/// Whether the file, which makes no whole by itself, was just being filled from this very log: it
/// begins as the log says.
fn begins_as_in(path: &Path, log: &Log) -> bool {
    let Some(page) = &log.first_page else {
        return false;
    };
    let mut own = vec![0; page.len()];
    let is_read = File::open(path).is_ok_and(|mut file| file.read_exact(&mut own).is_ok());
    is_read && own == *page && own.get(ID) == Some(&guard::APPLICATION_ID.to_be_bytes()[..])
}

/// Where a database says whose it is.
const ID: std::ops::Range<usize> = 68..72;

/// The same of a file and whatever lies beside it.
pub(super) fn is_being_filled(path: &Path) -> bool {
    Log::read(&guard::log_of(path), 0).is_ok_and(|log| begins_as_in(path, &log))
}

fn before(seal: &str) -> Option<&str> {
    seal.strip_prefix(START)?.get(DIGITS + 1..)
}

/// Refuses a log that is not this ledger's. Others may be writing: what changes while it is looked
/// at is looked at again.
pub(super) fn refuse(path: &Path) -> Result<(), LedgerError> {
    let leftover = |log: PathBuf| {
        Err(LedgerError::Stray {
            path: path.display().to_string(),
            log: log.display().to_string(),
        })
    };
    // a ledger never has one of these
    if let Some(journal) = guard::logs_of(path)
        .nth(1)
        .filter(|journal| stamp_of(journal).is_some_and(|(size, _)| size > 0))
    {
        return leftover(journal);
    }
    let log = guard::log_of(path);
    let begun = Instant::now();
    loop {
        let files = [stamp_of(path), stamp_of(&log)];
        if files[1].is_none_or(|(size, _)| size == 0) {
            return Ok(());
        }
        // what cannot be read while somebody writes is looked at again; else opening says why
        let bears = match Alone::look(path) {
            Ok(alone) => {
                let found =
                    Log::read(&log, alone.page()).map_err(|error| LedgerError::Unreadable {
                        path: log.display().to_string(),
                        why: xianbaohui_files::said(&error),
                    })?;
                alone.bears(&found, path) || replay::brings_up_to_date(path, &log)
            }
            Err(_) => is_being_filled(path),
        };
        if bears {
            return Ok(());
        }
        if files == [stamp_of(path), stamp_of(&log)] {
            return leftover(log);
        }
        if begun.elapsed() > PATIENCE {
            return Err(LedgerError::Busy);
        }
    }
}

/// Whether a log with something in it lies beside the ledger.
pub(super) fn is_there(path: &Path) -> bool {
    stamp_of(&guard::log_of(path)).is_some_and(|(size, _)| size > 0)
}

/// Keeps a copy of a log with damage in its middle: opened, SQLite drops what is behind it, and the
/// log with it. Its name; none where the log is whole.
pub(super) fn keep_damaged(path: &Path) -> Option<PathBuf> {
    let log = guard::log_of(path);
    let page = Alone::look(path).map_or(0, |alone| alone.page());
    // one that somebody is just writing is not whole yet
    let is_broken = || {
        stamp_of(&log)
            .filter(|(size, _)| *size > 0)
            .filter(|_| Log::read(&log, page).is_ok_and(|log| log.broken))
    };
    let stamp = is_broken()?;
    if is_broken() != Some(stamp) {
        return None;
    }
    let kept = beside(path, "", "-wal.damaged");
    if !kept.exists() {
        std::fs::copy(&log, &kept).ok()?;
    }
    Some(kept)
}

/// What a log says of the ledger's state.
struct Log {
    /// whether there is a commit in it
    commits: bool,
    /// the seals of its commits, in their order
    seals: Vec<String>,
    /// something in the middle is damaged: there are commits behind it that SQLite would drop, and
    /// the log with them
    broken: bool,
    /// the ledger's first page, as it leaves it
    first_page: Option<Vec<u8>>,
}

impl Log {
    /// `page`: the one that the seal is on.
    fn read(path: &Path, page: u32) -> std::io::Result<Self> {
        let mut log = Self {
            commits: false,
            seals: Vec::new(),
            broken: false,
            first_page: None,
        };
        let (mut open, mut first) = (Vec::new(), None);
        wal::frames(path, |frame| {
            if frame.damaged {
                log.broken |= frame.ends > 0;
                return true;
            }
            if frame.page == page {
                open.extend(seal_on(frame.content));
            }
            if frame.page == 1 {
                first = Some(frame.content.to_vec());
            }
            if frame.ends > 0 {
                log.commits = true;
                log.seals.append(&mut open);
                log.first_page = first.take().or(log.first_page.take());
            }
            true
        })?;
        Ok(log)
    }
}

/// The only row of a table that fits on one page.
fn seal_on(page: &[u8]) -> Option<String> {
    let cell = usize::from(u16::from_be_bytes([*page.get(8)?, *page.get(9)?]));
    let rest = page.get(cell..)?;
    let at = memchr::memmem::find(rest, START.as_bytes())?;
    let seal = rest.get(at..at + START.len() + DIGITS + 1 + DIGITS)?;
    String::from_utf8(seal.to_vec()).ok()
}
