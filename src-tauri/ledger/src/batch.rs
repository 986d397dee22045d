//! A batch of returns: one transaction, all or nothing.

use super::step::{Doing, Key, StepKind, end_of_batch, newest};
use super::writing::Writing;
use super::{Ledger, LedgerError, Prepared, entry, finding, log, source_file, value};
use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use xianbaohui_core::scheme::{Round, Scheme};

/// A batch being written. Dropping it without [`Batch::finish`] leaves the ledger as it was.
#[derive(Debug)]
pub struct Batch<'l> {
    transaction: Writing<'l>,
    scheme: &'l Scheme,
    scheme_id: i64,
    round: String,
    id: i64,
    at: String,
    who: String,
    committed: u32,
    /// what the officer does, and why
    kind: StepKind,
    reason: String,
    /// the step that added the round for it
    with: Option<i64>,
    /// returns in force that are left: unit, form, version
    left: Vec<(String, String, u32)>,
}

/// A return as committed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommittedReturn {
    /// id
    pub id: i64,
    /// version
    pub version: u32,
    /// the version that was in force until now
    pub replaces: Option<Replaced>,
}

/// A return that another took the place of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Replaced {
    /// its version
    pub version: u32,
    /// since when it was in force
    pub since: String,
    /// the file that it was read from
    pub file: String,
}

impl Ledger {
    /// Begins a batch. `at` is the time for returns and log, `who` the operator.
    ///
    /// Until it ends nobody else writes: what is read of the ledger after this is what the batch
    /// comes on top of.
    pub fn batch(&self, round: &Round, at: &str, who: &str) -> Result<Batch<'_>, LedgerError> {
        let transaction = self.writing()?;
        self.scheme_is_in_force(&transaction)?;
        // a number that returns or a step still name is not given again, though its row is gone
        let sql = "INSERT INTO batch (id, round, at) VALUES (1 + max(\
            ifnull((SELECT max(id) FROM batch), 0), \
            ifnull((SELECT max(batch_id) FROM return), 0), \
            ifnull((SELECT max(batch_id) FROM step), 0)), ?1, ?2)";
        transaction.execute(sql, params![round.code, at])?;
        let id = transaction.last_insert_rowid();
        Ok(Batch {
            transaction,
            scheme: &self.scheme,
            scheme_id: self.scheme_id,
            round: round.code.clone(),
            id,
            at: at.to_owned(),
            who: who.to_owned(),
            committed: 0,
            kind: StepKind::Import,
            reason: String::new(),
            with: None,
            left: Vec::new(),
        })
    }
}

