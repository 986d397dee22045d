//! What the total of a key lacks.

use super::{Consolidated, Key};
use crate::consolidate::derived::{Left, Why};
use xianbaohui_core::figure::{Figure, State};
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::unit_tree::Place;

/// What stands in a unit's place in a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Lack {
    /// no return
    Missing,
    /// left empty
    Blank,
    /// the scheme did not ask for it when the return was made
    NotAsked,
    /// something that cannot be read
    Unreadable,
}

impl Consolidated {
    /// Rows of the units whose figure the sum of a key lacks, and why.
    pub(crate) fn lacking(&self, key: Key) -> Vec<(usize, Lack)> {
        let why = |row: usize| match self.figure(row, key) {
            _ if !self.present[row] => Some(Lack::Missing),
            None if self.asked_since.contains(&(row, key)) => Some(Lack::NotAsked),
            None
            | Some(Figure {
                number: None,
                state: State::Blank,
                ..
            }) => Some(Lack::Blank),
            Some(Figure {
                number: None,
                state: State::Unreadable | State::Text,
                ..
            }) => Some(Lack::Unreadable),
            Some(_) => None,
        };
        self.tree
            .counted()
            .into_iter()
            .filter_map(|row| Some((row, why(row)?)))
            .collect()
    }

    /// Units whose figure the total of a key leaves out because the round does not expect them, by
    /// their place in `outside`.
    pub(crate) fn outside(&self, scheme: &Scheme, key: Key) -> Vec<usize> {
        let keys = match self.sides(scheme, key) {
            Some(sides) => vec![sides.of, sides.base],
            None if self.adds_up(scheme, key) => vec![key],
            // nothing is added, so nothing is left out
            None => return Vec::new(),
        };
        self.outside_of(&keys)
    }

    /// The same, of the keys that a total is made of.
    pub(super) fn outside_of(&self, keys: &[Key]) -> Vec<usize> {
        self.outside
            .iter()
            .enumerate()
            .filter(|(_, (_, own))| keys.iter().any(|key| own.contains(key)))
            .map(|(at, _)| at)
            .collect()
    }

    /// Codes of the units that are added and have no return.
    pub(super) fn missing(&self, scheme: &Scheme) -> Vec<String> {
        self.tree
            .counted()
            .into_iter()
            .filter(|row| !self.present[*row])
            .map(|row| self.code(scheme, row))
            .collect()
    }

    /// Units that have reported and are not in a total: for a reason of their own, because the unit
    /// above has reported, or because the round does not expect them.
    pub(super) fn left_out(
        &self,
        scheme: &Scheme,
        own: impl Iterator<Item = (usize, Why)>,
        keys: &[Key],
    ) -> Vec<Left> {
        let within = (0..self.units.len())
            .filter(|row| self.present[*row])
            .filter_map(|row| match self.tree.place(row) {
                Place::Within(above) => Some((row, Why::Within(self.code(scheme, above)))),
                _ => None,
            });
        let here = own.chain(within).map(|(row, why)| Left {
            unit: self.code(scheme, row),
            why,
        });
        let outside = self.outside_of(keys).into_iter().map(|at| Left {
            unit: scheme.units[self.outside[at].0].code.clone(),
            why: Why::NotExpected,
        });
        here.chain(outside).collect()
    }
}
