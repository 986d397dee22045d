//! What a part of a rule comes to.

use super::Compare;
use crate::number::{Datum, Decimal};
use crate::text;
use std::cmp::Ordering;
use std::fmt;

/// What a part of a rule comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// a figure
    Number(Decimal),
    /// words, a code, a day as `2021-03-05`
    Text(String),
    /// whether something holds
    Truth(bool),
    /// nothing is there
    Blank,
}

impl Value {
    /// Of what was read of a cell; `None` of what could not be read.
    pub fn of(datum: &Datum) -> Option<Self> {
        match datum {
            Datum::Number(number) => Some(Self::Number(*number)),
            Datum::Text(text) => Some(Self::Text(text.clone())),
            Datum::Blank | Datum::Nil(_) => Some(Self::Blank),
            Datum::Unreadable(_) => None,
        }
    }

    /// The figure, where it is one.
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// What makes two texts the same: as people read them.
    pub(super) fn key(&self) -> String {
        match self {
            Self::Text(text) => text::key(text),
            other => other.to_string(),
        }
    }

    /// Whether something holds between two values. A figure and a text are never equal, and have no
    /// order.
    pub fn compares(&self, compare: Compare, other: &Self) -> bool {
        let order = match (self, other) {
            (Self::Number(one), Self::Number(other)) => Some(one.cmp(other)),
            (Self::Text(one), Self::Text(other)) => Some(of_texts(one, other)),
            (Self::Truth(one), Self::Truth(other)) => Some(one.cmp(other)),
            (Self::Blank, Self::Blank) => Some(Ordering::Equal),
            _ => None,
        };
        match compare {
            Compare::Equal => order == Some(Ordering::Equal),
            Compare::NotEqual => order != Some(Ordering::Equal),
            Compare::Less => order == Some(Ordering::Less),
            Compare::AtMost => matches!(order, Some(Ordering::Less | Ordering::Equal)),
            Compare::Greater => order == Some(Ordering::Greater),
            Compare::AtLeast => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
        }
    }
}

/// A month and a day of it are the same as far as both say.
fn of_texts(one: &str, other: &str) -> Ordering {
    let is_day = |text: &str| {
        text.len() >= 7
            && text
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'-')
    };
    if is_day(one) && is_day(other) && (one.starts_with(other) || other.starts_with(one)) {
        return Ordering::Equal;
    }
    text::as_key(one).cmp(&text::as_key(other))
}

impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(out, "{}", number.normalize()),
            Self::Text(text) => out.write_str(text),
            Self::Truth(true) => out.write_str("真"),
            Self::Truth(false) => out.write_str("假"),
            Self::Blank => out.write_str("空"),
        }
    }
}
