//! Codes of a scheme as ids, looked up by hash.

use super::id::{ColumnId, FormId, IndicatorId, UnitId};
use crate::form::Form;
use crate::scheme::Scheme;
use std::collections::HashMap;

/// The codes of a scheme and of one of its forms.
#[derive(Debug)]
pub struct Names<'s> {
    units: HashMap<&'s str, UnitId>,
    indicators: HashMap<&'s str, (IndicatorId, HashMap<&'s str, ColumnId>)>,
}

impl<'s> Names<'s> {
    /// Of a scheme, with the columns of a form.
    pub fn of(scheme: &'s Scheme, form: &'s Form) -> Self {
        let units = scheme
            .units
            .iter()
            .enumerate()
            .map(|(at, unit)| (unit.code.as_str(), UnitId::at(at)))
            .collect();
        let columns = |indicator: &str| {
            let mut columns = HashMap::new();
            for (at, column) in form.columns().iter().enumerate() {
                if column.indicator.as_deref().is_none_or(|of| of == indicator) {
                    // the first of a code is the one that figures are kept under
                    columns
                        .entry(column.code.as_str())
                        .or_insert(ColumnId::at(at));
                }
            }
            columns
        };
        let asked = form.indicators();
        let indicators = scheme
            .indicators
            .iter()
            .enumerate()
            .filter(|(_, one)| asked.contains(&one.code.as_str()))
            .map(|(at, one)| {
                let own = (IndicatorId::at(at), columns(&one.code));
                (one.code.as_str(), own)
            })
            .collect();
        Self { units, indicators }
    }

    /// A unit by its code.
    pub fn unit(&self, code: &str) -> Option<UnitId> {
        self.units.get(code).copied()
    }

    /// An indicator of the form and one of its columns by their codes.
    pub fn figure(&self, indicator: &str, column: &str) -> Option<(IndicatorId, ColumnId)> {
        let (indicator, columns) = self.indicators.get(indicator)?;
        Some((*indicator, *columns.get(column)?))
    }
}

/// What was looked up last: returns on a form follow one another, each with the same figures in the
/// same order, so that the next is nearly always known.
#[derive(Debug, Default)]
pub(super) struct Seen {
    unit: Option<(String, Option<UnitId>)>,
    /// in the order of the first return
    figures: Vec<Known>,
    next: usize,
}

/// Codes of indicator and column, and what they are.
type Known = (String, String, Option<(IndicatorId, ColumnId)>);

impl Seen {
    /// [`Names::unit`]
    pub(super) fn unit(&mut self, names: &Names<'_>, code: &str) -> Option<UnitId> {
        match &self.unit {
            Some((last, id)) if last == code => *id,
            _ => {
                let id = names.unit(code);
                self.unit = Some((code.to_owned(), id));
                id
            }
        }
    }

    /// [`Names::figure`]
    pub(super) fn figure(
        &mut self,
        names: &Names<'_>,
        indicator: &str,
        column: &str,
    ) -> Option<(IndicatorId, ColumnId)> {
        /// More than any form asks for: who reports in another order is looked up.
        const MOST: usize = 4096;
        let is_it = |known: &&Known| known.0 == indicator && known.1 == column;
        for at in [self.next, self.next + 1, 0] {
            if let Some(known) = self.figures.get(at).filter(is_it) {
                self.next = at + 1;
                return known.2;
            }
        }
        let id = names.figure(indicator, column);
        if self.next == self.figures.len() && self.next < MOST {
            let known = (indicator.to_owned(), column.to_owned(), id);
            self.figures.push(known);
            self.next += 1;
        }
        id
    }
}

/// Position of a form.
pub(super) fn form_at(scheme: &Scheme, form: &Form) -> Option<FormId> {
    scheme
        .forms
        .iter()
        .position(|own| own.code == form.code)
        .map(FormId::at)
}
