//! Table `remembered`: what a sheet says of its unit, and the unit that the officer said is meant;
//! a unit's layout, and what was pointed at on it.

use super::{Ledger, LedgerError, Step, log};
use rusqlite::{Connection, OptionalExtension, params};
use xianbaohui_core::pointing::Pointing;
use xianbaohui_core::remembered::{Clue, Remembered};
use xianbaohui_core::returns::Binding;

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
    /// about the unit's layout: `words` say it all
    pub is_layout: bool,
}

impl Ledger {
    /// Remembers an answer; an earlier one to the same clue is forgotten. What names nobody is not
    /// remembered: says whether it was.
    pub fn remember(
        &mut self,
        clue: &Clue,
        unit: &str,
        at: &str,
        who: &str,
    ) -> Result<bool, LedgerError> {
        if clue.lasting {
            self.remember_also(clue, unit, None, at, who)?;
        }
        Ok(clue.lasting)
    }

    /// In place of what was before; nothing pointed at forgets it.
    fn remember_layout(
        &mut self,
        clue: &Clue,
        unit: &str,
        pointed: &[Pointing],
        at: &str,
        who: &str,
    ) -> Result<(), LedgerError> {
        self.remember_also(clue, unit, Some(pointed), at, who)
    }

    /// Remembers what was pointed at on a sheet, for this layout of the unit's form. A row without
    /// a label cannot be known again.
    pub fn remember_pointed(
        &mut self,
        binding: &Binding,
        unit: usize,
        form: usize,
        at: &str,
        who: &str,
    ) -> Result<(), LedgerError> {
        let lasting = binding
            .pointed
            .iter()
            .filter(|own| !own.text.is_empty() || own.is_column(binding.turned))
            .cloned()
            .collect::<Vec<_>>();
        let (unit, form) = (&self.scheme.units[unit], &self.scheme.forms[form]);
        let (clue, code) = (
            Clue::layout(unit, form, &binding.layout, &lasting, &self.scheme),
            unit.code.clone(),
        );
        self.remember_layout(&clue, &code, &lasting, at, who)
    }

    fn remember_also(
        &mut self,
        clue: &Clue,
        unit: &str,
        pointed: Option<&[Pointing]>,
        at: &str,
        who: &str,
    ) -> Result<(), LedgerError> {
        let transaction = self.writing()?;
        let replaced: Option<i64> = transaction
            .query_row(
                "UPDATE remembered SET forgotten_at = ?2 WHERE clue = ?1 \
                    AND forgotten_at IS NULL RETURNING id",
                params![clue.key, at],
                |row| row.get(0),
            )
            .optional()?;
        if pointed.is_some_and(<[Pointing]>::is_empty) {
            if replaced.is_some() {
                log::append(
                    &transaction,
                    at,
                    who,
                    "forget",
                    unit,
                    &serde_json::json!({ "clue": clue.key }),
                )?;
            }
            return transaction.commit();
        }
        let answer = pointed.map(serde_json::to_string).transpose()?;
        transaction.execute(
            "INSERT INTO remembered (clue, words, unit, at, who, pointed) VALUES (?1, ?2, \
                ?3, ?4, ?5, ?6)",
            params![clue.key, clue.words, unit, at, who, answer],
        )?;
        let id = transaction.last_insert_rowid();
        log::append(
            &transaction,
            at,
            who,
            "remember",
            unit,
            &serde_json::json!({
                "clue": clue.key,
                "words": clue.words,
                "id": id,
                // the step that it may have been said with, and what it takes the place of
                "with": last_step(&transaction)?,
                "replaced": replaced,
            }),
        )?;
        transaction.commit()
    }

    /// Forgets an answer: what said the same is asked about again.
    pub fn forget(&mut self, id: i64, at: &str, who: &str) -> Result<(), LedgerError> {
        let transaction = self.writing()?;
        let unit: Option<String> = {
            let mut statement = transaction.prepare(
                "UPDATE remembered SET forgotten_at = ?2 WHERE \
                id = ?1 AND forgotten_at IS NULL RETURNING unit",
            )?;
            let mut rows = statement.query(params![id, at])?;
            rows.next()?.map(|row| row.get(0)).transpose()?
        };
        let Some(unit) = unit else {
            return Err(LedgerError::Unknown {
                what: "记住的对应",
                name: id.to_string(),
                nearest: "，可能已经忘掉".into(),
            });
        };
        log::append(
            &transaction,
            at,
            who,
            "forget",
            &unit,
            &serde_json::json!({ "remembered": id }),
        )?;
        transaction.commit()
    }

    /// Forgets what was remembered for a clue, if it is this unit: the answer that it came of is
    /// taken back.
    pub fn forget_answer(
        &mut self,
        clue: &Clue,
        unit: &str,
        at: &str,
        who: &str,
    ) -> Result<(), LedgerError> {
        let id = self
            .connection
            .query_row(
                "SELECT id FROM remembered WHERE clue = ?1 AND unit = ?2 AND forgotten_at IS NULL",
                params![clue.key, unit],
                |row| row.get(0),
            )
            .optional()?;
        id.map_or(Ok(()), |id| self.forget(id, at, who))
    }

