//! Which codes stored returns have.

use super::{Ledger, LedgerError};
use std::collections::HashSet;

/// Codes that stored returns have, of all versions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoredCodes {
    /// units that sent them, or that have figures in them
    pub units: HashSet<String>,
    /// forms
    pub forms: HashSet<String>,
    /// indicators with figures
    pub indicators: HashSet<String>,
}

impl Ledger {
    /// Codes that stored returns have.
    pub fn stored_codes(&self) -> Result<StoredCodes, LedgerError> {
        let all = |sql: &str| -> Result<HashSet<String>, LedgerError> {
            let mut statement = self.connection.prepare(sql)?;
            let rows = statement.query_map([], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        Ok(StoredCodes {
            units: all("SELECT unit FROM return UNION SELECT unit FROM value")?,
            forms: all("SELECT DISTINCT form FROM return")?,
            indicators: all("SELECT DISTINCT indicator FROM value")?,
        })
    }
}
