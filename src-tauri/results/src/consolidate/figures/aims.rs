//! What units are to reach in the round's year, and how far they are.

use super::key::Aims;
use super::{Consolidated, Key};
use crate::consolidate::derived::{Covered, DerivedFigure, How};
use std::collections::HashMap;
use xianbaohui_core::form::Role;
use xianbaohui_core::number::Decimal;
use xianbaohui_core::rate::Amount;
use xianbaohui_core::record::{Record, RecordError};
use xianbaohui_core::register::last_day;
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_core::statement::Aim;
use xianbaohui_core::target::{Amount as Aimed, Span, met, rate};

/// The targets of the round's year that figures of a form reach. Those of several years, nodes, and
/// what is not held against one figure are no columns: 目标 tells them.
pub(super) fn aims(
    all: &Consolidated,
    ledger: &dyn Record,
    round: &Round,
) -> Result<Aims, RecordError> {
    let scheme = ledger.scheme();
    if scheme.targets.is_empty() {
        return Ok(Aims::default());
    }
    let book = ledger.targets()?.as_of(&last_day(round.period));
    let mut found = HashMap::new();
    for set in book.now() {
        let own = &set.setting;
        let kind = scheme.target(&own.key.code);
        let unit = scheme
            .units
            .iter()
            .position(|unit| unit.code == own.key.unit);
        let (Some(kind), Some(unit), Some(Aimed::Number(number))) = (kind, unit, &own.amount)
        else {
            continue;
        };
        let is_of_each = own.aim == Aim::EachAtLeast && unit == scheme.root;
        if own.key.span != Span::year(round.period.year) || !own.key.node.is_empty() || is_of_each {
            continue;
        }
        let of = scheme.indicators.iter();
        let of = of.enumerate();
        let mut of = of.filter(|(_, one)| kind.indicator.as_ref() == Some(&one.code));
        let Some((at, indicator)) = of.next() else {
            continue;
        };
        if met(own.aim, indicator.direction, *number, *number).is_none() {
            continue;
        }
        let is_meant = |key: &&Key| {
            let spec = all.spec(scheme, **key);
            key.indicator == at
                && spec.role == Role::Value
                && (kind.column.is_empty() || spec.code == kind.column)
        };
        let mut meant = all.keys.iter().filter(is_meant);
        if let (Some(key), None) = (meant.next(), meant.next()) {
            // of two kinds that one figure reaches, the one that was set first
            found.entry((unit, *key)).or_insert(*number);
        }
    }
    Ok(Aims(found))
}

impl Consolidated {
    /// Whether anybody is to reach something with the figures of a key.
    pub(crate) fn has_aims(&self, key: Key) -> bool {
        self.aims.0.keys().any(|(_, own)| *own == key)
    }

    /// Digits after the point of the targets of a key.
    pub(crate) fn aim_digits(&self, key: Key) -> u32 {
        let own = self.aims.0.iter().filter(|((_, own), _)| *own == key);
        let own = own.map(|(_, number)| number.normalize().scale());
        own.max().unwrap_or(0)
    }

    /// What a unit is to reach.
    pub(crate) fn aim(&self, unit: usize, key: Key) -> Option<Decimal> {
        self.aims.0.get(&(unit, key)).copied()
    }

    /// How far a unit is: 完成率 in percent.
    pub(crate) fn completed(&self, scheme: &Scheme, row: usize, key: Key) -> DerivedFigure {
        let number = self.figure(row, key).and_then(|figure| figure.number);
        let aimed = self.aim(self.units[row], key);
        let amount = number.map_or(Amount::Meaningless, Amount::Known);
        let covered = Covered {
            of: 1,
            units: usize::from(number.is_some()),
            numbers: usize::from(number.is_some()),
            ..Covered::default()
        };
        let parts = self.parts(&[row], &[key]);
        DerivedFigure::new(
            percent(scheme, key, aimed, amount),
            How::Target,
            covered,
            parts,
        )
    }

    /// How far all together are, of what the unit that consolidates is to reach.
    pub(crate) fn completed_total(&self, scheme: &Scheme, key: Key) -> DerivedFigure {
        let aimed = self.aim(scheme.root, key);
        let total = self.total(scheme, key);
        total.then(How::Target, |amount| percent(scheme, key, aimed, amount))
    }
}

fn percent(scheme: &Scheme, key: Key, aimed: Option<Decimal>, reached: Amount) -> Amount {
    let of = &scheme.indicators[key.indicator];
    match (aimed, reached) {
        (Some(aimed), Amount::Known(value)) => {
            rate(of, aimed, value).map_or(Amount::Meaningless, Amount::Known)
        }
        (_, Amount::Overflow) => Amount::Overflow,
        _ => Amount::Meaningless,
    }
}