    /// What was remembered with a step, and still holds.
    pub fn remembered_with(&self, step: &Step) -> Result<Vec<RememberedAnswer>, LedgerError> {
        let mut found = Vec::new();
        for one in self.remembered()? {
            if one.at != step.at || one.who != step.who {
                continue;
            }
            // programs of before did not write which step it was
            let said = said_with(&self.connection, one.id)?;
            if said.is_none_or(|said| said.step == Some(step.id)) {
                found.push(one);
            }
        }
        Ok(found)
    }

    /// Takes back what was remembered with a step: it is forgotten, and what it took the place of
    /// holds again, as it was.
    pub fn take_back_remembered(
        &mut self,
        id: i64,
        at: &str,
        who: &str,
    ) -> Result<(), LedgerError> {
        let replaced = said_with(&self.connection, id)?.and_then(|said| said.replaced);
        self.forget(id, at, who)?;
        let Some(replaced) = replaced else {
            return Ok(());
        };
        let said = said_with(&self.connection, replaced)?;
        let transaction = self.writing()?;
        let sql = "INSERT INTO remembered (clue, words, unit, at, who, pointed) \
            SELECT clue, words, unit, at, who, pointed FROM remembered WHERE id = ?1 \
            ON CONFLICT DO NOTHING";
        if transaction.execute(sql, [replaced])? > 0 {
            let again = serde_json::json!({
                "again": replaced,
                "id": transaction.last_insert_rowid(),
                "with": said.and_then(|said| said.step),
                "replaced": said.and_then(|said| said.replaced),
            });
            log::append(&transaction, at, who, "remember", "", &again)?;
        }
        transaction.commit()
    }

    /// Turns the answers that hold back to what they were: those made since are forgotten, those
    /// replaced since hold again. `then`: ids that held then.
    pub fn turn_back_remembered(
        &mut self,
        then: &[i64],
        at: &str,
        who: &str,
    ) -> Result<(), LedgerError> {
        let now = self
            .remembered()?
            .iter()
            .map(|one| one.id)
            .collect::<Vec<_>>();
        for id in now.iter().filter(|id| !then.contains(id)) {
            self.forget(*id, at, who)?;
        }
        let transaction = self.writing()?;
        for id in then.iter().filter(|id| !now.contains(id)) {
            // a forgotten one stays as it was: it is said once more
            let sql = "INSERT INTO remembered (clue, words, unit, at, who, pointed) SELECT clue, wo\
                rds, unit, ?2, ?3, pointed FROM remembered WHERE id = ?1 ON CONFLICT DO NOTHING";
            if transaction.execute(sql, params![id, at, who])? > 0 {
                log::append(
                    &transaction,
                    at,
                    who,
                    "remember",
                    "",
                    &serde_json::json!({ "again": id }),
                )?;
            }
        }
        transaction.commit()
    }

    /// The answers that hold, newest first.
    pub fn remembered(&self) -> Result<Vec<RememberedAnswer>, LedgerError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, words, unit, at, who, pointe\
            d IS NOT NULL FROM remembered WHERE forgotten_at IS NULL ORDER BY id DESC",
        )?;
        let rows = statement.query_map([], |row| {
            Ok(RememberedAnswer {
                id: row.get(0)?,
                words: row.get(1)?,
                unit: row.get(2)?,
                at: row.get(3)?,
                who: row.get(4)?,
                is_layout: row.get(5)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The answers that hold, as recognition asks for them.
    pub fn remembered_answers(&self) -> Result<Remembered, LedgerError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT clue, unit, pointed FROM remembered WHERE forgotten_at IS NULL",
        )?;
        let mut rows = statement.query([])?;
        let mut remembered = Remembered::default();
        while let Some(row) = rows.next()? {
            let (clue, unit, pointed): (String, String, Option<String>) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            match pointed {
                None => {
                    remembered.units.insert(clue, unit);
                }
                Some(pointed) => {
                    // the unit is a part of the key, so that each has its own
                    let layout = clue
                        .strip_suffix(&format!(":{unit}"))
                        .unwrap_or(&clue)
                        .to_owned();
                    remembered
                        .layouts
                        .entry(layout)
                        .or_default()
                        .insert(unit, serde_json::from_str(&pointed)?);
                }
            }
        }
        Ok(remembered)
    }
}

fn last_step(connection: &Connection) -> Result<Option<i64>, LedgerError> {
    Ok(connection.query_row("SELECT max(id) FROM step", [], |row| row.get(0))?)
}

/// What the log has of a remembered answer.
#[derive(Debug, Clone, Copy)]
struct SaidWith {
    /// the step that it was said with
    step: Option<i64>,
    /// the answer that it took the place of
    replaced: Option<i64>,
}

/// `None` where the log does not say: programs of before did not write it.
fn said_with(connection: &Connection, id: i64) -> Result<Option<SaidWith>, LedgerError> {
    let sql = "SELECT json_extract(detail, '$.with'), json_extract(detail, '$.replaced') FROM log \
        WHERE action = 'remember' AND json_valid(detail) AND json_extract(detail, '$.id') = ?1 \
        ORDER BY seq DESC LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    let found = statement.query_row([id], |row| {
        Ok(SaidWith {
            step: row.get(0)?,
            replaced: row.get(1)?,
        })
    });
    Ok(found.optional()?)
}
