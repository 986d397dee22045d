//! Table `register_decision`: what was decided on rows of rosters, and the entries that follow.
//!
//! Decisions of a step that was taken back are passed over where they are read.

mod rows;

use super::rows::Digested;
use super::step::{Doing, StepKind};
use super::text::text;
use super::{Ledger, LedgerError, Step};
use rusqlite::{Connection, OptionalExtension as _, params};
use std::collections::HashMap;
use std::sync::Arc;
use xianbaohui_core::record::{RecordError, StoredEntry};
use xianbaohui_core::register::{
    Decided, KeptList, ListAnswers, Listed, Origin, Rows, Ruling, Said, Shelf, What,
};

/// Digest and number of what a step decided.
pub(super) fn digest_of(connection: &Connection, step: i64) -> Result<(String, u64), LedgerError> {
    let mut digest = Digested::default();
    let sql = "SELECT ordinal, register, key, return_id, row, what, note FROM register_decision \
        WHERE step_id = ?1 ORDER BY ordinal";
    let count = digest.rows(connection, sql, [step])?;
    Ok((digest.finish(), count))
}

/// The same, before it is written.
fn digest(register: &str, rulings: &[Ruling]) -> String {
    let mut digest = Digested::default();
    for (ordinal, ruling) in (0_i64..).zip(rulings) {
        digest.integer(ordinal);
        digest.text(register.as_bytes());
        digest.text(ruling.key.as_bytes());
        digest.integer(ruling.return_id);
        match ruling.row {
            Some(row) => digest.integer(row.into()),
            None => digest.none(),
        }
        digest.text(ruling.what.word().as_bytes());
        digest.text(ruling.note.as_bytes());
        digest.end();
    }
    digest.finish()
}

/// The last step that decided anything of a register, taken back or not.
fn last_of(connection: &Connection, register: &str) -> Result<i64, LedgerError> {
    let sql = "SELECT coalesce(max(coalesce(u.id, d.step_id)), 0) FROM register_decision d \
        LEFT JOIN step u ON u.undoes = d.step_id WHERE d.register = ?1";
    Ok(connection
        .prepare_cached(sql)?
        .query_row([register], |row| row.get(0))?)
}