impl Batch<'_> {
    pub(super) fn connection(&self) -> &rusqlite::Connection {
        &self.transaction
    }

    /// Files of the ledger are read once more. `left`: returns (unit, form, version) that this takes
    /// the place of under other names; what counted before them counts again.
    pub fn again(&mut self, kind: StepKind, reason: &str, left: Vec<(String, String, u32)>) {
        self.kind = kind;
        reason.clone_into(&mut self.reason);
        self.left = left;
    }

    /// The round was added by this step for what is committed: taken back with it.
    pub fn with(&mut self, round_added: Option<i64>) {
        self.with = round_added;
    }

    /// Writes the returns of one file.
    pub fn add(
        &mut self,
        name: &str,
        sha256: &str,
        bytes: &[u8],
        returns: &[Prepared],
    ) -> Result<Vec<CommittedReturn>, LedgerError> {
        let file_id = source_file::keep(&self.transaction, sha256, bytes)?;
        returns
            .iter()
            .map(|one| self.add_return(file_id, name, sha256, one))
            .collect()
    }

    fn add_return(
        &mut self,
        file_id: i64,
        name: &str,
        sha256: &str,
        one: &Prepared,
    ) -> Result<CommittedReturn, LedgerError> {
        let (unit, form) = (
            &self.scheme.units[one.unit].code,
            &self.scheme.forms[one.form],
        );
        let sql = "SELECT version, committed_at, file_name FROM return WHERE round = ?1 AND unit = \
            ?2 AND form = ?3 AND current = 1";
        let replaced = |row: &rusqlite::Row<'_>| {
            Ok(Replaced {
                version: row.get(0)?,
                since: row.get(1)?,
                file: row.get(2)?,
            })
        };
        let replaces = self
            .transaction
            .prepare_cached(sql)?
            .query_row(params![self.round, unit, form.code], replaced)
            .optional()?;
        let key = Key {
            round: &self.round,
            unit,
            form: &form.code,
        };
        let version = newest(&self.transaction, key)? + 1;
        if replaces.is_some() {
            self.transaction
                .prepare_cached(
                    "UPDATE return SET current = 0 WHERE round = ?1 AND unit = ?2 AND f\
                    orm = ?3 AND current = 1",
                )?
                .execute(params![self.round, unit, form.code])?;
        }
        let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        let sql = "INSERT INTO return (batch_id, scheme_id, file_id, file_name, sheet, round, \
            unit, form, period, version, current, committed_at, seen, filled, blank, nil, \
            unreadable, outside, binding, evidence, digest) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 1, ?11, ?12, ?13, ?14, ?15, ?16, \
            ?17, ?18, ?19, ?20)";
        self.transaction.prepare_cached(sql)?.execute(params![
            self.id,
            self.scheme_id,
            file_id,
            name,
            one.sheet,
            self.round,
            unit,
            form.code,
            one.period,
            version,
            self.at,
            count(one.cells.seen),
            count(one.cells.values),
            count(one.cells.blank),
            count(one.cells.nil),
            count(one.cells.unreadable),
            count(one.cells.outside),
            one.binding,
            one.evidence,
            one.digest,
        ])?;
        let id = self.transaction.last_insert_rowid();
        value::insert(&self.transaction, id, &one.values, self.scheme, form)?;
        entry::insert(&self.transaction, id, &one.entries)?;
        finding::insert(&self.transaction, id, &one.findings)?;
        self.transaction.holds(id, &one.content_digest);
        let detail = serde_json::json!({ "return": id, "round": self.round, "form": form.code, "version": version, "file": name, "sha256": sha256, "digest": one.digest, "findings": one.findings_digest });
        log::append(
            &self.transaction,
            &self.at,
            &self.who,
            "import",
            unit,
            &detail,
        )?;
        self.committed += 1;
        Ok(CommittedReturn {
            id,
            version,
            replaces,
        })
    }

    /// Takes back returns of this batch, as if they had not been added: two files claim the same
    /// return, and the officer must say which counts.
    pub fn take_back(&mut self, returns: &[CommittedReturn]) -> Result<(), LedgerError> {
        for one in returns {
            let (unit, form): (String, String) = self.transaction.query_row(
                "SELECT unit, form FROM return WHERE id = ?1 AND batch_id = ?2",
                params![one.id, self.id],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            for table in ["value", "entry", "finding"] {
                self.transaction.execute(
                    &format!("DELETE FROM {table} WHERE return_id = ?1"),
                    [one.id],
                )?;
            }
            self.transaction
                .execute("DELETE FROM return WHERE id = ?1", [one.id])?;
            self.transaction.execute(
                "UPDATE return SET current = 1 WHERE round = ?1 AND unit = ?2 AND form = ?\
                    3 AND version IS ?4",
                params![
                    self.round,
                    unit,
                    form,
                    one.replaces.as_ref().map(|old| old.version)
                ],
            )?;
            let detail = serde_json::json!({
                "return": one.id, "round": self.round, "form": form, "version": one.version,
            });
            log::append(
                &self.transaction,
                &self.at,
                &self.who,
                "take-back",
                &unit,
                &detail,
            )?;
            self.committed -= 1;
        }
        Ok(())
    }

    /// Makes the batch last; an empty one leaves nothing behind.
    pub fn finish(self) -> Result<u32, LedgerError> {
        if self.committed == 0 {
            self.transaction.rollback()?;
            return Ok(0);
        }
        let said = (self.reason.as_str(), self.at.as_str(), self.who.as_str());
        let doing = Doing {
            batch: Some(self.id),
            about: self.with,
            ..Doing::of(self.kind, &self.round, said)
        };
        end_of_batch(&self.transaction, doing, &self.left)?;
        self.transaction.execute(
            "DELETE FROM source_file WHERE id NOT IN (SELECT file_id FROM return) \
                AND sha256 NOT IN (SELECT sha256 FROM published)",
            [],
        )?;
        self.transaction.commit()?;
        Ok(self.committed)
    }
}
