//! Steps are those of the log, and the versions that count are those that follow from them.

use super::super::{Ledger, LedgerError, Step, StepKind, published, register, target, text};
use super::{LoggedStep, Verification};
use rusqlite::OptionalExtension;
use rusqlite::types::ValueRef;
use std::collections::{BTreeMap, HashMap};

/// Round, unit, form.
type Key = (String, String, String);

impl Ledger {
    /// The version that follows from the steps is marked as the one that counts, and no other.
    pub(super) fn verify_versions(&self, found: &mut Verification) -> Result<(), LedgerError> {
        let mut effects: HashMap<Key, (u32, Option<u32>)> = HashMap::new();
        let mut statement = self
            .connection
            .prepare("SELECT round, unit, form, after, in_force FROM effect ORDER BY step_id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let key = (text::any(row, 0)?, text::any(row, 1)?, text::any(row, 2)?);
            // one that says no version makes none count
            let effect = (row.get(3).unwrap_or(u32::MAX), row.get(4).unwrap_or(None));
            effects.insert(key, effect);
        }
        let mut returns: BTreeMap<Key, (u32, Vec<u32>)> = BTreeMap::new();
        let mut statement = self
            .connection
            .prepare("SELECT round, unit, form, version, current FROM return")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let key = (text::any(row, 0)?, text::any(row, 1)?, text::any(row, 2)?);
            let own = returns.entry(key).or_default();
            // what is no number is told where the return itself is looked at
            let Ok(version) = row.get::<_, u32>(3) else {
                continue;
            };
            own.0 = own.0.max(version);
            if row.get(4).unwrap_or(1_i64) != 0 {
                own.1.push(version);
            }
        }
        for (key, (newest, marked)) in returns {
            let follows = match effects.get(&key) {
                Some((after, version)) if *after >= newest => *version,
                _ => Some(newest),
            };
            if marked.as_slice() != follows.as_slice() {
                let (_, unit, form) = &key;
                found.tell("verify.return", || {
                    format!("{} {form} 哪一版算数没有标对", self.scheme.unit_name(unit))
                });
            }
        }
        Ok(())
    }

    /// Every step but an import is in the log as it is here, and the log has no other.
    pub(super) fn verify_steps(
        &self,
        logged: &HashMap<i64, LoggedStep>,
        found: &mut Verification,
    ) -> Result<(), LedgerError> {
        let mut seen = 0_u64;
        let mut wrong = |id: i64| {
            found.tell("verify.step", || {
                format!(
                    "第 {id} 步（撤回、放回、重读、改挂、名录登记、名单、目标、撤销）与日志不一致"
                )
            });
        };
        let (steps, unreadable) = self.steps_as_they_stand()?;
        for (id, _) in &unreadable {
            wrong(*id);
        }
        for step in steps {
            let effects = match self.effects(step.id) {
                Err(error) if error.is_damage() => {
                    wrong(step.id);
                    seen += u64::from(step.kind != StepKind::Import);
                    continue;
                }
                effects => effects?,
            };
            if step.kind == StepKind::Import {
                let decided = self.decisions_are_of(&step, logged).unwrap_or(false);
                if !effects.is_empty() || !decided {
                    wrong(step.id);
                }
                continue;
            }
            seen += 1;
            let is_same = logged.get(&step.id).is_some_and(|entry| {
                let detail = &entry.detail;
                entry.kind == step.kind.word()
                    && (&entry.at, &entry.who) == (&step.at, &step.who)
                    && detail["round"].as_str() == Some(&step.round)
                    && detail["reason"].as_str() == Some(&step.reason)
                    && detail["batch"].as_i64() == step.batch
                    && detail["undoes"].as_i64() == step.undoes
                    && detail["about"].as_i64() == step.about
                    && detail["before"].as_str() == step.before.as_deref()
                    && serde_json::to_value(&effects).is_ok_and(|own| own == detail["effects"])
            });
            let decided = self.decisions_are_of(&step, logged).unwrap_or(false);
            // one that cannot be read is not the one that the log tells of
            if !is_same || !decided || !self.is_extension_of(&step, logged).unwrap_or(false) {
                wrong(step.id);
            }
        }
        if logged.len() as u64 > seen {
            found.tell("verify.step", || {
                "日志里记着的步骤，有的在账本里没有了".into()
            });
        }
        Ok(())
    }

    /// What a step decided on rows of rosters, kept of lists, or set of targets, is what the log
    /// tells of.
    fn decisions_are_of(
        &self,
        step: &Step,
        logged: &HashMap<i64, LoggedStep>,
    ) -> Result<bool, LedgerError> {
        let what = logged.get(&step.id).map(|entry| &entry.detail["what"]);
        let is_logged = |(digest, count): (String, u64), kind, key| {
            if step.kind != kind {
                return count == 0;
            }
            what.is_some_and(|what| {
                what[key].as_u64() == Some(count) && what["sha256"].as_str() == Some(&digest)
            })
        };
        let decided = register::digest_of(&self.connection, step.id)?;
        let set = target::digest_of(&self.connection, step.id)?;
        let listed = published::digest_of(&self.connection, step.id)?;
        Ok(is_logged(decided, StepKind::Register, "decisions")
            && is_logged(set, StepKind::Target, "targets")
            && is_logged(listed, StepKind::List, "rows"))
    }

    /// Where a step gave more time: the extension is the one that the log tells of.
    fn is_extension_of(
        &self,
        step: &Step,
        logged: &HashMap<i64, LoggedStep>,
    ) -> Result<bool, LedgerError> {
        let (StepKind::RoundExtend, Some(id)) = (step.kind, step.about) else {
            return Ok(true);
        };
        let row: Option<[String; 6]> = self
            .connection
            .query_row(
                "SELECT round, unit, until, reason, at, who FROM extension WHERE id = ?1",
                [id],
                |row| {
                    Ok([
                        row.get(0)?,
                        row.get(1)?,
                        row.get(2)?,
                        row.get(3)?,
                        row.get(4)?,
                        row.get(5)?,
                    ])
                },
            )
            .optional()?;
        let Some([round, unit, until, reason, at, who]) = row else {
            return Ok(false);
        };
        let what = logged.get(&step.id).map(|entry| &entry.detail["what"]);
        Ok(what.is_some_and(|what| {
            what["unit"].as_str() == Some(&unit) && what["until"].as_str() == Some(&until)
        }) && (&round, &reason, &at, &who) == (&step.round, &step.reason, &step.at, &step.who))
    }

    /// Rounds are closed, open or taken back as the steps left them.
    pub(super) fn verify_rounds(&self, found: &mut Verification) -> Result<(), LedgerError> {
        let mut closed: HashMap<String, Option<String>> = HashMap::new();
        let mut dropped: HashMap<String, bool> = HashMap::new();
        let (steps, _) = self.steps_as_they_stand()?;
        let by_id = steps
            .iter()
            .map(|step| (step.id, step))
            .collect::<HashMap<_, _>>();
        for step in &steps {
            let round = step.round.clone();
            match step.kind {
                StepKind::RoundAdd => {
                    dropped.insert(round.clone(), false);
                    closed.insert(round, None);
                }
                StepKind::RoundClose => {
                    closed.insert(round, Some(step.at.clone()));
                }
                StepKind::RoundOpen => {
                    closed.insert(round, None);
                }
                StepKind::Undo => {
                    let Some(undone) = step.undoes.and_then(|id| by_id.get(&id)) else {
                        continue;
                    };
                    match undone.kind {
                        StepKind::RoundAdd => {
                            dropped.insert(round, true);
                        }
                        StepKind::RoundClose | StepKind::RoundOpen => {
                            closed.insert(round, undone.before.clone());
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        let mut statement = self
            .connection
            .prepare("SELECT code, name, closed_at, dropped FROM round")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (code, name) = (text::any(row, 0)?, text::any(row, 1)?);
            let is_closed = match row.get_ref(2)? {
                ValueRef::Null => None,
                _ => Some(text::any(row, 2)?),
            };
            let is_dropped = row.get(3).unwrap_or(1_i64) != 0;
            let is_right = closed.get(&code).is_none_or(|own| *own == is_closed)
                && dropped.get(&code).copied().unwrap_or(false) == is_dropped;
            if !is_right {
                found.tell("verify.round", || {
                    format!("批次 {code}（{name}）的关闭、撤销与日志不一致")
                });
            }
        }
        Ok(())
    }
}
