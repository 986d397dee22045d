//! Proposals: what the newest returns of the units say of a register, and the register does not.

use super::book::{Book, Shelf};
use super::changes::{FieldChange, Kind, changes, kinds};
use super::decided::{Listed, Origin};
use super::entry::Entry;
use super::state::State;
use crate::record::{RecordError, StoredEntry};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Why a proposal is not taken together with the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// the row does not say what the entry goes by
    NoKey,
    /// other rows of the same return go by the same: which, from 1
    Twice(Vec<u32>),
    /// other units report the same one: their codes
    TwoUnits(Vec<String>),
    /// it is on the black list: the name of that register
    BlackListed(String),
    /// it is not in the return, but so many rows of that do not say who they are
    MayBeThere(usize),
    /// so many of its unit leave at once, nearly all or all: often the roster is none
    MostGone(usize),
    /// a field by which it comes in, or that was known, cannot be read or cannot be right: its name
    Unreadable(String),
    /// the same name goes by another code: that
    OtherCode(String),
    /// another name under the number of a person
    OtherPerson,
    /// nothing stands where something was known: the field's name
    Emptied(String),
}

impl Doubt {
    /// Its code, for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoKey => "no-key",
            Self::Twice(_) => "twice",
            Self::TwoUnits(_) => "two-units",
            Self::BlackListed(_) => "blacklisted",
            Self::MayBeThere(_) => "may-be-there",
            Self::MostGone(_) => "most-gone",
            Self::Unreadable(_) => "unreadable",
            Self::OtherCode(_) => "other-code",
            Self::OtherPerson => "other-person",
            Self::Emptied(_) => "emptied",
        }
    }

    /// Whether it can be decided at all, by itself.
    pub const fn may_be_decided(&self) -> bool {
        !matches!(self, Self::NoKey | Self::Twice(_))
    }
}

/// What is proposed of one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// what the entry goes by; empty where the row does not say
    pub key: String,
    /// what it is called
    pub kinds: Vec<Kind>,
    /// the return that it follows from
    pub origin: Arc<Origin>,
    /// row of the return; none where the entry is not in it
    pub row: Option<u32>,
    /// that row, or the one that was accepted last
    pub entry: Arc<StoredEntry>,
    /// code of the unit that it is of
    pub unit: String,
    /// code of the unit that has it in the register, where that is another
    pub was_of: Option<String>,
    /// field by field
    pub changes: Vec<FieldChange>,
    /// why it must be decided by itself
    pub doubt: Option<Doubt>,
}

/// All that is proposed of a register.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposed {
    /// in the order of units and rows
    pub proposals: Vec<Proposal>,
    /// rows that say what the register says
    pub same: usize,
    /// rows that were refused, and say the same as then
    pub refused: usize,
}

/// A row of a unit's newest return.
struct Candidate {
    /// which of the returns
    listed: usize,
    entry: Arc<StoredEntry>,
    unit: String,
    key: Option<String>,
}

