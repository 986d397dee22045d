//! A quarter, and days in it.

use fastrand::Rng;

/// A quarter of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Quarter {
    pub(super) year: u16,
    /// 1 to 4
    pub(super) at: u16,
}

impl Quarter {
    pub(super) fn new(year: u16, at: u16) -> Self {
        Self { year, at }
    }

    /// `2021Q1`.
    pub(super) fn code(self) -> String {
        format!("{}Q{}", self.year, self.at)
    }

    /// The last day.
    pub(super) fn end(self) -> String {
        let day = if matches!(self.at, 1 | 4) { 31 } else { 30 };
        format!("{}-{:02}-{day}", self.year, self.at * 3)
    }

    /// A day in it.
    pub(super) fn day(self, rng: &mut Rng) -> String {
        let month = self.at * 3 - rng.u16(0..3);
        format!("{}-{month:02}-{:02}", self.year, 1 + rng.u8(0..28))
    }

    /// The day on which it is reported: some days into the next.
    pub(super) fn reported(self) -> String {
        match self.at {
            4 => format!("{}年1月8日", self.year + 1),
            at => format!("{}年{}月8日", self.year, at * 3 + 1),
        }
    }
}

/// The same day so many years later.
pub(super) fn years_after(day: &str, years: u16) -> String {
    let (year, rest) = day.split_at(4);
    let year = year.parse::<u16>().unwrap_or_default();
    format!("{}{rest}", year + years)
}
