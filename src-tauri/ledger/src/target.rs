//! Table `target`: what was set of targets. Rows of a step that was taken back are passed over
//! where they are read.

use super::rows::Digested;
use super::step::{Doing, StepKind};
use super::{Ledger, LedgerError, Step};
use rusqlite::{Connection, params};
use std::collections::HashMap;
use xianbaohui_core::statement::Aim;
use xianbaohui_core::target::{Amount, Book, Setting, Span, TargetKey, TargetSet};

const COLUMNS: &str =
    "code, unit, item, span, node, aim, amount, before, lead, owner, date, source";

/// Digest and number of what a step set.
pub(super) fn digest_of(connection: &Connection, step: i64) -> Result<(String, u64), LedgerError> {
    let mut digest = Digested::default();
    let sql = format!("SELECT ordinal, {COLUMNS} FROM target WHERE step_id = ?1 ORDER BY ordinal");
    let count = digest.rows(connection, &sql, [step])?;
    Ok((digest.finish(), count))
}

/// A setting as its row is, with what was set before.
struct Written<'a> {
    setting: &'a Setting,
    span: String,
    amount: Option<String>,
    before: Option<String>,
}

impl Written<'_> {
    fn digest(&self, ordinal: i64, digest: &mut Digested) {
        let Setting {
            key,
            aim,
            amount: _,
            lead,
            owner,
            date,
            source,
        } = self.setting;
        digest.integer(ordinal);
        for text in [
            &*key.code,
            &key.unit,
            &key.item,
            &self.span,
            &key.node,
            aim.as_str(),
        ] {
            digest.text(text.as_bytes());
        }
        digest.optional(self.amount.as_deref());
        digest.optional(self.before.as_deref());
        for text in [lead, owner, date, source] {
            digest.text(text.as_bytes());
        }
        digest.end();
    }
}

/// The last step that set anything, taken back or not.
fn last(connection: &Connection) -> Result<i64, LedgerError> {
    let sql = "SELECT coalesce(max(coalesce(u.id, t.step_id)), 0) FROM target t \
        LEFT JOIN step u ON u.undoes = t.step_id";
    Ok(connection
        .prepare_cached(sql)?
        .query_row([], |row| row.get(0))?)
}

fn book(connection: &Connection) -> Result<Book, LedgerError> {
    let sql = format!(
        "SELECT {COLUMNS}, s.id, s.reason, s.at, s.who FROM target t \
            JOIN (SELECT id, reason, at, who FROM step) s ON s.id = t.step_id \
            WHERE NOT EXISTS (SELECT 1 FROM step u WHERE u.undoes = s.id) \
            ORDER BY t.step_id, t.ordinal"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut sets = Vec::new();
    while let Some(row) = rows.next()? {
        let (span, aim): (String, String) = (row.get(3)?, row.get(5)?);
        let amount: Option<String> = row.get(6)?;
        let damaged = |text: &str| LedgerError::Damaged(format!("目标里的“{text}”"));
        sets.push(TargetSet {
            setting: Setting {
                key: TargetKey {
                    code: row.get(0)?,
                    unit: row.get(1)?,
                    item: row.get(2)?,
                    span: Span::parse(&span).ok_or_else(|| damaged(&span))?,
                    node: row.get(4)?,
                },
                aim: Aim::of(&aim).ok_or_else(|| damaged(&aim))?,
                amount: amount.as_deref().map(Amount::kept),
                lead: row.get(8)?,
                owner: row.get(9)?,
                date: row.get(10)?,
                source: row.get(11)?,
            },
            before: row.get(7)?,
            step: row.get(12)?,
            reason: row.get(13)?,
            at: row.get(14)?,
            who: row.get(15)?,
        });
    }
    Ok(Book::of(sets))
}

impl Ledger {
    /// All targets that were set and not taken back.
    pub fn targets(&self) -> Result<Book, LedgerError> {
        book(&self.connection)
    }

    /// A mark of what was set of targets: another one once anything was.
    pub fn target_mark(&self) -> Result<i64, LedgerError> {
        last(&self.connection)
    }

    /// Sets targets, as one step. `seen`: the mark when what was set before was shown.
    ///
    /// # Errors
    /// Something else was set since.
    pub fn set_targets(
        &mut self,
        settings: &[Setting],
        seen: i64,
        (reason, at, who): (&str, &str, &str),
    ) -> Result<Step, LedgerError> {
        let writing = self.writing()?;
        self.scheme_is_in_force(&writing)?;
        if last(&writing)? != seen {
            return Err(LedgerError::ChangedElsewhere);
        }
        let held = book(&writing)?;
        let mut now = HashMap::new();
        for set in held.now() {
            now.insert(&set.setting.key, set.setting.amount.as_ref());
        }
        let mut digest = Digested::default();
        let mut all = Vec::with_capacity(settings.len());
        for (ordinal, setting) in (0_i64..).zip(settings) {
            let amount = setting.amount.as_ref();
            let before = now.insert(&setting.key, amount).flatten();
            let written = Written {
                setting,
                span: setting.key.span.to_string(),
                amount: amount.map(ToString::to_string),
                before: before.map(ToString::to_string),
            };
            written.digest(ordinal, &mut digest);
            all.push(written);
        }
        let what = serde_json::json!({ "targets": all.len(), "sha256": digest.finish() });
        let step = Doing::of(StepKind::Target, "", (reason, at, who)).log(&writing, &what)?;
        let sql = format!(
            "INSERT INTO target (step_id, ordinal, {COLUMNS}) \
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
        );
        let mut statement = writing.prepare_cached(&sql)?;
        for (ordinal, one) in (0_i64..).zip(&all) {
            let Setting { key, aim, .. } = one.setting;
            statement.execute(params![
                step.id,
                ordinal,
                key.code,
                key.unit,
                key.item,
                one.span,
                key.node,
                aim.as_str(),
                one.amount,
                one.before,
                one.setting.lead,
                one.setting.owner,
                one.setting.date,
                one.setting.source
            ])?;
        }
        drop(statement);
        writing.commit()?;
        Ok(step)
    }
}
