//! The figures of units, quarter by quarter.

use super::quarter::Quarter;
use rust_decimal::Decimal;
use std::collections::HashMap;

/// What is reported of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) target: Option<Decimal>,
    pub(super) current: Decimal,
    pub(super) cumulative: Decimal,
}

/// The city among the units.
pub(super) const CITY: usize = usize::MAX;

/// All figures.
#[derive(Debug, Default)]
pub(super) struct Figures(HashMap<(Quarter, usize, String), Row>);

impl Figures {
    pub(super) fn set(&mut self, quarter: Quarter, unit: usize, code: &str, row: Row) {
        self.0.insert((quarter, unit, code.to_owned()), row);
    }

    pub(super) fn row(&self, quarter: Quarter, unit: usize, code: &str) -> Option<Row> {
        self.0.get(&(quarter, unit, code.to_owned())).copied()
    }

    pub(super) fn cumulative(&self, quarter: Quarter, unit: usize, code: &str) -> Decimal {
        let row = self.row(quarter, unit, code);
        row.map_or(Decimal::ZERO, |row| row.cumulative)
    }

    /// As of the same quarter a year before.
    pub(super) fn last_year(&self, quarter: Quarter, unit: usize, code: &str) -> Decimal {
        let before = Quarter::new(quarter.year - 1, quarter.at);
        self.cumulative(before, unit, code)
    }
}
