//! Which target is meant.

use crate::period::Period;
use std::fmt;

/// A year, or the first and last of some.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// first year
    pub first: u16,
    /// last year
    pub last: u16,
}

impl Span {
    /// One year.
    pub fn year(year: u16) -> Self {
        Self {
            first: year,
            last: year,
        }
    }

    /// `2021`, or `2020-2022`.
    pub fn parse(text: &str) -> Option<Self> {
        let year = |text: &str| {
            let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
            let year = text.parse().ok().filter(|_| is_year);
            year.filter(|year| (1949..=2199).contains(year))
        };
        let text = text.trim();
        let (first, last) = text.split_once(['-', '–', '—']).unwrap_or((text, text));
        let (first, last) = (year(first.trim())?, year(last.trim())?);
        (first <= last).then_some(Self { first, last })
    }

    /// Whether it is of more than one year.
    pub fn is_long(self) -> bool {
        self.first < self.last
    }

    /// Whether a year is one of its years.
    pub fn has(self, year: u16) -> bool {
        (self.first..=self.last).contains(&year)
    }

    /// Whether it is over when a period ends.
    pub fn is_over(self, period: Period) -> bool {
        (period.year, period.to) >= (self.last, 12)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_long() {
            write!(out, "{}-{}", self.first, self.last)
        } else {
            write!(out, "{}", self.first)
        }
    }
}

/// Which target is meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TargetKey {
    /// code of the kind
    pub code: String,
    /// code of the unit
    pub unit: String,
    /// name of the task, where there are several of a kind; else empty
    pub item: String,
    /// the year or years
    pub span: Span,
    /// last day of the node (节点), `2021-03-31`; empty for the target itself
    pub node: String,
}

impl TargetKey {
    /// The target that a node leads to.
    #[must_use]
    pub fn whole(&self) -> Self {
        Self {
            node: String::new(),
            ..self.clone()
        }
    }
}
