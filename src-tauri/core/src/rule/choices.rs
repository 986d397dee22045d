//! What `*` and a name without a column stand for.

use super::{Figure, Figures, Rule};
use crate::form::{Form, Role};
use crate::indicator::Indicator;

/// What `*` and a missing column stand for, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Choice<'a> {
    /// what `*` stands for
    pub indicator: Option<&'a str>,
    /// what a missing column stands for
    pub column: Option<&'a str>,
}

impl<'a> Choice<'a> {
    /// Codes of indicator and column of a figure.
    pub fn codes<'b>(&self, figure: &'b Figure) -> (&'b str, &'b str)
    where
        'a: 'b,
    {
        let indicator = figure.indicator.as_deref().or(self.indicator);
        let column = figure.column.as_deref().or(self.column);
        (indicator.unwrap_or_default(), column.unwrap_or_default())
    }
}

/// Where indicators and forms are looked up by their codes.
pub trait Codes {
    /// An indicator.
    fn indicator(&self, code: &str) -> Option<&Indicator>;
    /// A form.
    fn form(&self, code: &str) -> Option<&Form>;
}

impl Codes for &dyn Figures {
    fn indicator(&self, code: &str) -> Option<&Indicator> {
        Figures::indicator(*self, code)
    }

    fn form(&self, code: &str) -> Option<&Form> {
        Figures::form(*self, code)
    }
}

/// Whether `*` stands for an indicator by itself: what is worked out of others is left out.
fn is_for_all(indicator: Option<&Indicator>) -> bool {
    indicator.is_none_or(|one| one.measure.adds_up() && !one.unit.is_rate())
}

/// Each of what `*` and names without a column stand for on a form, where the form has all figures
/// that are named without one.
pub fn choices<'a>(rule: &'a Rule, form: &'a Form, codes: &dyn Codes) -> Vec<Choice<'a>> {
    let named = rule.comparison.figures();
    let each_indicator = named.iter().any(|figure| figure.indicator.is_none());
    let each_column = named.iter().any(|figure| figure.column.is_none());
    let is_excepted = |code: &str| {
        let by_name = named
            .iter()
            .any(|figure| figure.except.iter().any(|own| own == code));
        by_name || rule.except.iter().any(|own| own == code)
    };
    let indicators: Vec<Option<&str>> = if each_indicator {
        let all = form.indicators().into_iter();
        all.filter(|code| is_for_all(codes.indicator(code)) && !is_excepted(code))
            .map(Some)
            .collect()
    } else {
        vec![None]
    };
    let mut found = Vec::new();
    for indicator in indicators {
        let columns: Vec<Option<&str>> = if each_column {
            let first = named.first().and_then(|figure| figure.indicator.as_deref());
            form.columns_of(indicator.or(first).unwrap_or_default())
                .filter(|column| column.role == Role::Value)
                .map(|column| Some(column.code.as_str()))
                .collect()
        } else {
            vec![None]
        };
        for column in columns {
            let choice = Choice { indicator, column };
            let is_there = |figure: &&Figure| {
                let (of, at) = choice.codes(figure);
                match &figure.form {
                    None => form.column(of, at).is_some(),
                    Some(code) => codes
                        .form(code)
                        .is_some_and(|form| form.column(of, at).is_some()),
                }
            };
            if named.iter().all(is_there) {
                found.push(choice);
            }
        }
    }
    found
}
