//! Facts of several forms and periods.

use super::id::FormId;
use super::key::FactKey;
use super::table::{Fact, FactTable, Of};
use crate::number::Decimal;
use crate::period::Period;
use crate::record::{Record, RecordError};
use crate::scheme::{Round, Scheme};
use serde::{Deserialize, Serialize};

/// Facts of several forms and periods: what was read of the record, and nothing else.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FactSet {
    tables: Vec<FactTable>,
}

impl FactSet {
    /// A set of tables; of two of the same form and period the later counts where both have a fact.
    pub fn of(tables: Vec<FactTable>) -> Self {
        Self { tables }
    }

    /// The facts of all forms of some rounds.
    ///
    /// # Errors
    /// The record did not answer.
    pub fn read<'r>(
        record: &dyn Record,
        rounds: impl IntoIterator<Item = &'r Round>,
    ) -> Result<Self, RecordError> {
        let scheme = record.scheme();
        let mut tables = Vec::new();
        for round in rounds {
            for form in &round.forms {
                tables.extend(FactTable::read(record, scheme, round, form)?);
            }
        }
        Ok(Self { tables })
    }

    /// What a new return of a round is held against: the facts of the same months a year before.
    ///
    /// # Errors
    /// The record did not answer.
    pub fn year_before(record: &dyn Record, round: &Round) -> Result<Self, RecordError> {
        Self::read(record, rounds_before(record.scheme(), round))
    }

    /// The same, and the facts of the period that ended last before that of the round: an old sheet
    /// under a new title has the figures of one of them.
    ///
    /// # Errors
    /// The record did not answer.
    pub fn held_against(record: &dyn Record, round: &Round) -> Result<Self, RecordError> {
        let scheme = record.scheme();
        let rounds = rounds_before(scheme, round).chain(rounds_just_before(scheme, round));
        Self::read(record, rounds)
    }

    /// Its tables.
    pub fn tables(&self) -> &[FactTable] {
        &self.tables
    }

    /// The tables of a form for a period.
    pub fn of_form(&self, form: FormId, period: Period) -> impl Iterator<Item = &FactTable> {
        self.tables
            .iter()
            .filter(move |table| table.form == form && table.period == period)
    }

    /// The fact with this key.
    pub fn get(&self, key: FactKey) -> Option<Fact> {
        let of = Of {
            unit: key.unit,
            indicator: key.indicator,
            column: key.column,
        };
        self.of_form(key.form, key.period)
            .filter_map(|table| table.get(of))
            .last()
    }

    /// The figure with this key, where it is a number.
    pub fn number(&self, key: FactKey) -> Option<Decimal> {
        let of = Of {
            unit: key.unit,
            indicator: key.indicator,
            column: key.column,
        };
        self.of_form(key.form, key.period)
            .filter_map(|table| table.get(of)?.figure.number)
            .last()
    }
}

/// Rounds of the same months a year before.
pub fn rounds_before<'a>(scheme: &'a Scheme, round: &Round) -> impl Iterator<Item = &'a Round> {
    let earlier = round.period.year_before();
    scheme
        .rounds
        .iter()
        .filter(move |other| other.period == earlier)
}

/// Rounds of whole years whose figures stand for what the round does not ask, such as GDP or the
/// population in a quarter: those of its own year, then those of earlier years, the last first.
pub fn rounds_of_years<'a>(
    scheme: &'a Scheme,
    round: &Round,
) -> impl Iterator<Item = &'a Round> + use<'a> {
    /// older figures say nothing of now
    const OLDEST: u16 = 3;
    let (year, code) = (round.period.year, round.code.as_str());
    let is_of_a_year = |own: &&Round| {
        let period = own.period;
        (period.from, period.to) == (1, 12)
            && period.year <= year
            && period.year + OLDEST >= year
            && own.code != code
    };
    let mut rounds = scheme
        .rounds
        .iter()
        .filter(is_of_a_year)
        .collect::<Vec<_>>();
    // of one year the one that was added last
    rounds.reverse();
    rounds.sort_by_key(|own| std::cmp::Reverse(own.period.year));
    rounds.into_iter()
}

/// Rounds of the period that ended last before that of a round ends, other than a year before.
fn rounds_just_before<'a>(scheme: &'a Scheme, round: &Round) -> impl Iterator<Item = &'a Round> {
    let end = |period: Period| (period.year, period.to);
    let (own, a_year_before) = (round.period, round.period.year_before());
    let rounds = scheme.rounds.iter();
    let earlier = rounds.filter(move |other| end(other.period) < end(own));
    let last = earlier.clone().map(|other| end(other.period)).max();
    earlier.filter(move |other| Some(end(other.period)) == last && other.period != a_year_before)
}
