//! What the total of a rate or ratio is made of.

use super::{Consolidated, Key};
use crate::consolidate::derived::{DerivedFigure, How};
use crate::consolidate::total::{Paired, Sums, paired};
use xianbaohui_core::form::Role;
use xianbaohui_core::indicator::MeasureType;
use xianbaohui_core::rate::Amount;
use xianbaohui_core::same_column::same_column;
use xianbaohui_core::scheme::Scheme;

/// The two sides that a rate or ratio of the whole is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sides {
    /// the numerator
    pub(crate) of: Key,
    /// the denominator
    pub(crate) base: Key,
    /// their sums; units are rows
    pub(crate) paired: Paired,
}

impl Consolidated {
    /// What the total of a rate or ratio is made of; `None` where it has no total.
    pub(crate) fn sides(&self, scheme: &Scheme, key: Key) -> Option<Sides> {
        let spec = self.spec(scheme, key);
        let (of, base) = match &spec.role {
            Role::Growth { of, base } | Role::Completion { of, base } => (
                self.sibling(scheme, key, of)?,
                self.sibling(scheme, key, base)?,
            ),
            Role::Value => self.ratio_of(scheme, key)?,
            _ => return None,
        };
        if !self.adds_up(scheme, of) || !self.adds_up(scheme, base) {
            return None;
        }
        let rows = self
            .tree
            .counted()
            .into_iter()
            .filter(|row| self.present[*row]);
        let paired = paired(rows.map(|row| (row, self.figure(row, of), self.figure(row, base))));
        Some(Sides { of, base, paired })
    }

    /// Both sums of a rate or ratio, over the units that have both.
    pub(crate) fn both_sums(
        &self,
        scheme: &Scheme,
        sides: &Sides,
    ) -> (DerivedFigure, DerivedFigure) {
        let covered = std::sync::Arc::new(self.covered_by_both(scheme, sides));
        let side = |key: Key, amount: Amount| {
            let parts = self.parts(&sides.paired.both, &[key]);
            DerivedFigure::new(amount, How::Sum, std::sync::Arc::clone(&covered), parts)
        };
        let (of, base) = sides.paired.sums.apart();
        (side(sides.of, of), side(sides.base, base))
    }

    /// Numerator and denominator of a ratio, in the columns that ask of them what its column asks
    /// of it.
    fn ratio_of(&self, scheme: &Scheme, ratio: Key) -> Option<(Key, Key)> {
        let indicator = &scheme.indicators[ratio.indicator];
        let spec = self.spec(scheme, ratio);
        if indicator.measure != MeasureType::Ratio {
            return None;
        }
        let (numerator, denominator) = indicator.ratio.as_ref()?;
        let key = |code: &str| {
            let at = scheme.indicators.iter().position(|one| one.code == code)?;
            let form = &scheme.forms[self.form];
            let column = same_column(form, &indicator.code, &spec.code, form, code);
            let own = self
                .keys
                .iter()
                .copied()
                .find(|key| key.indicator == at && Some(key.column) == column);
            let is_part = |one: &&super::key::Lent| one.ratio == ratio && one.key.indicator == at;
            own.or_else(|| Some(self.lent.iter().find(is_part)?.key))
        };
        Some((key(numerator)?, key(denominator)?))
    }
}

/// The power of ten between the quotient of two sums and a ratio of them; `None` when their units
/// of measure do not make the ratio's.
pub(super) fn power_of(scheme: &Scheme, of: Key, base: Key, ratio: Key) -> Option<i32> {
    let unit = |key: Key| &scheme.indicators[key.indicator].unit;
    unit(ratio).quotient_power(unit(of), unit(base))
}

impl Sums {
    /// Numerator and denominator.
    pub(super) fn apart(self) -> (Amount, Amount) {
        match self {
            Self::Known(of, base) => (Amount::Known(of), Amount::Known(base)),
            Self::None => (Amount::Meaningless, Amount::Meaningless),
            Self::Overflow => (Amount::Overflow, Amount::Overflow),
        }
    }
}
