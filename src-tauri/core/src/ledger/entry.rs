//! Table `entry`: one row of a roster, its fields as a JSON list in the order of the form.

use super::{Ledger, LedgerError, value};
use crate::number::Datum;
use crate::returns::Entry;
use rusqlite::params;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// An entry as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredEntry {
    /// the return it is of
    pub return_id: i64,
    /// unit code
    pub unit: String,
    /// row, from 0
    pub row: u32,
    /// one for each field of the form
    pub fields: Vec<StoredField>,
}

/// One field as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredField {
    /// state and content
    pub datum: Datum,
    /// what stands in the cell
    pub raw: String,
    /// column of the sheet; `None` when the sheet has no such column
    pub sheet_column: Option<u32>,
    /// conversion
    pub note: Option<String>,
}

/// The JSON of a field; short keys, since there are many.
#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    #[serde(rename = "s", borrow)]
    state: std::borrow::Cow<'a, str>,
    #[serde(rename = "c", skip_serializing_if = "Option::is_none", default)]
    content: Option<String>,
    #[serde(rename = "r", skip_serializing_if = "Option::is_none", default)]
    raw: Option<String>,
    #[serde(rename = "k", skip_serializing_if = "Option::is_none", default)]
    column: Option<u32>,
    #[serde(rename = "n", skip_serializing_if = "Option::is_none", default)]
    note: Option<String>,
}

/// Writes one entry and adds it to the return's digest.
pub(super) fn insert(connection: &rusqlite::Connection, return_id: i64, entry: &Entry, digest: &mut Sha256) -> Result<(), LedgerError> {
    let kept = entry.fields.iter().map(|field| {
        let (state, content) = value::state_of(&field.datum);
        let raw = (content.as_deref() != Some(&*field.raw) && !field.raw.is_empty()).then(|| field.raw.to_string());
        Kept { state: state.into(), content, raw, column: field.sheet_column, note: field.note.as_ref().map(ToString::to_string) }
    });
    let fields = serde_json::to_string(&kept.collect::<Vec<_>>())?;
    digest.update(fields.as_bytes());
    digest.update(entry.row.to_le_bytes());
    connection.prepare_cached("INSERT INTO entry (return_id, row, fields) VALUES (?1, ?2, ?3)")?.execute(params![return_id, entry.row, fields])?;
    Ok(())
}

fn parse(fields: &str) -> Result<Vec<StoredField>, LedgerError> {
    let kept: Vec<Kept<'_>> = serde_json::from_str(fields)?;
    kept.into_iter()
        .map(|field| {
            let datum = value::datum_of(&field.state, field.content.clone())?;
            let same = matches!(datum, Datum::Number(_) | Datum::Text(_));
            Ok(StoredField { raw: field.raw.or(field.content.filter(|_| same)).unwrap_or_default(), datum, sheet_column: field.column, note: field.note })
        })
        .collect()
}

impl Ledger {
    /// Hands every current entry of a form in a round to `each`, unit by unit in the order given, row by row.
    pub fn each_entry(&self, round: &str, form: &str, units: &[String], mut each: impl FnMut(StoredEntry) -> Result<(), LedgerError>) -> Result<(), LedgerError> {
        let sql = "SELECT e.return_id, e.row, e.fields FROM return r JOIN entry e ON e.return_id = r.id WHERE r.round = ?1 AND r.form = ?2 AND r.unit = ?3 AND r.current = 1 ORDER BY e.row";
        let mut statement = self.connection.prepare_cached(sql)?;
        for unit in units {
            let mut rows = statement.query(params![round, form, unit])?;
            while let Some(row) = rows.next()? {
                let fields = parse(row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?)?;
                each(StoredEntry { return_id: row.get(0)?, unit: unit.clone(), row: row.get(1)?, fields })?;
            }
        }
        Ok(())
    }

    /// One entry of one return.
    pub fn entry_of(&self, return_id: i64, row: u32) -> Result<Option<StoredEntry>, LedgerError> {
        let sql = "SELECT r.unit, e.fields FROM return r JOIN entry e ON e.return_id = r.id WHERE r.id = ?1 AND e.row = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![return_id, row])?;
        let Some(found) = rows.next()? else { return Ok(None) };
        let fields = parse(found.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?)?;
        Ok(Some(StoredEntry { return_id, unit: found.get(0)?, row, fields }))
    }

    /// How many current entries a form has in a round.
    pub fn count_entries(&self, round: &str, form: &str) -> Result<u64, LedgerError> {
        let sql = "SELECT count(*) FROM return r JOIN entry e ON e.return_id = r.id WHERE r.round = ?1 AND r.form = ?2 AND r.current = 1";
        let count: i64 = self.connection.prepare_cached(sql)?.query_row(params![round, form], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }
}
