//! Tables `step` and `effect`: what was done to returns after they were committed. Which version of
//! a return counts follows from them; the mark `current` of a return is held against it.

mod doing;
mod known;
mod undo;

pub(super) use doing::{Doing, end_of_batch};
pub use known::{FileState, KnownFile};

use super::{Ledger, LedgerError};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Serialize;

/// What a step does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(into = "&'static str")]
pub enum StepKind {
    /// files were committed
    Import,
    /// returns count no more (撤回)
    Withdraw,
    /// earlier versions count again (放回)
    PutBack,
    /// files were read once more, otherwise (重读)
    Reread,
    /// files were filed under another unit or form (改挂)
    Refile,
    /// a round was added (新建批次)
    RoundAdd,
    /// a unit was given more time (延期)
    RoundExtend,
    /// a round was closed (关闭)
    RoundClose,
    /// a round was opened again (重开)
    RoundOpen,
    /// another version of the scheme was put in force (更新制度)
    SchemeUpdate,
    /// rows of rosters were taken into a register, or not (名录)
    Register,
    /// targets were set (目标)
    Target,
    /// a published list was kept, or something was said of it (名单)
    List,
    /// the last step was taken back (撤销)
    Undo,
}

impl From<StepKind> for &'static str {
    fn from(kind: StepKind) -> Self {
        kind.word()
    }
}

impl StepKind {
    /// All there are.
    pub const ALL: [Self; 14] = [
        Self::Import,
        Self::Withdraw,
        Self::PutBack,
        Self::Reread,
        Self::Refile,
        Self::RoundAdd,
        Self::RoundExtend,
        Self::RoundClose,
        Self::RoundOpen,
        Self::SchemeUpdate,
        Self::Register,
        Self::Target,
        Self::List,
        Self::Undo,
    ];

    /// As it is stored, and in the log.
    pub fn word(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Withdraw => "withdraw",
            Self::PutBack => "putback",
            Self::Reread => "reread",
            Self::Refile => "refile",
            Self::RoundAdd => "round-add",
            Self::RoundExtend => "round-extend",
            Self::RoundClose => "round-close",
            Self::RoundOpen => "round-open",
            Self::SchemeUpdate => "scheme-update",
            Self::Register => "register",
            Self::Target => "target",
            Self::List => "list",
            Self::Undo => "undo",
        }
    }

    fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// One step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// its number, rising
    pub id: i64,
    /// what it does
    pub kind: StepKind,
    /// code of the round; empty for what is of the whole ledger
    pub round: String,
    /// the batch that it committed
    pub batch: Option<i64>,
    /// the step that it takes back
    pub undoes: Option<i64>,
    /// the extension that was given, the scheme that was in force before, or the step that added
    /// the round for what was imported
    pub about: Option<i64>,
    /// when the round was closed before
    pub before: Option<String>,
    /// why; empty for what was imported
    pub reason: String,
    /// when
    pub at: String,
    /// who; empty for what was imported by older programs
    pub who: String,
}

/// What a step did to one return.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Effect {
    /// unit code
    pub unit: String,
    /// form code
    pub form: String,
    /// the newest version then
    pub after: u32,
    /// the version that counted before
    pub before: Option<u32>,
    /// the version that counts from then on
    pub in_force: Option<u32>,
}

/// Steps, and the numbers of those that cannot be read with the reason.
pub(super) type AsTheyStand = (Vec<Step>, Vec<(i64, LedgerError)>);

const COLUMNS: &str = "s.id, s.kind, s.round, s.batch_id, s.undoes, s.reason, s.at, s.who, \
    s.about, s.before";

fn from_row(row: &Row<'_>) -> Result<Step, LedgerError> {
    let kind: String = row.get(1)?;
    Ok(Step {
        id: row.get(0)?,
        kind: StepKind::of(&kind)
            .ok_or_else(|| LedgerError::Damaged(format!("“{kind}”不是步骤")))?,
        round: row.get(2)?,
        batch: row.get(3)?,
        undoes: row.get(4)?,
        reason: row.get(5)?,
        at: row.get(6)?,
        who: row.get(7)?,
        about: row.get(8)?,
        before: row.get(9)?,
    })
}

/// The return of a unit on a form in a round.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key<'a> {
    pub(super) round: &'a str,
    pub(super) unit: &'a str,
    pub(super) form: &'a str,
}

