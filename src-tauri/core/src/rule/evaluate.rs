//! A rule over the figures of one unit (and, for 合计, of others), or over the rows of a roster.

use super::grain::{EXACT, Grain};
use super::memory::Memory;
use super::outcome::{Instance, Lacking, Outcome};
use super::{
    Choice, Compare, Comparison, Expr, Figure, Figures, List, Missing, Operator, Rule, Tolerance,
    Value, Wanted, choices,
};
use crate::exact::{self, Sum};
use crate::form::Form;
use crate::number::Decimal;

/// Evaluates a rule for a unit: one outcome for each indicator that `*` stands for and each column
/// that a name without one stands for.
pub fn evaluate(rule: &Rule, form: &Form, figures: &dyn Figures) -> Vec<Outcome> {
    let all = choices(rule, form, &figures);
    let memory = Memory::default();
    let one = |choice: &Choice<'_>| one(rule, form, figures, (*choice, None, &memory));
    all.iter().map(one).collect()
}

/// The same for a choice that is known.
pub fn evaluate_chosen(
    rule: &Rule,
    form: &Form,
    figures: &dyn Figures,
    choice: Choice<'_>,
) -> Outcome {
    one(rule, form, figures, (choice, None, &Memory::default()))
}

/// Evaluates a rule for each row of a roster: number of the row, and what came of it.
pub fn evaluate_rows(
    rule: &Rule,
    form: &Form,
    figures: &dyn Figures,
    rows: &dyn List,
) -> Vec<(usize, Outcome)> {
    evaluate_rows_with(rule, form, figures, (rows, &Memory::default()))
}

/// The same with what was counted already.
pub fn evaluate_rows_with(
    rule: &Rule,
    form: &Form,
    figures: &dyn Figures,
    (rows, memory): (&dyn List, &Memory),
) -> Vec<(usize, Outcome)> {
    let all = choices(rule, form, &figures);
    let mut found = Vec::new();
    for row in 0..rows.count() {
        for choice in &all {
            let asked = (*choice, Some((rows, row)), memory);
            found.push((row, one(rule, form, figures, asked)));
        }
    }
    found
}

pub(super) struct Side<'a> {
    pub(super) rule: &'a Rule,
    pub(super) form: &'a Form,
    pub(super) figures: &'a dyn Figures,
    choice: Choice<'a>,
    pub(super) row: Option<(&'a dyn List, usize)>,
    pub(super) memory: &'a Memory,
    grain: Grain,
    /// figures that were there, and that were not
    had: u32,
    lacked: u32,
}

/// Two sides with what is between them.
struct Compared {
    left: Value,
    right: Value,
    holds: bool,
    gap: Option<Decimal>,
    tolerance: Decimal,
}

type Asked<'a> = (Choice<'a>, Option<(&'a dyn List, usize)>, &'a Memory);

fn one<'a>(
    rule: &'a Rule,
    form: &'a Form,
    figures: &'a dyn Figures,
    (choice, row, memory): Asked<'a>,
) -> Outcome {
    let mut side = Side {
        rule,
        form,
        figures,
        choice,
        row,
        memory,
        grain: EXACT,
        had: 0,
        lacked: 0,
    };
    let Comparison {
        left,
        operator,
        right,
    } = &rule.comparison;
    let compared = match side.compare(left, *operator, right) {
        Ok(compared) => compared,
        Err(_) if rule.missing == Missing::SkipAny => return Outcome::Skipped,
        Err(missing) => return Outcome::CannotTell { missing },
    };
    if rule.missing == Missing::SkipAll && side.had == 0 && side.lacked > 0 {
        return Outcome::Skipped;
    }
    let gap = compared
        .gap
        .filter(|gap| *operator == Compare::Equal && !gap.is_zero());
    if compared.holds && gap.is_none() {
        return Outcome::Holds;
    }
    let named = rule.comparison.figures();
    let first = named.first();
    let owned = |chosen: Option<&str>, own: Option<&String>| {
        let chosen = chosen.or(own.map(String::as_str));
        chosen.unwrap_or_default().to_owned()
    };
    let mut cells = Vec::new();
    side.cells(left, Of::Unit, &mut cells);
    side.cells(right, Of::Unit, &mut cells);
    let of_first = first.and_then(|figure| figure.indicator.as_ref());
    let instance = Instance {
        left: compared.left,
        right: compared.right,
        tolerance: compared.tolerance,
        cells,
        indicator: owned(choice.indicator, of_first),
        column: owned(
            choice.column,
            first.and_then(|figure| figure.column.as_ref()),
        ),
    };
    match gap {
        Some(gap) if compared.holds => Outcome::Near { gap, instance },
        _ => Outcome::Broken(instance),
    }
}

