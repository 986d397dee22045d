//! A return with its figures at hand, as the checks see it.

use std::cell::OnceCell;
use xianbaohui_core::fact::{ColumnId, FactKey, FactSet, FormId, IndicatorId, UnitId};
use xianbaohui_core::finding::{FigureRef, Subject};
use xianbaohui_core::form::Form;
use xianbaohui_core::indicator::Indicator;
use xianbaohui_core::number::{Datum, Decimal};
use xianbaohui_core::period::Period;
use xianbaohui_core::place::Place;
use xianbaohui_core::returns::{Return, Value};
use xianbaohui_core::rule::Figures;
use xianbaohui_core::scheme::{Round, Scheme};
use xianbaohui_core::unit_tree::Tree;

/// A return with its figures at hand, as the checks see it.
pub(crate) struct Case<'a> {
    pub(crate) scheme: &'a Scheme,
    pub(crate) form: &'a Form,
    pub(crate) taken: &'a Return,
    /// (unit, indicator, column) and position in the values, ascending
    index: Vec<((usize, usize, usize), usize)>,
    /// units that have figures in this return: one, or all of a county table
    units: Vec<usize>,
    /// the round, which says what units are expected
    round: Option<&'a Round>,
    /// the round's, or what the sheet says
    period: Period,
    /// those of the units that add up, when a check has asked
    added: OnceCell<Vec<usize>>,
    /// indicators with the positions of their columns
    indicators: Vec<(usize, Vec<usize>)>,
}

impl<'a> Case<'a> {
    /// Of a return, in its round.
    pub(super) fn of(taken: &'a Return, scheme: &'a Scheme, round: Option<&'a Round>) -> Self {
        let form = &scheme.forms[taken.form];
        let mut index = taken
            .values
            .iter()
            .enumerate()
            .map(|(at, value)| ((value.unit, value.indicator, value.column), at))
            .collect::<Vec<_>>();
        index.sort_unstable();
        Self {
            scheme,
            form,
            taken,
            index,
            units: units_of(taken),
            round,
            period: round.map_or(taken.period, |round| round.period),
            added: OnceCell::new(),
            indicators: indicators_of(scheme, form),
        }
    }

    /// The value at unit × indicator × column.
    pub(crate) fn value(&self, unit: usize, indicator: usize, column: usize) -> Option<&'a Value> {
        let key = (unit, indicator, column);
        // of two with the same key the later counts
        let end = self.index.partition_point(|(own, _)| *own <= key);
        let (own, at) = self.index[..end].last()?;
        (*own == key).then(|| &self.taken.values[*at])
    }

    /// The figure there, when it is one.
    pub(crate) fn number(
        &self,
        unit: usize,
        indicator: usize,
        column: usize,
    ) -> Option<(Decimal, &'a Value)> {
        let value = self.value(unit, indicator, column)?;
        match value.datum {
            Datum::Number(number) => Some((number, value)),
            _ => None,
        }
    }

    /// `Sheet1!D7`
    pub(crate) fn place(&self, value: &Value) -> Place {
        Place::new(&*self.taken.sheet, value.row, value.sheet_column)
    }

    /// A figure as what a finding is about.
    pub(crate) fn figure(&self, unit: usize, indicator: usize, column: usize) -> Subject {
        Subject::Figure(self.figure_ref(unit, indicator, column))
    }

    /// A figure by its codes.
    pub(crate) fn figure_ref(&self, unit: usize, indicator: usize, column: usize) -> FigureRef {
        FigureRef {
            unit: self.scheme.units[unit].code.clone(),
            indicator: self.scheme.indicators[indicator].code.clone(),
            column: self.form.columns()[column].code.clone(),
        }
    }

    /// `宁晋县 技术合同成交额 累计`, without the unit on a county's own sheet.
    pub(crate) fn name(&self, unit: usize, indicator: usize, column: usize) -> String {
        format!(
            "{}{} {}",
            self.unit_prefix(unit),
            self.scheme.indicators[indicator].name,
            self.form.columns()[column].name
        )
    }

    /// The unit of a row in a county table; none on a county's own sheet.
    pub(crate) fn unit_name(&self, unit: usize) -> Option<String> {
        (unit != self.taken.unit).then(|| self.scheme.units[unit].name.clone())
    }

    /// Units that have figures in this return: one, or all of a county table.
    pub(crate) fn units(&self) -> impl Iterator<Item = usize> + '_ {
        self.units.iter().copied()
    }

    /// The round's period, or what the sheet says.
    pub(crate) fn period(&self) -> Period {
        self.period
    }

    /// What the unit reported on this form a year ago.
    pub(crate) fn year_before(
        &self,
        history: &FactSet,
        unit: usize,
        indicator: usize,
        column: &str,
    ) -> Option<Decimal> {
        history.number(FactKey {
            unit: UnitId::at(unit),
            indicator: IndicatorId::at(indicator),
            column: ColumnId::at(self.column(indicator, column)?),
            form: FormId::at(self.taken.form),
            period: self.period.year_before(),
        })
    }

    /// Units of a county table that add up to its total as it goes out: all that are expected but
    /// the root, and none that is within another.
    pub(crate) fn added_units(&self) -> &[usize] {
        self.added
            .get_or_init(|| self.added_of(|unit| !self.is_unexpected(unit)))
    }

    /// The same with those that are not expected: what the sheet itself may have added. `None`
    /// where there are none.
    pub(crate) fn added_with_unexpected(&self) -> Option<Vec<usize>> {
        self.units()
            .any(|unit| self.is_unexpected(unit))
            .then(|| self.added_of(|_| true))
    }

    /// Names of the units that are expected and would be added, and have no row.
    pub(crate) fn missing_units(&self) -> Vec<String> {
        let codes = self.round.into_iter().flat_map(|round| &round.units);
        let position = |code: &String| {
            let mut units = self.scheme.units.iter();
            units.position(|unit| unit.code == *code)
        };
        let units = codes.filter_map(position).collect::<Vec<_>>();
        let is_there = |unit: &usize| self.units.contains(unit) || *unit == self.scheme.root;
        let present = units.iter().map(is_there).collect::<Vec<_>>();
        let counted = Tree::new(self.scheme, &units, &present).counted();
        let missing = counted.into_iter().filter(|row| !present[*row]);
        missing
            .map(|row| self.scheme.units[units[row]].name.clone())
            .collect()
    }

    fn added_of(&self, is_wanted: impl Fn(usize) -> bool) -> Vec<usize> {
        let units = self
            .units()
            .filter(|unit| is_wanted(*unit))
            .collect::<Vec<_>>();
        let tree = Tree::new(self.scheme, &units, &vec![true; units.len()]);
        tree.counted().into_iter().map(|row| units[row]).collect()
    }

    /// Whether the round does not expect a unit.
    pub(crate) fn is_unexpected(&self, unit: usize) -> bool {
        unit != self.scheme.root
            && self
                .round
                .is_some_and(|round| !round.units.contains(&self.scheme.units[unit].code))
    }

    /// Position of a column of an indicator.
    pub(crate) fn column(&self, indicator: usize, code: &str) -> Option<usize> {
        let own = &self.scheme.indicators[indicator].code;
        self.form.columns().iter().position(|column| {
            column.code == code && column.indicator.as_ref().is_none_or(|of| of == own)
        })
    }

    /// Indicators with the positions of their columns.
    pub(crate) fn indicators(&self) -> &[(usize, Vec<usize>)] {
        &self.indicators
    }

    /// `宁晋县 ` in a county table, nothing on a county's own sheet.
    pub(crate) fn unit_prefix(&self, unit: usize) -> String {
        if unit == self.taken.unit {
            String::new()
        } else {
            format!("{} ", self.scheme.units[unit].name)
        }
    }
}

