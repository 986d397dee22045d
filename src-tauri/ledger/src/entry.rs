//! Table `entry`: one row of a roster, its fields as a JSON list in the order of the form.

use super::{Ledger, LedgerError, value};
use rusqlite::params;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use xianbaohui_core::record::{StoredEntry, StoredField};
use xianbaohui_core::returns::Entry;

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

/// A row of the table without its return.
#[derive(Debug, Clone)]
pub(super) struct EntryRow {
    row: u32,
    fields: String,
}

/// The row of an entry, added to the return's digest.
pub(super) fn prepare(entry: &Entry, digest: &mut Sha256) -> Result<EntryRow, LedgerError> {
    let kept = entry.fields.iter().map(|field| {
        let (state, content) = value::state_of(&field.datum);
        let raw = (content.as_deref() != Some(&*field.raw) && !field.raw.is_empty())
            .then(|| field.raw.to_string());
        Kept {
            state: state.into(),
            content,
            raw,
            column: field.sheet_column,
            note: field.note.as_ref().map(ToString::to_string),
        }
    });
    let fields = serde_json::to_string(&kept.collect::<Vec<_>>())?;
    digest.update(fields.as_bytes());
    digest.update(entry.row.to_le_bytes());
    Ok(EntryRow {
        row: entry.row,
        fields,
    })
}

/// Writes the rows of a return.
pub(super) fn insert(
    connection: &rusqlite::Connection,
    return_id: i64,
    rows: &[EntryRow],
) -> Result<(), LedgerError> {
    let mut statement = connection
        .prepare_cached("INSERT INTO entry (return_id, row, fields) VALUES (?1, ?2, ?3)")?;
    for row in rows {
        statement.execute(params![return_id, row.row, row.fields])?;
    }
    Ok(())
}

/// Where the fields of an entry lie on its sheet, and what stands in one of them.
pub(super) fn place(fields: &str, key: usize) -> Result<(String, (u32, u32)), LedgerError> {
    let mut kept: Vec<Kept<'_>> = serde_json::from_str(fields)?;
    let (first, last) = kept
        .iter()
        .filter_map(|field| field.column)
        .fold((u32::MAX, 0), |(first, last), column| {
            (first.min(column), last.max(column))
        });
    let raw = if key < kept.len() {
        raw_of(kept.swap_remove(key))
    } else {
        String::new()
    };
    Ok((raw, (first.min(last), last)))
}

/// What stands in the cell; it is kept only where it is not the content.
fn raw_of(field: Kept<'_>) -> String {
    let same = matches!(&*field.state, "number" | "text");
    field
        .raw
        .or(field.content.filter(|_| same))
        .unwrap_or_default()
}

pub(super) fn parse(fields: &str) -> Result<Vec<StoredField>, LedgerError> {
    let kept: Vec<Kept<'_>> = serde_json::from_str(fields)?;
    kept.into_iter()
        .map(|mut field| {
            let datum = value::datum_of(&field.state, field.content.clone())?;
            let (sheet_column, note) = (field.column, field.note.take());
            Ok(StoredField {
                raw: raw_of(field),
                datum,
                sheet_column,
                note,
            })
        })
        .collect()
}

fn stored(row: &rusqlite::Row<'_>, unit: &str) -> Result<StoredEntry, LedgerError> {
    let fields = parse(row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?)?;
    Ok(StoredEntry {
        return_id: row.get(0)?,
        unit: unit.to_owned(),
        row: row.get(1)?,
        fields,
    })
}

impl Ledger {
    /// Hands every current entry of a form in a round to `each`, unit by unit in the order given,
    /// row by row.
    pub fn each_entry<E: From<LedgerError>>(
        &self,
        round: &str,
        form: &str,
        units: &[String],
        mut each: impl FnMut(StoredEntry) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = "SELECT e.return_id, e.row, e.fields FROM return r JOIN entry e ON e.return_id = \
            r.id WHERE r.round = ?1 AND r.form = ?2 AND r.unit = ?3 AND r.current = 1 ORDE\
            R BY e.row";
        let mut statement = self
            .connection
            .prepare_cached(sql)
            .map_err(LedgerError::from)?;
        for unit in units {
            let mut rows = statement
                .query(params![round, form, unit])
                .map_err(LedgerError::from)?;
            while let Some(row) = rows.next().map_err(LedgerError::from)? {
                each(stored(row, unit)?)?;
            }
        }
        Ok(())
    }

    /// One entry of one return.
    pub fn entry_of(&self, return_id: i64, row: u32) -> Result<Option<StoredEntry>, LedgerError> {
        let sql = "SELECT r.unit, e.fields FROM return r JOIN entry e ON e.return_id = r.id WHERE r\
            .id = ?1 AND e.row = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![return_id, row])?;
        let Some(found) = rows.next()? else {
            return Ok(None);
        };
        let fields = parse(found.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?)?;
        Ok(Some(StoredEntry {
            return_id,
            unit: found.get(0)?,
            row,
            fields,
        }))
    }

    /// How many current entries a form has in a round.
    pub fn count_entries(&self, round: &str, form: &str) -> Result<u64, LedgerError> {
        let sql = "SELECT count(*) FROM return r JOIN entry e ON e.return_id = r.id WHERE r.round \
            = ?1 AND r.form = ?2 AND r.current = 1";
        let count: i64 = self
            .connection
            .prepare_cached(sql)?
            .query_row(params![round, form], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }
}