/// The version that counts when `newest` is the newest one, before a step or now.
///
/// The last effect tells it; a version that came after that counts by itself.
pub(super) fn in_force(
    connection: &Connection,
    key: Key<'_>,
    newest: u32,
    before: Option<i64>,
) -> Result<Option<u32>, LedgerError> {
    let sql = "SELECT after, in_force FROM effect WHERE round = ?1 AND unit = ?2 AND form = ?3 \
        AND after <= ?4 AND step_id < ?5 ORDER BY step_id DESC LIMIT 1";
    let last: Option<(u32, Option<u32>)> = connection
        .prepare_cached(sql)?
        .query_row(
            params![
                key.round,
                key.unit,
                key.form,
                newest,
                before.unwrap_or(i64::MAX)
            ],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    Ok(match last {
        Some((after, version)) if after == newest => version,
        _ => (newest > 0).then_some(newest),
    })
}

/// The newest version of a return; 0 where there is none.
pub(super) fn newest(connection: &Connection, key: Key<'_>) -> Result<u32, LedgerError> {
    let sql = "SELECT coalesce(max(version), 0) FROM return WHERE round = ?1 AND unit = ?2 \
        AND form = ?3";
    Ok(connection
        .prepare_cached(sql)?
        .query_row(params![key.round, key.unit, key.form], |row| row.get(0))?)
}

/// Marks the version that counts.
fn mark(connection: &Connection, key: Key<'_>, version: Option<u32>) -> Result<(), LedgerError> {
    let sql = "UPDATE return SET current = (version IS ?4) WHERE round = ?1 AND unit = ?2 \
        AND form = ?3";
    connection
        .prepare_cached(sql)?
        .execute(params![key.round, key.unit, key.form, version])?;
    Ok(())
}

fn effects(connection: &Connection, step: i64) -> Result<Vec<Effect>, LedgerError> {
    let mut statement = connection.prepare_cached(
        "SELECT unit, form, after, before, in_force FROM effect WHERE step_id = ?1 \
            ORDER BY unit, form",
    )?;
    let rows = statement.query_map([step], |row| {
        Ok(Effect {
            unit: row.get(0)?,
            form: row.get(1)?,
            after: row.get(2)?,
            before: row.get(3)?,
            in_force: row.get(4)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Ledger {
    /// What was done, oldest first; of one round, or of all.
    pub fn steps(&self, round: Option<&str>) -> Result<Vec<Step>, LedgerError> {
        let sql =
            format!("SELECT {COLUMNS} FROM step s WHERE ?1 IS NULL OR s.round = ?1 ORDER BY s.id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([round])?;
        let mut steps = Vec::new();
        while let Some(row) = rows.next()? {
            steps.push(from_row(row)?);
        }
        Ok(steps)
    }

    /// All that can be read, and what is wrong with the others, by their numbers.
    pub(super) fn steps_as_they_stand(&self) -> Result<AsTheyStand, LedgerError> {
        let sql = format!("SELECT {COLUMNS} FROM step s ORDER BY s.id");
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query([])?;
        let (mut steps, mut wrong) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            match from_row(row) {
                Ok(step) => steps.push(step),
                Err(error) => wrong.push((row.get(0)?, error)),
            }
        }
        Ok((steps, wrong))
    }

    /// What a step did to returns besides committing them.
    pub fn effects(&self, step: i64) -> Result<Vec<Effect>, LedgerError> {
        effects(&self.connection, step)
    }

    /// The step since which a version counts no more, where that did not come of another version
    /// that was committed; a step that was taken back is none.
    pub fn stopped(
        &self,
        round: &str,
        unit: &str,
        form: &str,
        version: u32,
    ) -> Result<Option<Step>, LedgerError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM effect e JOIN step s ON s.id = e.step_id \
                WHERE e.round = ?1 AND e.unit = ?2 AND e.form = ?3 AND e.before = ?4 \
                AND NOT EXISTS (SELECT 1 FROM effect l WHERE l.round = ?1 AND l.unit = ?2 \
                    AND l.form = ?3 AND l.step_id > e.step_id AND l.in_force = ?4) \
                ORDER BY e.step_id DESC LIMIT 1"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![round, unit, form, version])?;
        rows.next()?.map(from_row).transpose()
    }

    /// Units and forms that a step committed versions for.
    pub fn committed_for(&self, step: i64) -> Result<Vec<(String, String)>, LedgerError> {
        let sql = "SELECT DISTINCT r.unit, r.form FROM return r JOIN step s \
            ON s.batch_id = r.batch_id WHERE s.id = ?1 ORDER BY r.unit, r.form";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([step], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The step that what counts of a return follows from, with the effect on it, where nothing was
    /// committed for it since; of a step that was taken back, the one that is in force again.
    pub fn taken_out(
        &self,
        round: &str,
        unit: &str,
        form: &str,
    ) -> Result<Option<(Step, Effect)>, LedgerError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM effect e JOIN step s ON s.id = e.step_id \
                WHERE e.round = ?1 AND e.unit = ?2 AND e.form = ?3 AND e.step_id < ?4 \
                AND NOT EXISTS (SELECT 1 FROM return r JOIN step i ON i.batch_id = r.batch_id \
                WHERE r.round = ?1 AND r.unit = ?2 AND r.form = ?3 \
                AND i.id > e.step_id AND i.id < ?4) \
                ORDER BY e.step_id DESC LIMIT 1"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut before = i64::MAX;
        loop {
            let mut rows = statement.query(params![round, unit, form, before])?;
            let Some(row) = rows.next()? else {
                return Ok(None);
            };
            let step = from_row(row)?;
            if let Some(undone) = step.undoes {
                // as it was before the step that was taken back
                before = undone.min(step.id);
                continue;
            }
            let of_it = |effect: &Effect| effect.unit == unit && effect.form == form;
            let effect = effects(&self.connection, step.id)?.into_iter().find(of_it);
            return Ok(effect.map(|effect| (step, effect)));
        }
    }
}
