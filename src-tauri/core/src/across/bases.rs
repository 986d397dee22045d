//! The forms that rules are asked on.

use crate::form::Form;
use crate::indicator::Indicator;
use crate::rule::{Codes, Expr, Rule, choices};
use crate::scheme::{Round, Scheme};

/// The forms on which a rule is asked, of those of the round.
pub(super) fn bases<'s>(rule: &'s Rule, scheme: &'s Scheme, round: &Round) -> Vec<&'s Form> {
    let is_asked = |form: &&Form| round.forms.contains(&form.code);
    if let Some(each) = &rule.each {
        return scheme.form(each).filter(is_asked).into_iter().collect();
    }
    if let Some(form) = &rule.form {
        return scheme.form(form).filter(is_asked).into_iter().collect();
    }
    let figures = rule.comparison.figures();
    if figures.iter().any(|figure| figure.form.is_none()) {
        let has_all = |form: &&Form| !choices(rule, form, scheme).is_empty();
        return scheme
            .forms
            .iter()
            .filter(is_asked)
            .filter(has_all)
            .collect();
    }
    // the first form that is named
    let mut named = None;
    rule.comparison.each(&mut |expr| {
        let own = match expr {
            Expr::Figure(figure) => figure.form.as_deref(),
            Expr::Rows(rows) => Some(rows.list.as_str()),
            _ => None,
        };
        named = named.or(own);
    });
    let named = named.and_then(|code| scheme.form(code));
    named.filter(is_asked).into_iter().collect()
}

impl Codes for Scheme {
    fn indicator(&self, code: &str) -> Option<&Indicator> {
        Self::indicator(self, code)
    }

    fn form(&self, code: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.code == code)
    }
}
