//! All figures of one form in one round, unit × (indicator, column), and what follows from them.

use super::total::{Total, growth, paired, percentage, total};
use crate::form::{ColumnSpec, Form, Role};
use crate::indicator::{Indicator, MeasureType};
use crate::ledger::{Figure, Ledger, LedgerError};
use crate::number::Decimal;
use crate::scheme::{Round, Scheme};
use std::collections::HashMap;

/// What a column of figures is: positions of indicator (in the scheme) and column (in the form).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// position of the indicator
    pub indicator: usize,
    /// position of the column
    pub column: usize,
}

/// All figures of one form in one round.
#[derive(Debug, Clone)]
pub struct Consolidated {
    /// position of the form
    pub form: usize,
    /// positions of the units, in the order of the round
    pub units: Vec<usize>,
    /// what the columns are, in the order of the form
    pub keys: Vec<Key>,
    /// unit by unit, `keys.len()` each
    figures: Vec<Option<Figure>>,
    /// one for each key
    sums: Vec<Total>,
    /// whether a unit has any figure
    pub present: Vec<bool>,
    /// the total that a county table reports itself
    pub reported_total: Option<Vec<Option<Figure>>>,
    /// figures of a year earlier
    earlier: HashMap<(usize, Key), Decimal>,
    key_at: HashMap<Key, usize>,
}

/// Collects the figures of a form.
pub fn consolidate(ledger: &Ledger, round: &Round, form: &Form) -> Result<Consolidated, LedgerError> {
    let scheme = ledger.scheme();
    let indicator_at = scheme.indicators.iter().enumerate().map(|(at, one)| (one.code.as_str(), at)).collect::<HashMap<_, _>>();
    let mut keys = Vec::new();
    for code in form.indicators() {
        for (column, spec) in form.columns().iter().enumerate() {
            if spec.indicator.as_deref().is_none_or(|of| of == code)
                && let Some(&indicator) = indicator_at.get(code)
            {
                keys.push(Key { indicator, column });
            }
        }
    }
    let key_at = keys.iter().enumerate().map(|(at, key)| (*key, at)).collect::<HashMap<_, _>>();
    let units = round.units.iter().filter_map(|code| scheme.units.iter().position(|unit| &unit.code == code)).collect::<Vec<_>>();
    let row_of = units.iter().enumerate().map(|(row, unit)| (scheme.units[*unit].code.as_str(), row)).collect::<HashMap<_, _>>();
    let by_code = |indicator: &str, column: &str| {
        let key = Key {
            indicator: *indicator_at.get(indicator)?,
            column: form.columns().iter().position(|spec| spec.code == column && spec.indicator.as_deref().is_none_or(|of| of == indicator))?,
        };
        key_at.get(&key).copied()
    };
    let mut figures = vec![None; units.len() * keys.len()];
    let mut present = vec![false; units.len()];
    let mut reported_total: Option<Vec<Option<Figure>>> = None;
    let root = &scheme.root_unit().code;
    ledger.each_figure(&round.code, &form.code, |unit, indicator, column, figure| {
        let Some(at) = by_code(indicator, column) else { return };
        if let Some(&row) = row_of.get(unit) {
            figures[row * keys.len() + at] = Some(figure);
            present[row] = true;
        } else if unit == root {
            reported_total.get_or_insert_with(|| vec![None; keys.len()])[at] = Some(figure);
        }
    })?;
    let mut earlier = HashMap::new();
    if form.columns().iter().any(|column| column.yoy) {
        for ((unit, indicator, column), number) in ledger.history(round)? {
            if let (Some(&row), Some(at)) = (row_of.get(unit.as_str()), by_code(&indicator, &column)) {
                earlier.insert((row, keys[at]), number);
            }
        }
    }
    let form = scheme.forms.iter().position(|one| one.code == form.code).unwrap_or_default();
    let sums = (0..keys.len()).map(|at| total((0..units.len()).map(|row| figures[row * keys.len() + at]))).collect();
    Ok(Consolidated { form, units, keys, figures, sums, present, reported_total, earlier, key_at })
}

