//! A rule over the figures of one unit (and, for 合计, of all units).

use super::{Compare, Comparison, Expr, Figure, Operator, Rule, Tolerance};
use crate::exact::{self, Sum};
use crate::form::{Form, Role};
use crate::indicator::Indicator;
use crate::number::Decimal;
use crate::place::Place;

/// Where figures come from while a rule is evaluated. Cells are asked for only where something is
/// to be told: most rules hold.
pub trait Figures {
    /// An indicator by its code.
    fn indicator(&self, code: &str) -> Option<&Indicator>;
    /// The unit's figure, in the ledger's unit of measure; `None` when it is missing, blank, nil or
    /// unreadable.
    fn figure(&self, indicator: &str, column: &str) -> Option<Decimal>;
    /// Where it stands.
    fn cell(&self, indicator: &str, column: &str) -> Option<Place>;
    /// The figures of all units below; `None` when one of them cannot be added.
    fn of_all_units(&self, indicator: &str, column: &str) -> Option<Vec<Decimal>>;
    /// Where they stand.
    fn cells_of_all_units(&self, indicator: &str, column: &str) -> Vec<Place>;
}

/// What came of one rule for one unit, for one choice of indicator and column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// holds exactly
    Holds,
    /// holds within the tolerance
    Near {
        /// left − right
        gap: Decimal,
        /// everything that was compared
        instance: Instance,
    },
    /// does not hold
    Broken(Instance),
    /// a figure is missing
    CannotTell {
        /// indicator code, column code
        missing: (String, String),
    },
}

/// A rule with its figures put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// left side
    pub left: Decimal,
    /// right side
    pub right: Decimal,
    /// largest difference that passes
    pub tolerance: Decimal,
    /// cells of all figures, in the order of the rule
    pub cells: Vec<Place>,
    /// indicator that `*` stood for, or that of the first figure
    pub indicator: String,
    /// column that a missing column stood for, or that of the first figure
    pub column: String,
}

/// Evaluates a rule for a unit: one outcome for each indicator that `*` stands for and each column
/// that a name without one stands for.
pub fn evaluate(rule: &Rule, form: &Form, figures: &dyn Figures) -> Vec<Outcome> {
    let named = rule.comparison.figures();
    let each_indicator = named.iter().any(|figure| figure.indicator.is_none());
    let each_column = named.iter().any(|figure| figure.column.is_none());
    let indicator_choices: Vec<Option<&str>> = if each_indicator {
        form.indicators().into_iter().map(Some).collect()
    } else {
        vec![None]
    };
    let mut outcomes = Vec::new();
    for indicator in indicator_choices {
        let column_choices: Vec<Option<&str>> = if each_column {
            let first = indicator
                .or_else(|| named.first().and_then(|figure| figure.indicator.as_deref()))
                .unwrap_or_default();
            form.columns_of(first)
                .filter(|column| column.role == Role::Value)
                .map(|column| Some(column.code.as_str()))
                .collect()
        } else {
            vec![None]
        };
        for column in column_choices {
            let all_there = named.iter().all(|figure| {
                let of = figure
                    .indicator
                    .as_deref()
                    .or(indicator)
                    .unwrap_or_default();
                let at = figure.column.as_deref().or(column).unwrap_or_default();
                form.column(of, at).is_some()
            });
            if all_there {
                outcomes.push(one(rule, form, figures, indicator, column));
            }
        }
    }
    outcomes
}

struct Side<'a> {
    form: &'a Form,
    figures: &'a dyn Figures,
    indicator: Option<&'a str>,
    column: Option<&'a str>,
    /// figures that were added, for the automatic tolerance
    count: u32,
    /// digits after the point of the coarsest figure
    decimals: Option<u32>,
    rate: bool,
    /// only counted things so far, which are never rounded
    counted: bool,
}

type Missing = (String, String);

fn one(
    rule: &Rule,
    form: &Form,
    figures: &dyn Figures,
    indicator: Option<&str>,
    column: Option<&str>,
) -> Outcome {
    let mut side = Side {
        form,
        figures,
        indicator,
        column,
        count: 0,
        decimals: None,
        rate: false,
        counted: true,
    };
    let Comparison {
        left,
        operator,
        right,
    } = &rule.comparison;
    let (of_left, of_right) = (left, right);
    let (left, right) = match (side.value(left), side.value(right)) {
        (Ok(left), Ok(right)) => (left, right),
        (Err(missing), _) | (_, Err(missing)) => return Outcome::CannotTell { missing },
    };
    // an order between two reported figures is exact: rounding cannot turn 5 into 6
    let exact = matches!(
        operator,
        Compare::Less | Compare::Greater | Compare::AtMost | Compare::AtLeast
    ) && side.count <= 2
        && !side.rate;
    let tolerance = match rule.tolerance {
        Tolerance::Fixed(value) => value,
        Tolerance::Auto if exact || (side.counted) => Decimal::ZERO,
        Tolerance::Auto => exact::half_digit(side.decimals.unwrap_or(0))
            .times(Decimal::from(side.count))
            .unwrap_or(Decimal::MAX),
    };
    // a difference that cannot be written down is larger than any tolerance
    let gap = exact::subtract(left, right);
    let near = exact::within(left, right, tolerance);
    let holds = match operator {
        Compare::Equal => near,
        Compare::NotEqual => !near,
        Compare::Less => left < right,
        Compare::AtMost => left <= right || near,
        Compare::Greater => left > right,
        Compare::AtLeast => left >= right || near,
    };
    let gap = gap.filter(|gap| *operator == Compare::Equal && !gap.is_zero());
    if holds && gap.is_none() {
        return Outcome::Holds;
    }
    let named = rule.comparison.figures();
    let first = named.first();
    let owned = |choice: Option<&str>, own: Option<&String>| {
        let chosen = choice.or(own.map(String::as_str));
        chosen.unwrap_or_default().to_owned()
    };
    let mut cells = Vec::new();
    side.cells(of_left, false, &mut cells);
    side.cells(of_right, false, &mut cells);
    let instance = Instance {
        left,
        right,
        tolerance,
        cells,
        indicator: owned(
            indicator,
            first.and_then(|figure| figure.indicator.as_ref()),
        ),
        column: owned(column, first.and_then(|figure| figure.column.as_ref())),
    };
    match gap {
        Some(gap) if holds => Outcome::Near { gap, instance },
        _ => Outcome::Broken(instance),
    }
}

