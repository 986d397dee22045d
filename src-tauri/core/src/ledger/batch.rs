//! A batch of returns: one transaction, all or nothing.

use super::{Ledger, LedgerError, entry, finding, log, source_file, value};
use crate::intake::Taken;
use crate::scheme::{Round, Scheme};
use rusqlite::{OptionalExtension, Transaction, params};
use sha2::{Digest, Sha256};

/// A batch being written. Dropping it without [`Batch::finish`] leaves the ledger as it was.
#[derive(Debug)]
pub struct Batch<'l> {
    transaction: Transaction<'l>,
    scheme: &'l Scheme,
    scheme_id: i64,
    round: String,
    id: i64,
    at: String,
    who: String,
    committed: u32,
}

/// A return as committed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommittedReturn {
    /// id
    pub id: i64,
    /// version
    pub version: u32,
}

impl Ledger {
    /// Begins a batch. `at` is the time for returns and log, `who` the operator.
    pub fn batch(&mut self, round: &Round, at: &str, who: &str) -> Result<Batch<'_>, LedgerError> {
        let transaction = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        transaction.execute("INSERT INTO batch (round, at) VALUES (?1, ?2)", params![round.code, at])?;
        let id = transaction.last_insert_rowid();
        Ok(Batch { transaction, scheme: &self.scheme, scheme_id: self.scheme_id, round: round.code.clone(), id, at: at.to_owned(), who: who.to_owned(), committed: 0 })
    }
}

impl Batch<'_> {
    /// Writes the returns of one file.
    pub fn add(&mut self, name: &str, sha256: &str, bytes: &[u8], returns: &[Taken]) -> Result<Vec<CommittedReturn>, LedgerError> {
        let file_id = source_file::keep(&self.transaction, sha256, bytes)?;
        returns.iter().map(|one| self.add_return(file_id, name, sha256, one)).collect()
    }

    fn add_return(&mut self, file_id: i64, name: &str, sha256: &str, one: &Taken) -> Result<CommittedReturn, LedgerError> {
        let taken = &one.taken;
        let (unit, form) = (&self.scheme.units[taken.unit].code, &self.scheme.forms[taken.form]);
        let sql = "SELECT max(version) FROM return WHERE round = ?1 AND unit = ?2 AND form = ?3";
        let last: Option<u32> = self.transaction.prepare_cached(sql)?.query_row(params![self.round, unit, form.code], |row| row.get(0)).optional()?.flatten();
        let version = last.unwrap_or(0) + 1;
        if last.is_some() {
            self.transaction
                .prepare_cached("UPDATE return SET current = 0 WHERE round = ?1 AND unit = ?2 AND form = ?3 AND current = 1")?
                .execute(params![self.round, unit, form.code])?;
        }
        let cells = taken.cells;
        let count = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
        // values refer to the return, the digest is known only after them: the id comes first
        let sql = "INSERT INTO return (batch_id, scheme_id, file_id, file_name, sheet, round, unit, form, period, version, current, committed_at, seen, filled, blank, nil, unreadable, outside, binding, evidence, digest)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 1, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, '')";
        self.transaction.prepare_cached(sql)?.execute(params![
            self.id,
            self.scheme_id,
            file_id,
            name,
            taken.sheet,
            self.round,
            unit,
            form.code,
            taken.period.to_string(),
            version,
            self.at,
            count(cells.seen),
            count(cells.values),
            count(cells.blank),
            count(cells.nil),
            count(cells.unreadable),
            count(cells.outside),
            serde_json::to_string(&taken.binding)?,
            serde_json::to_string(&one.evidence)?,
        ])?;
        let id = self.transaction.last_insert_rowid();
        let mut digest = Sha256::new();
        {
            let mut statement = value::inserting(&self.transaction)?;
            let mut order = (0..taken.values.len()).collect::<Vec<_>>();
            // in key order, so that the table grows at its end
            order.sort_by_cached_key(|at| {
                let value = &taken.values[*at];
                (&self.scheme.units[value.unit].code, &self.scheme.indicators[value.indicator].code, &form.columns()[value.column].code)
            });
            for at in order {
                value::insert(&mut statement, id, &taken.values[at], self.scheme, form.columns(), &mut digest)?;
            }
        }
        for entry in &taken.entries {
            entry::insert(&self.transaction, id, entry, &mut digest)?;
        }
        let mut findings = Sha256::new();
        for (ordinal, finding) in taken.findings.iter().enumerate() {
            finding::insert(&self.transaction, id, ordinal, finding)?;
            finding::digest(&mut findings, finding);
        }
        let digest = crate::hex(&digest.finalize());
        self.transaction.prepare_cached("UPDATE return SET digest = ?2 WHERE id = ?1")?.execute(params![id, digest])?;
        let detail = serde_json::json!({ "return": id, "round": self.round, "form": form.code, "version": version, "file": name, "sha256": sha256, "digest": digest, "findings": crate::hex(&findings.finalize()) });
        log::append(&self.transaction, &self.at, &self.who, "import", unit, &detail)?;
        self.committed += 1;
        Ok(CommittedReturn { id, version })
    }

    /// Takes back returns of this batch, as if they had not been added: two files claim the same return, and the officer must say which counts.
    pub fn take_back(&mut self, returns: &[CommittedReturn]) -> Result<(), LedgerError> {
        for one in returns {
            let (unit, form): (String, String) =
                self.transaction.query_row("SELECT unit, form FROM return WHERE id = ?1 AND batch_id = ?2", params![one.id, self.id], |row| Ok((row.get(0)?, row.get(1)?)))?;
            for table in ["value", "entry", "finding"] {
                self.transaction.execute(&format!("DELETE FROM {table} WHERE return_id = ?1"), [one.id])?;
            }
            self.transaction.execute("DELETE FROM return WHERE id = ?1", [one.id])?;
            self.transaction
                .execute("UPDATE return SET current = 1 WHERE round = ?1 AND unit = ?2 AND form = ?3 AND version = ?4", params![self.round, unit, form, one.version - 1])?;
            let detail = serde_json::json!({ "return": one.id, "round": self.round, "form": form, "version": one.version });
            log::append(&self.transaction, &self.at, &self.who, "take-back", &unit, &detail)?;
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
        self.transaction.execute("DELETE FROM source_file WHERE id NOT IN (SELECT file_id FROM return)", [])?;
        self.transaction.commit()?;
        Ok(self.committed)
    }
}
