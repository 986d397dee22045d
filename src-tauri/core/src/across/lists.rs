//! Rosters as the lists that rules ask; registers will stand beside them.

use crate::form::{FieldKind, Form, Layout};
use crate::number::Datum;
use crate::place::Place;
use crate::record::{Record, RecordError, ReturnRow, StoredEntry};
use crate::rule::{Expr, List, Question, Rule, Value};
use crate::scheme::{Round, Scheme};
use crate::text;
use std::collections::HashMap;
use std::ops::Range;

/// The entries of one roster in a round.
struct Roster<'a> {
    form: &'a Form,
    fields: HashMap<&'a str, usize>,
    entries: Vec<StoredEntry>,
    /// rows of each unit that reported
    of_units: HashMap<String, Range<usize>>,
    /// names of the sheets, by return
    sheets: HashMap<i64, String>,
}

/// All rosters that rules are about.
pub(super) struct Lists<'a>(Vec<Roster<'a>>);

impl Roster<'_> {
    /// Gives the rows that who consolidates, or a department, sent for all units to the units that
    /// they name: one that is in none of them has none.
    fn given_out(&mut self, scheme: &Scheme, units: &[String]) {
        let root = &scheme.root_unit().code;
        let Layout::Roster(roster) = &self.form.layout else {
            return;
        };
        let mut fields = roster.fields.iter();
        let field = fields.position(|field| field.kind == FieldKind::Unit);
        let Some(field) = field.filter(|_| self.of_units.contains_key(root)) else {
            return;
        };
        let names = scheme.units.iter();
        let names = names.map(|unit| (text::key(&unit.name), unit.code.as_str()));
        let names = names.collect::<HashMap<_, _>>();
        for entry in self.entries.iter_mut().filter(|entry| entry.unit == *root) {
            let Some(Datum::Text(said)) = entry.fields.get(field).map(|own| &own.datum) else {
                continue;
            };
            let named = names.get(text::as_key(said).as_ref()).copied();
            let named = named.or_else(|| scheme.unit(said).map(|unit| unit.code.as_str()));
            if let Some(code) = named {
                code.clone_into(&mut entry.unit);
            }
        }
        // the rows of a unit stand together
        self.entries.sort_by(|one, other| one.unit.cmp(&other.unit));
        for unit in units.iter().filter(|unit| *unit != root) {
            self.of_units.entry(unit.clone()).or_insert(0..0);
        }
    }
}

/// Some rows of a roster.
pub(super) struct Part<'a> {
    of: &'a Roster<'a>,
    rows: Range<usize>,
}

impl<'a> Lists<'a> {
    pub(super) fn read(
        record: &'a dyn Record,
        (round, returns): (&Round, &[ReturnRow]),
        rules: &[&Rule],
    ) -> Result<Self, RecordError> {
        let scheme = record.scheme();
        let mut lists = Vec::new();
        for form in named(scheme, rules) {
            let Layout::Roster(roster) = &form.layout else {
                continue;
            };
            let mut all = Roster {
                form,
                fields: roster
                    .fields
                    .iter()
                    .enumerate()
                    .map(|(at, field)| (field.code.as_str(), at))
                    .collect(),
                entries: Vec::new(),
                of_units: HashMap::new(),
                sheets: HashMap::new(),
            };
            let own = returns.iter().filter(|row| row.form == form.code);
            let own = own.collect::<Vec<_>>();
            let units = own.iter().map(|row| row.unit.clone()).collect::<Vec<_>>();
            let entries = &mut all.entries;
            record.visit_entries(&round.code, &form.code, &units, &mut |entry| {
                entries.push(entry);
                true
            })?;
            for row in own {
                all.sheets.insert(row.id, row.sheet.clone());
                all.of_units.insert(row.unit.clone(), 0..0);
            }
            all.given_out(scheme, &round.units);
            for (at, entry) in all.entries.iter().enumerate() {
                let rows = all.of_units.entry(entry.unit.clone()).or_insert(0..0);
                *rows = if rows.end == 0 { at } else { rows.start }..at + 1;
            }
            lists.push(all);
        }
        Ok(Self(lists))
    }

    /// The rows of a unit and of all; `None` of a unit that did not report them.
    pub(super) fn of(&'a self, unit: &str) -> Vec<(&'a str, Option<Part<'a>>, Part<'a>)> {
        let of = |list: &'a Roster<'a>| {
            let own = list.of_units.get(unit).map(|rows| Part {
                of: list,
                rows: rows.clone(),
            });
            let all = Part {
                of: list,
                rows: 0..list.entries.len(),
            };
            (list.form.code.as_str(), own, all)
        };
        self.0.iter().map(of).collect()
    }

    /// Units that reported a roster, in the order of the scheme.
    pub(super) fn units(&self, scheme: &Scheme, code: &str) -> Vec<usize> {
        let list = self.0.iter().find(|list| list.form.code == code);
        let units = scheme.units.iter().enumerate();
        let is_there = |code: &String| list.is_some_and(|list| list.of_units.contains_key(code));
        let units = units.filter(|(_, unit)| is_there(&unit.code));
        units.map(|(at, _)| at).collect()
    }
}

impl List for Part<'_> {
    fn count(&self) -> usize {
        self.rows.len()
    }

    fn value(&self, row: usize, field: &str) -> Option<Value> {
        let entry = self.of.entries.get(self.rows.start + row)?;
        let at = self.of.fields.get(field)?;
        Value::of(&entry.fields.get(*at)?.datum)
    }

    fn place(&self, row: usize, field: &str) -> Option<Place> {
        let entry = self.of.entries.get(self.rows.start + row)?;
        let at = self.of.fields.get(field)?;
        let column = entry.fields.get(*at)?.sheet_column?;
        let sheet = self.of.sheets.get(&entry.return_id)?;
        Some(Place::new(sheet.clone(), entry.row, column))
    }
}

impl Part<'_> {
    /// The row of the sheet, as it is numbered there.
    pub(super) fn number(&self, row: usize) -> Option<u32> {
        let entry = self.of.entries.get(self.rows.start + row)?;
        entry.row.checked_add(1)
    }
}

/// Rosters that rules are about.
fn named<'s>(scheme: &'s Scheme, rules: &[&Rule]) -> Vec<&'s Form> {
    let mut codes: Vec<&str> = Vec::new();
    for rule in rules {
        codes.extend(rule.each.as_deref());
        rule.comparison.each(&mut |expr| match expr {
            Expr::Rows(rows) => codes.push(&rows.list),
            Expr::Lookup(lookup) => {
                if let Question::Listed { list, .. } = &lookup.question {
                    codes.push(list);
                }
            }
            _ => {}
        });
    }
    let is_named = |form: &&Form| codes.contains(&form.code.as_str());
    scheme.forms.iter().filter(is_named).collect()
}
