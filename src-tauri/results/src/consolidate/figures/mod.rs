//! All figures of one form in one round, unit × (indicator, column), and what follows from them.
//!
//! A unit and the units below it are never added together. Where a unit has reported the form
//! itself, its figures stand for all below it: what it sends up is its own consolidation of them.
//! Where it has not, those below it that have are added. The unit that consolidates (the root) is
//! held against the sum and never in it.

mod aims;
mod apart;
mod collect;
mod flags;
mod key;
mod lacking;
mod lent;
mod names;
mod rates;
mod shares;
mod sums;
mod years;

pub use key::Key;

pub use collect::consolidate;
pub(crate) use key::AtLarge;
pub(crate) use lacking::Lack;
pub(crate) use rates::Sides;

use super::derived::DerivedFigure;
use key::{Aims, KeyAt, Lent};
use std::collections::{HashMap, HashSet};
use xianbaohui_core::fact::{ColumnId, FactKey, FormId, IndicatorId, UnitId};
use xianbaohui_core::figure::Figure;
use xianbaohui_core::form::{ColumnSpec, Layout, Role};
use xianbaohui_core::number::Decimal;
use xianbaohui_core::period::Period;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::unit_tree::Tree;

/// All figures of one form in one round.
#[derive(Debug, Clone)]
pub struct Consolidated {
    /// position of the form
    pub(crate) form: usize,
    /// positions of the units, in the order of the round
    pub(crate) units: Vec<usize>,
    /// units that have sent figures although the round does not expect them: position, and what of;
    /// in no total
    pub(crate) outside: Vec<(usize, HashSet<Key>)>,
    /// what the columns are, in the order of the form
    pub(crate) keys: Vec<Key>,
    /// whether a unit has any figure
    pub(crate) present: Vec<bool>,
    /// which of the units are added, and in whose figures the others are
    pub(crate) tree: Tree,
    /// the total that a county table reports itself
    pub(crate) reported_total: Option<Vec<Option<Figure>>>,
    period: Period,
    /// unit by unit, `keys.len()` each, with the number of its return
    figures: Vec<Option<(Figure, i64)>>,
    /// one for each key
    sums: Vec<DerivedFigure>,
    /// parts of ratios that other forms of the round ask
    lent: Vec<Lent>,
    /// what units are to reach in the year
    aims: Aims,
    /// figures of a year earlier, of this form
    earlier: HashMap<(usize, Key), Earlier>,
    /// units that had a figure of the year before and are not expected now
    gone: Vec<(usize, Key)>,
    /// who stands for figures of the year before that no county reported, by number of the return
    given_earlier: HashMap<i64, String>,
    /// the ledger has figures of the year before for what this form asks, on this form or another
    has_earlier: bool,
    /// figures that a finding A stands against: unit by its row
    flagged: HashSet<(usize, Key)>,
    /// totals that a sheet reports and that a finding A stands against
    flagged_totals: HashSet<Key>,
    /// findings A that stand for all of a return
    at_large: Vec<AtLarge>,
    /// the same two of the year before
    flagged_earlier: HashSet<(usize, Key)>,
    at_large_earlier: Vec<AtLarge>,
    key_at: KeyAt,
    /// figures without a cell: the scheme did not ask for them when the unit's return was made
    asked_since: HashSet<(usize, Key)>,
}

/// A figure of the year before.
#[derive(Debug, Clone, Copy)]
struct Earlier {
    number: Decimal,
    /// a bound or an approximation
    bounded: bool,
    /// number of its return
    source: i64,
    period: Period,
}

impl Consolidated {
    /// What the columns are, in the order of the form.
    pub fn keys(&self) -> &[Key] {
        &self.keys
    }

    /// The figure of a unit (by its row), if its return has one.
    pub(crate) fn figure(&self, row: usize, key: Key) -> Option<Figure> {
        self.sourced(row, key).map(|(figure, _)| figure)
    }

    /// The same, with the number of its return.
    fn sourced(&self, row: usize, key: Key) -> Option<(Figure, i64)> {
        match self.key_at.get(key) {
            Some(at) => self.figures[row * self.keys.len() + at],
            None => self.lent_figure(row, key),
        }
    }

    /// What the figure of a unit is of, in this round or another period.
    fn fact_key(&self, row: usize, key: Key, period: Period) -> FactKey {
        FactKey {
            unit: UnitId::at(self.units[row]),
            indicator: IndicatorId::at(key.indicator),
            column: ColumnId::at(self.lent(key).map_or(key.column, |one| one.column)),
            form: FormId::at(self.form_of(key)),
            period: self.of_year(key).map_or(period, |(_, period)| period),
        }
    }

    /// The code of the unit in a row.
    pub(crate) fn code(&self, scheme: &Scheme, row: usize) -> String {
        scheme.units[self.units[row]].code.clone()
    }

    /// The key of another column of the same indicator.
    pub(crate) fn sibling(&self, scheme: &Scheme, key: Key, code: &str) -> Option<Key> {
        let own = &scheme.indicators[key.indicator].code;
        let column = scheme.forms[self.form].columns().iter().position(|spec| {
            spec.code == code && spec.indicator.as_ref().is_none_or(|of| of == own)
        })?;
        Some(Key {
            indicator: key.indicator,
            column,
        })
    }

    /// Whether the figures of a key may be added over units.
    pub(crate) fn adds_up(&self, scheme: &Scheme, key: Key) -> bool {
        self.spec(scheme, key).role == Role::Value
            && scheme.indicators[key.indicator].measure.adds_up()
    }

    /// Whether a form must have the figures of a key: its column, and of a matrix its row.
    pub(crate) fn is_asked(&self, scheme: &Scheme, key: Key) -> bool {
        let code = &scheme.indicators[key.indicator].code;
        let is_row = match &scheme.forms[self.form].layout {
            Layout::Matrix(matrix) => matrix
                .rows
                .iter()
                .any(|row| row.indicator == *code && row.required),
            _ => true,
        };
        is_row && self.spec(scheme, key).required
    }

    /// The form's column of a key.
    pub(crate) fn spec<'a>(&self, scheme: &'a Scheme, key: Key) -> &'a ColumnSpec {
        let column = self.lent(key).map_or(key.column, |one| one.column);
        &scheme.forms[self.form_of(key)].columns()[column]
    }

    /// Whether the ledger has any figure of the year before.
    pub(crate) fn has_earlier(&self) -> bool {
        self.has_earlier
    }

    /// Units that have figures.
    pub(crate) fn reported(&self) -> usize {
        self.present.iter().filter(|present| **present).count()
    }
}
