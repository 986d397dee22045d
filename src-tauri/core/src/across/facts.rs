//! The facts that rules are asked over: the round's, and those of the periods that they name.

use super::bases::bases;
use super::known::Place;
use crate::fact::{Fact, FactTable, Names, Of, UnitId};
use crate::form::Form;
use crate::record::{Record, RecordError};
use crate::rule::{Expr, Rule, Wanted, When};
use crate::scheme::{Round, Scheme};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The facts of one form in one period.
struct Sheet<'a> {
    form: &'a str,
    when: When,
    names: Names<'a>,
    /// of each round of the period; the later counts
    tables: Vec<(FactTable, Vec<Range<usize>>)>,
}

/// Everything that was read.
pub(super) struct Sheets<'a> {
    all: Vec<Sheet<'a>>,
    /// codes of the units expected in the round
    pub(super) expected: &'a [String],
    /// names of file and sheet, by return
    pub(super) files: HashMap<i64, (String, String)>,
}

/// Rounds of a period.
fn rounds<'s>(scheme: &'s Scheme, round: &'s Round, (form, when): (&Form, When)) -> Vec<&'s Round> {
    let own = round.period;
    let length = |round: &Round| round.period.to - round.period.from;
    match when {
        // what is given for a year stands for its quarters
        When::Now if !round.forms.contains(&form.code) => {
            let mut years = crate::fact::rounds_of_years(scheme, round).collect::<Vec<_>>();
            // the later in the list counts
            years.reverse();
            years
        }
        When::Now => vec![round],
        When::YearBefore => crate::fact::rounds_before(scheme, round).collect(),
        When::Before => {
            let end = |round: &Round| (round.period.year, round.period.to);
            let all = scheme.rounds.iter();
            let earlier = all.filter(|one| end(one) < (own.year, own.to));
            // a year is no quarter, unless that is all there is
            let nearest = |one: &&Round| (length(one) == length(round), end(one));
            let last = earlier.clone().max_by_key(nearest);
            let is_last = |one: &&Round| last.is_some_and(|last| last.period == one.period);
            earlier.filter(is_last).collect()
        }
    }
}

impl<'a> Sheets<'a> {
    pub(super) fn read(
        record: &'a dyn Record,
        round: &'a Round,
        rules: &[&Rule],
    ) -> Result<Self, RecordError> {
        let scheme = record.scheme();
        let mut all: Vec<Sheet<'a>> = Vec::new();
        let mut files = HashMap::new();
        let mut known = HashSet::new();
        for (form, when) in named(scheme, round, rules) {
            let mut tables = Vec::new();
            for one in rounds(scheme, round, (form, when)) {
                let table = FactTable::read(record, scheme, one, &form.code)?;
                tables.extend(table.map(|table| {
                    let units = table.of_units();
                    (table, units)
                }));
                if known.insert(one.code.as_str()) {
                    let returns = record.current_returns(&one.code)?.into_iter();
                    files.extend(returns.map(|row| (row.id, (row.file, row.sheet))));
                }
            }
            all.push(Sheet {
                form: &form.code,
                when,
                names: Names::of(scheme, form),
                tables,
            });
        }
        Ok(Self {
            all,
            expected: &round.units,
            files,
        })
    }

    fn sheet(&self, form: &str, when: When) -> Option<usize> {
        let mut sheets = self.all.iter();
        sheets.position(|sheet| sheet.when == when && sheet.form == form)
    }

    /// Where a figure stands, on a form that is the rule's own where none is named.
    pub(super) fn place(&self, own: &str, wanted: &Wanted<'_>) -> Option<Place> {
        let sheet = self.sheet(wanted.form.unwrap_or(own), wanted.when)?;
        let names = &self.all.get(sheet)?.names;
        let (indicator, column) = names.figure(wanted.indicator, wanted.column)?;
        Some(Place {
            sheet,
            indicator,
            column,
        })
    }

    /// The fact of a unit.
    pub(super) fn fact(&self, place: Place, unit: usize) -> Option<Fact> {
        let sheet = self.all.get(place.sheet)?;
        let of = Of {
            unit: UnitId::at(unit),
            indicator: place.indicator,
            column: place.column,
        };
        let mut tables = sheet.tables.iter().rev();
        tables.find_map(|(table, units)| table.get_within(of, units.get(unit)?))
    }

    /// Units that have facts on a form in the round, in the order of the scheme.
    pub(super) fn units(&self, form: &Form) -> Vec<usize> {
        let mut units: Vec<usize> = Vec::new();
        let sheet = self.sheet(&form.code, When::Now);
        let sheet = sheet.and_then(|at| self.all.get(at));
        for (_, own) in sheet.iter().flat_map(|sheet| &sheet.tables) {
            let ranges = own.iter().enumerate();
            units.extend(
                ranges
                    .filter(|(_, own)| own.start < own.end)
                    .map(|(unit, _)| unit),
            );
        }
        units.sort_unstable();
        units.dedup();
        units
    }
}

/// Forms and periods that rules are about.
fn named<'s>(scheme: &'s Scheme, round: &Round, rules: &[&Rule]) -> Vec<(&'s Form, When)> {
    let mut found: Vec<(&Form, When)> = Vec::new();
    let mut add = |form: Option<&'s Form>, when: When| {
        if let Some(form) = form
            && !form.columns().is_empty()
            && !found
                .iter()
                .any(|(own, at)| own.code == form.code && *at == when)
        {
            found.push((form, when));
        }
    };
    for rule in rules {
        let bases = bases(rule, scheme, round);
        for base in &bases {
            add(scheme.form(&base.code), When::Now);
        }
        rule.comparison.each(&mut |expr| {
            if let Expr::Figure(figure) = expr {
                match &figure.form {
                    Some(code) => add(scheme.form(code), figure.when),
                    None => {
                        for base in &bases {
                            add(scheme.form(&base.code), figure.when);
                        }
                    }
                }
            }
        });
    }
    found
}
