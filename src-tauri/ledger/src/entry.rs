//! Table `entry`: one row of a roster, its fields as JSON by their codes.
//!
//! Ledgers of before have a list in the order of the form: it is read through the version of the
//! scheme that the return was made with.

mod fields;
mod plainly;

use super::rows::{Digested, insert_many};
use super::text::text;
use super::{Ledger, LedgerError, value};
use fields::{ByCode, InOrder, Kept, Words};
use rusqlite::params;
use serde::de::DeserializeSeed as _;
use sha2::{Digest, Sha256};
use xianbaohui_core::form::{FieldSpec, Form, Layout};
use xianbaohui_core::number::Datum;
use xianbaohui_core::record::{StoredEntry, StoredField};
use xianbaohui_core::returns::Entry;
use xianbaohui_core::scheme::meaning::Meanings;

/// A row of the table without its return.
#[derive(Debug, Clone)]
pub(super) struct EntryRow {
    row: u32,
    fields: String,
}

impl EntryRow {
    /// Row of the sheet, from 0.
    pub(super) fn row(&self) -> u32 {
        self.row
    }

    /// Its fields, as they are kept.
    pub(super) fn fields(&self) -> &str {
        &self.fields
    }
}

/// The fields of a roster, in its order.
fn specs(form: Option<&Form>) -> &[FieldSpec] {
    match form.map(|form| &form.layout) {
        Some(Layout::Roster(roster)) => &roster.fields,
        _ => &[],
    }
}

/// The forms that a kept entry is read by: that of its own version of the scheme, and that of the
/// one in force, whose order it is handed out in.
#[derive(Clone, Copy)]
pub(super) struct Through<'a> {
    pub(super) own: Option<&'a Form>,
    pub(super) now: Option<&'a Form>,
    /// what the one in force means otherwise
    pub(super) otherwise: Option<&'a Meanings>,
}

impl Through<'_> {
    /// The fields of an entry in the order of the form in force. What it does not ask for any more
    /// is left out, what it asks for since is `None`.
    fn read<'f>(self, fields: &'f str) -> Result<Vec<Option<Kept<'f>>>, LedgerError> {
        let now = InOrder(specs(self.now.or(self.own)));
        if let Some(kept) = plainly::read(fields, now) {
            return Ok(kept);
        }
        if !fields.starts_with('[') {
            let mut from = serde_json::Deserializer::from_str(fields);
            let kept = now.deserialize(&mut from)?;
            from.end()?;
            return Ok(kept);
        }
        let kept: Vec<Kept<'f>> = serde_json::from_str(fields)?;
        let mut ordered = now.none();
        for (own, kept) in specs(self.own).iter().zip(kept) {
            now.put(&mut ordered, 0, &own.code, kept);
        }
        Ok(ordered)
    }
}

/// The row of an entry, added to the return's digest.
pub(super) fn prepare(
    entry: &Entry,
    form: &Form,
    (digest, content): (&mut Sha256, &mut Digested),
) -> Result<EntryRow, LedgerError> {
    let states = entry
        .fields
        .iter()
        .map(|field| value::state_of(&field.datum))
        .collect::<Vec<_>>();
    let fields = entry.fields.iter().zip(&states);
    let kept = specs(Some(form))
        .iter()
        .zip(fields)
        .map(|(spec, (field, (state, content)))| {
            let content = content.as_deref();
            let raw =
                (content != Some(&*field.raw) && !field.raw.is_empty()).then_some(&*field.raw);
            let kept = Kept {
                state: Words::from(*state),
                content: content.map(Words::from),
                raw: raw.map(Words::from),
                column: field.sheet_column,
                note: field.note.as_deref().map(Words::from),
            };
            (spec.code.as_str(), kept)
        });
    let fields = serde_json::to_string(&ByCode(kept.collect()))?;
    digest.update(fields.as_bytes());
    digest.update(entry.row.to_le_bytes());
    content.integer(entry.row.into());
    content.text(fields.as_bytes());
    content.end();
    Ok(EntryRow {
        row: entry.row,
        fields,
    })
}

/// Rows that are written at once.
const TOGETHER: usize = 10;

/// Writes the rows of a return.
pub(super) fn insert(
    connection: &rusqlite::Connection,
    return_id: i64,
    rows: &[EntryRow],
) -> Result<(), LedgerError> {
    let (many, few) = rows.split_at(rows.len() - rows.len() % TOGETHER);
    for (rows, together) in [(many, TOGETHER), (few, 1)] {
        let sql = insert_many("entry", "return_id, row, fields", together);
        let mut statement = connection.prepare_cached(&sql)?;
        statement.raw_bind_parameter(1, return_id)?;
        for rows in rows.chunks(together) {
            for (place, row) in (2..).step_by(2).zip(rows) {
                statement.raw_bind_parameter(place, row.row)?;
                statement.raw_bind_parameter(place + 1, row.fields.as_str())?;
            }
            statement.raw_execute()?;
        }
    }
    Ok(())
}

