//! The last step is taken back.

use super::super::{Ledger, LedgerError, meaning, round, scheme};
use super::{COLUMNS, Doing, Effect, Key, Step, StepKind, effects, from_row, in_force};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;
use xianbaohui_core::scheme::Scheme;

/// The last step that was not taken back.
fn last(connection: &Connection) -> Result<Option<Step>, LedgerError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM step s WHERE s.kind <> 'undo' \
            AND NOT EXISTS (SELECT 1 FROM step u WHERE u.undoes = s.id) ORDER BY s.id DESC LIMIT 1"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    rows.next()?.map(from_row).transpose()
}

/// What counted before a step, by unit and form.
fn before(
    connection: &Connection,
    step: &Step,
) -> Result<BTreeMap<(String, String), Option<u32>>, LedgerError> {
    let mut before = BTreeMap::new();
    for Effect {
        unit,
        form,
        before: version,
        ..
    } in effects(connection, step.id)?
    {
        before.insert((unit, form), version);
    }
    let mut statement = connection.prepare_cached(
        "SELECT unit, form, min(version) FROM return WHERE batch_id = ?1 GROUP BY unit, form",
    )?;
    let mut rows = statement.query([step.batch])?;
    while let Some(row) = rows.next()? {
        let (unit, form): (String, String) = (row.get(0)?, row.get(1)?);
        let version: u32 = row.get(2)?;
        let key = Key {
            round: &step.round,
            unit: &unit,
            form: &form,
        };
        let was = in_force(connection, key, version.saturating_sub(1), Some(step.id))?;
        before.insert((unit, form), was);
    }
    Ok(before)
}

/// What is not about returns: the round or scheme is as it was before the step. Where the scheme
/// is another one now: its number, and itself.
fn other(
    connection: &Connection,
    step: &Step,
    at: &str,
) -> Result<Option<(i64, Scheme)>, LedgerError> {
    match (step.kind, step.about) {
        (StepKind::RoundAdd, _) => {
            connection.execute(
                "UPDATE round SET dropped = 1 WHERE code = ?1",
                [&step.round],
            )?;
        }
        (StepKind::RoundClose | StepKind::RoundOpen, _) => {
            connection.execute(
                "UPDATE round SET closed_at = ?2 WHERE code = ?1",
                params![step.round, step.before],
            )?;
        }
        (StepKind::SchemeUpdate, Some(before)) => {
            let (text, code) = scheme::by_id(connection, before)?;
            let scheme = Scheme::parse(&code, &text)?;
            meaning::all_may_count(connection, &scheme)?;
            return Ok(Some((scheme::insert(connection, &scheme, at)?, scheme)));
        }
        // an extension that was taken back is passed over where they are read
        _ => {}
    }
    Ok(None)
}

/// The step that added the round for what a step imported, where nothing else was done since and
/// nothing waits for it: it goes with what it was added for.
fn added_for(connection: &Connection, step: &Step) -> Result<Option<Step>, LedgerError> {
    let (StepKind::Import, Some(added)) = (step.kind, step.about) else {
        return Ok(None);
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM step s WHERE s.id = ?1 AND s.kind = 'round-add' \
            AND s.round = ?2 \
            AND NOT EXISTS (SELECT 1 FROM step o WHERE o.id > s.id AND o.id <> ?3 \
                AND o.kind <> 'undo' \
                AND NOT EXISTS (SELECT 1 FROM step u WHERE u.undoes = o.id)) \
            AND NOT EXISTS (SELECT 1 FROM step u WHERE u.undoes = s.id) \
            AND NOT EXISTS (SELECT 1 FROM waiting w WHERE w.round = s.round)"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query(params![added, step.round, step.id])?;
    rows.next()?.map(from_row).transpose()
}

impl Ledger {
    /// Whether a round was added for what a step imported, and is taken back with it.
    ///
    /// # Errors
    /// The ledger did not answer.
    pub fn goes_with(&self, step: &Step) -> Result<bool, LedgerError> {
        Ok(added_for(&self.connection, step)?.is_some())
    }

    /// The last step that can be taken back.
    pub fn last_step(&self) -> Result<Option<Step>, LedgerError> {
        last(&self.connection)
    }

    /// Units and forms that a step is about, with the version that counted before it.
    pub fn before_step(
        &self,
        step: &Step,
    ) -> Result<BTreeMap<(String, String), Option<u32>>, LedgerError> {
        before(&self.connection, step)
    }

    /// Takes a step back, which must be the last one: what counted before it counts again. What it
    /// committed stays, and does not count.
    ///
    /// # Errors
    /// It is not the last one any more: another program did something since.
    pub fn undo(
        &mut self,
        step: i64,
        (reason, at, who): (&str, &str, &str),
    ) -> Result<Step, LedgerError> {
        let writing = self.writing()?;
        self.scheme_is_in_force(&writing)?;
        let Some(step) = last(&writing)?.filter(|last| last.id == step) else {
            return Err(LedgerError::ChangedElsewhere);
        };
        let added = added_for(&writing, &step)?;
        let changes = before(&writing, &step)?
            .into_iter()
            .map(|((unit, form), version)| (unit, form, version))
            .collect::<Vec<_>>();
        let doing = Doing {
            undoes: Some(step.id),
            ..Doing::of(StepKind::Undo, &step.round, (reason, at, who))
        };
        let undone = doing.write(&writing, &changes)?;
        let scheme = other(&writing, &step, at)?;
        if let Some(added) = added {
            let doing = Doing {
                undoes: Some(added.id),
                ..doing
            };
            doing.write(&writing, &[])?;
            other(&writing, &added, at)?;
        }
        writing.commit()?;
        if let Some((id, scheme)) = scheme {
            (self.scheme_id, self.scheme) = (id, scheme);
        }
        self.scheme.rounds = round::all(&self.connection)?;
        Ok(undone)
    }
}