fn origin(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Origin> {
    Ok(Origin {
        return_id: row.get(at)?,
        unit: row.get(at + 1)?,
        round: row.get(at + 2)?,
        version: row.get(at + 3)?,
        file: row.get(at + 4)?,
        sheet: row.get(at + 5)?,
    })
}

const ORIGIN: &str = "r.id, r.unit, r.round, r.version, r.file_name, r.sheet";

impl Shelf for Ledger {
    // the digest of the log's first line, which is another in each ledger
    fn secret(&self) -> Result<String, RecordError> {
        let sql = "SELECT hash FROM log ORDER BY seq LIMIT 1";
        let first = self.connection.query_row(sql, [], |row| row.get(0));
        let first = first.optional().map_err(LedgerError::from)?;
        Ok(first.unwrap_or_default())
    }

    fn decisions(&self, register: &str, key: Option<&str>) -> Result<Vec<Decided>, RecordError> {
        Ok(Self::decisions(self, register, key)?)
    }

    fn decided_rows(&self, form: &str, decided: &[Decided]) -> Result<Rows, RecordError> {
        Ok(Self::decided_rows(self, form, decided)?)
    }

    fn listed(&self, form: &str) -> Result<Vec<Listed>, RecordError> {
        Ok(Self::listed(self, form)?)
    }

    fn lists(&self, register: &str) -> Result<Vec<KeptList>, RecordError> {
        Ok(Self::lists(self, register)?)
    }

    fn list_answers(&self, register: &str) -> Result<ListAnswers, RecordError> {
        Ok(Self::list_answers(self, register)?)
    }

    fn rows_of(&self, form: &str, return_id: i64) -> Result<Vec<StoredEntry>, RecordError> {
        Ok(self.rows_of_return(form, return_id)?)
    }
}

impl Ledger {
    /// A mark of what was decided of a register: another one once anything was.
    pub fn register_mark(&self, register: &str) -> Result<i64, LedgerError> {
        last_of(&self.connection, register)
    }

    /// Writes what was decided of a register. `seen`: its mark when that was shown.
    ///
    /// # Errors
    /// Something else was decided since, or a return does not count any more.
    pub fn decide(
        &mut self,
        register: &str,
        rulings: &[Ruling],
        seen: i64,
        (reason, at, who): (&str, &str, &str),
    ) -> Result<Step, LedgerError> {
        let writing = self.writing()?;
        self.scheme_is_in_force(&writing)?;
        if last_of(&writing, register)? != seen {
            return Err(LedgerError::ChangedElsewhere);
        }
        let mut counts = HashMap::new();
        for ruling in rulings {
            let known = counts.get(&ruling.return_id).copied();
            let is_current = match known {
                Some(is_current) => is_current,
                None => writing
                    .prepare_cached("SELECT 1 FROM return WHERE id = ?1 AND current = 1")?
                    .exists([ruling.return_id])?,
            };
            counts.insert(ruling.return_id, is_current);
            let is_there = ruling.row.map_or(Ok(true), |row| {
                writing
                    .prepare_cached("SELECT 1 FROM entry WHERE return_id = ?1 AND row = ?2")?
                    .exists(params![ruling.return_id, row])
            })?;
            if !is_current || !is_there {
                return Err(LedgerError::ChangedElsewhere);
            }
        }
        let what = serde_json::json!({
            "register": register,
            "decisions": rulings.len(),
            "sha256": digest(register, rulings),
        });
        let doing = Doing::of(StepKind::Register, "", (reason, at, who));
        let step = doing.log(&writing, &what)?;
        let sql = "INSERT INTO register_decision \
            (step_id, ordinal, register, key, return_id, row, what, note) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
        let mut statement = writing.prepare_cached(sql)?;
        for (ordinal, ruling) in (0_i64..).zip(rulings) {
            statement.execute(params![
                step.id,
                ordinal,
                register,
                ruling.key,
                ruling.return_id,
                ruling.row,
                ruling.what.word(),
                ruling.note
            ])?;
        }
        drop(statement);
        writing.commit()?;
        Ok(step)
    }

    /// What a register, what is proposed of it, and what it is held against follow from: another
    /// once any of that has changed.
    pub fn register_state(
        &self,
        register: &str,
        form: &str,
        list: Option<&str>,
    ) -> Result<Vec<i64>, LedgerError> {
        let mut state = vec![self.scheme_id, last_of(&self.connection, register)?];
        state.push(list.map_or(Ok(0), |list| last_of(&self.connection, list))?);
        let sql = "SELECT count(*), coalesce(sum(id), 0), coalesce(max(id), 0) FROM return \
            WHERE form = ?1 AND current = 1";
        let mut returns = self.connection.prepare_cached(sql)?;
        state.extend(
            returns.query_row([form], |row| -> rusqlite::Result<[i64; 3]> {
                Ok([row.get(0)?, row.get(1)?, row.get(2)?])
            })?,
        );
        let sql = "SELECT count(*) FROM round WHERE dropped = 0";
        let mut rounds = self.connection.prepare_cached(sql)?;
        state.push(rounds.query_row([], |row| row.get(0))?);
        Ok(state)
    }

    /// All that was decided of a register, or of one of its entries, and not taken back, oldest
    /// first.
    pub fn decisions(
        &self,
        register: &str,
        key: Option<&str>,
    ) -> Result<Vec<Decided>, LedgerError> {
        let sql = "SELECT key, row, what, note, step_id, return_id FROM register_decision \
            WHERE register = ?1 AND (?2 IS NULL OR key = ?2) ORDER BY step_id, ordinal";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![register, key])?;
        let mut decided = Vec::new();
        // of few steps and returns there are many decisions
        let (mut steps, mut returns) = (HashMap::new(), HashMap::new());
        while let Some(row) = rows.next()? {
            let (step, id) = (row.get(4)?, row.get(5)?);
            let said = match steps.get(&step) {
                Some(known) => Option::clone(known),
                None => steps.entry(step).or_insert(self.said(step)?).clone(),
            };
            let Some(said) = said else {
                continue;
            };
            let (origin, counts) = match returns.get(&id) {
                Some(known) => known,
                None => &*returns.entry(id).or_insert(self.came(id)?),
            };
            let word = text(row, 2)?.unwrap_or_default();
            decided.push(Decided {
                key: row.get(0)?,
                row: row.get(1)?,
                what: What::of(word)
                    .ok_or_else(|| LedgerError::Damaged(format!("“{word}”不是名录的处理")))?,
                note: row.get(3)?,
                said,
                origin: Arc::clone(origin),
                counts: *counts,
            });
        }
        Ok(decided)
    }

    /// What a step says; none where it was taken back.
    fn said(&self, step: i64) -> Result<Option<Arc<Said>>, LedgerError> {
        let sql = "SELECT s.id, s.at, s.who, s.reason FROM step s WHERE s.id = ?1 \
            AND NOT EXISTS (SELECT 1 FROM step u WHERE u.undoes = s.id)";
        let mut statement = self.connection.prepare_cached(sql)?;
        let said = statement.query_row([step], |row| {
            Ok(Arc::new(Said {
                step: row.get(0)?,
                at: row.get(1)?,
                who: row.get(2)?,
                reason: row.get(3)?,
            }))
        });
        Ok(said.optional()?)
    }

    /// A return, and whether it counts.
    fn came(&self, id: i64) -> Result<(Arc<Origin>, bool), LedgerError> {
        let sql = format!("SELECT {ORIGIN} FROM return r WHERE r.id = ?1");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let own = statement.query_row([id], |row| origin(row, 0))?;
        Ok((Arc::new(own), self.any_counts(id)?))
    }

    /// Whether a return counts, or another version of it.
    fn any_counts(&self, id: i64) -> Result<bool, LedgerError> {
        let sql = "SELECT 1 FROM return r JOIN return c ON c.round = r.round \
            AND c.unit = r.unit AND c.form = r.form AND c.current = 1 WHERE r.id = ?1";
        Ok(self.connection.prepare_cached(sql)?.exists([id])?)
    }

    /// The returns on a form that count, with how many rows each has: of rounds that stand.
    pub fn listed(&self, form: &str) -> Result<Vec<Listed>, LedgerError> {
        let sql = format!(
            "SELECT {ORIGIN}, (SELECT count(*) FROM entry e WHERE e.return_id = r.id) \
                FROM return r JOIN round o ON o.code = r.round AND o.dropped = 0 \
                WHERE r.form = ?1 AND r.current = 1 ORDER BY o.ordinal, r.unit"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([form])?;
        let mut listed = Vec::new();
        while let Some(row) = rows.next()? {
            let origin = origin(row, 0)?;
            let Some(round) = self.scheme.round(&origin.round) else {
                continue;
            };
            listed.push(Listed {
                period: round.period,
                origin: Arc::new(origin),
                rows: row.get::<_, i64>(6)?.unsigned_abs(),
            });
        }
        Ok(listed)
    }
}
