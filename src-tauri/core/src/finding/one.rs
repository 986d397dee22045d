//! One finding.

use super::arg::Args;
use super::code::FindingCode;
use super::severity::Severity;
use super::subject::Subject;
use crate::number::Decimal;
use crate::place::Place;
use serde::{Deserialize, Serialize};

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// 128 bits in hex digits: the same for the same figures of the same subject in the same round,
    /// wherever they stand, so that an explanation can stay with it
    pub id: String,
    /// what was found
    pub code: FindingCode,
    /// code of the scheme's rule, where one was broken
    pub rule: Option<String>,
    /// how grave
    pub severity: Severity,
    /// what it is about
    pub subject: Subject,
    /// what the sentence needs
    pub args: Args,
    /// where, the cell it is about first
    pub cells: Vec<Place>,
    /// what is
    pub left: Option<String>,
    /// what should be
    pub right: Option<String>,
}

/// What is told with a code; the structs of [`told`] are it.
pub trait Told {
    /// its code
    const CODE: FindingCode;
    /// names of its arguments
    const ARGS: &'static [&'static str];

    /// The arguments.
    fn args(self) -> Args;
}

impl Finding {
    /// A finding without cells and identity yet; [`identify`] gives it one.
    pub fn of<T: Told>(told: T) -> Self {
        Self {
            id: String::new(),
            code: T::CODE,
            rule: None,
            severity: T::CODE.severities()[0],
            subject: Subject::Return,
            args: told.args(),
            cells: Vec::new(),
            left: None,
            right: None,
        }
    }

    /// One that is told less or more gravely than usual.
    #[must_use]
    pub fn graded(mut self, severity: Severity) -> Self {
        debug_assert!(
            self.code.severities().contains(&severity),
            "{} is never {severity}",
            self.code
        );
        self.severity = severity;
        self
    }

    /// Names the scheme's rule.
    #[must_use]
    pub fn by_rule(mut self, rule: impl Into<String>) -> Self {
        self.rule = Some(rule.into());
        self
    }

    /// Says what it is about.
    #[must_use]
    pub fn about(mut self, subject: Subject) -> Self {
        self.subject = subject;
        self
    }

    /// Adds a cell.
    #[must_use]
    pub fn at(mut self, cell: impl Into<Place>) -> Self {
        self.cells.push(cell.into());
        self
    }

    /// Adds cells.
    #[must_use]
    pub fn at_all(mut self, cells: impl IntoIterator<Item = Place>) -> Self {
        self.cells.extend(cells);
        self
    }

    /// Adds the values on both sides.
    #[must_use]
    pub fn sides(mut self, left: impl Into<String>, right: impl Into<String>) -> Self {
        self.left = Some(left.into());
        self.right = Some(right.into());
        self
    }

    /// Adds figures on both sides.
    #[must_use]
    pub fn figures(self, left: Decimal, right: Decimal) -> Self {
        self.sides(left.normalize().to_string(), right.normalize().to_string())
    }

    /// Whether it says that something could not be checked.
    pub fn is_unchecked(&self) -> bool {
        use FindingCode::{RatioUnchecked, RuleUnchecked, RulesNotAsked, TotalUnchecked};
        matches!(
            self.code,
            RuleUnchecked | RulesNotAsked | RatioUnchecked | TotalUnchecked
        )
    }

    /// What scripts and lists call it: the scheme's rule, or the code.
    pub fn rule_name(&self) -> String {
        match (&self.rule, self.code) {
            (Some(rule), FindingCode::RuleUnchecked) => format!("{rule}.unchecked"),
            (Some(rule), _) => rule.clone(),
            (None, code) => code.as_str().to_owned(),
        }
    }
}
