//! The scheme's own rules (审核公式).
//!
//! A rule over one unit is evaluated for every unit of the return; a rule with 合计 for the root,
//! whose reported row it is about. What cannot be checked because a figure is missing is told once
//! a rule, never passed in silence.

use super::unasked::Unasked;
use crate::check::case::{Case, OfUnit};
use xianbaohui_core::across::is_across;
use xianbaohui_core::finding::told::{RuleRounding, RuleUnchecked};
use xianbaohui_core::finding::{FigureRef, Finding, Subject};
use xianbaohui_core::number::Datum;
use xianbaohui_core::rule::{
    self, Choice, Figure, Figures as _, Instance, Lacking, Namer, Outcome, Rule, Value, Whose,
    evaluate,
};

pub(in crate::check) fn check(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let units = case.units().collect::<Vec<_>>();
    let mut unasked = Unasked::default();
    for rule in applicable(case) {
        let mut missing: Vec<String> = Vec::new();
        let has_total = rule.comparison.has_total();
        for &unit in units.iter().filter(|unit| {
            if has_total {
                **unit == case.scheme.root
            } else {
                **unit != case.scheme.root || units.len() == 1
            }
        }) {
            for outcome in evaluate(rule, case.form, &OfUnit { case, unit }) {
                match outcome {
                    Outcome::Broken(instance) => {
                        findings.push(told(case, rule, unit, instance));
                    }
                    Outcome::Near { gap, instance } if has_total => {
                        let (left, right) = (instance.left.number(), instance.right.number());
                        let (Some(left), Some(right)) = (left, right) else {
                            continue;
                        };
                        let rounding = RuleRounding {
                            name: rule.told_name(),
                            left_value: left,
                            right_value: right,
                            gap: gap.abs(),
                            tolerance: instance.tolerance,
                        };
                        findings.push(
                            Finding::of(rounding)
                                .by_rule(rule.code.clone())
                                .about(compared(case, rule, unit, &instance))
                                .at_all(instance.cells.into_iter().take(1))
                                .figures(left, right),
                        );
                    }
                    Outcome::Holds | Outcome::Near { .. } | Outcome::Skipped => {}
                    Outcome::CannotTell { missing: lacking } => {
                        match absent(case, unit, &lacking) {
                            Some((name, Absent::Blank)) if !missing.contains(&name) => {
                                missing.push(name);
                            }
                            Some((name, Absent::FromSheet)) => unasked.add(rule, name),
                            _ => {}
                        }
                    }
                }
            }
        }
        if !missing.is_empty() {
            // told once a rule, of all of the return
            let told = RuleUnchecked {
                name: rule.told_name(),
                missing,
            };
            findings.push(Finding::of(told).by_rule(rule.code.clone()));
        }
    }
    findings.extend(unasked.told(case));
}

fn applicable<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a Rule> {
    let form = case.form;
    let known = form.indicators();
    case.scheme
        .rules
        .iter()
        .filter(|rule| rule.each.is_none() && !is_across(rule))
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

/// How a figure is missing.
enum Absent {
    /// left blank, or unreadable
    Blank,
    /// the sheet has no cell for it
    FromSheet,
}

/// What is missing, and how; a declared nil is an answer.
fn absent(case: &Case<'_>, unit: usize, lacking: &Lacking) -> Option<(String, Absent)> {
    let Lacking::Figure(figure) = lacking else {
        return None;
    };
    let (indicator, column) = Choice::default().codes(figure);
    let position = case.scheme.indicator_at(indicator)?;
    let at = case.column(position, column)?;
    let how = match case.value(unit, position, at).map(|value| &value.datum) {
        Some(Datum::Nil(_)) => return None,
        Some(_) => Absent::Blank,
        None => Absent::FromSheet,
    };
    Some((Names(case, Choice::default()).figure(figure), how))
}

/// What the codes of a rule are called, for one of its choices.
pub(super) struct Names<'a, 'b>(pub(super) &'b Case<'a>, pub(super) Choice<'b>);

impl Namer for Names<'_, '_> {
    fn figure(&self, figure: &Figure) -> String {
        let Self(case, choice) = self;
        let (indicator, column) = choice.codes(figure);
        let own = case.scheme.indicator(indicator);
        let own = own.map_or(indicator, |one| &one.name);
        let spec = case.form.column(indicator, column);
        format!("{own} {}", spec.map_or(column, |one| &one.name))
    }

    fn field(&self, _list: Option<&str>, code: &str) -> String {
        let field = self.0.form.field(code);
        field.map_or(code, |field| &field.name).to_owned()
    }

    fn list(&self, code: &str) -> String {
        self.0
            .scheme
            .form(code)
            .map_or(code, |form| &form.name)
            .to_owned()
    }
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

fn told(case: &Case<'_>, rule: &Rule, unit: usize, instance: Instance) -> Finding {
    let about = compared(case, rule, unit, &instance);
    let given = instance.clone();
    let names = Names(case, given.choice());
    let values = if rule.comparison.is_condition() {
        values(case, rule, unit, &names)
    } else {
        Vec::new()
    };
    let whose = Whose {
        unit: case.unit_name(unit),
        row: None,
    };
    rule::told(rule, instance, whose, (&names, values)).about(about)
}

/// The figures of a condition in words: `研发投入 累计 12`.
fn values(case: &Case<'_>, rule: &Rule, unit: usize, names: &Names<'_, '_>) -> Vec<String> {
    let figures = OfUnit { case, unit };
    let mut values: Vec<String> = Vec::new();
    for figure in rule.comparison.figures() {
        let (indicator, column) = names.1.codes(figure);
        let value = figures.figure(indicator, column);
        let value = value.map_or(Value::Blank, Value::Number);
        let value = format!("{} {value}", names.figure(figure));
        if !values.contains(&value) {
            values.push(value);
        }
    }
    values
}
