//! What a drawn scheme is made of: units, indicators, forms, and what is filled in.

use crate::truth::fraction::Fraction;
use std::collections::BTreeMap;

/// A unit below the root.
#[derive(Debug, Clone)]
pub(in crate::truth) struct Unit {
    pub(in crate::truth) name: String,
    /// position of the unit above; `None` for the root
    pub(in crate::truth) parent: Option<usize>,
    pub(in crate::truth) reports: bool,
}

/// An indicator.
#[derive(Debug, Clone)]
pub(in crate::truth) struct Indicator {
    pub(in crate::truth) code: String,
    pub(in crate::truth) name: String,
    pub(in crate::truth) unit: &'static str,
    pub(in crate::truth) kind: &'static str,
    pub(in crate::truth) decimals: u32,
    /// positions of numerator and denominator
    pub(in crate::truth) ratio: Option<(usize, usize)>,
}

impl Indicator {
    pub(in crate::truth) fn adds_up(&self) -> bool {
        matches!(self.kind, "stock" | "gross-new" | "net-change" | "flow")
    }
}

/// What a column's figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::truth) enum Role {
    Value,
    /// of the first column against the second
    Growth,
    /// of the first column against the third
    Completion,
    Rank,
}

/// A column of a matrix.
#[derive(Debug, Clone)]
pub(in crate::truth) struct Column {
    pub(in crate::truth) code: &'static str,
    pub(in crate::truth) name: &'static str,
    pub(in crate::truth) role: Role,
    pub(in crate::truth) decimals: Option<u32>,
    pub(in crate::truth) yoy: bool,
    pub(in crate::truth) share: bool,
}

/// A form: a matrix, a county table with one column an indicator, or a roster without columns.
#[derive(Debug, Clone)]
pub(in crate::truth) struct Form {
    pub(in crate::truth) code: &'static str,
    pub(in crate::truth) title: &'static str,
    pub(in crate::truth) rows: Vec<usize>,
    pub(in crate::truth) columns: Vec<Column>,
}

/// What somebody filled in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::truth) enum Filled {
    Number(Fraction, i128, u32),
    Blank,
    Nil,
    Unreadable,
}

impl Filled {
    pub(super) fn written(self) -> String {
        match self {
            Self::Number(_, units, 0) => units.to_string(),
            Self::Number(_, units, digits) => {
                let ten = 10_i128.pow(digits);
                format!(
                    "{}{}.{:0width$}",
                    if units < 0 { "-" } else { "" },
                    units.abs() / ten,
                    units.abs() % ten,
                    width = digits as usize
                )
            }
            Self::Blank => String::new(),
            Self::Nil => "无".to_owned(),
            Self::Unreadable => "待定".to_owned(),
        }
    }

    pub(in crate::truth) fn number(self) -> Option<Fraction> {
        if let Self::Number(number, ..) = self {
            Some(number)
        } else {
            None
        }
    }
}

/// A unit's return: one figure for each (indicator, column) of the form, or one for each entry of a
/// roster.
pub(in crate::truth) type Figures = BTreeMap<(usize, usize), Filled>;
