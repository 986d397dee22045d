//! Table `value`: one figure with its cell. States and bounds are kept as words, decimals as text.

use super::LedgerError;
use super::rows::{Digested, insert_many};
use rusqlite::Connection;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::str::FromStr;
use xianbaohui_core::form::Form;
use xianbaohui_core::number::{self, Datum, Decimal, Nil, Unreadable};
use xianbaohui_core::record::StoredValue;
use xianbaohui_core::returns::Value;
use xianbaohui_core::scheme::Scheme;

/// Columns of `value` in the order that [`from_row`] reads them.
pub(super) const COLUMNS: &str =
    "v.unit, v.indicator, v.col, v.state, v.content, v.bound, v.raw, v.row, v.sheet_column, v.note";

/// A row of the table without its return. Unit, indicator and column are positions in scheme and
/// form.
#[derive(Debug, Clone)]
pub(super) struct ValueRow {
    unit: usize,
    indicator: usize,
    column: usize,
    state: &'static str,
    content: Option<String>,
    bound: Option<String>,
    raw: Option<Box<str>>,
    row: u32,
    sheet_column: u32,
    note: Option<Box<str>>,
}

/// The rows of a return in the order of scheme and form, added to its digest.
pub(super) fn prepare(
    values: &[Value],
    scheme: &Scheme,
    form: &Form,
    (digest, content_digest): (&mut Sha256, &mut Digested),
) -> Result<Vec<ValueRow>, LedgerError> {
    let order = form
        .indicators()
        .into_iter()
        .enumerate()
        .map(|(at, code)| (code, at))
        .collect::<HashMap<_, _>>();
    let place = |value: &Value| {
        (
            value.unit,
            order
                .get(scheme.indicators[value.indicator].code.as_str())
                .copied()
                .unwrap_or(usize::MAX),
            value.indicator,
            value.column,
        )
    };
    let mut ordered = values
        .iter()
        .map(|value| (place(value), value))
        .collect::<Vec<_>>();
    ordered.sort_unstable_by_key(|(place, value)| (*place, value.row, value.sheet_column));
    let mut bytes = Vec::new();
    let mut rows = Vec::with_capacity(values.len());
    for (at, (place, value)) in ordered.iter().enumerate() {
        let names = (
            &scheme.units[value.unit].code,
            &scheme.indicators[value.indicator].code,
            &form.columns()[value.column].code,
        );
        if at > 0 && ordered[at - 1].0 == *place {
            return Err(LedgerError::Damaged(format!(
                "{} {} {} 有两个数",
                names.0, names.1, names.2
            )));
        }
        let (state, content) = state_of(&value.datum);
        let raw = (content.as_deref() != Some(&*value.raw) && !value.raw.is_empty())
            .then(|| value.raw.clone());
        let bound = value.bound.map(|bound| word(&bound));
        let texts = [
            names.0,
            names.1,
            names.2,
            state,
            content.as_deref().unwrap_or_default(),
            raw.as_deref().unwrap_or_default(),
            bound.as_deref().unwrap_or_default(),
            value.note.as_deref().unwrap_or_default(),
        ];
        digest_row(digest, &mut bytes, texts, value.row, value.sheet_column);
        content_digest.integer(i64::try_from(at).unwrap_or(i64::MAX));
        for text in [names.0, names.1, names.2] {
            content_digest.text(text.as_bytes());
        }
        content_digest.text(state.as_bytes());
        for text in [content.as_deref(), bound.as_deref(), raw.as_deref()] {
            content_digest.optional(text);
        }
        content_digest.integer(value.row.into());
        content_digest.integer(value.sheet_column.into());
        content_digest.optional(value.note.as_deref());
        content_digest.end();
        rows.push(ValueRow {
            unit: value.unit,
            indicator: value.indicator,
            column: value.column,
            state,
            content,
            bound,
            raw,
            row: value.row,
            sheet_column: value.sheet_column,
            note: value.note.clone(),
        });
    }
    Ok(rows)
}

/// Rows that are written at once: the figures of a dozen indicators.
const TOGETHER: usize = 60;

/// Writes the rows of a return.
pub(super) fn insert(
    connection: &Connection,
    return_id: i64,
    rows: &[ValueRow],
    scheme: &Scheme,
    form: &Form,
) -> Result<(), LedgerError> {
    let (many, few) = rows.split_at(rows.len() - rows.len() % TOGETHER);
    let names = (scheme, form);
    put(connection, (return_id, 0), many, TOGETHER, names)?;
    put(connection, (return_id, many.len()), few, 1, names)
}

