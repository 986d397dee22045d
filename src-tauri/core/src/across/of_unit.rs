//! The figures of one unit of a record, for the rules.

use super::facts::Sheets;
use super::known::Known;
use super::lists::{Lists, Part};
use crate::fact::Fact;
use crate::figure::State;
use crate::form::Form;
use crate::indicator::Indicator;
use crate::number::Decimal;
use crate::place::Place;
use crate::rule::{Figures, List, Wanted, When};
use crate::scheme::Scheme;

/// What a city's own unit is called.
const CITY: [&str; 3] = ["市直", "市本级", "市级"];

pub(super) struct OfUnit<'a> {
    scheme: &'a Scheme,
    sheets: &'a Sheets<'a>,
    lists: Vec<(&'a str, Option<Part<'a>>, Part<'a>)>,
    form: &'a Form,
    unit: usize,
    known: &'a Known,
}

impl<'a> OfUnit<'a> {
    pub(super) fn of(
        scheme: &'a Scheme,
        (sheets, lists): (&'a Sheets<'a>, &'a Lists<'a>),
        (form, known): (&'a Form, &'a Known),
        unit: usize,
    ) -> Self {
        Self {
            scheme,
            sheets,
            lists: lists.of(&scheme.units[unit].code),
            form,
            unit,
            known,
        }
    }

    /// The unit's own rows of a roster.
    pub(super) fn own(&self, code: &str) -> Option<&Part<'a>> {
        let list = self.lists.iter().find(|(own, ..)| *own == code)?;
        list.1.as_ref()
    }

    fn fact_of(&self, wanted: &Wanted<'_>, unit: usize) -> Option<Fact> {
        let look = || self.sheets.place(&self.form.code, wanted);
        self.sheets.fact(self.known.of(wanted, look)?, unit)
    }

    fn at_hand<'w>(indicator: &'w str, column: &'w str) -> Wanted<'w> {
        Wanted {
            form: None,
            indicator,
            column,
            when: When::Now,
            of_city: false,
        }
    }

    /// The city's own: below the unit, or beside it.
    fn city(&self) -> Option<usize> {
        let is_city = |name: &str| CITY.iter().any(|word| name.contains(word));
        let below = |code: &str| {
            let mut units = self.scheme.units.iter();
            units.position(|one| {
                one.parent.as_deref() == Some(code) && (is_city(&one.kind) || is_city(&one.name))
            })
        };
        let own = &self.scheme.units[self.unit];
        below(&own.code).or_else(|| below(own.parent.as_deref()?))
    }

    /// The fact that is wanted.
    pub(super) fn fact(&self, wanted: &Wanted<'_>) -> Option<(usize, Fact)> {
        let unit = if wanted.of_city {
            self.city()?
        } else {
            self.unit
        };
        Some((unit, self.fact_of(wanted, unit)?))
    }

    /// Units below that are expected, or are there.
    pub(super) fn units_below(&self, wanted: &Wanted<'_>) -> Vec<(usize, Option<Fact>)> {
        let code = &self.scheme.units[self.unit].code;
        let units = self.scheme.units.iter().enumerate();
        let below = units.filter(|(_, one)| one.parent.as_ref() == Some(code));
        let facts = below.map(|(at, one)| {
            let fact = self.fact_of(wanted, at);
            (at, fact, self.sheets.expected.contains(&one.code))
        });
        let asked = facts.filter(|(_, fact, is_expected)| fact.is_some() || *is_expected);
        asked.map(|(at, fact, _)| (at, fact)).collect()
    }

    /// All units of the form but the root.
    fn all(&self, indicator: &str, column: &str) -> Vec<Option<Decimal>> {
        let wanted = Self::at_hand(indicator, column);
        let units = self.sheets.units(self.form).into_iter();
        let units = units.filter(|unit| {
            let code = &self.scheme.units[*unit].code;
            *unit != self.scheme.root && self.sheets.expected.contains(code)
        });
        let facts = units.map(|unit| self.fact_of(&wanted, unit));
        added(facts)
    }
}

/// Numbers without declared nils.
fn added(facts: impl Iterator<Item = Option<Fact>>) -> Vec<Option<Decimal>> {
    let is_nil = |fact: &Option<Fact>| fact.is_some_and(|fact| fact.figure.state == State::Nil);
    let facts = facts.filter(|fact| !is_nil(fact));
    facts
        .map(|fact| fact.and_then(|fact| fact.figure.number))
        .collect()
}

impl Figures for OfUnit<'_> {
    fn indicator(&self, code: &str) -> Option<&Indicator> {
        self.scheme.indicator(code)
    }

    fn figure(&self, indicator: &str, column: &str) -> Option<Decimal> {
        self.elsewhere(&Self::at_hand(indicator, column))
    }

    // cells are looked up once something is to be told
    fn cell(&self, _indicator: &str, _column: &str) -> Option<Place> {
        None
    }

    fn of_all_units(&self, indicator: &str, column: &str) -> Option<Vec<Option<Decimal>>> {
        let all = self.all(indicator, column);
        (!all.is_empty()).then_some(all)
    }

    fn cells_of_all_units(&self, _indicator: &str, _column: &str) -> Vec<Place> {
        Vec::new()
    }

    fn form(&self, code: &str) -> Option<&Form> {
        self.scheme.forms.iter().find(|form| form.code == code)
    }

    fn elsewhere(&self, wanted: &Wanted<'_>) -> Option<Decimal> {
        self.fact(wanted)?.1.figure.number
    }

    fn below(&self, wanted: &Wanted<'_>) -> Option<Vec<Option<Decimal>>> {
        let below = self.units_below(wanted).into_iter();
        let all = added(below.map(|(_, fact)| fact));
        (!all.is_empty()).then_some(all)
    }

    fn list(&self, code: &str, everywhere: bool) -> Option<&dyn List> {
        let list = self.lists.iter().find(|(own, ..)| *own == code)?;
        if everywhere {
            return Some(&list.2);
        }
        list.1.as_ref().map(|part| part as &dyn List)
    }
}
