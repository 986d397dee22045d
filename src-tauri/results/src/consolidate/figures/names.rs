//! Codes and positions of what a form asks in a round.

use super::key::{Key, KeyAt};
use std::collections::HashMap;
use xianbaohui_core::form::Form;
use xianbaohui_core::scheme::{Round, Scheme};

/// Codes of what the columns and rows are.
pub(super) struct Names<'a> {
    /// position of the form
    pub(super) form: usize,
    pub(super) spec: &'a Form,
    pub(super) keys: Vec<Key>,
    pub(super) key_at: KeyAt,
    pub(super) units: Vec<usize>,
    pub(super) row_at: HashMap<usize, usize>,
    pub(super) row_of: HashMap<&'a str, usize>,
    pub(super) indicator_at: HashMap<&'a str, usize>,
}

impl<'a> Names<'a> {
    pub(super) fn of(scheme: &'a Scheme, round: &Round, spec: &'a Form) -> Self {
        let mut forms = scheme.forms.iter();
        let form = forms.position(|one| one.code == spec.code);
        let indicators = scheme.indicators.iter().enumerate();
        let indicator_at = indicators
            .map(|(at, one)| (one.code.as_str(), at))
            .collect::<HashMap<_, _>>();
        let mut keys = Vec::new();
        for code in spec.indicators() {
            for (column, own) in spec.columns().iter().enumerate() {
                if own.indicator.as_deref().is_none_or(|of| of == code)
                    && let Some(&indicator) = indicator_at.get(code)
                {
                    keys.push(Key { indicator, column });
                }
            }
        }
        let at = |code: &String| scheme.units.iter().position(|unit| &unit.code == code);
        let units = round.units.iter().filter_map(at).collect::<Vec<_>>();
        let rows = || units.iter().enumerate().map(|(row, unit)| (*unit, row));
        Self {
            form: form.unwrap_or_default(),
            spec,
            key_at: KeyAt::of(&keys),
            keys,
            row_at: rows().collect(),
            row_of: rows()
                .map(|(unit, row)| (scheme.units[unit].code.as_str(), row))
                .collect(),
            indicator_at,
            units,
        }
    }

    /// Position of an indicator.
    pub(super) fn indicator(&self, code: &str) -> Option<usize> {
        self.indicator_at.get(code).copied()
    }

    /// Whether the form asks it.
    pub(super) fn has(&self, key: Key) -> bool {
        self.key_at.get(key).is_some()
    }

    /// The row of a unit.
    pub(super) fn row(&self, unit: usize) -> Option<usize> {
        self.row_at.get(&unit).copied()
    }

    /// The key of an indicator and a column by their codes.
    pub(super) fn key(&self, indicator: &str, column: &str) -> Option<Key> {
        let key = Key {
            indicator: *self.indicator_at.get(indicator)?,
            column: self.spec.columns().iter().position(|spec| {
                spec.code == column && spec.indicator.as_deref().is_none_or(|of| of == indicator)
            })?,
        };
        self.key_at.get(key).map(|_| key)
    }
}
