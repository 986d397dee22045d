//! What is told of a rule that does not hold.

use super::{Choice, Compare, Expr, Instance, Namer, Rule, Value, words};
use crate::exact;
use crate::finding::told::{RuleBroken, RuleUnmet};
use crate::finding::{At, Finding};

/// Whose figures did not hold.
#[derive(Debug, Clone, Default)]
pub struct Whose {
    /// the unit, where it does not go without saying
    pub unit: Option<String>,
    /// the row of a roster
    pub row: Option<String>,
}

impl Instance {
    /// What `*` and a missing column stood for.
    pub fn choice(&self) -> Choice<'_> {
        Choice {
            indicator: Some(&self.indicator),
            column: Some(&self.column),
        }
    }
}

/// A finding of a rule that does not hold. `values` are its figures in words, for a condition.
pub fn told(
    rule: &Rule,
    instance: Instance,
    whose: Whose,
    (names, values): (&dyn Namer, Vec<String>),
) -> Finding {
    let name = (rule.own || rule.name != rule.text).then(|| rule.told_name());
    let finding = if rule.comparison.is_condition() || whose.row.is_some() {
        Finding::of(RuleUnmet {
            unit: whose.unit,
            line: whose.row.map(At),
            name,
            condition: condition(rule, names),
            values,
        })
    } else {
        Finding::of(broken(rule, &instance, (whose.unit, name), names))
    };
    finding
        .by_rule(rule.code.clone())
        .graded(rule.severity)
        .at_all(instance.cells)
        .sides(instance.left.to_string(), instance.right.to_string())
}

fn condition(rule: &Rule, names: &dyn Namer) -> String {
    let comparison = &rule.comparison;
    let left = words(&comparison.left, names);
    if comparison.is_condition() {
        return left;
    }
    let right = words(&comparison.right, names);
    format!("{left} {} {right}", comparison.operator.sign())
}

/// `累计应不小于本季：技术合同成交额 累计（1）应 ≥ 技术合同成交额 本季（3），相差 2。`
fn broken(
    rule: &Rule,
    instance: &Instance,
    (unit, name): (Option<String>, Option<String>),
    names: &dyn Namer,
) -> RuleBroken {
    let comparison = &rule.comparison;
    // a constant is its own value
    let value = |expr: &Expr, value: &Value| match expr {
        Expr::Number(_) => None,
        _ => value.number(),
    };
    let sides = instance.left.number().zip(instance.right.number());
    RuleBroken {
        unit,
        name,
        left: words(&comparison.left, names),
        left_value: value(&comparison.left, &instance.left),
        sign: comparison.operator.sign().to_owned(),
        right: words(&comparison.right, names),
        right_value: value(&comparison.right, &instance.right),
        gap: sides
            .and_then(|(left, right)| exact::gap(left, right))
            .filter(|_| comparison.operator != Compare::NotEqual),
    }
}
