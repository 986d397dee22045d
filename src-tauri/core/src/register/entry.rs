//! Entries: what was accepted of each, one row after the other.

use super::changes::{FieldChange, Kind, changes, kinds};
use super::decided::{Decided, Origin, Rows, Said, What};
use super::defined::Register;
use super::field::says_nothing;
use super::key::Fields;
use super::state::State;
use crate::record::StoredEntry;
use std::collections::HashMap;
use std::sync::Arc;

/// One entry of a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// what it goes by
    pub key: String,
    /// the row that was accepted last
    pub row: Arc<StoredEntry>,
    /// the return that it stands in
    pub origin: Arc<Origin>,
    /// code of the unit that it is of
    pub unit: String,
    /// its unit does not report it any more
    pub gone: bool,
    /// the return that it stands in was withdrawn, and nothing came in its place
    pub withdrawn: bool,
    /// what happened to it, oldest first
    pub history: Vec<Event>,
}

/// One thing that happened to an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// what it is called
    pub kinds: Vec<Kind>,
    /// field by field
    pub changes: Vec<FieldChange>,
    /// code of the unit that had it before, where another has it now
    pub was_of: Option<String>,
    /// row of the return; none where the entry is not in it
    pub row: Option<u32>,
    /// the return that it follows from
    pub origin: Arc<Origin>,
    /// the step
    pub said: Arc<Said>,
    /// why, where it is of this one alone
    note: String,
}

impl Event {
    /// Why.
    pub fn reason(&self) -> String {
        let reason = [self.said.reason.as_str(), self.note.as_str()];
        let reason = reason.into_iter().filter(|text| !text.is_empty());
        reason.collect::<Vec<_>>().join("；")
    }
}

impl Entry {
    /// How it stands on a day.
    pub fn state(&self, register: &Register, fields: &Fields<'_>, day: &str) -> State {
        if self.gone {
            State::Gone
        } else {
            State::on(register, fields, &self.row, day)
        }
    }
}

/// What was not taken, by the key of the entry: the newest refusal counts.
pub(super) type Refused = HashMap<String, Decided>;

/// Entries in the order in which they came, and what was refused since.
pub(super) fn fold(
    (register, fields): (&Register, &Fields<'_>),
    decisions: Vec<Decided>,
    rows: &Rows,
) -> (Vec<Entry>, Refused) {
    let mut entries: Vec<Entry> = Vec::with_capacity(decisions.len());
    let mut at: HashMap<String, usize> = HashMap::with_capacity(decisions.len());
    let mut refused = Refused::new();
    for one in decisions {
        let known = at.get(&one.key).copied();
        let row = one
            .row
            .and_then(|row| rows.get(&(one.origin.return_id, row)));
        match (one.what, row, known) {
            (What::Reject, ..) => {
                refused.insert(one.key.clone(), one);
                continue;
            }
            (What::Accept, Some(row), None) => {
                at.insert(one.key.clone(), entries.len());
                entries.push(Entry {
                    key: one.key.clone(),
                    row: row.clone(),
                    origin: one.origin.clone(),
                    unit: fields.unit_of(row),
                    gone: false,
                    withdrawn: !one.counts,
                    history: vec![event(&one, vec![Kind::New], Vec::new(), None)],
                });
            }
            (What::Accept, Some(row), Some(known)) => {
                let entry = &mut entries[known];
                let unit = fields.unit_of(row);
                let changes = changes(fields, &entry.row, row);
                let moved = unit != entry.unit;
                let mut kinds = kinds(register, fields, &changes, moved);
                if entry.gone {
                    kinds.insert(0, Kind::Back);
                }
                let was_of = moved.then(|| entry.unit.clone());
                entry.history.push(event(&one, kinds, changes, was_of));
                let row = with_what_was_known(fields, row, &entry.row);
                (entry.row, entry.unit, entry.gone) = (row, unit, false);
                (entry.origin, entry.withdrawn) = (one.origin.clone(), !one.counts);
            }
            (What::Gone, _, Some(known)) => {
                let entry = &mut entries[known];
                (entry.gone, entry.withdrawn) = (true, !one.counts);
                entry
                    .history
                    .push(event(&one, vec![Kind::Gone], Vec::new(), None));
            }
            // a row that is not there any more is told by whoever verifies the ledger
            (What::Accept, None, _) | (What::Gone, _, None) => continue,
        }
        if !refused.is_empty() {
            refused.remove(&one.key);
        }
    }
    (entries, refused)
}

/// A row, with what was known before where it says nothing of that.
fn with_what_was_known(
    fields: &Fields<'_>,
    row: &Arc<StoredEntry>,
    before: &StoredEntry,
) -> Arc<StoredEntry> {
    let both = row.fields.iter().zip(fields.all);
    let mut unsaid = both.filter(|(field, spec)| says_nothing(field, spec));
    if unsaid.next().is_none() {
        return Arc::clone(row);
    }
    let mut row = StoredEntry::clone(row);
    let both = row.fields.iter_mut().zip(&before.fields);
    for ((field, before), spec) in both.zip(fields.all) {
        if says_nothing(field, spec) {
            field.clone_from(before);
        }
    }
    Arc::new(row)
}

fn event(
    one: &Decided,
    kinds: Vec<Kind>,
    changes: Vec<FieldChange>,
    was_of: Option<String>,
) -> Event {
    Event {
        kinds,
        changes,
        was_of,
        row: one.row,
        origin: one.origin.clone(),
        said: one.said.clone(),
        note: one.note.clone(),
    }
}