fn units_of(taken: &Return) -> Vec<usize> {
    let mut units = Vec::new();
    for value in &taken.values {
        if units.last() != Some(&value.unit) && !units.contains(&value.unit) {
            units.push(value.unit);
        }
    }
    units
}

fn indicators_of(scheme: &Scheme, form: &Form) -> Vec<(usize, Vec<usize>)> {
    let positions = form
        .indicators()
        .into_iter()
        .filter_map(|code| scheme.indicators.iter().position(|one| one.code == code));
    let columns = |indicator: usize| {
        let own = &scheme.indicators[indicator].code;
        form.columns()
            .iter()
            .enumerate()
            .filter(|(_, column)| column.indicator.as_ref().is_none_or(|of| of == own))
            .map(|(at, _)| at)
            .collect()
    };
    positions
        .map(|indicator| (indicator, columns(indicator)))
        .collect()
}

/// The figures of one unit of a case, for the rules.
pub(crate) struct OfUnit<'a, 'b> {
    pub(crate) case: &'b Case<'a>,
    pub(crate) unit: usize,
}

impl OfUnit<'_, '_> {
    /// Positions of indicator and column.
    fn at(&self, indicator: &str, column: &str) -> Option<(usize, usize)> {
        let indicator = self.case.scheme.indicator_at(indicator)?;
        Some((indicator, self.case.column(indicator, column)?))
    }

    /// A declared nil adds nothing; what is blank or unreadable leaves the sum unknown.
    fn all(&self, indicator: &str, column: &str) -> Option<Vec<Option<(Decimal, &Value)>>> {
        let (indicator, column) = self.at(indicator, column)?;
        let mut all = Vec::new();
        for &unit in self.case.added_units() {
            let value = self.case.value(unit, indicator, column);
            match value.map(|value| (&value.datum, value)) {
                Some((Datum::Number(number), value)) => all.push(Some((*number, value))),
                Some((Datum::Nil(_), _)) => {}
                _ => all.push(None),
            }
        }
        (!all.is_empty()).then_some(all)
    }
}

impl Figures for OfUnit<'_, '_> {
    fn indicator(&self, code: &str) -> Option<&Indicator> {
        self.case.scheme.indicator(code)
    }

    fn figure(&self, indicator: &str, column: &str) -> Option<Decimal> {
        let (indicator, column) = self.at(indicator, column)?;
        let (value, _) = self.case.number(self.unit, indicator, column)?;
        Some(value)
    }

    fn cell(&self, indicator: &str, column: &str) -> Option<Place> {
        let (indicator, column) = self.at(indicator, column)?;
        let (_, at) = self.case.number(self.unit, indicator, column)?;
        Some(self.case.place(at))
    }

    fn of_all_units(&self, indicator: &str, column: &str) -> Option<Vec<Option<Decimal>>> {
        let all = self.all(indicator, column)?.into_iter();
        Some(all.map(|one| one.map(|(number, _)| number)).collect())
    }

    fn cells_of_all_units(&self, indicator: &str, column: &str) -> Vec<Place> {
        let all = self.all(indicator, column).into_iter().flatten().flatten();
        all.map(|(_, value)| self.case.place(value)).collect()
    }
}
