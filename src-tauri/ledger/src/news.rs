//! What others have committed since the last look: rounds, another version of the scheme, returns.

use super::{Ledger, LedgerError, round, scheme};
use rusqlite::Connection;
use xianbaohui_core::scheme::Scheme;

/// What has come since the last look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct News {
    /// anything
    pub any: bool,
    /// another version of the scheme is in force: positions in the one before mean nothing
    pub scheme: bool,
}

/// A number that another one takes the place of when anybody else commits.
pub(super) fn data_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "data_version", |row| row.get(0))
}

impl Ledger {
    /// Takes in what other connections have committed, of this program and of others. Cheap when
    /// there is nothing.
    pub fn take_news(&mut self) -> Result<News, LedgerError> {
        let now = data_version(&self.connection)?;
        if now == self.data_version {
            return Ok(News::default());
        }
        let (id, text, code) = scheme::current(&self.connection)?;
        let is_other = id != self.scheme_id;
        if is_other {
            self.scheme = Scheme::parse(&code, &text)?;
            self.scheme_id = id;
        }
        self.scheme.rounds = round::all(&self.connection)?;
        self.data_version = now;
        Ok(News {
            any: true,
            scheme: is_other,
        })
    }

    /// Number of the last entry in the log: whatever counts in a table grows it.
    pub fn state(&self) -> Result<i64, LedgerError> {
        Ok(self
            .connection
            .prepare_cached("SELECT coalesce(max(seq), 0) FROM log")?
            .query_row([], |row| row.get(0))?)
    }

    /// A second connection to this ledger, which reads while the first writes; none where the disk
    /// has no room for two.
    pub fn second(&self) -> Result<Option<Self>, LedgerError> {
        if self.only_read {
            return Ok(None);
        }
        let second = Self::open(&self.path)?;
        Ok((!second.no_room).then_some(second))
    }
}
