//! The scheme's own rules (审核公式).
//!
//! A rule over one unit is evaluated for every unit of the return; a rule with 合计 for the root,
//! whose reported row it is about. What cannot be checked because a figure is missing is told once
//! a rule, never passed in silence.

use crate::check::case::{Case, OfUnit};
use xianbaohui_core::exact;
use xianbaohui_core::finding::told::{RuleBroken, RuleRounding, RuleUnchecked};
use xianbaohui_core::finding::{FigureRef, Finding, Subject};
use xianbaohui_core::number::Decimal;
use xianbaohui_core::rule::{Compare, Expr, Instance, Outcome, Rule, evaluate};

pub(in crate::check) fn check(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let units = case.units().collect::<Vec<_>>();
    for rule in applicable(case) {
        let mut missing: Vec<String> = Vec::new();
        for &unit in units.iter().filter(|unit| {
            if rule.comparison.has_total() {
                **unit == case.scheme.root
            } else {
                **unit != case.scheme.root || units.len() == 1
            }
        }) {
            for outcome in evaluate(rule, case.form, &OfUnit { case, unit }) {
                match outcome {
                    Outcome::Broken(instance) => findings.push(
                        Finding::of(broken(case, rule, unit, &instance))
                            .by_rule(rule.code.clone())
                            .graded(rule.severity)
                            .about(compared(case, rule, unit, &instance))
                            .at_all(instance.cells)
                            .figures(instance.left, instance.right),
                    ),
                    Outcome::Near { gap, instance } if rule.comparison.has_total() => findings
                        .push(
                            Finding::of(RuleRounding {
                                name: rule.name.clone(),
                                left_value: instance.left,
                                right_value: instance.right,
                                gap: gap.abs(),
                                tolerance: instance.tolerance,
                            })
                            .by_rule(rule.code.clone())
                            .about(compared(case, rule, unit, &instance))
                            .at_all(instance.cells.into_iter().take(1))
                            .figures(instance.left, instance.right),
                        ),
                    Outcome::Holds | Outcome::Near { .. } => {}
                    Outcome::CannotTell {
                        missing: (indicator, column),
                    } => {
                        if is_asked_for(case, unit, &indicator, &column) {
                            let name = name_of(case, &indicator, &column);
                            if !missing.contains(&name) {
                                missing.push(name);
                            }
                        }
                    }
                }
            }
        }
        if !missing.is_empty() {
            // told once a rule, of all of the return
            let told = RuleUnchecked {
                name: rule.name.clone(),
                missing,
            };
            findings.push(Finding::of(told).by_rule(rule.code.clone()));
        }
    }
}

fn applicable<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a Rule> {
    let form = case.form;
    let known = form.indicators();
    case.scheme
        .rules
        .iter()
        .filter(move |rule| match &rule.form {
            Some(own) => *own == form.code,
            None => rule.comparison.figures().iter().all(|figure| {
                figure
                    .indicator
                    .as_deref()
                    .is_none_or(|code| known.contains(&code))
            }),
        })
}

/// Only what was left blank or unreadable is worth telling; a declared nil is an answer.
fn is_asked_for(case: &Case<'_>, unit: usize, indicator: &str, column: &str) -> bool {
    let Some(position) = case
        .scheme
        .indicators
        .iter()
        .position(|one| one.code == indicator)
    else {
        return false;
    };
    let Some(at) = case.column(position, column) else {
        return false;
    };
    case.value(unit, position, at)
        .is_some_and(|value| !matches!(value.datum, xianbaohui_core::number::Datum::Nil(_)))
}

fn name_of(case: &Case<'_>, indicator: &str, column: &str) -> String {
    let own = case
        .scheme
        .indicator(indicator)
        .map_or(indicator, |one| &one.name);
    let column = case
        .form
        .column(indicator, column)
        .map_or(column, |one| &one.name);
    format!("{own} {column}")
}

/// The figures that a rule compares, as what is told is about.
fn compared(case: &Case<'_>, rule: &Rule, unit: usize, instance: &Instance) -> Subject {
    let mut figures: Vec<FigureRef> = Vec::new();
    for figure in rule.comparison.figures() {
        let own = FigureRef {
            unit: case.scheme.units[unit].code.clone(),
            indicator: figure
                .indicator
                .as_ref()
                .unwrap_or(&instance.indicator)
                .clone(),
            column: figure.column.as_ref().unwrap_or(&instance.column).clone(),
        };
        if !figures.contains(&own) {
            figures.push(own);
        }
    }
    Subject::Figures(figures)
}

/// `累计应不小于本季：技术合同成交额 累计（1）应 ≥ 技术合同成交额 本季（3），相差 2。`
fn broken(case: &Case<'_>, rule: &Rule, unit: usize, instance: &Instance) -> RuleBroken {
    let comparison = &rule.comparison;
    let side = |expr: &Expr| words(case, expr, &instance.indicator, &instance.column);
    // a constant is its own value
    let value = |expr: &Expr, value: Decimal| match expr {
        Expr::Number(_) => None,
        _ => Some(value),
    };
    RuleBroken {
        unit: case.unit_name(unit),
        name: (rule.name != rule.text).then(|| rule.name.clone()),
        left: side(&comparison.left),
        left_value: value(&comparison.left, instance.left),
        sign: comparison.operator.sign().to_owned(),
        right: side(&comparison.right),
        right_value: value(&comparison.right, instance.right),
        gap: exact::gap(instance.left, instance.right)
            .filter(|_| comparison.operator != Compare::NotEqual),
    }
}

fn words(case: &Case<'_>, expr: &Expr, indicator: &str, column: &str) -> String {
    match expr {
        Expr::Number(number) => number.normalize().to_string(),
        Expr::Figure(figure) => name_of(
            case,
            figure.indicator.as_deref().unwrap_or(indicator),
            figure.column.as_deref().unwrap_or(column),
        ),
        Expr::Total(inner) => format!("各单位 {} 之和", words(case, inner, indicator, column)),
        Expr::Negative(inner) => format!("−{}", words(case, inner, indicator, column)),
        Expr::Binary(left, operator, right) => {
            let sign = match operator {
                xianbaohui_core::rule::Operator::Add => "+",
                xianbaohui_core::rule::Operator::Subtract => "−",
                xianbaohui_core::rule::Operator::Multiply => "×",
                xianbaohui_core::rule::Operator::Divide => "÷",
            };
            format!(
                "{} {sign} {}",
                words(case, left, indicator, column),
                words(case, right, indicator, column)
            )
        }
    }
}
