//! Table `remembered`: what a sheet says of its unit, and the unit that the officer said is meant.

use super::{Ledger, LedgerError, log};
use crate::identify::{Clue, Remembered};
use rusqlite::params;

/// An answer that holds for the next time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RememberedAnswer {
    /// id
    pub id: i64,
    /// what the sheet says, for the officer
    pub words: String,
    /// code of the unit that is meant
    pub unit: String,
    /// when it was given
    pub at: String,
    /// by whom
    pub who: String,
}

impl Ledger {
    /// Remembers an answer; an earlier one to the same clue is forgotten.
    pub fn remember(&mut self, clue: &Clue, unit: &str, at: &str, who: &str) -> Result<(), LedgerError> {
        let transaction = self.connection.transaction()?;
        transaction.execute("UPDATE remembered SET forgotten_at = ?2 WHERE clue = ?1 AND forgotten_at IS NULL", params![clue.key, at])?;
        transaction.execute("INSERT INTO remembered (clue, words, unit, at, who) VALUES (?1, ?2, ?3, ?4, ?5)", params![clue.key, clue.words, unit, at, who])?;
        log::append(&transaction, at, who, "remember", unit, &serde_json::json!({ "clue": clue.key, "words": clue.words }))?;
        Ok(transaction.commit()?)
    }

    /// Forgets an answer: what said the same is asked about again.
    pub fn forget(&mut self, id: i64, at: &str, who: &str) -> Result<(), LedgerError> {
        let transaction = self.connection.transaction()?;
        let unit: Option<String> = {
            let mut statement = transaction.prepare("UPDATE remembered SET forgotten_at = ?2 WHERE id = ?1 AND forgotten_at IS NULL RETURNING unit")?;
            let mut rows = statement.query(params![id, at])?;
            rows.next()?.map(|row| row.get(0)).transpose()?
        };
        let Some(unit) = unit else {
            return Err(LedgerError::Unknown { what: "记住的对应", name: id.to_string(), nearest: "，可能已经忘掉".into() });
        };
        log::append(&transaction, at, who, "forget", &unit, &serde_json::json!({ "remembered": id }))?;
        Ok(transaction.commit()?)
    }

    /// The answers that hold, newest first.
    pub fn remembered(&self) -> Result<Vec<RememberedAnswer>, LedgerError> {
        let mut statement = self.connection.prepare_cached("SELECT id, words, unit, at, who FROM remembered WHERE forgotten_at IS NULL ORDER BY id DESC")?;
        let rows = statement.query_map([], |row| Ok(RememberedAnswer { id: row.get(0)?, words: row.get(1)?, unit: row.get(2)?, at: row.get(3)?, who: row.get(4)? }))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The answers that hold, as recognition asks for them.
    pub fn remembered_units(&self) -> Result<Remembered, LedgerError> {
        let mut statement = self.connection.prepare_cached("SELECT clue, unit FROM remembered WHERE forgotten_at IS NULL")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
