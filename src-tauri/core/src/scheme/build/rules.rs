//! The rules of a scheme, and whether each can be asked anywhere.

use super::check::Check;
use crate::finding::Severity;
use crate::form::{Form, Layout};
use crate::indicator::Indicator;
use crate::number::Decimal;
use crate::rule::{Comparison, Rule, RuleNames, Tolerance};
use std::collections::HashSet;
use std::str::FromStr;

/// Whether a rule over all units has a county table to be about.
fn is_for_tables(comparison: &Comparison, form: Option<&Form>, forms: &[Form]) -> bool {
    let figures = comparison.figures();
    let has_all = |table: &&Form| {
        figures.iter().all(|figure| {
            figure
                .indicator
                .as_deref()
                .is_none_or(|code| table.indicators().contains(&code))
        })
    };
    let tables = forms
        .iter()
        .filter(|own| form.is_none_or(|form| form.code == own.code))
        .filter(|own| matches!(own.layout, Layout::CountyTable(_)));
    tables.filter(has_all).count() > 0
}

pub(super) fn rules(
    check: &mut Check<'_>,
    texts: &[crate::scheme::file::Rule],
    forms: &[Form],
    indicators: &[Indicator],
) -> Vec<Rule> {
    let mut codes = HashSet::new();
    let mut rules = Vec::new();
    for rule in texts {
        let code = check.code(&rule.code, "审核公式", &mut codes);
        let severity = match rule.severity.as_ref().map_or("A", |at| at.get_ref()) {
            "A" => Severity::A,
            "B" => Severity::B,
            "C" => Severity::C,
            "D" => Severity::D,
            _ => {
                if let Some(at) = &rule.severity {
                    check.wrong(at, "severity 应为 A、B、C 或 D");
                }
                Severity::A
            }
        };
        if let Some(form) = &rule.form {
            check.known(form, "报表", forms.iter().map(|form| form.code.as_str()));
        }
        let tolerance = match rule.tolerance.as_ref() {
            None => Tolerance::Auto,
            Some(at) if at.get_ref() == "auto" => Tolerance::Auto,
            Some(at) => match Decimal::from_str(at.get_ref()) {
                Ok(value) if !value.is_sign_negative() => Tolerance::Fixed(value),
                _ => {
                    check.wrong(
                        at,
                        format!(
                            "允差“{}”不对：应为 \"auto\" 或不小于 0 的小数",
                            at.get_ref()
                        ),
                    );
                    Tolerance::Auto
                }
            },
        };
        let form = rule
            .form
            .as_ref()
            .and_then(|at| forms.iter().find(|form| &form.code == at.get_ref()));
        let names = RuleNames {
            indicators,
            forms,
            form,
        };
        match crate::rule::parse(rule.expr.get_ref(), &names) {
            Ok(comparison)
                if comparison.has_total() && !is_for_tables(&comparison, form, forms) =>
            {
                check.wrong(
                    &rule.expr,
                    format!(
                        "审核公式“{}”用了 合计(…)，但没有一张分县表有它要的指标：一个单位自己的\
                        报表没有各单位的数，这条公式永远不会审核",
                        rule.code.get_ref()
                    ),
                );
            }
            Ok(comparison) => rules.push(Rule {
                code,
                name: rule
                    .name
                    .clone()
                    .unwrap_or_else(|| rule.expr.get_ref().clone()),
                severity,
                form: form.map(|form| form.code.clone()),
                tolerance,
                comparison,
                text: rule.expr.get_ref().clone(),
            }),
            Err(errors) => {
                for error in errors {
                    // the expression begins one quote after its place
                    let start = rule.expr.span().start + 1 + error.span.start;
                    let problem = check.source.problem(
                        Some(start..start),
                        format!("审核公式“{}”：{}", rule.code.get_ref(), error.message),
                    );
                    check.problems.push(problem);
                }
            }
        }
    }
    rules
}
