//! The rules of a scheme, and whether each can be asked anywhere.

use super::asked;
use super::check::Check;
use crate::finding::Severity;
use crate::form::{Form, Layout};
use crate::indicator::Indicator;
use crate::number::Decimal;
use crate::rule::{Missing, Rule, RuleNames, Tolerance};
use crate::scheme::Round;
use crate::scheme::file::{self, At};
use std::collections::HashSet;
use std::str::FromStr;

pub(super) fn rules(
    check: &mut Check<'_>,
    texts: &[file::Rule],
    (forms, indicators, rounds): (&[Form], &[Indicator], &[Round]),
) -> Vec<Rule> {
    let mut codes = HashSet::new();
    let mut rules = Vec::new();
    for rule in texts {
        let code = check.code(&rule.code, "审核公式", &mut codes);
        let severity = severity(check, rule.severity.as_ref());
        let form = named_form(check, rule.form.as_ref(), forms);
        let each = named_form(check, rule.each.as_ref(), forms);
        if let (Some(at), Some(each)) = (&rule.each, each)
            && !matches!(each.layout, Layout::Roster(_))
        {
            check.wrong(at, "each 应为名册的代码：只有名册有一行一行的数");
        }
        for at in &rule.except {
            let all = indicators.iter().map(|one| one.code.as_str());
            check.known(at, "指标", all);
        }
        let tolerance = tolerance(check, rule.tolerance.as_ref());
        let missing = missing(check, rule.missing.as_ref());
        let any_measure = any_measure(check, rule.measure.as_ref());
        let names = RuleNames {
            form,
            each,
            is_measured: check.is_new(&rule.code) && !any_measure,
            ..RuleNames::of(indicators, forms)
        };
        match crate::rule::parse(rule.expr.get_ref(), &names) {
            Ok(comparison) => {
                let rule_made = Rule {
                    code,
                    name: rule
                        .name
                        .clone()
                        .unwrap_or_else(|| rule.expr.get_ref().clone()),
                    severity,
                    form: form.map(|form| form.code.clone()),
                    each: each.map(|form| form.code.clone()),
                    except: rule.except.iter().map(|at| at.get_ref().clone()).collect(),
                    tolerance,
                    missing,
                    any_measure,
                    comparison,
                    text: rule.expr.get_ref().clone(),
                    own: check.is_own(&rule.code),
                };
                let known = asked::Known {
                    forms,
                    indicators,
                    rounds,
                };
                match asked::never(&rule_made, &known, check.is_new(&rule.code)) {
                    Some(told) => {
                        let code = rule.code.get_ref();
                        check.wrong(&rule.expr, format!("审核公式“{code}”{told}"));
                    }
                    None => rules.push(rule_made),
                }
            }
            Err(errors) => {
                for error in errors {
                    let start = check.source.inside(&rule.expr, error.span.start);
                    let code = rule.code.get_ref();
                    let fix = error.mended(rule.expr.get_ref());
                    let fix = fix.map(|fix| format!("。像是：{fix}")).unwrap_or_default();
                    let told = format!("审核公式“{code}”：{}{fix}", error.message);
                    let problem = check.source.problem(Some(start..start), told);
                    check.problems.push(problem);
                }
            }
        }
    }
    rules
}

fn severity(check: &mut Check<'_>, at: Option<&At>) -> Severity {
    match at.map(|at| at.get_ref().as_str()) {
        None | Some("A") => Severity::A,
        Some("B") => Severity::B,
        Some("C") => Severity::C,
        Some("D") => Severity::D,
        Some(_) => {
            if let Some(at) = at {
                check.wrong(at, "severity 应为 A、B、C 或 D");
            }
            Severity::A
        }
    }
}

fn named_form<'a>(check: &mut Check<'_>, at: Option<&At>, forms: &'a [Form]) -> Option<&'a Form> {
    let at = at?;
    check.known(at, "报表", forms.iter().map(|form| form.code.as_str()));
    forms.iter().find(|form| &form.code == at.get_ref())
}

fn tolerance(check: &mut Check<'_>, at: Option<&At>) -> Tolerance {
    let Some(at) = at.filter(|at| at.get_ref() != "auto") else {
        return Tolerance::Auto;
    };
    match Decimal::from_str(at.get_ref()) {
        Ok(value) if !value.is_sign_negative() => Tolerance::Fixed(value),
        _ => {
            let told = format!(
                "允差“{}”不对：应为 \"auto\" 或不小于 0 的小数",
                at.get_ref()
            );
            check.wrong(at, told);
            Tolerance::Auto
        }
    }
}

fn missing(check: &mut Check<'_>, at: Option<&At>) -> Missing {
    let Some(at) = at else {
        return Missing::Tell;
    };
    let mut all = Missing::ALL.iter();
    if let Some((_, found)) = all.find(|(word, _)| word == at.get_ref()) {
        return *found;
    }
    let told = "missing 应为 tell（告知无法审核）、skip-any（缺一个就不审）、skip-all（全缺才不审）\
                或 zero（缺的按 0）";
    check.wrong(at, told);
    Missing::Tell
}

fn any_measure(check: &mut Check<'_>, at: Option<&At>) -> bool {
    match at.map(|at| at.get_ref().as_str()) {
        None | Some("same") => false,
        Some("any") => true,
        Some(_) => {
            if let Some(at) = at {
                check.wrong(
                    at,
                    "measure 应为 same（两边计量单位要合得上）或 any（不管）",
                );
            }
            false
        }
    }
}
