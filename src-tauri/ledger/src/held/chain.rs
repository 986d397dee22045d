//! What the chain says of the rows that a write is about to replace.

use super::super::{LedgerError, seal};
use super::link::{Link, links};
use super::touched::{CHANGED, Rows};
use rusqlite::Connection;

/// All that the links say, the newest of each row. It is read on from where it was read last: a
/// ledger of many years has many links.
#[derive(Debug, Default)]
pub(in super::super) struct Chain {
    rows: Rows,
    end: Option<End>,
}

/// The last link: what it left.
#[derive(Debug, PartialEq, Eq)]
struct End {
    seq: i64,
    hash: String,
    seal: String,
    log: seal::Head,
}

impl Chain {
    /// Reads on, or anew where the end that is known is no link of this ledger.
    pub(super) fn read(&mut self, connection: &Connection) -> Result<(), LedgerError> {
        let from = self.end.as_ref().map_or(1, |end| end.seq);
        let mut new = links(connection, from)?;
        if let Some(known) = &self.end
            && new.first().is_none_or(|link| End::of(link) != *known)
        {
            *self = Self::default();
            new = links(connection, 1)?;
        }
        for link in new {
            if self.end.as_ref().is_none_or(|end| end.seq != link.seq) {
                for (table, told) in link.rows().unwrap_or_default() {
                    self.rows.entry(table).or_default().extend(told);
                }
            }
            self.end = Some(End::of(&link));
        }
        Ok(())
    }

    /// What is to be held of a row that is `now`, and `was` before: that it had been changed from
    /// outside, where the chain says another digest.
    pub(super) fn held(
        &self,
        table: &str,
        key: &str,
        was: Option<&String>,
        now: Option<String>,
    ) -> Option<String> {
        let said = self
            .rows
            .get(table)
            .and_then(|rows| rows.get(key)?.as_ref());
        if said == was {
            return now;
        }
        Some(format!("{CHANGED}{}", now.unwrap_or_default()))
    }

    /// Whether the ledger ends as the last link says.
    pub(super) fn ends_at(&self, connection: &Connection) -> Result<bool, LedgerError> {
        let end: String =
            connection.query_row("SELECT head FROM seal WHERE id = 1", [], |row| row.get(0))?;
        let (seal, log) = (seal::text(connection)?, seal::head(connection)?);
        let is_it = |last: &End| (&last.hash, &last.seal, &last.log) == (&end, &seal, &log);
        Ok(self.end.as_ref().is_some_and(is_it))
    }
}

impl End {
    fn of(link: &Link) -> Self {
        Self {
            seq: link.seq,
            hash: link.hash.clone(),
            seal: link.seal.clone(),
            log: link.log.clone(),
        }
    }
}