/// Whose figures are meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Unit,
    All,
    Below,
}

impl<'a> Side<'a> {
    fn compare(
        &mut self,
        left: &'a Expr,
        operator: Compare,
        right: &'a Expr,
    ) -> Result<Compared, Lacking> {
        let outer = std::mem::replace(&mut self.grain, EXACT);
        let sides = self
            .value(left)
            .and_then(|left| Ok((left, self.value(right)?)));
        let grain = std::mem::replace(&mut self.grain, outer);
        let (left, right) = sides?;
        let (Value::Number(one), Value::Number(other)) = (&left, &right) else {
            let holds = left.compares(operator, &right);
            return Ok(Compared {
                left,
                right,
                holds,
                gap: None,
                tolerance: Decimal::ZERO,
            });
        };
        let (one, other) = (*one, *other);
        // an order between two reported figures is exact: rounding cannot turn 5 into 6
        let exact = matches!(
            operator,
            Compare::Less | Compare::Greater | Compare::AtMost | Compare::AtLeast
        ) && grain.count <= 2
            && !grain.rate;
        let tolerance = match self.rule.tolerance {
            Tolerance::Fixed(value) => value,
            Tolerance::Auto if exact || grain.counted => Decimal::ZERO,
            Tolerance::Auto => exact::half_digit(grain.decimals.unwrap_or(0))
                .times(Decimal::from(grain.count))
                .unwrap_or(Decimal::MAX),
        };
        let near = exact::within(one, other, tolerance);
        let holds = match operator {
            Compare::Equal => near,
            Compare::NotEqual => !near,
            Compare::Less => one < other,
            Compare::AtMost => one <= other || near,
            Compare::Greater => one > other,
            Compare::AtLeast => one >= other || near,
        };
        Ok(Compared {
            left,
            right,
            holds,
            // a difference that cannot be written down is larger than any tolerance
            gap: exact::subtract(one, other),
            tolerance,
        })
    }

    pub(super) fn value(&mut self, expr: &'a Expr) -> Result<Value, Lacking> {
        Ok(match expr {
            Expr::Text(text) => Value::Text(text.clone()),
            Expr::Truth(truth) => Value::Truth(*truth),
            Expr::Field(code) => match self.field(code)? {
                Value::Blank => self.lacks(Lacking::Field(code.clone()))?,
                value => {
                    self.had += 1;
                    value
                }
            },
            Expr::Compare(left, operator, right) => {
                Value::Truth(self.compare(left, *operator, right)?.holds)
            }
            Expr::Call(function, values) => self.call(*function, values)?,
            Expr::Lookup(lookup) => Value::Truth(self.lookup(lookup)?),
            Expr::Rows(rows) => Value::Number(self.rows(rows)?),
            Expr::Number(number) => Value::Number(*number),
            Expr::Figure(figure) => self.figure(figure)?,
            Expr::Negative(inner) => Value::Number(exact::negated(self.number(inner)?)),
            Expr::Total(inner) => Value::Number(self.total(inner, Of::All)?),
            Expr::Below(inner) => Value::Number(self.total(inner, Of::Below)?),
            Expr::Binary(left, operator, right) => {
                let (left, right) = (self.number(left)?, self.number(right)?);
                // a quotient of whole numbers is none
                self.grain.counted &= *operator != Operator::Divide;
                let value = match operator {
                    Operator::Add => exact::add(left, right),
                    Operator::Subtract => exact::subtract(left, right),
                    Operator::Multiply => left.times(right),
                    Operator::Divide => left.over(right),
                };
                Value::Number(value.ok_or(Lacking::Nothing)?)
            }
        })
    }

    pub(super) fn number(&mut self, expr: &'a Expr) -> Result<Decimal, Lacking> {
        self.value(expr)?.number().ok_or(Lacking::Nothing)
    }

    pub(super) fn truth(&mut self, expr: &'a Expr) -> Result<bool, Lacking> {
        match self.value(expr)? {
            Value::Truth(truth) => Ok(truth),
            _ => Err(Lacking::Nothing),
        }
    }

    /// What stands for something that is missing.
    pub(super) fn lacks(&mut self, missing: Lacking) -> Result<Value, Lacking> {
        self.lacked += 1;
        match self.rule.missing {
            Missing::Zero | Missing::SkipAll => Ok(Value::Number(Decimal::ZERO)),
            Missing::Tell | Missing::SkipAny => Err(missing),
        }
    }

