//! A step is written: its row, its effects, its entry in the log, and the marks that follow.

use super::super::writing::Writing;
use super::super::{Ledger, LedgerError, log, meaning};
use super::{Effect, Key, Step, StepKind, in_force, mark, newest};
use rusqlite::{Connection, OptionalExtension, params};

/// What is written of a step.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Doing<'a> {
    pub(in super::super) kind: StepKind,
    pub(in super::super) round: &'a str,
    pub(in super::super) batch: Option<i64>,
    pub(in super::super) undoes: Option<i64>,
    pub(in super::super) about: Option<i64>,
    pub(in super::super) before: Option<&'a str>,
    pub(in super::super) reason: &'a str,
    pub(in super::super) at: &'a str,
    pub(in super::super) who: &'a str,
}

impl<'a> Doing<'a> {
    /// Of a kind, in a round.
    pub(in super::super) fn of(
        kind: StepKind,
        round: &'a str,
        (reason, at, who): (&'a str, &'a str, &'a str),
    ) -> Self {
        Self {
            kind,
            round,
            batch: None,
            undoes: None,
            about: None,
            before: None,
            reason,
            at,
            who,
        }
    }

    /// Writes a step that is about no returns; what it did goes into the log.
    pub(in super::super) fn log(
        &self,
        connection: &Connection,
        what: &serde_json::Value,
    ) -> Result<Step, LedgerError> {
        self.all(connection, &[], what)
    }

    /// Writes the step, which puts these versions in force: unit, form, version.
    pub(in super::super) fn write(
        &self,
        connection: &Connection,
        changes: &[(String, String, Option<u32>)],
    ) -> Result<Step, LedgerError> {
        self.all(connection, changes, &serde_json::Value::Null)
    }

    fn all(
        &self,
        connection: &Connection,
        changes: &[(String, String, Option<u32>)],
        what: &serde_json::Value,
    ) -> Result<Step, LedgerError> {
        connection.execute(
            "INSERT INTO step (kind, round, batch_id, undoes, reason, at, who, about, before) \
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            params![
                self.kind.word(),
                self.round,
                self.batch,
                self.undoes,
                self.reason,
                self.at,
                self.who,
                self.about,
                self.before
            ],
        )?;
        let id = connection.last_insert_rowid();
        let mut effects = Vec::with_capacity(changes.len());
        for (unit, form, version) in changes {
            let key = Key {
                round: self.round,
                unit,
                form,
            };
            let newest = newest(connection, key)?;
            let effect = Effect {
                unit: unit.clone(),
                form: form.clone(),
                after: newest,
                before: in_force(connection, key, newest, None)?,
                in_force: *version,
            };
            if let Some(version) = version.filter(|version| Some(*version) != effect.before) {
                meaning::may_count(connection, (self.round, unit, form), version)?;
            }
            connection.execute(
                "INSERT INTO effect (step_id, round, unit, form, after, before, in_force) \
                    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    id,
                    self.round,
                    effect.unit,
                    effect.form,
                    effect.after,
                    effect.before,
                    effect.in_force
                ],
            )?;
            mark(connection, key, *version)?;
            effects.push(effect);
        }
        effects.sort_by(|one, other| (&one.unit, &one.form).cmp(&(&other.unit, &other.form)));
        // what is imported is in the log return by return
        if self.kind != StepKind::Import {
            let detail = serde_json::json!({
                "step": id,
                "round": self.round,
                "batch": self.batch,
                "undoes": self.undoes,
                "about": self.about,
                "before": self.before,
                "reason": self.reason,
                "what": what,
                "effects": effects,
            });
            log::append(
                connection,
                self.at,
                self.who,
                self.kind.word(),
                self.round,
                &detail,
            )?;
        }
        Ok(Step {
            id,
            kind: self.kind,
            round: self.round.to_owned(),
            batch: self.batch,
            undoes: self.undoes,
            about: self.about,
            before: self.before.map(str::to_owned),
            reason: self.reason.to_owned(),
            at: self.at.to_owned(),
            who: self.who.to_owned(),
        })
    }
}

