//! Logs that a program left which was killed while it brought a ledger up to date, and whose seal
//! names a state that no file ever had: programs of formats 05 to 07 renewed it once a format, in
//! one commit.
//!
//! Such a log is the ledger's own when it holds what becomes of this very file when it is brought
//! up to date once more: the same tables with the same rows. Worked out in memory; nothing is
//! written.

use super::migrate::{climb, format_of};
use super::rows::{Digested, texts};
use super::wal;
use rusqlite::{Connection, OpenFlags};
use std::collections::BTreeMap;
use std::path::Path;

/// The formats that such a program came from and went to: from the first with a seal on, to the
/// last that was renewed once a format.
const FROM: i32 = 4;
const TO: i32 = 7;

/// Bytes of a ledger that is worked out in memory.
const MOST: usize = 1 << 30;

/// Where a database says how it is written to and read.
const MODES: std::ops::Range<usize> = 18..20;

/// Whether a log brings this file up to date, and does nothing else first.
pub(super) fn brings_up_to_date(path: &Path, log: &Path) -> bool {
    // what cannot be worked out is not taken in
    same(path, log).unwrap_or(false)
}

fn same(path: &Path, log: &Path) -> rusqlite::Result<bool> {
    let file = alone(path)?;
    let from = format_of(&file)?;
    if !(FROM..TO).contains(&from) {
        return Ok(false);
    }
    let Some((pages, count)) = first_commit(log) else {
        return Ok(false);
    };
    let bytes = file.serialize("main")?.to_vec();
    let Some(filled) = filled(&bytes, &pages, count) else {
        return Ok(false);
    };
    let (again, filled) = (in_memory(bytes)?, in_memory(filled)?);
    let to = format_of(&filled)?;
    if to <= from || to > TO || climb(&again, from, to).is_err() {
        return Ok(false);
    }
    Ok(contents(&again)? == contents(&filled)?)
}

/// The pages of a log's first commit, and how many the ledger has after it.
fn first_commit(log: &Path) -> Option<(BTreeMap<u32, Vec<u8>>, u32)> {
    let (mut pages, mut count) = (BTreeMap::new(), None);
    wal::frames(log, |frame| {
        if frame.damaged {
            return false;
        }
        pages.insert(frame.page, frame.content.to_vec());
        count = (frame.ends > 0).then_some(frame.ends);
        count.is_none()
    })
    .ok()?;
    Some((pages, count?))
}

/// The file as it is when these pages have been filled in.
fn filled(bytes: &[u8], pages: &BTreeMap<u32, Vec<u8>>, count: u32) -> Option<Vec<u8>> {
    let size = pages.values().next()?.len();
    let length = size.checked_mul(count as usize)?;
    if length.max(bytes.len()) > MOST {
        return None;
    }
    let mut filled = bytes.to_vec();
    filled.resize(length, 0);
    for (page, content) in pages {
        let at = (*page as usize).checked_sub(1)?.checked_mul(size)?;
        if let Some(place) = filled.get_mut(at..at + size) {
            place.copy_from_slice(content);
        }
    }
    Some(filled)
}

/// What lies in memory has no log.
fn in_memory(mut bytes: Vec<u8>) -> rusqlite::Result<Connection> {
    if let Some(modes) = bytes.get_mut(MODES) {
        modes.fill(1);
    }
    let mut connection = Connection::open_in_memory()?;
    connection.deserialize_read_exact("main", bytes.as_slice(), bytes.len(), false)?;
    Ok(connection)
}

/// All that there is in all tables but the seal.
fn contents(connection: &Connection) -> rusqlite::Result<String> {
    let mut digest = Digested::default();
    let schema = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name";
    digest.rows(connection, schema, [])?;
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'seal' \
        ORDER BY name";
    for table in texts(connection, tables)? {
        digest.rows(connection, &format!("SELECT * FROM \"{table}\""), [])?;
    }
    Ok(digest.finish())
}

/// A ledger's file as it lies there: no lock is taken, no log taken in.
pub(super) fn alone(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
        | OpenFlags::SQLITE_OPEN_NO_MUTEX
        | OpenFlags::SQLITE_OPEN_URI;
    Connection::open_with_flags(immutable(path), flags)
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
