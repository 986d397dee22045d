//! Questions about figures: all of a round for consolidation, those of a year earlier, where one
//! came from.

use super::meaning::{read_figure, read_value};
use super::text::text;
use super::value::{COLUMNS, from_row};
use super::{Ledger, LedgerError};
use rusqlite::params;
use std::str::FromStr;
use std::sync::Arc;
use xianbaohui_core::figure::{Figure, State};
use xianbaohui_core::number::Decimal;
use xianbaohui_core::record::{FigureSource, StoredValue};
use xianbaohui_core::scheme::meaning::Meanings;

impl Ledger {
    /// Hands every figure of the current returns of a form in a round to `each`: return, unit, indicator,
    /// column, figure.
    pub fn each_figure(
        &self,
        round: &str,
        form: &str,
        mut each: impl FnMut(i64, &str, &str, &str, Figure),
    ) -> Result<(), LedgerError> {
        let sql = "SELECT v.unit, v.indicator, v.col, v.state, v.content, v.bound, r.id, r.scheme_id \
            FROM return r JOIN value v ON v.return_id = r.id WHERE r.round = ?1 AND r.form = ?2 AND r.current = 1";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![round, form])?;
        // returns follow one another
        let mut last: Option<(i64, Option<Arc<Meanings>>)> = None;
        while let Some(row) = rows.next()? {
            let made_with: i64 = row.get(7)?;
            if last.as_ref().is_none_or(|(id, _)| *id != made_with) {
                last = Some((made_with, self.otherwise(made_with, form)?));
            }
            let meanings = last.as_ref().and_then(|(_, own)| own.as_deref());
            let state = State::of_word(text(row, 3)?.unwrap_or_default());
            let number = match (state, text(row, 4)?) {
                (State::Number, Some(content)) => Some(
                    Decimal::from_str(content)
                        .map_err(|_| LedgerError::Damaged(format!("“{content}”不是数")))?,
                ),
                _ => None,
            };
            let mut figure = Figure {
                number,
                state,
                bound: row.get_ref(5)? != rusqlite::types::ValueRef::Null,
            };
            let key = |at: usize| text(row, at).map(Option::unwrap_or_default);
            let (unit, indicator, column) = (key(0)?, key(1)?, key(2)?);
            read_figure(meanings, (indicator, column), &mut figure);
            each(row.get(6)?, unit, indicator, column, figure);
        }
        Ok(())
    }

    /// Where figures came from: an indicator of one unit or of all, in one column or all, on one
    /// form or all.
    pub fn sources(
        &self,
        round: &str,
        indicator: &str,
        unit: Option<&str>,
        column: Option<&str>,
        form: Option<&str>,
    ) -> Result<Vec<FigureSource>, LedgerError> {
        let sql = format!(
            "SELECT r.id, r.scheme_id, {COLUMNS} FROM return r JOIN value v ON v.return_id = r.id
             WHERE r.round = ?1 AND r.current = 1 AND v.indicator = ?2 AND (?3 IS NULL OR v.unit = ?3) AND (?4 IS NULL OR v.col = ?4) AND (?5 IS NULL OR r.form = ?5)
             ORDER BY r.form, v.unit, v.col"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![round, indicator, unit, column, form])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let mut value = from_row(row, 2)?;
            let Some(source) = self.return_row(id)? else {
                continue;
            };
            let meanings = self.otherwise(row.get(1)?, &source.form)?;
            read_value(meanings.as_deref(), &mut value);
            found.push(FigureSource { value, source });
        }
        Ok(found)
    }

    /// One figure of one return, by its key.
    pub fn value_of(
        &self,
        return_id: i64,
        unit: &str,
        indicator: &str,
        column: &str,
    ) -> Result<Option<StoredValue>, LedgerError> {
        let sql = format!(
            "SELECT r.scheme_id, r.form, {COLUMNS} FROM value v \
                JOIN return r ON r.id = v.return_id WHERE v.return_id = ?1 AND v.unit = ?2 AND v.indicator \
                = ?3 AND v.col = ?4"
        );
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![return_id, unit, indicator, column])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let mut value = from_row(row, 2)?;
        let meanings = self.otherwise(row.get(0)?, text(row, 1)?.unwrap_or_default())?;
        read_value(meanings.as_deref(), &mut value);
        Ok(Some(value))
    }
}
