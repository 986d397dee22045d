//! Whether a log that lies beside a ledger belongs to it.
//!
//! A killed program leaves its last commits in the log, and SQLite takes them into whatever file
//! has the ledger's name. When that is a backup that was put there since, the result is neither,
//! and the log is gone. So the log is read first: each commit in it renews the seal and names the
//! one before (see `seal.rs`); the ledger must be at one of these states. Nothing is written, and
//! the ledger's file is opened by SQLite only.

use super::LedgerError;
use super::durable::PATIENCE;
use super::seal::{DIGITS, START};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension};
use std::fs::File;
use std::io::{BufReader, ErrorKind, Read};
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
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
                | OpenFlags::SQLITE_OPEN_NO_MUTEX
                | OpenFlags::SQLITE_OPEN_URI;
            let connection = Connection::open_with_flags(immutable(path), flags)?;
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
    fn bears(&self, log: &Log) -> bool {
        let now = match &self.seal {
            Ok(None) => return true,
            Ok(Some((_, seal))) => state(seal),
            Err(_) => None,
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

fn state(seal: &str) -> Option<&str> {
    seal.strip_prefix(START)?.get(..DIGITS)
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
            Ok(alone) => alone.bears(&Log::read(&log, alone.page()).map_err(|error| {
                LedgerError::Unreadable {
                    path: log.display().to_string(),
                    why: error.to_string(),
                }
            })?),
            Err(_) => false,
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

/// The name under which SQLite looks at a file that, as it is told, nobody changes.
fn immutable(path: &Path) -> String {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or_default();
    let mut name = String::from("file://");
    if cfg!(windows) {
        name.push('/');
    }
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'\\' if cfg!(windows) => name.push('/'),
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'_' | b'-' => {
                name.push(char::from(byte));
            }
            b':' if cfg!(windows) => name.push(':'),
            _ => name.extend(['%', digit(byte >> 4), digit(byte & 15)]),
        }
    }
    name.push_str("?immutable=1");
    name
}

/// What SQLite would take from a log: <https://sqlite.org/fileformat2.html#the_write_ahead_log>.
struct Log {
    /// whether there is a commit in it
    commits: bool,
    /// the seals of its commits, in their order
    seals: Vec<String>,
    /// something in the middle is damaged: there are commits behind it that SQLite would drop, and
    /// the log with them
    broken: bool,
}

/// Bytes before the first page, and before each.
const HEADER: usize = 32;
const FRAME: usize = 24;

impl Log {
    /// `page`: the one that the seal is on.
    fn read(path: &Path, page: u32) -> std::io::Result<Self> {
        let mut log = Self {
            commits: false,
            seals: Vec::new(),
            broken: false,
        };
        let mut file = match File::open(path) {
            Ok(file) => BufReader::new(file),
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(log),
            Err(error) => return Err(error),
        };
        let mut header = [0; HEADER];
        if !filled(&mut file, &mut header)? {
            return Ok(log);
        }
        let big = match word(&header, 0, true) {
            0x377f_0682 => false,
            0x377f_0683 => true,
            _ => return Ok(log),
        };
        let size = word(&header, 8, true) as usize;
        let mut sum = summed((0, 0), &header[..24], big);
        if !(512..=65536).contains(&size)
            || !size.is_power_of_two()
            || sum != (word(&header, 24, true), word(&header, 28, true))
        {
            return Ok(log);
        }
        let (mut frame, mut content, mut open) = ([0; FRAME], vec![0; size], Vec::new());
        let mut damaged = false;
        while filled(&mut file, &mut frame)? && filled(&mut file, &mut content)? {
            sum = summed(summed(sum, &frame[..8], big), &content, big);
            // what follows is of an earlier round of the log, or was never finished
            if frame[8..16] != header[16..24] {
                break;
            }
            damaged |= sum != (word(&frame, 16, true), word(&frame, 20, true));
            if damaged {
                log.broken |= word(&frame, 4, true) > 0;
                continue;
            }
            if word(&frame, 0, true) == page {
                open.extend(seal_on(&content));
            }
            if word(&frame, 4, true) > 0 {
                log.commits = true;
                log.seals.append(&mut open);
            }
        }
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

fn filled(file: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<bool> {
    match file.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error),
    }
}

fn word(bytes: &[u8], at: usize, big: bool) -> u32 {
    let four = bytes
        .get(at..at + 4)
        .and_then(|four| four.try_into().ok())
        .unwrap_or_default();
    if big {
        u32::from_be_bytes(four)
    } else {
        u32::from_le_bytes(four)
    }
}

fn summed(mut sum: (u32, u32), bytes: &[u8], big: bool) -> (u32, u32) {
    for at in (0..bytes.len()).step_by(8) {
        sum.0 = sum.0.wrapping_add(word(bytes, at, big)).wrapping_add(sum.1);
        sum.1 = sum
            .1
            .wrapping_add(word(bytes, at + 4, big))
            .wrapping_add(sum.0);
    }
    sum
}
