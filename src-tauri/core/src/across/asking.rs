//! Rules are asked unit by unit, all of them of one unit before the next: what is looked up is at
//! hand then, and where it stands is known from the unit before.

use super::ground::Ground;
use super::known::Known;
use super::of_unit::OfUnit;
use crate::form::Form;
use crate::rule::{self, Choice, Memory, Outcome, Rule};

/// Fewer units than this are not worth a second thread.
const FEW: usize = 64;

/// A rule on a form.
pub(super) struct Asking<'a> {
    pub(super) rule: &'a Rule,
    pub(super) form: &'a Form,
    /// what `*` and missing columns stand for
    pub(super) chosen: Vec<Choice<'a>>,
    /// whether a unit is asked, by its position
    pub(super) of_units: Vec<bool>,
}

/// What came of a rule for one unit, or one row of it.
pub(super) type Came = (usize, Option<usize>, Outcome);

/// What is known of a rule once it was asked.
struct Asked {
    /// of each choice
    known: Vec<Known>,
    of_rows: Known,
    memory: Memory,
}

impl Asking<'_> {
    fn ask(&self, ground: Read<'_>, asked: &Asked, unit: usize, came: &mut Vec<Came>) {
        let (rule, form) = (self.rule, self.form);
        if rule.each.is_some() {
            let figures = OfUnit::of(ground.0, ground.1, (form, &asked.of_rows), unit);
            let Some(rows) = figures.own(&form.code) else {
                return;
            };
            asked.memory.forget_own();
            let rows = rule::evaluate_rows_with(rule, form, &figures, (rows, &asked.memory));
            let told = rows.into_iter().filter(|(_, outcome)| is_told(outcome));
            came.extend(told.map(|(row, outcome)| (unit, Some(row), outcome)));
            return;
        }
        for (choice, known) in self.chosen.iter().zip(&asked.known) {
            let figures = OfUnit::of(ground.0, ground.1, (form, known), unit);
            let outcome = rule::evaluate_chosen(rule, form, &figures, *choice);
            if is_told(&outcome) {
                came.push((unit, None, outcome));
            }
        }
    }
}

fn is_told(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Broken(_) | Outcome::CannotTell { .. })
}

/// What was read of the record, which itself is not for two threads.
type Read<'a> = (
    &'a crate::scheme::Scheme,
    (&'a super::facts::Sheets<'a>, &'a super::lists::Lists<'a>),
);

/// What came of each rule, in the order of the units.
pub(super) fn ask(ground: &Ground<'_>, all: &[Asking<'_>]) -> Vec<Vec<Came>> {
    let read: Read<'_> = (ground.scheme, (ground.sheets, ground.lists));
    let is_asked = |unit: &usize| all.iter().any(|one| one.of_units.get(*unit) == Some(&true));
    let units = (0..ground.scheme.units.len()).filter(is_asked);
    let units = units.collect::<Vec<_>>();
    let some = |units: &[usize]| {
        let new = |one: &Asking<'_>| Asked {
            known: one.chosen.iter().map(|_| Known::default()).collect(),
            of_rows: Known::default(),
            memory: Memory::default(),
        };
        let asked = all.iter().map(new).collect::<Vec<_>>();
        let mut came: Vec<Vec<Came>> = all.iter().map(|_| Vec::new()).collect();
        for &unit in units {
            for ((one, asked), came) in all.iter().zip(&asked).zip(&mut came) {
                if one.of_units.get(unit) == Some(&true) {
                    one.ask(read, asked, unit, came);
                }
            }
        }
        came
    };
    if units.len() < FEW {
        return some(&units);
    }
    let (first, second) = units.split_at(units.len() / 2);
    std::thread::scope(|scope| {
        let second = scope.spawn(|| some(second));
        let mut came = some(first);
        for (own, more) in came.iter_mut().zip(second.join().unwrap_or_default()) {
            own.extend(more);
        }
        came
    })
}
