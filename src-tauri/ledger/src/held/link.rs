//! A link of the chain.

use super::super::{LedgerError, text};
use super::touched::Rows;
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

/// What one write left.
#[derive(Debug)]
pub(in super::super) struct Link {
    /// place, from 1
    pub(in super::super) seq: i64,
    /// the seal that it left
    pub(in super::super) seal: String,
    /// the last entry of the log
    pub(in super::super) log: (i64, String),
    rows: String,
    pub(in super::super) previous: String,
    pub(in super::super) hash: String,
}

impl Link {
    /// The hash that it must have.
    pub(in super::super) fn expected_hash(&self) -> String {
        let mut hash = Sha256::new();
        for part in [
            &self.previous,
            &self.seq.to_string(),
            &self.seal,
            &self.log.0.to_string(),
            &self.log.1,
            &self.rows,
        ] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        xianbaohui_files::hex(&hash.finalize())
    }

    /// The rows that it tells of.
    pub(in super::super) fn rows(&self) -> Option<Rows> {
        serde_json::from_str(&self.rows).ok()
    }
}

/// Adds a link: these rows, the seal and the end of the log as they are now.
pub(in super::super) fn write(
    connection: &Connection,
    rows: &Rows,
    seal: String,
    log: (i64, String),
) -> Result<(), LedgerError> {
    let last: Option<(i64, String)> = connection
        .prepare_cached("SELECT seq, hash FROM held ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (seq, previous) = last.map_or((1, String::new()), |(seq, hash)| (seq + 1, hash));
    let mut link = Link {
        seq,
        seal,
        log,
        rows: serde_json::to_string(rows)?,
        previous,
        hash: String::new(),
    };
    link.hash = link.expected_hash();
    let sql = "INSERT INTO held (seq, seal, log, log_hash, rows, previous, hash) \
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    connection.prepare_cached(sql)?.execute(params![
        link.seq,
        link.seal,
        link.log.0,
        link.log.1,
        link.rows,
        link.previous,
        link.hash
    ])?;
    connection
        .prepare_cached("UPDATE seal SET head = ?1 WHERE id = 1")?
        .execute([&link.hash])?;
    Ok(())
}

/// The chain from a place on, oldest first.
pub(in super::super) fn links(
    connection: &Connection,
    from: i64,
) -> Result<Vec<Link>, LedgerError> {
    let sql = "SELECT seq, seal, log, log_hash, rows, previous, hash FROM held \
        WHERE seq >= ?1 ORDER BY seq";
    let mut statement = connection.prepare_cached(sql)?;
    let links = statement.query_map([from], |row| {
        Ok(Link {
            seq: row.get(0)?,
            seal: row.get(1)?,
            log: (row.get(2)?, row.get(3)?),
            rows: row.get(4)?,
            previous: row.get(5)?,
            hash: row.get(6)?,
        })
    })?;
    Ok(links.collect::<Result<_, _>>()?)
}

/// Each link of the chain as it stands, oldest first, one at a time.
pub(in super::super) fn each_link(
    connection: &Connection,
    mut each: impl FnMut(&Link),
) -> Result<(), LedgerError> {
    let sql = "SELECT seq, seal, log, log_hash, rows, previous, hash FROM held ORDER BY seq";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        each(&Link {
            seq: row.get(0)?,
            seal: text::any(row, 1)?,
            // no entry has this number
            log: (row.get(2).unwrap_or(i64::MIN), text::any(row, 3)?),
            rows: text::any(row, 4)?,
            previous: text::any(row, 5)?,
            hash: text::any(row, 6)?,
        });
    }
    Ok(())
}
