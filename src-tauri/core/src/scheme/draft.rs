//! A rule that is not in the scheme yet: what is wrong with it, or the rule.

use super::Scheme;
use super::build::never;
use crate::rule::{Missing, Rule, RuleError, RuleNames, parse};

/// What is said of a rule besides its text.
#[derive(Debug, Clone, Copy, Default)]
pub struct Draft<'a> {
    /// the formula
    pub text: &'a str,
    /// code or name of the form
    pub form: Option<&'a str>,
    /// code or name of the roster whose rows are asked one by one
    pub each: Option<&'a str>,
    /// what becomes of a missing figure
    pub missing: Missing,
}

impl Scheme {
    /// The rule that a text would be.
    ///
    /// # Errors
    /// What is wrong with it, all of it.
    pub fn draft(&self, draft: &Draft<'_>) -> Result<Rule, Vec<RuleError>> {
        let names = RuleNames {
            form: draft.form.and_then(|code| self.form(code)),
            each: draft.each.and_then(|code| self.form(code)),
            ..RuleNames::of(&self.indicators, &self.forms)
        };
        let comparison = parse(draft.text, &names)?;
        let rule = Rule {
            form: names.form.map(|form| form.code.clone()),
            each: names.each.map(|form| form.code.clone()),
            missing: draft.missing,
            ..Rule::of(draft.text, comparison)
        };
        match never(&rule, (&self.forms, &self.indicators, &self.rounds)) {
            None => Ok(rule),
            Some(told) => Err(vec![RuleError {
                span: 0..draft.text.len(),
                message: format!("这条公式{told}"),
                fix: None,
            }]),
        }
    }
}