/// Writes rows, so many at once, from an ordinal on.
fn put(
    connection: &Connection,
    (return_id, first): (i64, usize),
    rows: &[ValueRow],
    together: usize,
    (scheme, form): (&Scheme, &Form),
) -> Result<(), LedgerError> {
    const COLUMNS: &str = "return_id, ordinal, unit, indicator, col, state, content, bound, raw, \
        row, sheet_column, note";
    if rows.is_empty() {
        return Ok(());
    }
    let mut statement = connection.prepare_cached(&insert_many("value", COLUMNS, together))?;
    statement.raw_bind_parameter(1, return_id)?;
    for (at, row) in rows.iter().enumerate() {
        // what is the same as in the row that had this place before stays bound
        let before = at.checked_sub(together).map(|before| &rows[before]);
        let is_new = |differs: fn(&ValueRow, &ValueRow) -> bool| {
            before.is_none_or(|before| differs(before, row))
        };
        let place = 2 + at % together * 11;
        let ordinal = i64::try_from(first + at).unwrap_or(i64::MAX);
        statement.raw_bind_parameter(place, ordinal)?;
        if is_new(|one, other| one.unit != other.unit) {
            statement.raw_bind_parameter(place + 1, &scheme.units[row.unit].code)?;
        }
        if is_new(|one, other| one.indicator != other.indicator) {
            statement.raw_bind_parameter(place + 2, &scheme.indicators[row.indicator].code)?;
        }
        if is_new(|one, other| one.column != other.column) {
            statement.raw_bind_parameter(place + 3, &form.columns()[row.column].code)?;
        }
        if is_new(|one, other| one.state != other.state) {
            statement.raw_bind_parameter(place + 4, row.state)?;
        }
        statement.raw_bind_parameter(place + 5, &row.content)?;
        if is_new(|one, other| one.bound != other.bound) {
            statement.raw_bind_parameter(place + 6, &row.bound)?;
        }
        if is_new(|one, other| one.raw != other.raw) {
            statement.raw_bind_parameter(place + 7, &row.raw)?;
        }
        statement.raw_bind_parameter(place + 8, row.row)?;
        if is_new(|one, other| one.sheet_column != other.sheet_column) {
            statement.raw_bind_parameter(place + 9, row.sheet_column)?;
        }
        if is_new(|one, other| one.note != other.note) {
            statement.raw_bind_parameter(place + 10, &row.note)?;
        }
        if (at + 1) % together == 0 {
            statement.raw_execute()?;
        }
    }
    Ok(())
}

/// Adds one stored row to a digest; `bytes` is room to work in.
pub(super) fn digest_row(
    digest: &mut Sha256,
    bytes: &mut Vec<u8>,
    texts: [&str; 8],
    row: u32,
    column: u32,
) {
    bytes.clear();
    for text in texts {
        bytes.extend_from_slice(text.as_bytes());
        bytes.push(0);
    }
    bytes.extend_from_slice(&row.to_le_bytes());
    bytes.extend_from_slice(&column.to_le_bytes());
    digest.update(&bytes);
}

/// State word and content of a datum.
pub(super) fn state_of(datum: &Datum) -> (&'static str, Option<String>) {
    match datum {
        Datum::Number(number) => ("number", Some(number::plain(*number))),
        Datum::Text(text) => ("text", Some(text.clone())),
        Datum::Blank => ("blank", None),
        Datum::Nil(nil) => ("nil", Some(word(nil))),
        Datum::Unreadable(why) => ("unreadable", Some(word(why))),
    }
}

/// The datum that state word and content mean.
pub(super) fn datum_of(state: &str, content: Option<&str>) -> Result<Datum, LedgerError> {
    let content = content.unwrap_or_default();
    Ok(match state {
        "number" => Datum::Number(
            Decimal::from_str(content)
                .map_err(|_| LedgerError::Damaged(format!("“{content}”不是数")))?,
        ),
        "text" => Datum::Text(content.to_owned()),
        "blank" => Datum::Blank,
        "nil" => Datum::Nil(of_word::<Nil>(content)?),
        _ => Datum::Unreadable(of_word::<Unreadable>(content)?),
    })
}

fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

pub(super) fn of_word<T: DeserializeOwned>(word: &str) -> Result<T, LedgerError> {
    Ok(serde_json::from_value(serde_json::Value::String(
        word.to_owned(),
    ))?)
}

/// Reads the [`COLUMNS`] from a row, beginning at `first`.
pub(super) fn from_row(row: &rusqlite::Row<'_>, first: usize) -> Result<StoredValue, LedgerError> {
    let content: Option<String> = row.get(first + 4)?;
    let bound: Option<String> = row.get(first + 5)?;
    let raw: Option<String> = row.get(first + 6)?;
    let state: String = row.get(first + 3)?;
    let datum = datum_of(&state, content.as_deref())?;
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
