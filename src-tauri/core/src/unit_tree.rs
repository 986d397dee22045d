//! Which units of a round are added, so that a unit and those below it never are together.

use crate::scheme::Scheme;
use std::collections::HashMap;

/// One place for each unit of a round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tree {
    places: Vec<Place>,
    /// rows above each, without the root
    chains: Vec<Vec<usize>>,
}

/// Where a unit stands in a total.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// added, or lacking when it has not reported
    Counted,
    /// in the figures of the unit above, by its row
    Within(usize),
    /// has not reported, and those below it are added in its stead
    Replaced,
    /// the unit that consolidates
    Root,
}

impl Tree {
    /// `units` are positions in the scheme, `present` says which have reported.
    pub fn new(scheme: &Scheme, units: &[usize], present: &[bool]) -> Self {
        let row_of = units
            .iter()
            .enumerate()
            .map(|(row, unit)| (scheme.units[*unit].code.as_str(), row))
            .collect::<HashMap<_, _>>();
        let is_root = |row: usize| units[row] == scheme.root;
        let above = |row: usize| {
            let mut rows = Vec::new();
            let mut unit = &scheme.units[units[row]];
            // a scheme may have made a circle of parents
            for _ in 0..scheme.units.len() {
                let Some(parent) = unit.parent.as_deref().and_then(|code| scheme.unit(code)) else {
                    break;
                };
                unit = parent;
                rows.extend(
                    row_of
                        .get(unit.code.as_str())
                        .copied()
                        .filter(|own| *own != row && !is_root(*own)),
                );
            }
            rows
        };
        let mut places = vec![Place::Counted; units.len()];
        // the topmost that has reported stands for all below it
        let chains = (0..units.len()).map(above).collect::<Vec<_>>();
        for (row, chain) in chains.iter().enumerate() {
            if is_root(row) {
                places[row] = Place::Root;
            } else if let Some(top) = chain.iter().rev().find(|own| present[**own]) {
                places[row] = Place::Within(*top);
            }
        }
        for (row, chain) in chains.iter().enumerate() {
            if present[row] && places[row] == Place::Counted {
                for own in chain.iter().filter(|own| !present[**own]) {
                    places[*own] = Place::Replaced;
                }
            }
        }
        Self { places, chains }
    }

    /// Rows of the units that are added, or lacking.
    pub fn counted(&self) -> Vec<usize> {
        (0..self.places.len())
            .filter(|row| self.is_counted(*row))
            .collect()
    }

    /// Whether a unit is added (or lacking) itself.
    pub fn is_counted(&self, row: usize) -> bool {
        self.places.get(row) == Some(&Place::Counted)
    }

    /// Where a unit stands.
    pub fn place(&self, row: usize) -> Place {
        self.places.get(row).copied().unwrap_or(Place::Counted)
    }

    /// Rows of the units above one, the nearest first; the unit that consolidates is not among
    /// them.
    pub fn above(&self, row: usize) -> &[usize] {
        self.chains.get(row).map_or(&[], Vec::as_slice)
    }

    /// Rows of the units that are in the figures of another.
    pub fn within(&self, row: usize) -> Vec<usize> {
        (0..self.places.len())
            .filter(|own| self.places[*own] == Place::Within(row))
            .collect()
    }
}
