//! A unit's share of the total.

use super::{Consolidated, Key};
use crate::consolidate::derived::{DerivedFigure, How};
use crate::consolidate::total::percentage;
use xianbaohui_core::rate::Amount;
use xianbaohui_core::scheme::Scheme;

impl Consolidated {
    /// A unit's share of the total, in percent: only of what adds up, of a unit that is in the
    /// total itself, and not of a total of nothing.
    pub(crate) fn share(&self, scheme: &Scheme, row: usize, key: Key) -> DerivedFigure {
        let own = self
            .figure(row, key)
            .and_then(|figure| figure.number)
            .filter(|_| self.adds_up(scheme, key) && self.tree.is_counted(row));
        self.sum(scheme, key)
            .then(How::Share, |all| match (own, all) {
                (Some(own), Amount::Known(all)) => percentage(own, all),
                (Some(_), Amount::Overflow) => Amount::Overflow,
                _ => Amount::Meaningless,
            })
    }

    /// The shares of all units together.
    pub(crate) fn share_total(&self, scheme: &Scheme, key: Key) -> DerivedFigure {
        self.sum(scheme, key).then(How::Share, |all| match all {
            _ if !self.adds_up(scheme, key) => Amount::Meaningless,
            Amount::Known(all) => percentage(all, all),
            other => other,
        })
    }
}
