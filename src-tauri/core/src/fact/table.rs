//! The facts of one form in one round, as columns.

use super::id::{ColumnId, FormId, IndicatorId, UnitId};
use super::names::{Names, Seen, form_at};
use crate::figure::{Figure, State};
use crate::number::Decimal;
use crate::period::Period;
use crate::record::{Record, RecordError};
use crate::scheme::{Round, Scheme};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What a fact of a table is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Of {
    /// the unit that the figure is about
    pub unit: UnitId,
    /// the indicator
    pub indicator: IndicatorId,
    /// the column
    pub column: ColumnId,
}

/// One fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fact {
    /// what it is of
    pub of: Of,
    /// the figure and its state
    pub figure: Figure,
    /// number of the return that it stands in
    pub source: i64,
}

/// The facts of the current returns of one form in one round: columns in the order of what they are
/// of, each key once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FactTable {
    /// the form
    pub form: FormId,
    /// the period of the round
    pub period: Period,
    of: Vec<Of>,
    numbers: Vec<Option<Decimal>>,
    states: Vec<State>,
    bounds: Vec<bool>,
    sources: Vec<i64>,
}

impl FactTable {
    /// The facts of a form in a round; `None` of a form that the scheme does not have. What the
    /// scheme does not ask for any more is left out.
    ///
    /// # Errors
    /// The record did not answer.
    pub fn read(
        record: &dyn Record,
        scheme: &Scheme,
        round: &Round,
        form: &str,
    ) -> Result<Option<Self>, RecordError> {
        let Some(form) = scheme.form(form) else {
            return Ok(None);
        };
        let Some(id) = form_at(scheme, form) else {
            return Ok(None);
        };
        let names = Names::of(scheme, form);
        let mut seen = Seen::default();
        let mut facts = Vec::new();
        record.visit_figures(
            &round.code,
            &form.code,
            &mut |source, unit, indicator, column, figure| {
                if let Some(unit) = seen.unit(&names, unit)
                    && let Some((indicator, column)) = seen.figure(&names, indicator, column)
                {
                    facts.push(Fact {
                        of: Of {
                            unit,
                            indicator,
                            column,
                        },
                        figure,
                        source,
                    });
                }
            },
        )?;
        Ok(Some(Self::of(id, round.period, facts)))
    }

    /// A table of facts; of two with the same key the later counts.
    pub fn of(form: FormId, period: Period, mut facts: Vec<Fact>) -> Self {
        // stable: the later stays the later
        facts.sort_by_key(|fact| fact.of);
        let mut table = Self {
            form,
            period,
            of: Vec::with_capacity(facts.len()),
            numbers: Vec::with_capacity(facts.len()),
            states: Vec::with_capacity(facts.len()),
            bounds: Vec::with_capacity(facts.len()),
            sources: Vec::with_capacity(facts.len()),
        };
        for fact in facts {
            if table.of.last() == Some(&fact.of) {
                table.of.pop();
                table.numbers.pop();
                table.states.pop();
                table.bounds.pop();
                table.sources.pop();
            }
            table.of.push(fact.of);
            table.numbers.push(fact.figure.number);
            table.states.push(fact.figure.state);
            table.bounds.push(fact.figure.bound);
            table.sources.push(fact.source);
        }
        table
    }

    /// How many facts there are.
    pub fn len(&self) -> usize {
        self.of.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// All facts, in the order of what they are of.
    pub fn iter(&self) -> impl Iterator<Item = Fact> + '_ {
        (0..self.of.len()).filter_map(|at| self.at(at))
    }

    /// The fact with this key.
    pub fn get(&self, of: Of) -> Option<Fact> {
        self.at(self.of.binary_search(&of).ok()?)
    }

    /// Where the facts of each unit stand, by position of the unit: one that has none has an empty
    /// range.
    pub fn of_units(&self) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for (at, of) in self.of.iter().enumerate() {
            let unit = of.unit.index();
            if unit >= found.len() {
                found.resize(unit + 1, at..at);
            }
            if let Some(own) = found.get_mut(unit) {
                own.end = at + 1;
            }
        }
        found
    }

    /// The fact with this key, among those of its unit.
    pub fn get_within(&self, of: Of, unit: &Range<usize>) -> Option<Fact> {
        let own = self.of.get(unit.clone())?;
        self.at(unit.start + own.binary_search(&of).ok()?)
    }

    fn at(&self, at: usize) -> Option<Fact> {
        Some(Fact {
            of: *self.of.get(at)?,
            figure: Figure {
                number: *self.numbers.get(at)?,
                state: *self.states.get(at)?,
                bound: *self.bounds.get(at)?,
            },
            source: *self.sources.get(at)?,
        })
    }
}
