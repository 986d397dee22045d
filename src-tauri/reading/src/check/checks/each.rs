//! The scheme's own rules that are asked of each row of a roster, where the roster itself can
//! answer them: formats, ranges, days, what is there twice.

use super::roster::key_of;
use super::rules::Names;
use super::unasked::Unasked;
use crate::check::case::{Case, OfUnit};
use xianbaohui_core::across::is_across;
use xianbaohui_core::finding::told::RuleUnchecked;
use xianbaohui_core::finding::{Finding, Subject};
use xianbaohui_core::form::Roster;
use xianbaohui_core::place::Place;
use xianbaohui_core::returns::FieldValue;
use xianbaohui_core::rule::{
    self, Choice, Expr, Instance, Lacking, List, Namer as _, Outcome, Rule, Value, Whose,
};

/// The rows of the return.
struct Rows<'a> {
    case: &'a Case<'a>,
    roster: &'a Roster,
}

impl Rows<'_> {
    fn field(&self, row: usize, code: &str) -> Option<&FieldValue> {
        let at = self.roster.fields.iter().position(|own| own.code == code)?;
        self.case.taken.entries.get(row)?.fields.get(at)
    }

    /// Whether the sheet has no such column.
    fn is_off_sheet(&self, row: usize, code: &str) -> bool {
        let field = self.field(row, code);
        field.is_some_and(|own| own.sheet_column.is_none())
    }
}

impl List for Rows<'_> {
    fn count(&self) -> usize {
        self.case.taken.entries.len()
    }

    fn value(&self, row: usize, field: &str) -> Option<Value> {
        Value::of(&self.field(row, field)?.datum)
    }

    fn place(&self, row: usize, field: &str) -> Option<Place> {
        let column = self.field(row, field)?.sheet_column?;
        let entry = self.case.taken.entries.get(row)?;
        Some(Place::new(&*self.case.taken.sheet, entry.row, column))
    }
}

pub(super) fn check(case: &Case<'_>, roster: &Roster, findings: &mut Vec<Finding>) {
    let rows = Rows { case, roster };
    let mut unasked = Unasked::default();
    let code = &case.form.code;
    let own = case.scheme.rules.iter().filter(|rule| !is_across(rule));
    for rule in own.filter(|rule| rule.each.as_ref() == Some(code)) {
        let unit = case.taken.unit;
        let came = rule::evaluate_rows(rule, case.form, &OfUnit { case, unit }, &rows);
        let mut missing: Vec<String> = Vec::new();
        for (row, outcome) in came {
            match outcome {
                Outcome::Broken(instance) => findings.push(told(&rows, rule, row, instance)),
                Outcome::CannotTell {
                    missing: Lacking::Field(field),
                } => {
                    let name = Names(case, Choice::default()).field(None, &field);
                    if rows.is_off_sheet(row, &field) {
                        unasked.add(rule, name);
                        continue;
                    }
                    let number = case.taken.entries.get(row).map_or(0, |own| own.row + 1);
                    missing.push(format!("第 {number} 行 {name}"));
                }
                _ => {}
            }
        }
        if !missing.is_empty() {
            // told once a rule, of all rows
            let name = rule.told_name();
            let told = RuleUnchecked { name, missing };
            findings.push(Finding::of(told).by_rule(rule.code.clone()));
        }
    }
    findings.extend(unasked.told(case));
}

fn told(rows: &Rows<'_>, rule: &Rule, row: usize, instance: Instance) -> Finding {
    let given = instance.clone();
    let names = Names(rows.case, given.choice());
    let mut values: Vec<String> = Vec::new();
    rule.comparison.each(&mut |expr| {
        if let Expr::Field(code) = expr {
            let value = rows.value(row, code).unwrap_or(Value::Blank);
            let told = format!("{} {value}", rule::words(expr, &names));
            if !values.contains(&told) {
                values.push(told);
            }
        }
    });
    let entry = rows.case.taken.entries.get(row);
    let whose = Whose {
        unit: None,
        row: entry.map(|own| format!("第 {} 行", own.row + 1)),
    };
    let finding = rule::told(rule, instance, whose, (&names, values));
    match entry.map(|entry| key_of(rows.roster, entry)) {
        Some(key) if !key.is_empty() => finding.about(Subject::Entry { key, field: None }),
        _ => finding,
    }
}
