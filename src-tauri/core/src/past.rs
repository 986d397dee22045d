//! What a unit was before: other names, a smaller area.

use crate::period::Period;
use std::fmt;

/// An earlier name of a unit, and the months in which it was right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerName {
    /// the name
    pub name: String,
    /// first month
    pub from: Option<Month>,
    /// last month
    pub to: Option<Month>,
}

/// An area that a unit took in: its figures from before cannot be held against those after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grown {
    /// the unit that the area was of
    pub by: String,
    /// first and last month in which that may have been
    months: (Month, Month),
}

impl Grown {
    /// `2020-06 邢台县`; where only the year is known, `2020 港闸区`.
    pub fn parse(text: &str) -> Option<Self> {
        let (when, by) = text.split_once(' ')?;
        let by = by.trim().to_owned();
        let month = |text: &str| Month::parse(text);
        let months = month(when)
            .map(|own| (own, own))
            .or_else(|| Some((month(&format!("{when}-01"))?, month(&format!("{when}-12"))?)))?;
        (!by.is_empty()).then_some(Self { by, months })
    }

    /// Whether it lies between two periods, or within one of them.
    pub fn is_between(&self, before: Period, now: Period) -> bool {
        Month::first_of(before) < self.months.1 && self.months.0 <= Month::last_of(now)
    }

    /// 2020年6月, or 2020年.
    pub fn when(&self) -> String {
        let (Month(from), to) = self.months;
        if Month(from) == to {
            format!("{}年{}月", from / 12, from % 12 + 1)
        } else {
            format!("{}年", from / 12)
        }
    }
}

impl fmt::Display for Grown {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = self.months;
        if from == to {
            write!(out, "{from} {}", self.by)
        } else {
            write!(out, "{} {}", from.0 / 12, self.by)
        }
    }
}

/// A month as a number that can be compared: year × 12 + month − 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(u32);

impl Month {
    /// `2020-06`
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let (year, month): (u32, u32) = (year.parse().ok()?, month.parse().ok()?);
        ((1949..2200).contains(&year) && (1..=12).contains(&month))
            .then_some(Self(year * 12 + month - 1))
    }

    /// The last month of a period.
    pub(crate) fn last_of(period: Period) -> Self {
        Self(u32::from(period.year) * 12 + u32::from(period.to) - 1)
    }

    /// The first month of a period.
    pub(crate) fn first_of(period: Period) -> Self {
        Self(u32::from(period.year) * 12 + u32::from(period.from) - 1)
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.0 / 12, self.0 % 12 + 1)
    }
}
