//! Rules that need other returns, periods, units or rosters, evaluated over the facts of a record.
//!
//! What they find is of the round, not of a file: it is worked out of what counts now, so that a
//! return that changes leaves nothing stale behind.

mod asking;
mod bases;
mod facts;
mod ground;
mod known;
mod lists;
mod of_unit;
mod told;

use crate::fact::rounds_of_years;
use crate::finding::{Of, identify};
use crate::form::{Form, Layout};
use crate::record::{Record, RecordError, StoredFinding};
use crate::rule::{Expr, Outcome, Rule, When, choices};
use crate::scheme::{Round, Scheme};
use asking::{Asking, Came, ask};
use bases::bases;
use facts::Sheets;
use ground::Ground;
use lists::Lists;
use std::collections::HashSet;
use told::Unchecked;

/// Whether a rule is asked here, and not of each return by itself.
pub fn is_across(rule: &Rule) -> bool {
    rule.comparison.needs_record()
}

/// Whether a round asks for every form that a rule names, or what is given for a year stands for
/// it: in one that does not, nobody was asked for what it needs.
fn is_asked_in(rule: &Rule, scheme: &Scheme, round: &Round) -> bool {
    let is_there = |code: &String| {
        let is_table = |form: &Form| matches!(form.layout, Layout::CountyTable(_));
        round.forms.contains(code)
            || scheme.form(code).is_some_and(is_table)
                && rounds_of_years(scheme, round).any(|year| year.forms.contains(code))
    };
    let mut is = true;
    rule.comparison.each(&mut |expr| match expr {
        Expr::Figure(figure) if figure.when == When::Now => {
            is &= figure.form.as_ref().is_none_or(is_there);
        }
        Expr::Rows(rows) => is &= round.forms.contains(&rows.list),
        _ => {}
    });
    is
}

/// Whether a round asks for what a rule is about: where it does not, nothing is ever found.
pub fn is_asked(rule: &Rule, scheme: &Scheme, round: &Round) -> bool {
    is_asked_in(rule, scheme, round) && !bases(rule, scheme, round).is_empty()
}

/// What the rules of the scheme that need more than one return find in a round.
///
/// # Errors
/// The record did not answer.
pub fn findings(record: &dyn Record, round: &Round) -> Result<Vec<StoredFinding>, RecordError> {
    let scheme = record.scheme();
    let rules = scheme.rules.iter().filter(|rule| is_across(rule));
    let rules = rules.filter(|rule| is_asked_in(rule, scheme, round));
    of_rules(record, round, &rules.collect::<Vec<_>>())
}

/// What some rules find in a round.
///
/// # Errors
/// The record did not answer.
pub fn of_rules(
    record: &dyn Record,
    round: &Round,
    rules: &[&Rule],
) -> Result<Vec<StoredFinding>, RecordError> {
    if rules.is_empty() {
        return Ok(Vec::new());
    }
    let scheme = record.scheme();
    let returns = record.current_returns(&round.code)?;
    let sheets = Sheets::read(record, round, rules)?;
    let lists = Lists::read(record, (round, &returns), rules)?;
    let all = Ground {
        record,
        scheme,
        returns: &returns,
        sheets: &sheets,
        lists: &lists,
    };
    let mut asking = Vec::new();
    for rule in rules {
        let forms = bases(rule, scheme, round).into_iter();
        asking.extend(forms.map(|form| all.asking(rule, form)));
    }
    let mut found = Vec::new();
    for (one, came) in asking.iter().zip(ask(&all, &asking)) {
        all.tell(one, came, &mut found)?;
    }
    identified(&mut found, round);
    found.sort_by(|one, other| {
        let key = |one: &StoredFinding| (one.finding.severity, one.unit.clone());
        key(one).cmp(&key(other))
    });
    Ok(found)
}

/// Findings of one return get their identities together.
pub fn identified(found: &mut [StoredFinding], round: &Round) {
    found.sort_by(|one, other| (&one.unit, &one.form).cmp(&(&other.unit, &other.form)));
    for same in found.chunk_by_mut(|one, other| one.unit == other.unit && one.form == other.form) {
        let mut findings = same
            .iter()
            .map(|one| one.finding.clone())
            .collect::<Vec<_>>();
        let of = Of {
            round: &round.code,
            unit: &same[0].unit,
            form: &same[0].form,
        };
        identify(&mut findings, of);
        for (one, finding) in same.iter_mut().zip(findings) {
            one.finding = finding;
        }
    }
}

impl Ground<'_> {
    fn asking<'s>(&self, rule: &'s Rule, form: &'s Form) -> Asking<'s>
    where
        Self: 's,
    {
        let mut of_units = vec![false; self.scheme.units.len()];
        for unit in self.units(rule, form) {
            if let Some(own) = of_units.get_mut(unit) {
                *own = true;
            }
        }
        Asking {
            rule,
            form,
            chosen: choices(rule, form, self.scheme),
            of_units,
        }
    }

    /// What is told of what came of a rule.
    fn tell(
        &self,
        asking: &Asking<'_>,
        came: Vec<Came>,
        found: &mut Vec<StoredFinding>,
    ) -> Result<(), RecordError> {
        let (rule, form) = (asking.rule, asking.form);
        let mut unchecked = Unchecked::default();
        for (unit, row, outcome) in came {
            match outcome {
                Outcome::Broken(instance) => {
                    found.extend(self.broken((rule, form), (unit, row), instance)?);
                }
                Outcome::CannotTell { missing } => {
                    unchecked.add(self.scheme, form, unit, &missing);
                }
                _ => {}
            }
        }
        found.extend(
            unchecked
                .told(rule)
                .and_then(|(unit, finding)| self.stored(form, unit, finding)),
        );
        Ok(())
    }

    /// The units that are asked: those that have figures or rows there.
    fn units(&self, rule: &Rule, form: &Form) -> Vec<usize> {
        let mut units = match form.layout {
            Layout::Roster(_) => self.lists.units(self.scheme, &form.code),
            _ => self.sheets.units(form),
        };
        let root = self.scheme.root;
        let is_table = matches!(form.layout, Layout::CountyTable(_));
        if rule.comparison.has_total() {
            units.retain(|unit| *unit == root);
        } else if is_table && units.len() > 1 && !rule.comparison.has_below() {
            units.retain(|unit| *unit != root);
        }
        if rule.comparison.has_below() {
            let above = self.scheme.units.iter();
            let above = above.filter_map(|one| one.parent.as_ref());
            let above = above.collect::<HashSet<_>>();
            units.retain(|unit| above.contains(&self.scheme.units[*unit].code));
        }
        units
    }
}