impl Book<'_> {
    /// What the newest returns of the units say, and the register does not.
    ///
    /// # Errors
    /// What keeps them did not answer.
    pub fn proposed(&self, shelf: &dyn Shelf) -> Result<Proposed, RecordError> {
        let listed = newest(shelf.listed(&self.register.form)?);
        let mut known = self.rows_by_return();
        let mut rows = Vec::new();
        for (at, one) in listed.iter().enumerate() {
            let id = one.origin.return_id;
            let known = known.remove(&id).unwrap_or_default();
            let all = if known.len() as u64 == one.rows {
                known
            } else {
                let all = shelf.rows_of(&self.register.form, id)?.into_iter();
                all.map(Arc::new).collect()
            };
            for entry in all {
                rows.push(Candidate {
                    listed: at,
                    unit: self.fields.unit_of(&entry),
                    key: self.fields.key(&entry),
                    entry,
                });
            }
        }
        let mut by_key: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, row) in rows.iter().enumerate() {
            if let Some(key) = &row.key {
                by_key.entry(key).or_default().push(at);
            }
        }
        let mut all = Proposed::default();
        for (at, row) in rows.iter().enumerate() {
            let origin = &listed[row.listed].origin;
            let Some(key) = &row.key else {
                all.proposals.push(proposal(row, origin, Doubt::NoKey));
                continue;
            };
            let own = &by_key[key.as_str()];
            if speaks_for(own, &rows) == at || !is_said_by_another(own, &rows, at) {
                self.of_row((at, row), origin, (own, &rows), &mut all);
            }
        }
        let is_listed = |key: &str| by_key.contains_key(key);
        let unnamed = |at: usize| {
            let own = rows.iter().filter(|row| row.listed == at);
            own.filter(|row| row.key.is_none()).count()
        };
        let unnamed = (0..listed.len()).map(unnamed).collect::<Vec<_>>();
        for entry in &self.entries {
            let gone = self.gone(entry, (&listed, &unnamed), &is_listed);
            all.proposals.extend(gone);
        }
        self.doubted(&mut all.proposals, &listed, shelf)?;
        let order = |one: &Proposal| (one.origin.unit.clone(), one.row.is_none(), one.row);
        all.proposals.sort_by_cached_key(order);
        Ok(all)
    }

    /// The rows that were decided on, in their order.
    fn rows_by_return(&self) -> HashMap<i64, Vec<Arc<StoredEntry>>> {
        let mut known: HashMap<i64, Vec<Arc<StoredEntry>>> = HashMap::new();
        for ((id, _), row) in &self.rows {
            known.entry(*id).or_default().push(Arc::clone(row));
        }
        for rows in known.values_mut() {
            rows.sort_unstable_by_key(|row| row.row);
        }
        known
    }

    fn of_row(
        &self,
        (at, row): (usize, &Candidate),
        origin: &Arc<Origin>,
        (own, rows): (&[usize], &[Candidate]),
        all: &mut Proposed,
    ) {
        let key = row.key.clone().unwrap_or_default();
        let known = self.entry(&key);
        let (mut kinds_of, mut changed, mut was_of) = (vec![Kind::New], Vec::new(), None);
        let doubt = doubt((at, row), own, rows);
        if let Some(known) = known {
            changed = changes(&self.fields, &known.row, &row.entry);
            was_of = (known.unit != row.unit).then(|| known.unit.clone());
            kinds_of = kinds(self.register, &self.fields, &changed, was_of.is_some());
            if known.gone {
                kinds_of.insert(0, Kind::Back);
            }
            if kinds_of.is_empty() {
                all.same += 1;
                return;
            }
        }
        let refused = self.refused.get(&key).and_then(|one| {
            let row = one.row?;
            self.rows.get(&(one.origin.return_id, row))
        });
        let is_as_then = |then: &Arc<StoredEntry>| {
            then.unit == row.entry.unit && changes(&self.fields, then, &row.entry).is_empty()
        };
        if refused.is_some_and(is_as_then) {
            all.refused += 1;
            return;
        }
        all.proposals.push(Proposal {
            key,
            kinds: kinds_of,
            origin: origin.clone(),
            row: Some(row.entry.row),
            entry: row.entry.clone(),
            unit: row.unit.clone(),
            was_of,
            changes: changed,
            doubt,
        });
    }

    /// An entry that its unit does not report any more.
    fn gone(
        &self,
        entry: &Entry,
        (listed, unnamed): (&[Listed], &[usize]),
        is_listed: &dyn Fn(&str) -> bool,
    ) -> Option<Proposal> {
        let sender = &entry.origin.unit;
        let mut all = listed.iter().zip(unnamed);
        let (newest, unnamed) = all.find(|(one, _)| one.origin.unit == *sender)?;
        let is_over = entry.gone || self.register.events || is_listed(&entry.key);
        // what does not count any more need not be listed
        let is_ended = self.state(entry, "") == State::Ended;
        // an earlier return says nothing of what came later
        let own = self.scheme.round(&entry.origin.round);
        let is_later = own.is_none_or(|own| order(newest) >= (own.period.year, own.period.to));
        let is_refused = self.refused.get(&entry.key).is_some_and(|one| {
            let is_it = one.origin.round == newest.origin.round;
            one.row.is_none() && is_it && one.origin.unit == newest.origin.unit
        });
        (!is_over && !is_ended && is_later && !is_refused).then(|| Proposal {
            key: entry.key.clone(),
            kinds: vec![Kind::Gone],
            origin: newest.origin.clone(),
            row: None,
            entry: entry.row.clone(),
            unit: entry.unit.clone(),
            was_of: None,
            changes: Vec::new(),
            doubt: (*unnamed > 0).then_some(Doubt::MayBeThere(*unnamed)),
        })
    }
}

fn order(listed: &Listed) -> (u16, u8) {
    (listed.period.year, listed.period.to)
}

/// Of each sender the newest return: of two for the same months the one of the later round.
fn newest(listed: Vec<Listed>) -> Vec<Listed> {
    let mut newest: Vec<Listed> = Vec::new();
    for one in listed {
        let is_own = |other: &&mut Listed| other.origin.unit == one.origin.unit;
        match newest.iter_mut().find(is_own) {
            Some(other) if order(other) <= order(&one) => *other = one,
            Some(_) => {}
            None => newest.push(one),
        }
    }
    newest
}

fn proposal(row: &Candidate, origin: &Arc<Origin>, doubt: Doubt) -> Proposal {
    Proposal {
        key: String::new(),
        kinds: vec![Kind::New],
        origin: origin.clone(),
        row: Some(row.entry.row),
        entry: row.entry.clone(),
        unit: row.unit.clone(),
        was_of: None,
        changes: Vec::new(),
        doubt: Some(doubt),
    }
}

/// Of rows for the same entry of the same unit the one that the unit itself sent.
fn speaks_for(own: &[usize], rows: &[Candidate]) -> usize {
    let is_its = |at: &&usize| rows[**at].entry.unit == rows[**at].unit;
    *own.iter().find(is_its).unwrap_or(&own[0])
}

/// Whether another sender says the same entry of the same unit, and speaks for it.
fn is_said_by_another(own: &[usize], rows: &[Candidate], at: usize) -> bool {
    let speaks = &rows[speaks_for(own, rows)];
    speaks.unit == rows[at].unit && speaks.entry.unit != rows[at].entry.unit
}

fn doubt((at, row): (usize, &Candidate), own: &[usize], rows: &[Candidate]) -> Option<Doubt> {
    let others = || own.iter().filter(|other| **other != at);
    let twice = others().filter(|other| rows[**other].listed == row.listed);
    let twice = twice.map(|other| rows[*other].entry.row + 1);
    let twice = twice.collect::<Vec<_>>();
    if !twice.is_empty() {
        return Some(Doubt::Twice(twice));
    }
    let units = others().map(|other| rows[*other].unit.clone());
    let units = units.filter(|unit| *unit != row.unit);
    let units = units.collect::<BTreeSet<_>>();
    (!units.is_empty()).then(|| Doubt::TwoUnits(units.into_iter().collect()))
}