/// Where the fields of an entry lie on its sheet, and what stands in one of them.
pub(super) fn place(
    fields: &str,
    through: Through<'_>,
    key: usize,
) -> Result<(String, (u32, u32)), LedgerError> {
    let mut kept = through.read(fields)?;
    let (first, last) = kept
        .iter()
        .flatten()
        .filter_map(|field| field.column)
        .fold((u32::MAX, 0), |(first, last), column| {
            (first.min(column), last.max(column))
        });
    let raw = match kept.get_mut(key).and_then(Option::take) {
        Some(field) => raw_of(field),
        None => String::new(),
    };
    Ok((raw, (first.min(last), last)))
}

/// What stands in the cell; it is kept only where it is not the content.
fn raw_of(field: Kept<'_>) -> String {
    let same = matches!(&*field.state.0, "number" | "text");
    let words = field.raw.or(field.content.filter(|_| same));
    words.map(String::from).unwrap_or_default()
}

/// The fields of an entry in the order of the form in force.
pub(super) fn parse(fields: &str, through: Through<'_>) -> Result<Vec<StoredField>, LedgerError> {
    let now = specs(through.now.or(through.own));
    let other = |at: usize| through.otherwise?.field(&now.get(at)?.code);
    let asked = |at: usize| {
        let (own, field) = through.own.zip(now.get(at))?;
        Some(own.field(&field.code).is_some())
    };
    through
        .read(fields)?
        .into_iter()
        .enumerate()
        .map(|(at, kept)| {
            let Some(mut field) = kept else {
                return Ok(StoredField {
                    datum: Datum::Blank,
                    raw: String::new(),
                    sheet_column: None,
                    note: None,
                    asked: asked(at).unwrap_or(true),
                });
            };
            let content = field.content.as_ref().map(|words| &*words.0);
            let mut datum = value::datum_of(&field.state.0, content)?;
            let (sheet_column, mut note) = (field.column, field.note.take().map(String::from));
            if let Some(other) = other(at) {
                other.read(&mut datum, &mut note);
            }
            Ok(StoredField {
                raw: raw_of(field),
                datum,
                sheet_column,
                note,
                asked: true,
            })
        })
        .collect()
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
        let sql = "SELECT e.return_id, e.row, e.fields, r.scheme_id FROM return r \
            JOIN entry e ON e.return_id = r.id WHERE r.round = ?1 AND r.form = ?2 AND r.unit = ?3 \
            AND r.current = 1 ORDER BY e.row";
        let mut statement = self
            .connection
            .prepare_cached(sql)
            .map_err(LedgerError::from)?;
        for unit in units {
            let mut rows = statement
                .query(params![round, form, unit])
                .map_err(LedgerError::from)?;
            while let Some(row) = rows.next().map_err(LedgerError::from)? {
                let made_with = row.get(3).map_err(LedgerError::from)?;
                let own = self.scheme_of(made_with)?;
                let otherwise = self.otherwise(made_with, form)?;
                let through = Through {
                    own: own.form(form),
                    now: self.scheme.form(form),
                    otherwise: otherwise.as_deref(),
                };
                let fields = text(row, 2)?.unwrap_or_default();
                each(StoredEntry {
                    return_id: row.get(0).map_err(LedgerError::from)?,
                    unit: unit.to_owned(),
                    row: row.get(1).map_err(LedgerError::from)?,
                    fields: parse(fields, through)?,
                })?;
            }
        }
        Ok(())
    }

    /// One entry of one return.
    pub fn entry_of(&self, return_id: i64, row: u32) -> Result<Option<StoredEntry>, LedgerError> {
        let sql = "SELECT r.unit, e.fields, r.form, r.scheme_id FROM return r JOIN entry e ON \
            e.return_id = r.id WHERE r.id = ?1 AND e.row = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![return_id, row])?;
        let Some(found) = rows.next()? else {
            return Ok(None);
        };
        let own = self.scheme_of(found.get(3)?)?;
        let form = text(found, 2)?.unwrap_or_default();
        let otherwise = self.otherwise(found.get(3)?, form)?;
        let through = Through {
            own: own.form(form),
            now: self.scheme.form(form),
            otherwise: otherwise.as_deref(),
        };
        let fields = parse(text(found, 1)?.unwrap_or_default(), through)?;
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
