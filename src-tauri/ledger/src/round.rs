//! Tables `round` and `extension`: what is asked of whom, by when.

pub(super) mod table;

pub(super) use table::{all, insert_all};

use super::step::{Doing, StepKind};
use super::{Ledger, LedgerError, scheme};
use rusqlite::{Connection, params};
use xianbaohui_core::scheme::{Round, Scheme};

/// A later deadline for one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// unit code
    pub unit: String,
    /// last day, `2021-04-20`
    pub until: String,
    /// why
    pub reason: String,
    /// when it was given
    pub at: String,
}

/// What the ledger knows of a round besides what is asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoundState {
    /// when it was closed: nothing is taken in for it any more
    pub closed_at: Option<String>,
    /// later deadlines; of several for one unit the last counts
    pub extensions: Vec<Extension>,
}

impl RoundState {
    /// The last day for a unit.
    pub fn deadline<'a>(&'a self, round: &'a Round, unit: &str) -> Option<&'a str> {
        self.extensions
            .iter()
            .rev()
            .find(|one| one.unit == unit)
            .map(|one| one.until.as_str())
            .or(round.deadline.as_deref())
    }
}

/// A round that was taken back is added again, as it is wanted now. Whether there is one.
fn put_in_again(connection: &Connection, round: &Round, at: &str) -> Result<bool, LedgerError> {
    let sql = "UPDATE round SET ordinal = (SELECT max(ordinal) + 1 FROM round), name = ?2,
        period = ?3, also = ?4, deadline = ?5, forms = ?6, units = ?7, added_at = ?8,
        closed_at = NULL, dropped = 0 WHERE code = ?1 AND dropped = 1";
    let changed = connection.execute(
        sql,
        params![
            round.code,
            round.name,
            round.period.to_string(),
            serde_json::to_string(&round.also)?,
            round.deadline,
            serde_json::to_string(&round.forms)?,
            serde_json::to_string(&round.units)?,
            at
        ],
    )?;
    Ok(changed > 0)
}

impl Ledger {
    /// What is known of a round besides what is asked.
    pub fn round_state(&self, round: &str) -> Result<RoundState, LedgerError> {
        let closed_at = self
            .connection
            .prepare_cached("SELECT closed_at FROM round WHERE code = ?1")?
            .query_row([round], |row| row.get(0))?;
        let mut statement = self.connection.prepare_cached(
            "SELECT unit, until, reason, at FROM extension e WHERE round = ?1 \
                AND NOT EXISTS (SELECT 1 FROM step s JOIN step u ON u.undoes = s.id \
                    WHERE s.kind = 'round-extend' AND s.about = e.id) ORDER BY id",
        )?;
        let extensions = statement
            .query_map([round], |row| {
                Ok(Extension {
                    unit: row.get(0)?,
                    until: row.get(1)?,
                    reason: row.get(2)?,
                    at: row.get(3)?,
                })
            })?
            .collect::<Result<Vec<_>, _>>()?;
        Ok(RoundState {
            closed_at,
            extensions,
        })
    }

    /// Adds a round.
    pub fn add_round(&mut self, round: &Round, at: &str, who: &str) -> Result<(), LedgerError> {
        let writing = self.writing()?;
        // another program may have added it since it was looked for
        let is_taken = |own: &Round| own.code == round.code || own.name == round.name;
        if all(&writing)?.iter().any(is_taken) {
            return Err(LedgerError::ChangedElsewhere);
        }
        if !put_in_again(&writing, round, at)? {
            insert_all(&writing, std::slice::from_ref(round), at)?;
        }
        let doing = Doing::of(StepKind::RoundAdd, &round.code, ("", at, who));
        doing.log(&writing, &serde_json::to_value(round)?)?;
        writing.commit()?;
        self.scheme.rounds = all(&self.connection)?;
        Ok(())
    }

    /// Gives one unit more time.
    pub fn extend_round(
        &mut self,
        round: &str,
        extension: &Extension,
        who: &str,
    ) -> Result<(), LedgerError> {
        let writing = self.writing()?;
        writing.execute(
            "INSERT INTO extension (round, unit, until, reason, at, who) \
                VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                round,
                extension.unit,
                extension.until,
                extension.reason,
                extension.at,
                who
            ],
        )?;
        let id = writing.last_insert_rowid();
        let said = (extension.reason.as_str(), extension.at.as_str(), who);
        let doing = Doing {
            about: Some(id),
            ..Doing::of(StepKind::RoundExtend, round, said)
        };
        let detail = serde_json::json!({ "unit": extension.unit, "until": extension.until });
        doing.log(&writing, &detail)?;
        writing.commit()?;
        Ok(())
    }

    /// Closes a round, or opens it again.
    pub fn close_round(
        &mut self,
        round: &str,
        closed: bool,
        reason: &str,
        at: &str,
        who: &str,
    ) -> Result<(), LedgerError> {
        let writing = self.writing()?;
        let before: Option<String> = writing.query_row(
            "SELECT closed_at FROM round WHERE code = ?1",
            [round],
            |row| row.get(0),
        )?;
        writing.execute(
            "UPDATE round SET closed_at = ?2 WHERE code = ?1",
            params![round, closed.then_some(at)],
        )?;
        let kind = if closed {
            StepKind::RoundClose
        } else {
            StepKind::RoundOpen
        };
        let doing = Doing {
            before: before.as_deref(),
            ..Doing::of(kind, round, (reason, at, who))
        };
        doing.log(&writing, &serde_json::Value::Null)?;
        writing.commit()?;
        Ok(())
    }

    /// Puts another version of the scheme in force, for returns from now on; stored ones are read
    /// through the version that they were made with. Rounds are the ledger's own and stay.
    pub fn update_scheme(
        &mut self,
        scheme: &Scheme,
        reason: &str,
        at: &str,
        who: &str,
    ) -> Result<(), LedgerError> {
        let writing = self.writing()?;
        self.scheme_is_in_force(&writing)?;
        let id = scheme::insert(&writing, scheme, at)?;
        let doing = Doing {
            about: Some(self.scheme_id),
            ..Doing::of(StepKind::SchemeUpdate, "", (reason, at, who))
        };
        let detail = serde_json::json!({
            "scheme": scheme.code,
            "version": scheme.version,
            "sha256": scheme::fingerprint(scheme),
        });
        doing.log(&writing, &detail)?;
        writing.commit()?;
        let mut scheme = scheme.clone();
        scheme.rounds = all(&self.connection)?;
        (self.scheme, self.scheme_id) = (scheme, id);
        Ok(())
    }
}
