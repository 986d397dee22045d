//! What a masked cell stands for: blanks go out with personal data masked, and what comes back
//! masked is what the unit said before. Nothing is guessed: whose row it is must be certain.

use super::{is_mask, masked, placed};
use crate::finding::told::{EntryKept, EntryMasked};
use crate::finding::{Finding, Subject};
use crate::form::{FieldSpec, Form, Layout};
use crate::number::Datum;
use crate::place::Place;
use crate::record::StoredEntry;
use crate::returns::{FieldValue, Return};
use crate::scheme::Scheme;
use crate::text;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Cells that one finding names.
const MOST_CELLS: usize = 50;
/// Between the parts of a key: no text of a sheet has it.
const BETWEEN: &str = "\u{1f}";

/// Rows of rosters with personal data, by unit and form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said(HashMap<(String, String), Vec<Row>>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Row {
    place: (i64, u32),
    key: String,
    /// personal fields that say something, by position
    texts: Vec<(usize, String)>,
}

fn fields(form: &Form) -> &[FieldSpec] {
    match &form.layout {
        Layout::Roster(roster) => &roster.fields,
        _ => &[],
    }
}

/// What a row goes by; nothing where no part of it is there.
fn key<'t>(specs: &[FieldSpec], said: impl Fn(usize) -> &'t Datum) -> String {
    let keys = specs.iter().enumerate().filter(|(_, spec)| spec.key);
    let parts = keys.map(|(at, _)| match said(at) {
        Datum::Text(words) => text::key(words),
        Datum::Number(number) => number.normalize().to_string(),
        _ => String::new(),
    });
    let parts = parts.collect::<Vec<_>>();
    if parts.iter().all(String::is_empty) {
        return String::new();
    }
    parts.join(BETWEEN)
}

impl Said {
    /// Adds a row. Those that were said last are to be added first.
    pub fn add(&mut self, form: &Form, entry: &StoredEntry) {
        let specs = fields(form);
        let personal = specs.iter().zip(&entry.fields).enumerate();
        let texts = personal.filter_map(|(at, (spec, field))| match &field.datum {
            Datum::Text(words) if spec.personal => Some((at, words.clone())),
            _ => None,
        });
        let texts = texts.collect::<Vec<_>>();
        if texts.is_empty() {
            return;
        }
        let of = |at: usize| entry.fields.get(at).map_or(&Datum::Blank, |own| &own.datum);
        let row = Row {
            place: (entry.return_id, entry.row),
            key: key(specs, of),
            texts,
        };
        let own = (entry.unit.clone(), form.code.clone());
        self.0.entry(own).or_default().push(row);
    }

    /// Reads masked cells of a return as what they stand for, and tells of them.
    pub fn settle(&self, taken: &mut Return, scheme: &Scheme) {
        let form = &scheme.forms[taken.form];
        let specs = fields(form);
        if !form.has_personal() {
            return;
        }
        let own = (scheme.units[taken.unit].code.clone(), form.code.clone());
        let rows = self.0.get(&own).map_or(&[][..], Vec::as_slice);
        let (mut kept, mut left) = (Vec::new(), vec![Vec::new(); specs.len()]);
        for entry in &mut taken.entries {
            let is_turned = taken.binding.turned;
            let place = |column: u32| {
                let row = entry.row;
                let (row, column) = if is_turned {
                    (column, row)
                } else {
                    (row, column)
                };
                Place::new(&*taken.sheet, row, column)
            };
            for at in masked_of(specs, &entry.fields) {
                let (spec, field) = (&specs[at], &entry.fields[at]);
                let found = if spec.key {
                    by_place(rows, (at, spec), &field.raw)
                } else {
                    by_key(rows, (at, spec), (specs, &entry.fields))
                };
                let place = field.sheet_column.map(place);
                let Some(words) = found else {
                    left[at].extend(place);
                    continue;
                };
                entry.fields[at].datum = Datum::Text(words.to_owned());
                taken.cells.unreadable = taken.cells.unreadable.saturating_sub(1);
                taken.cells.values += 1;
                kept.extend(place);
            }
        }
        let told = |finding: Finding, mut cells: Vec<Place>| {
            cells.truncate(MOST_CELLS);
            finding.about(Subject::Return).at_all(cells)
        };
        for (spec, cells) in specs.iter().zip(left) {
            if !cells.is_empty() {
                let (name, count) = (spec.name.clone(), cells.len());
                let finding = Finding::of(EntryMasked { name, count });
                taken.findings.push(told(finding, cells));
            }
        }
        if !kept.is_empty() {
            let count = kept.len();
            let finding = Finding::of(EntryKept { count });
            taken.findings.push(told(finding, kept));
        }
    }
}

/// Positions of masked fields, those that name the entry first.
fn masked_of(specs: &[FieldSpec], fields: &[FieldValue]) -> Vec<usize> {
    let all = specs.iter().zip(fields).enumerate();
    let open = all.filter(|(_, (spec, field))| {
        spec.personal && matches!(field.datum, Datum::Unreadable(_)) && is_mask(&field.raw)
    });
    let mut open = open.map(|(at, _)| at).collect::<Vec<_>>();
    open.sort_by_key(|at| !specs[*at].key);
    open
}

/// By the row that the mask itself names.
fn by_place<'r>(rows: &'r [Row], field: (usize, &FieldSpec), raw: &str) -> Option<&'r str> {
    let place = placed(raw)?;
    said(rows.iter().filter(|row| row.place == place), field, raw)
}

/// By the newest row of the same key, once nothing of that is masked.
fn by_key<'r>(
    rows: &'r [Row],
    (at, spec): (usize, &FieldSpec),
    (specs, fields): (&[FieldSpec], &[FieldValue]),
) -> Option<&'r str> {
    let mut keys = specs.iter().zip(fields).filter(|(spec, _)| spec.key);
    if keys.any(|(_, field)| matches!(field.datum, Datum::Unreadable(_))) {
        return None;
    }
    let own = key(specs, |at| &fields[at].datum);
    let is_it = |row: &&Row| !own.is_empty() && row.key == own;
    said(rows.iter().filter(is_it), (at, spec), &fields[at].raw)
}

/// The first that reads as the mask does.
fn said<'r>(
    rows: impl Iterator<Item = &'r Row>,
    (at, spec): (usize, &FieldSpec),
    raw: &str,
) -> Option<&'r str> {
    let shown = masked(raw, spec.code_kind);
    let own = rows.flat_map(|row| &row.texts);
    let mut own = own
        .filter(|(field, _)| *field == at)
        .map(|(_, words)| words);
    let found = own.find(|words| masked(words, spec.code_kind) == shown);
    found.map(String::as_str)
}