impl<'a> Side<'a> {
    fn value(&mut self, expr: &'a Expr) -> Result<Decimal, Missing> {
        let too_large = || (String::new(), String::new());
        match expr {
            Expr::Number(number) => Ok(*number),
            Expr::Figure(figure) => {
                let (indicator, column) = self.resolve(figure);
                self.figures
                    .figure(indicator, column)
                    .ok_or_else(|| (indicator.to_owned(), column.to_owned()))
            }
            Expr::Negative(inner) => Ok(exact::negated(self.value(inner)?)),
            Expr::Total(inner) => self.total(inner),
            Expr::Binary(left, operator, right) => {
                let (left, right) = (self.value(left)?, self.value(right)?);
                // a quotient of whole numbers is none
                self.counted &= *operator != Operator::Divide;
                match operator {
                    Operator::Add => exact::add(left, right),
                    Operator::Subtract => exact::subtract(left, right),
                    Operator::Multiply => left.times(right),
                    Operator::Divide => left.over(right),
                }
                .ok_or_else(too_large)
            }
        }
    }

    fn total(&mut self, inner: &'a Expr) -> Result<Decimal, Missing> {
        match inner {
            Expr::Figure(figure) => {
                let (indicator, column) = self.resolve(figure);
                let all = self
                    .figures
                    .of_all_units(indicator, column)
                    .ok_or_else(|| (indicator.to_owned(), column.to_owned()))?;
                self.count = self.count.saturating_add(
                    u32::try_from(all.len())
                        .unwrap_or(u32::MAX)
                        .saturating_sub(1),
                );
                let sum = all.into_iter().collect::<Sum>().value();
                sum.ok_or_else(|| (String::new(), String::new()))
            }
            // 合计 of a sum is the sum of the 合计; of anything else it is not defined
            Expr::Binary(left, operator @ (Operator::Add | Operator::Subtract), right) => {
                let (left, right) = (self.total(left)?, self.total(right)?);
                if *operator == Operator::Add {
                    exact::add(left, right)
                } else {
                    exact::subtract(left, right)
                }
                .ok_or_else(|| (String::new(), String::new()))
            }
            Expr::Negative(inner) => Ok(exact::negated(self.total(inner)?)),
            other => self.value(other),
        }
    }

    /// The cells of all figures, in the order of the rule.
    fn cells(&self, expr: &'a Expr, of_all: bool, cells: &mut Vec<Place>) {
        match expr {
            Expr::Number(_) => {}
            Expr::Figure(figure) => {
                let (indicator, column) = self.codes(figure);
                if of_all {
                    cells.extend(self.figures.cells_of_all_units(indicator, column));
                } else {
                    cells.extend(self.figures.cell(indicator, column));
                }
            }
            Expr::Negative(inner) => self.cells(inner, of_all, cells),
            Expr::Total(inner) => self.cells(inner, true, cells),
            Expr::Binary(left, operator, right) => {
                let of_all = of_all && matches!(operator, Operator::Add | Operator::Subtract);
                self.cells(left, of_all, cells);
                self.cells(right, of_all, cells);
            }
        }
    }

    /// Codes of indicator and column.
    fn codes(&self, figure: &'a Figure) -> (&'a str, &'a str) {
        let indicator = figure.indicator.as_deref().or(self.indicator);
        let column = figure.column.as_deref().or(self.column);
        (indicator.unwrap_or_default(), column.unwrap_or_default())
    }

    fn resolve(&mut self, figure: &'a Figure) -> (&'a str, &'a str) {
        let (indicator, column) = self.codes(figure);
        let spec = self.form.column(indicator, column);
        self.rate |= spec.is_some_and(|spec| spec.role.is_rate());
        let own = self.figures.indicator(indicator);
        self.counted &= own.is_some_and(|own| own.unit.counts_things())
            && !spec.is_some_and(|spec| spec.role.is_rate());
        let decimals = spec.zip(own).map_or(0, |(spec, own)| spec.digits(own));
        self.decimals = Some(
            self.decimals
                .map_or(decimals, |coarsest| coarsest.min(decimals)),
        );
        self.count = self.count.saturating_add(1);
        (indicator, column)
    }
}
