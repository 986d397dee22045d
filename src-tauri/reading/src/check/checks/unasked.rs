//! Rules that were not asked because the sheet lacks a row or a column: told once, beside what is
//! told of that row or column.

use crate::check::case::Case;
use xianbaohui_core::finding::told::RulesNotAsked;
use xianbaohui_core::finding::{Finding, FindingCode};
use xianbaohui_core::form::Layout;
use xianbaohui_core::rule::Rule;

/// What is told of the shape of a sheet, and keeps rules from being asked.
const OF_SHAPE: [FindingCode; 4] = [
    FindingCode::HeaderMissing,
    FindingCode::HeaderRepeated,
    FindingCode::HeaderChanged,
    FindingCode::RowMissing,
];

/// Rules that could not be asked, and what of the sheet is missing.
#[derive(Default)]
pub(super) struct Unasked {
    rules: Vec<String>,
    missing: Vec<String>,
}

impl Unasked {
    pub(super) fn add(&mut self, rule: &Rule, missing: String) {
        let name = rule.told_name();
        if !self.rules.contains(&name) {
            self.rules.push(name);
        }
        if !self.missing.contains(&missing) {
            self.missing.push(missing);
        }
    }

    /// A column or row of figures that the form does not insist on may be left out: then nothing is
    /// told. A roster's rules are all about its rows.
    pub(super) fn told(self, case: &Case<'_>) -> Option<Finding> {
        let mut found = case.taken.findings.iter();
        let is_shape = found.any(|one| OF_SHAPE.contains(&one.code))
            || matches!(case.form.layout, Layout::Roster(_));
        (is_shape && !self.rules.is_empty()).then(|| {
            Finding::of(RulesNotAsked {
                count: self.rules.len(),
                rules: self.rules,
                missing: self.missing,
            })
        })
    }
}
