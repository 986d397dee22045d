//! Where all figures of a round came from. There are many, so that what is handed on is what stands
//! in the database.

use super::text::text;
use super::{Ledger, LedgerError, entry};
use rusqlite::{Row, params};
use std::str::FromStr;
use std::sync::Arc;
use xianbaohui_core::figure::State;
use xianbaohui_core::number::{self, Datum, Decimal};
use xianbaohui_core::record::{Source, SourceEntry, SourceValue};
use xianbaohui_core::scheme::meaning::{Meanings, Otherwise};

fn value<'r>(row: &'r Row<'_>) -> Result<SourceValue<'r>, LedgerError> {
    let state = State::of_word(text(row, 3)?.unwrap_or_default());
    let content = text(row, 4)?;
    if state == State::Number && content.is_none_or(|content| Decimal::from_str(content).is_err()) {
        return Err(LedgerError::Damaged(format!(
            "“{}”不是数",
            content.unwrap_or_default()
        )));
    }
    let same = matches!(state, State::Number | State::Text);
    Ok(SourceValue {
        unit: text(row, 0)?.unwrap_or_default(),
        indicator: text(row, 1)?.unwrap_or_default(),
        column: text(row, 2)?.unwrap_or_default(),
        state,
        content,
        raw: text(row, 5)?
            .or(content.filter(|_| same))
            .unwrap_or_default(),
        note: text(row, 6)?,
        row: row.get(7)?,
        sheet_column: row.get(8)?,
    })
}

/// Content and note of a number as the scheme in force means it.
fn moved(other: &Otherwise, value: &SourceValue<'_>) -> (Option<String>, Option<String>) {
    let number = value.content.and_then(|text| Decimal::from_str(text).ok());
    let mut note = value.note.map(str::to_owned);
    let Some(number) = number else {
        return (None, note);
    };
    let mut datum = Datum::Number(number);
    other.read(&mut datum, &mut note);
    match datum {
        Datum::Number(number) => (Some(number::plain(number)), note),
        _ => (None, note),
    }
}

impl Ledger {
    /// Number of the version of the scheme that a return was made with.
    fn made_by(&self, return_id: i64) -> Result<i64, LedgerError> {
        let sql = "SELECT scheme_id FROM return WHERE id = ?1";
        let mut statement = self.connection.prepare_cached(sql)?;
        Ok(statement.query_row([return_id], |row| row.get(0))?)
    }

    /// Hands every figure of a form's current returns to `each`, unit by unit in the order given,
    /// then in the order of the scheme.
    pub fn each_source<E: From<LedgerError>>(
        &self,
        round: &str,
        form: &str,
        units: &[String],
        mut each: impl FnMut(&Source, SourceValue<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = "SELECT unit, indicator, col, state, content, raw, note, row, sheet_column FROM v\
            alue WHERE return_id = ?1 ORDER BY ordinal";
        let mut last: Option<(i64, Option<Arc<Meanings>>)> = None;
        self.each_row(round, form, units, sql, |_, source, row| {
            let value = value(row)?;
            if last.as_ref().is_none_or(|(id, _)| *id != source.id) {
                last = Some((source.id, self.otherwise(self.made_by(source.id)?, form)?));
            }
            let meanings = last.as_ref().and_then(|(_, own)| own.as_deref());
            let other = meanings.and_then(|own| own.figure(value.indicator, value.column));
            let Some(other) = other.filter(|_| value.state == State::Number) else {
                return each(source, value);
            };
            let (content, note) = moved(other, &value);
            let state = if content.is_some() {
                State::Number
            } else {
                State::Unreadable
            };
            let value = SourceValue {
                state,
                content: content.as_deref(),
                note: note.as_deref(),
                ..value
            };
            each(source, value)
        })
    }

    /// Hands every entry of a form's current returns to `each`, unit by unit in the order given,
    /// row by row, with what stands in one field.
    pub fn each_entry_source<E: From<LedgerError>>(
        &self,
        round: &str,
        form: &str,
        units: &[String],
        field: usize,
        mut each: impl FnMut(&Source, SourceEntry<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = "SELECT e.row, e.fields, r.scheme_id FROM entry e JOIN return r ON r.id = e.return_id \
            WHERE e.return_id = ?1 ORDER BY e.row";
        self.each_row(round, form, units, sql, |unit, source, row| {
            let own = self.scheme_of(row.get(2).map_err(LedgerError::from)?)?;
            let through = entry::Through {
                own: own.form(form),
                now: self.scheme.form(form),
                otherwise: None,
            };
            let fields = text(row, 1)?.unwrap_or_default();
            let (raw, columns) = entry::place(fields, through, field)?;
            each(
                source,
                SourceEntry {
                    unit,
                    raw,
                    row: row.get(0).map_err(LedgerError::from)?,
                    columns,
                },
            )
        })
    }

    /// How many figures of a form's current returns are not blank.
    pub fn count_figures(&self, round: &str, form: &str) -> Result<u64, LedgerError> {
        let sql = "SELECT count(*) FROM return r JOIN value v ON v.return_id = r.id WHERE r.round \
            = ?1 AND r.form = ?2 AND r.current = 1 AND v.state <> 'blank'";
        let count: i64 = self
            .connection
            .prepare_cached(sql)?
            .query_row(params![round, form], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    fn each_row<E: From<LedgerError>>(
        &self,
        round: &str,
        form: &str,
        units: &[String],
        sql: &str,
        mut each: impl FnMut(&str, &Source, &Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let found = "SELECT id, file_name, version, sheet FROM return WHERE round = ?1 AND form = ?\
            2 AND unit = ?3 AND current = 1";
        let mut returns = self
            .connection
            .prepare_cached(found)
            .map_err(LedgerError::from)?;
        let mut statement = self
            .connection
            .prepare_cached(sql)
            .map_err(LedgerError::from)?;
        for unit in units {
            let source = |row: &Row<'_>| {
                Ok((
                    row.get::<_, i64>(0)?,
                    Source {
                        id: row.get(0)?,
                        file: row.get(1)?,
                        version: row.get::<_, u32>(2)?.to_string(),
                        sheet: row.get(3)?,
                    },
                ))
            };
            let found = returns
                .query_map(params![round, form, unit], source)
                .map_err(LedgerError::from)?;
            for one in found {
                let (id, source) = one.map_err(LedgerError::from)?;
                let mut rows = statement.query([id]).map_err(LedgerError::from)?;
                while let Some(row) = rows.next().map_err(LedgerError::from)? {
                    each(unit, &source, row)?;
                }
            }
        }
        Ok(())
    }
}
