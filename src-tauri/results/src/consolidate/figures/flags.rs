//! Findings A that stand against figures in a total.

use super::{AtLarge, Consolidated, Key};
use xianbaohui_core::form::Layout;
use xianbaohui_core::scheme::Scheme;

impl Consolidated {
    /// Rows of the units whose figure is in the sum of a key although a finding A stands against
    /// it.
    pub(crate) fn flagged(&self, key: Key) -> Vec<usize> {
        self.with_number(key)
            .into_iter()
            .filter(|row| self.is_flagged(*row, key))
            .collect()
    }

    /// Whether a finding A stands against a unit's figure.
    pub(crate) fn is_flagged(&self, row: usize, key: Key) -> bool {
        self.flagged.contains(&(row, key))
    }

    /// Whether a finding A stands against the total that a sheet reports itself.
    pub(crate) fn is_total_flagged(&self, key: Key) -> bool {
        self.flagged_totals.contains(&key)
    }

    /// Findings A that stand for all of a return whose figures are in the sum of a key.
    pub(crate) fn at_large(&self, scheme: &Scheme, key: Key) -> Vec<&AtLarge> {
        let rows = self.with_number(key);
        self.at_large
            .iter()
            .filter(|one| self.concerns(scheme, one, &rows))
            .collect()
    }

    /// Whether a return is the source of figures in these rows: of its sender's own, or, a county
    /// table, of any.
    pub(super) fn concerns(&self, scheme: &Scheme, one: &AtLarge, rows: &[usize]) -> bool {
        let is_table = matches!(scheme.forms[self.form].layout, Layout::CountyTable(_));
        rows.iter()
            .any(|row| is_table || self.units[*row] == one.sender)
    }

    /// Rows of the units whose figure in the sum of a key is a bound or an approximation.
    pub(crate) fn bounded(&self, key: Key) -> Vec<usize> {
        let is_bounded = |row: &usize| self.figure(*row, key).is_some_and(|figure| figure.bound);
        self.with_number(key)
            .into_iter()
            .filter(is_bounded)
            .collect()
    }

    /// Rows of the units whose number is in the sum of a key.
    fn with_number(&self, key: Key) -> Vec<usize> {
        let has_number = |row: &usize| {
            self.figure(*row, key)
                .is_some_and(|figure| figure.number.is_some())
        };
        self.tree.counted().into_iter().filter(has_number).collect()
    }
}
