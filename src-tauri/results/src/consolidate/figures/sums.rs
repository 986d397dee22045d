//! The total of a key: added where figures add up, recomputed of a rate or ratio, else none.

use super::rates::power_of;
use super::{Consolidated, Key, Lack, Sides};
use crate::consolidate::derived::{Covered, DerivedFigure, How, NoTotal, PartOf, Why};
use crate::consolidate::total::{growth, percentage, quotient, total};
use xianbaohui_core::form::Role;
use xianbaohui_core::indicator::MeasureType;
use xianbaohui_core::rate::Amount;
use xianbaohui_core::scheme::Scheme;

impl Consolidated {
    /// The total over all units: added for what adds up, recomputed for rates and ratios, none for
    /// ranks, classes and words.
    pub fn total(&self, scheme: &Scheme, key: Key) -> DerivedFigure {
        if self.adds_up(scheme, key) {
            return self.sum(scheme, key);
        }
        let sides = self.sides(scheme, key);
        let how = self.how(scheme, key, sides.as_ref());
        let Some(sides) = sides else {
            let covered = Covered {
                of: self.tree.counted().len(),
                missing: self.missing(scheme),
                left_out: self.left_out(scheme, std::iter::empty(), &[]),
                ..Covered::default()
            };
            return DerivedFigure::new(Amount::Meaningless, how, covered, Vec::new());
        };
        let amount = sides.paired.sums.then(|of, base| match how {
            How::Growth { .. } => growth(of, base),
            How::Completion { .. } => percentage(of, base),
            How::Ratio { power, .. } => quotient(of, base, power),
            _ => Amount::Meaningless,
        });
        let parts = self.parts(&sides.paired.both, &[sides.of, sides.base]);
        DerivedFigure::new(amount, how, self.covered_by_both(scheme, &sides), parts)
    }

    /// The sum over all units with what it lacks.
    pub(crate) fn sum(&self, scheme: &Scheme, key: Key) -> DerivedFigure {
        self.key_at
            .get(key)
            .map_or_else(|| self.added(scheme, key), |at| self.sums[at].clone())
    }

    /// The sum, made anew.
    pub(super) fn added(&self, scheme: &Scheme, key: Key) -> DerivedFigure {
        let counted = self.tree.counted();
        let all = total(counted.iter().map(|row| self.figure(*row, key)));
        let lacking = self.lacking(key);
        let own = lacking.into_iter().filter_map(|(row, why)| match why {
            Lack::Missing => None,
            Lack::Blank => Some((row, Why::Blank)),
            Lack::NotAsked => Some((row, Why::NotAsked)),
            Lack::Unreadable => Some((row, Why::Unreadable)),
        });
        let covered = Covered {
            of: counted.len(),
            units: all.numbers + all.nils,
            numbers: all.numbers,
            nils: all.nils,
            missing: self.missing(scheme),
            left_out: self.left_out(scheme, own, &[key]),
            nil_sides: Vec::new(),
        };
        DerivedFigure::new(all.sum, How::Sum, covered, self.parts(&counted, &[key]))
    }

    /// Of which units a rate or ratio of two sides is.
    pub(super) fn covered_by_both(&self, scheme: &Scheme, sides: &Sides) -> Covered {
        let paired = &sides.paired;
        let own = paired.left_out.iter().map(|row| (*row, Why::OneSide));
        Covered {
            of: self.tree.counted().len(),
            units: paired.both.len(),
            numbers: paired.both.len(),
            nils: 0,
            missing: self.missing(scheme),
            left_out: self.left_out(scheme, own, &[sides.of, sides.base]),
            nil_sides: paired
                .nil_sides
                .iter()
                .map(|row| self.code(scheme, *row))
                .collect(),
        }
    }

    /// The reported figures of some units, unit by unit.
    pub(super) fn parts(&self, rows: &[usize], keys: &[Key]) -> Vec<PartOf> {
        let of = |(row, key)| {
            let (figure, source) = self.sourced(row, key)?;
            figure.number.map(|_| PartOf::Fact {
                key: self.fact_key(row, key, self.period),
                source,
            })
        };
        rows.iter()
            .flat_map(|row| keys.iter().map(|key| (*row, *key)))
            .filter_map(of)
            .collect()
    }

    /// How the total of a key is made, or why there is none.
    fn how(&self, scheme: &Scheme, key: Key, sides: Option<&Sides>) -> How {
        let indicator = &scheme.indicators[key.indicator];
        match (&self.spec(scheme, key).role, sides) {
            (Role::Growth { .. }, Some(&Sides { of, base, .. })) => How::Growth { of, base },
            (Role::Completion { .. }, Some(&Sides { of, base, .. })) => {
                How::Completion { of, base }
            }
            (_, Some(&Sides { of, base, .. })) => power_of(scheme, of, base, key).map_or(
                How::Not(NoTotal::RatioOfOtherMeasure { of, base }),
                |power| How::Ratio { of, base, power },
            ),
            (Role::Rank, None) => How::Not(NoTotal::Rank),
            (Role::Text, None) => How::Not(NoTotal::Words),
            (Role::Share, None) => How::Not(NoTotal::Share),
            (Role::Growth { .. } | Role::Completion { .. }, None) => How::Not(NoTotal::RateOfNoSum),
            (Role::Value, None) => match indicator.measure {
                MeasureType::Ratio if indicator.ratio.is_none() => How::Not(NoTotal::RatioUnnamed),
                MeasureType::Ratio => How::Not(NoTotal::RatioWithoutParts),
                MeasureType::Growth => How::Not(NoTotal::Growth),
                MeasureType::Rank => How::Not(NoTotal::Rank),
                MeasureType::Class => How::Not(NoTotal::Class),
                _ => How::Not(NoTotal::Unsaid),
            },
        }
    }
}