/// The version that counted before anything of a version's file came. One that somebody took out
/// of force since stays out.
fn before_the_file(
    connection: &Connection,
    key: Key<'_>,
    version: u32,
) -> Result<Option<u32>, LedgerError> {
    let of = |version: u32| -> Result<(i64, i64), LedgerError> {
        let sql = "SELECT r.file_id, s.id FROM return r JOIN step s ON s.batch_id = r.batch_id \
            WHERE r.round = ?1 AND r.unit = ?2 AND r.form = ?3 AND r.version = ?4";
        Ok(connection.query_row(
            sql,
            params![key.round, key.unit, key.form, version],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?)
    };
    let (file, mut committed) = of(version)?;
    let mut first = version;
    loop {
        let Some(before) = in_force(connection, key, first.saturating_sub(1), Some(committed))?
        else {
            return Ok(None);
        };
        let (own, at) = of(before)?;
        if own != file {
            return Ok((!was_taken_out(connection, key, before)?).then_some(before));
        }
        (first, committed) = (before, at);
    }
}

/// Whether the last that was done with a version was to take it out of force.
fn was_taken_out(connection: &Connection, key: Key<'_>, version: u32) -> Result<bool, LedgerError> {
    let sql = "SELECT e.in_force IS NOT ?4 AND s.kind <> 'putback' FROM effect e \
        JOIN step s ON s.id = e.step_id WHERE e.round = ?1 AND e.unit = ?2 AND e.form = ?3 \
        AND (e.before = ?4 OR e.in_force = ?4) ORDER BY e.step_id DESC LIMIT 1";
    let last: Option<bool> = connection
        .prepare_cached(sql)?
        .query_row(params![key.round, key.unit, key.form, version], |row| {
            row.get(0)
        })
        .optional()?;
    Ok(last.unwrap_or(false))
}

/// The step of a batch. `left`: returns that were filed elsewhere or read as another form; what
/// counted before them counts again.
pub(in super::super) fn end_of_batch(
    transaction: &Writing<'_>,
    doing: Doing<'_>,
    left: &[(String, String, u32)],
) -> Result<Step, LedgerError> {
    let connection: &Connection = transaction;
    let mut changes = Vec::with_capacity(left.len());
    for (unit, form, version) in left {
        let key = Key {
            round: doing.round,
            unit,
            form,
        };
        let before = before_the_file(connection, key, *version)?;
        changes.push((unit.clone(), form.clone(), before));
    }
    doing.write(connection, &changes)
}

impl Ledger {
    /// Puts other versions in force, or none: unit, form, version. What counts when this is called
    /// must be what the officer saw: `seen`, in the same order.
    ///
    /// # Errors
    /// Something else counts by now, or there is no such version.
    pub fn put_in_force(
        &mut self,
        kind: StepKind,
        round: &str,
        changes: &[(String, String, Option<u32>)],
        seen: &[Option<u32>],
        (reason, at, who): (&str, &str, &str),
    ) -> Result<Step, LedgerError> {
        let writing = self.writing()?;
        self.scheme_is_in_force(&writing)?;
        for ((unit, form, version), seen) in changes.iter().zip(seen) {
            let key = Key { round, unit, form };
            let newest = newest(&writing, key)?;
            if in_force(&writing, key, newest, None)? != *seen {
                return Err(LedgerError::ChangedElsewhere);
            }
            if version.is_some_and(|version| version == 0 || version > newest) {
                return Err(LedgerError::Damaged(format!("{unit} {form} 没有这一版")));
            }
        }
        let doing = Doing::of(kind, round, (reason, at, who));
        let step = doing.write(&writing, changes)?;
        writing.commit()?;
        Ok(step)
    }
}