impl Consolidated {
    /// The figure of a unit (by its row), if its return has one.
    pub fn figure(&self, row: usize, key: Key) -> Option<Figure> {
        self.key_at.get(&key).and_then(|at| self.figures[row * self.keys.len() + at])
    }

    fn column(&self, key: Key) -> impl Iterator<Item = Option<Figure>> + '_ {
        (0..self.units.len()).map(move |row| self.figure(row, key))
    }

    /// The key of another column of the same indicator.
    pub fn sibling(&self, scheme: &Scheme, key: Key, code: &str) -> Option<Key> {
        let own = &scheme.indicators[key.indicator].code;
        let column = scheme.forms[self.form].columns().iter().position(|spec| spec.code == code && spec.indicator.as_ref().is_none_or(|of| of == own))?;
        Some(Key { indicator: key.indicator, column })
    }

    /// The total over all units: added for what adds up, recomputed for rates and ratios, `None` for ranks, classes and words.
    pub fn total(&self, scheme: &Scheme, key: Key) -> Option<Decimal> {
        let spec = self.spec(scheme, key);
        let indicator = &scheme.indicators[key.indicator];
        match &spec.role {
            Role::Value if indicator.measure.adds_up() => self.sum(key).sum,
            Role::Value if indicator.measure == MeasureType::Ratio => self.ratio(scheme, indicator, spec),
            Role::Growth { of, base } => {
                let (of, base) = self.pair(scheme, key, of, base)?;
                growth(of, base)
            }
            Role::Completion { of, base } => {
                let (of, base) = self.pair(scheme, key, of, base)?;
                percentage(of, base)
            }
            _ => None,
        }
    }

    /// The sum over all units with what it lacks.
    pub fn sum(&self, key: Key) -> Total {
        self.key_at.get(&key).map_or_else(|| total(self.column(key)), |at| self.sums[*at])
    }

    /// Sums of numerator and base over the units that have both.
    pub fn pair(&self, scheme: &Scheme, key: Key, of: &str, base: &str) -> Option<(Decimal, Decimal)> {
        let indicator = &scheme.indicators[key.indicator];
        if !indicator.measure.adds_up() {
            return None;
        }
        let (of, base) = (self.sibling(scheme, key, of)?, self.sibling(scheme, key, base)?);
        paired(self.column(of).zip(self.column(base)))
    }

    fn ratio(&self, scheme: &Scheme, indicator: &Indicator, spec: &ColumnSpec) -> Option<Decimal> {
        let (numerator, denominator) = indicator.ratio.as_ref()?;
        let key = |code: &str| {
            let at = scheme.indicators.iter().position(|one| one.code == code)?;
            self.keys.iter().copied().find(|key| key.indicator == at && self.spec(scheme, *key).code == spec.code)
        };
        let (of, base) = paired(self.column(key(numerator)?).zip(self.column(key(denominator)?)))?;
        if indicator.unit.is_rate() { percentage(of, base) } else { of.checked_div(base) }
    }

    /// 同比 from the ledger: of one unit, or (for `None`) over the units that have both years.
    pub fn year_on_year(&self, row: Option<usize>, key: Key) -> Option<Decimal> {
        let one = |row: usize| Some((self.figure(row, key)?.number?, *self.earlier.get(&(row, key))?));
        let (of, base) = match row {
            Some(row) => one(row)?,
            None => (0..self.units.len()).filter_map(one).reduce(|(a, b), (c, d)| (a + c, b + d))?,
        };
        growth(of, base)
    }

    /// Whether the ledger has any figure of the year before.
    pub fn has_earlier(&self) -> bool {
        !self.earlier.is_empty()
    }

    /// A unit's share of the total, in percent.
    pub fn share(&self, row: usize, key: Key) -> Option<Decimal> {
        percentage(self.figure(row, key)?.number?, self.sum(key).sum?)
    }

    /// The form's column of a key.
    pub fn spec<'a>(&self, scheme: &'a Scheme, key: Key) -> &'a ColumnSpec {
        &scheme.forms[self.form].columns()[key.column]
    }

    /// Units that have figures.
    pub fn reported(&self) -> usize {
        self.present.iter().filter(|present| **present).count()
    }
}
