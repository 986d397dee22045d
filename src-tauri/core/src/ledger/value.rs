//! Table `value`: one figure with its cell. States and bounds are kept as words, decimals as text.

use super::LedgerError;
use crate::number::{Bound, Datum, Decimal, Nil, Unreadable};
use crate::returns::Value;
use crate::scheme::Scheme;
use rusqlite::{CachedStatement, Connection, params};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::str::FromStr;

/// A figure as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredValue {
    /// unit code
    pub unit: String,
    /// indicator code
    pub indicator: String,
    /// column code
    pub column: String,
    /// state and content
    pub datum: Datum,
    /// a bound or an approximation
    pub bound: Option<Bound>,
    /// what stands in the cell
    pub raw: String,
    /// row, from 0
    pub row: u32,
    /// column of the sheet, from 0
    pub sheet_column: u32,
    /// conversion of the unit of measure
    pub note: Option<String>,
}

/// Columns of `value` in the order that [`from_row`] reads them.
pub(super) const COLUMNS: &str = "v.unit, v.indicator, v.col, v.state, v.content, v.bound, v.raw, v.row, v.sheet_column, v.note";

const INSERT: &str =
    "INSERT INTO value (return_id, unit, indicator, col, state, content, bound, raw, row, sheet_column, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";

pub(super) fn inserting(connection: &Connection) -> Result<CachedStatement<'_>, LedgerError> {
    Ok(connection.prepare_cached(INSERT)?)
}

/// Writes one figure and adds it to the return's digest.
pub(super) fn insert(
    statement: &mut CachedStatement<'_>,
    return_id: i64,
    value: &Value,
    scheme: &Scheme,
    columns: &[crate::form::ColumnSpec],
    digest: &mut Sha256,
) -> Result<(), LedgerError> {
    let (state, content) = state_of(&value.datum);
    let raw = (content.as_deref() != Some(&*value.raw) && !value.raw.is_empty()).then_some(&*value.raw);
    let bound = value.bound.map(|bound| word(&bound));
    let unit = &scheme.units[value.unit].code;
    let indicator = &scheme.indicators[value.indicator].code;
    let column = &columns[value.column].code;
    digest_row(
        digest,
        [
            unit,
            indicator,
            column,
            state,
            content.as_deref().unwrap_or_default(),
            raw.unwrap_or_default(),
            bound.as_deref().unwrap_or_default(),
            value.note.as_deref().unwrap_or_default(),
        ],
        value.row,
        value.sheet_column,
    );
    statement.execute(params![return_id, unit, indicator, column, state, content, bound, raw, value.row, value.sheet_column, value.note.as_deref()])?;
    Ok(())
}

/// Adds one stored row to a digest.
pub(super) fn digest_row(digest: &mut Sha256, texts: [&str; 8], row: u32, column: u32) {
    for text in texts {
        digest.update(text.as_bytes());
        digest.update([0]);
    }
    digest.update(row.to_le_bytes());
    digest.update(column.to_le_bytes());
}

/// State word and content of a datum.
pub(super) fn state_of(datum: &Datum) -> (&'static str, Option<String>) {
    match datum {
        Datum::Number(number) => ("number", Some(number.to_string())),
        Datum::Text(text) => ("text", Some(text.clone())),
        Datum::Blank => ("blank", None),
        Datum::Nil(nil) => ("nil", Some(word(nil))),
        Datum::Unreadable(why) => ("unreadable", Some(word(why))),
    }
}

/// The datum that state word and content mean.
pub(super) fn datum_of(state: &str, content: Option<String>) -> Result<Datum, LedgerError> {
    let content = content.unwrap_or_default();
    Ok(match state {
        "number" => Datum::Number(Decimal::from_str(&content).map_err(|_| LedgerError::Damaged(format!("“{content}”不是数")))?),
        "text" => Datum::Text(content),
        "blank" => Datum::Blank,
        "nil" => Datum::Nil(of_word::<Nil>(&content)?),
        _ => Datum::Unreadable(of_word::<Unreadable>(&content)?),
    })
}

fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

pub(super) fn of_word<T: DeserializeOwned>(word: &str) -> Result<T, LedgerError> {
    Ok(serde_json::from_value(serde_json::Value::String(word.to_owned()))?)
}

/// Reads the [`COLUMNS`] from a row, beginning at `first`.
pub(super) fn from_row(row: &rusqlite::Row<'_>, first: usize) -> Result<StoredValue, LedgerError> {
    let content: Option<String> = row.get(first + 4)?;
    let bound: Option<String> = row.get(first + 5)?;
    let raw: Option<String> = row.get(first + 6)?;
    let state: String = row.get(first + 3)?;
    let datum = datum_of(&state, content.clone())?;
    let same = matches!(datum, Datum::Number(_) | Datum::Text(_));
    Ok(StoredValue {
        unit: row.get(first)?,
        indicator: row.get(first + 1)?,
        column: row.get(first + 2)?,
        raw: raw.or(content.filter(|_| same)).unwrap_or_default(),
        datum,
        bound: bound.map(|bound| of_word(&bound)).transpose()?,
        row: row.get(first + 7)?,
        sheet_column: row.get(first + 8)?,
        note: row.get(first + 9)?,
    })
}