    /// What stands in a field of the row.
    pub(super) fn field(&self, code: &str) -> Result<Value, Lacking> {
        let (rows, row) = self.row.ok_or(Lacking::Nothing)?;
        rows.value(row, code)
            .ok_or_else(|| Lacking::Field(code.to_owned()))
    }

    fn figure(&mut self, figure: &'a Figure) -> Result<Value, Lacking> {
        let wanted = self.resolve(figure);
        match self.reported(&wanted, figure) {
            Some(number) => {
                self.had += 1;
                Ok(Value::Number(number))
            }
            None => self.lacks(lacking(figure, &wanted)),
        }
    }

    /// The figure, where there is one.
    fn reported(&self, wanted: &Wanted<'_>, figure: &Figure) -> Option<Decimal> {
        if figure.is_at_hand() {
            self.figures.figure(wanted.indicator, wanted.column)
        } else {
            self.figures.elsewhere(wanted)
        }
    }

    /// Whether a figure is there.
    pub(super) fn is_there(&self, figure: &'a Figure) -> bool {
        self.reported(&self.wanted(figure), figure).is_some()
    }

    fn total(&mut self, inner: &'a Expr, of: Of) -> Result<Decimal, Lacking> {
        match inner {
            Expr::Figure(figure) => {
                let wanted = self.resolve(figure);
                let all = match of {
                    Of::Below => self.figures.below(&wanted),
                    _ => self.figures.of_all_units(wanted.indicator, wanted.column),
                };
                let all = all.ok_or_else(|| lacking(figure, &wanted))?;
                let count = u32::try_from(all.len()).unwrap_or(u32::MAX);
                self.grain.count = self.grain.count.saturating_add(count.saturating_sub(1));
                let mut sum = Sum::default();
                for number in all {
                    match number {
                        Some(number) => {
                            self.had += 1;
                            sum.add(number);
                        }
                        None => {
                            self.lacks(lacking(figure, &wanted))?;
                        }
                    }
                }
                sum.value().ok_or(Lacking::Nothing)
            }
            // 合计 of a sum is the sum of the 合计; of anything else it is not defined
            Expr::Binary(left, operator @ (Operator::Add | Operator::Subtract), right) => {
                let (left, right) = (self.total(left, of)?, self.total(right, of)?);
                if *operator == Operator::Add {
                    exact::add(left, right)
                } else {
                    exact::subtract(left, right)
                }
                .ok_or(Lacking::Nothing)
            }
            Expr::Negative(inner) => Ok(exact::negated(self.total(inner, of)?)),
            other => self.number(other),
        }
    }

    pub(super) fn wanted(&self, figure: &'a Figure) -> Wanted<'a> {
        let (indicator, column) = self.choice.codes(figure);
        Wanted {
            form: figure.form.as_deref(),
            indicator,
            column,
            when: figure.when,
            of_city: figure.of_city,
        }
    }

    fn resolve(&mut self, figure: &'a Figure) -> Wanted<'a> {
        let wanted = self.wanted(figure);
        let form = match wanted.form {
            Some(code) => self.figures.form(code).unwrap_or(self.form),
            None => self.form,
        };
        let spec = form.column(wanted.indicator, wanted.column);
        let own = self.figures.indicator(wanted.indicator);
        let is_rate = spec.is_some_and(|spec| spec.role.is_rate());
        let is_counted = own.is_some_and(|own| own.unit.counts_things()) && !is_rate;
        let decimals = spec.zip(own).map_or(0, |(spec, own)| spec.digits(own));
        self.coarsened(is_rate, is_counted, decimals);
        wanted
    }

    /// One more figure was added.
    pub(super) fn coarsened(&mut self, is_rate: bool, is_counted: bool, decimals: u32) {
        let grain = &mut self.grain;
        grain.rate |= is_rate;
        grain.counted &= is_counted;
        grain.decimals = Some(grain.decimals.map_or(decimals, |own| own.min(decimals)));
        grain.count = grain.count.saturating_add(1);
    }

    pub(super) fn counted_too(&mut self, others: usize) {
        let others = u32::try_from(others).unwrap_or(u32::MAX);
        self.grain.count = self.grain.count.saturating_add(others);
    }
}

/// The figure that is missing, with its codes.
fn lacking(figure: &Figure, wanted: &Wanted<'_>) -> Lacking {
    Lacking::Figure(Figure {
        indicator: Some(wanted.indicator.to_owned()),
        column: Some(wanted.column.to_owned()),
        ..figure.clone()
    })
}
