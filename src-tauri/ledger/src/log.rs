//! Table `log`: what was done, when, by whom; append-only, each entry's hash covers the one before.

use super::{Ledger, LedgerError, text};
use rusqlite::{Connection, OptionalExtension, params};
use sha2::{Digest, Sha256};

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// position, from 1
    pub seq: i64,
    /// when
    pub at: String,
    /// who
    pub who: String,
    /// what was done
    pub action: String,
    /// to what
    pub subject: String,
    /// details as JSON
    pub detail: String,
    /// hash of the entry before
    pub previous: String,
    /// hash of this entry
    pub hash: String,
}

impl LogEntry {
    /// The hash that the entry must have.
    pub(super) fn expected_hash(&self) -> String {
        let mut hash = Sha256::new();
        for part in [
            &self.previous,
            &self.seq.to_string(),
            &self.at,
            &self.who,
            &self.action,
            &self.subject,
            &self.detail,
        ] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        xianbaohui_files::hex(&hash.finalize())
    }
}

pub(super) fn append(
    connection: &Connection,
    at: &str,
    who: &str,
    action: &str,
    subject: &str,
    detail: &serde_json::Value,
) -> Result<(), LedgerError> {
    let last: Option<(i64, String)> = connection
        .prepare_cached("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (seq, previous) = last.map_or((1, String::new()), |(seq, hash)| (seq + 1, hash));
    let mut entry = LogEntry {
        seq,
        at: at.into(),
        who: who.into(),
        action: action.into(),
        subject: subject.into(),
        detail: detail.to_string(),
        previous,
        hash: String::new(),
    };
    entry.hash = entry.expected_hash();
    let sql = "INSERT INTO log (seq, at, who, action, subject, detail, previous, hash) VALUES (?1, \
        ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    connection.prepare_cached(sql)?.execute(params![
        entry.seq,
        entry.at,
        entry.who,
        entry.action,
        entry.subject,
        entry.detail,
        entry.previous,
        entry.hash
    ])?;
    Ok(())
}

impl Ledger {
    /// The log, oldest first.
    pub fn log(&self) -> Result<Vec<LogEntry>, LedgerError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT seq, at, who, action, subject, detail, previous, hash FROM log ORDER BY seq",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(LogEntry {
                seq: row.get(0)?,
                at: row.get(1)?,
                who: row.get(2)?,
                action: row.get(3)?,
                subject: row.get(4)?,
                detail: row.get(5)?,
                previous: row.get(6)?,
                hash: row.get(7)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Each entry as it stands, oldest first, one at a time.
    pub(super) fn each_entry_of_log(
        &self,
        mut each: impl FnMut(LogEntry),
    ) -> Result<(), LedgerError> {
        let sql =
            "SELECT seq, at, who, action, subject, detail, previous, hash FROM log ORDER BY seq";
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            each(LogEntry {
                seq: row.get(0)?,
                at: text::any(row, 1)?,
                who: text::any(row, 2)?,
                action: text::any(row, 3)?,
                subject: text::any(row, 4)?,
                detail: text::any(row, 5)?,
                previous: text::any(row, 6)?,
                hash: text::any(row, 7)?,
            });
        }
        Ok(())
    }

    /// Writes one more entry.
    pub fn note(
        &self,
        at: &str,
        who: &str,
        action: &str,
        subject: &str,
        detail: &serde_json::Value,
    ) -> Result<(), LedgerError> {
        let transaction = self.writing()?;
        append(&transaction, at, who, action, subject, detail)?;
        transaction.commit()
    }
}
