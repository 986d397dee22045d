//! What the chain says of the rows that a write is about to replace.

use super::super::{LedgerError, seal};
use super::link::links;
use super::touched::{CHANGED, Rows};
use rusqlite::Connection;

/// All that the links say, the newest of each row.
pub(super) struct Chain {
    rows: Rows,
    /// hash of the last link, the seal and the end of the log that it left
    end: Option<(String, String, seal::Head)>,
}

impl Chain {
    pub(super) fn read(connection: &Connection) -> Result<Self, LedgerError> {
        let (mut rows, mut end) = (Rows::new(), None);
        for link in links(connection)? {
            for (table, told) in link.rows().unwrap_or_default() {
                rows.entry(table).or_default().extend(told);
            }
            end = Some((link.hash, link.seal, link.log));
        }
        Ok(Self { rows, end })
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
        let now = (end, seal::text(connection)?, seal::head(connection)?);
        Ok(self.end.as_ref() == Some(&now))
    }
}
