//! The versions of the scheme that were in force, by the steps that put them there.

use super::{Ledger, LedgerError, Step, StepKind, text};
use rusqlite::OptionalExtension;
use std::collections::HashSet;
use xianbaohui_core::scheme::Scheme;

/// A version of the scheme that was in force, or is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemeVersion {
    /// its number, rising
    pub id: i64,
    /// as the scheme calls it
    pub version: String,
    /// since when it was in force
    pub since: String,
    /// the step that put it in force; none of the one that the ledger was made with
    pub step: Option<Step>,
    /// another one was taken back with it
    pub undone: bool,
}

impl Ledger {
    /// All versions that were in force, oldest first; the last one is.
    pub fn scheme_versions(&self) -> Result<Vec<SchemeVersion>, LedgerError> {
        let steps = self.steps(None)?;
        let updates = steps
            .iter()
            .filter(|step| step.kind == StepKind::SchemeUpdate);
        let updates = updates.map(|step| step.id).collect::<HashSet<_>>();
        let is_of_scheme = |step: &&Step| {
            updates.contains(&step.id) || step.undoes.is_some_and(|id| updates.contains(&id))
        };
        // each of them has put a text in force, in their order
        let mut put = steps.iter().filter(is_of_scheme);
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, version, added_at FROM scheme ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut all: Vec<SchemeVersion> = Vec::new();
        while let Some(row) = rows.next()? {
            let step = if all.is_empty() { None } else { put.next() };
            all.push(SchemeVersion {
                id: row.get(0)?,
                version: text::any(row, 1)?,
                since: text::any(row, 2)?,
                undone: step.is_some_and(|step| step.kind == StepKind::Undo),
                step: step.cloned(),
            });
        }
        Ok(all)
    }

    /// A version of the scheme by its number.
    ///
    /// # Errors
    /// There is none.
    pub fn scheme_version(&self, id: i64) -> Result<Scheme, LedgerError> {
        let sql = "SELECT text, code FROM scheme WHERE id = ?1";
        let found: Option<(String, String)> = self
            .connection
            .query_row(sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (text, code) = found.ok_or_else(|| LedgerError::Unknown {
            what: "报表制度的版本",
            name: id.to_string(),
            nearest: String::new(),
        })?;
        Ok(Scheme::parse(&code, &text)?)
    }
}
