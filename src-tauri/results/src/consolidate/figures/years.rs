//! 同比 from the ledger, this form against this form.

use super::{AtLarge, Consolidated, Key};
use crate::consolidate::derived::{Covered, DerivedFigure, How, Left, PartOf, Why};
use crate::consolidate::total::{Sums, growth};
use std::collections::BTreeSet;
use std::sync::Arc;
use xianbaohui_core::exact::Sum;
use xianbaohui_core::number::Decimal;
use xianbaohui_core::rate::Amount;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::unit_tree::Place;

/// 同比 over the units that have both years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct YearOnYear {
    /// in percent
    pub(crate) grown: DerivedFigure,
    /// sum of this year
    pub(crate) of: DerivedFigure,
    /// sum of the year before
    pub(crate) base: DerivedFigure,
    /// rows of the units that have both years
    pub(crate) both: Vec<usize>,
    /// rows of those that have not
    pub(crate) left_out: Vec<usize>,
    /// rows of those in it whose figure of the year before stands under a finding A
    pub(crate) flagged: Vec<usize>,
    /// findings A that stand for all of a return of the year before
    pub(crate) at_large: Vec<AtLarge>,
    /// rows of those in it whose figure of the year before is a bound or an approximation
    pub(crate) bounded: Vec<usize>,
    /// positions of units that had a figure of the year before and are not expected now
    pub(crate) gone: Vec<usize>,
    /// rounds whose figures no county reported, with who stands for them
    pub(crate) given: BTreeSet<String>,
}

impl Consolidated {
    /// 同比 of a unit; only of what adds up.
    pub(crate) fn year_on_year(&self, scheme: &Scheme, row: usize, key: Key) -> DerivedFigure {
        self.years(scheme, key, &[row])
            .map_or_else(|| no_years(1), |years| years.grown)
    }

    /// 同比 of the total, over the units that have both years; `None` of what does not add up.
    pub(crate) fn year_on_year_total(&self, scheme: &Scheme, key: Key) -> Option<YearOnYear> {
        self.years(scheme, key, &self.tree.counted())
    }

    /// The growth of the total alone.
    pub(crate) fn grown_total(&self, scheme: &Scheme, key: Key) -> DerivedFigure {
        self.year_on_year_total(scheme, key)
            .map_or_else(|| no_years(self.tree.counted().len()), |years| years.grown)
    }

    /// Both years of some units; `None` of what does not add up.
    pub(crate) fn years(&self, scheme: &Scheme, key: Key, rows: &[usize]) -> Option<YearOnYear> {
        if !self.adds_up(scheme, key) {
            return None;
        }
        let (both, mut left_out) = rows
            .iter()
            .partition::<Vec<usize>, _>(|row| self.both_years(**row, key).is_some());
        // of one unit alone nobody else is asked about
        let is_of_all = rows.len() > 1;
        if is_of_all {
            left_out.extend(self.only_last_year(key, &both));
        }
        let sums = self.sums_of_both(key, &both);
        let covered = Arc::new(self.covered_by_years(scheme, key, &both, &left_out));
        let (now, before) = self.parts_of_both(key, &both);
        let all = [&now[..], &before[..]].concat();
        let derived = |amount, how, parts: Vec<PartOf>| {
            DerivedFigure::new(amount, how, Arc::clone(&covered), parts)
        };
        let (of, base) = sums.apart();
        let is_bounded = |row: &usize| {
            self.earlier
                .get(&(*row, key))
                .is_some_and(|own| own.bounded)
        };
        let is_flagged = |row: &usize| self.flagged_earlier.contains(&(*row, key));
        let at_large = self.at_large_earlier.iter();
        let gone = self.gone.iter();
        Some(YearOnYear {
            grown: derived(sums.then(growth), How::YearOnYear, all),
            of: derived(of, How::Sum, now),
            base: derived(base, How::Sum, before),
            flagged: both.iter().copied().filter(is_flagged).collect(),
            at_large: at_large
                .filter(|one| self.concerns(scheme, one, &both))
                .cloned()
                .collect(),
            bounded: both.iter().copied().filter(is_bounded).collect(),
            gone: gone
                .filter(|(_, own)| is_of_all && *own == key)
                .map(|(unit, _)| *unit)
                .collect(),
            given: self.given_before(key, &both),
            both,
            left_out,
        })
    }

    fn sums_of_both(&self, key: Key, both: &[usize]) -> Sums {
        let pairs = both
            .iter()
            .filter_map(|row| self.both_years(*row, key))
            .collect::<Vec<_>>();
        let of = pairs.iter().map(|(of, _)| *of).collect::<Sum>().value();
        let base = pairs.iter().map(|(_, base)| *base).collect::<Sum>().value();
        match of.zip(base) {
            _ if both.is_empty() => Sums::None,
            Some((of, base)) => Sums::Known(of, base),
            None => Sums::Overflow,
        }
    }

    fn covered_by_years(
        &self,
        scheme: &Scheme,
        key: Key,
        both: &[usize],
        left_out: &[usize],
    ) -> Covered {
        let left = left_out.iter().map(|row| {
            let this_year = self
                .figure(*row, key)
                .is_some_and(|figure| figure.number.is_some());
            let why = match self.tree.place(*row) {
                // its own figure is in neither year's sum
                Place::Within(above) => Why::Within(self.code(scheme, above)),
                _ if this_year => Why::NotLastYear,
                _ => Why::NotThisYear,
            };
            Left {
                unit: self.code(scheme, *row),
                why,
            }
        });
        Covered {
            of: both.len() + left_out.len(),
            units: both.len(),
            numbers: both.len(),
            left_out: left.collect(),
            ..Covered::default()
        }
    }

    /// The figures of this year and of the year before.
    fn parts_of_both(&self, key: Key, both: &[usize]) -> (Vec<PartOf>, Vec<PartOf>) {
        let before = both.iter().filter_map(|row| {
            let own = self.earlier.get(&(*row, key))?;
            Some(PartOf::Fact {
                key: self.fact_key(*row, key, own.period),
                source: own.source,
            })
        });
        (self.parts(both, &[key]), before.collect())
    }

    /// Who stands for figures of the year before, where that is no county.
    fn given_before(&self, key: Key, both: &[usize]) -> BTreeSet<String> {
        let source = |row: &usize| Some(self.earlier.get(&(*row, key))?.source);
        let sources = both.iter().filter_map(source);
        let given = sources.filter_map(|source| self.given_earlier.get(&source));
        given.cloned().collect()
    }

    /// Rows of units that are not added this year and had a figure the year before, when nobody who
    /// stands for them has both years.
    fn only_last_year(&self, key: Key, both: &[usize]) -> Vec<usize> {
        let is_lost = |row: &usize| {
            self.earlier.contains_key(&(*row, key))
                && match self.tree.place(*row) {
                    Place::Counted | Place::Root => false,
                    Place::Within(above) => !both.contains(&above),
                    Place::Replaced => !both.iter().any(|own| self.tree.above(*own).contains(row)),
                }
        };
        (0..self.units.len()).filter(is_lost).collect()
    }

    fn both_years(&self, row: usize, key: Key) -> Option<(Decimal, Decimal)> {
        Some((
            self.figure(row, key)?.number?,
            self.earlier.get(&(row, key))?.number,
        ))
    }
}

/// 同比 of what does not add up.
fn no_years(units: usize) -> DerivedFigure {
    let covered = Covered {
        of: units,
        ..Covered::default()
    };
    DerivedFigure::new(Amount::Meaningless, How::YearOnYear, covered, Vec::new())
}
