//! One day or one month, and why a text is none.

use std::fmt;

/// One day, or one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: u16,
    month: u8,
    /// of the month
    date: Option<u8>,
}

/// 2023-02-20 or 2023-02.
impl fmt::Display for Day {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{:02}", self.year, self.month)?;
        self.date.map_or(Ok(()), |day| write!(out, "-{day:02}"))
    }
}

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoDay {
    /// words, or figures in no order of a date
    Words,
    /// a year alone
    Year,
    /// a year of two digits: 21.3.5 may be of three dates
    ShortYear,
    /// several days, or a time from one to another
    Several,
    /// a quarter
    Quarter,
    /// a batch: 2021年3月第2批
    Batch,
    /// the number of a document: 冀科〔2021〕3号
    Number,
    /// 2021-02-30, 2021.13.1
    Calendar,
    /// the number 2018.1 is 2018.10, too
    Month,
    /// 12/4/2020: month or day first
    Order,
}

impl NoDay {
    /// One word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Year => "year",
            Self::ShortYear => "short-year",
            Self::Several => "several",
            Self::Quarter => "quarter",
            Self::Batch => "batch",
            Self::Number => "number",
            Self::Calendar => "calendar",
            Self::Month => "month",
            Self::Order => "order",
        }
    }
}

impl Day {
    /// Whether it is a day, not a month.
    pub const fn is_day(self) -> bool {
        self.date.is_some()
    }

    /// Years that registers are about: 210301 is no month of 2103.
    const YEARS: std::ops::RangeInclusive<u16> = 1900..=2099;

    /// A day, where the calendar has it.
    pub fn new(year: u16, month: u8, day: Option<u8>) -> Option<Self> {
        let is_day = |day: u8| (1..=last_day(year, month)).contains(&day);
        let is_there =
            Self::YEARS.contains(&year) && (1..=12).contains(&month) && day.is_none_or(is_day);
        is_there.then_some(Self {
            year,
            month,
            date: day,
        })
    }

    /// So many days later; of a month, the last day of it counts.
    #[must_use]
    pub fn later(self, days: u16) -> Self {
        let (mut year, mut month) = (self.year, self.month);
        let date = self.date.unwrap_or_else(|| last_day(year, month));
        let mut left = u32::from(date) + u32::from(days);
        while left > u32::from(last_day(year, month)) {
            left -= u32::from(last_day(year, month));
            (year, month) = if month == 12 {
                (year + 1, 1)
            } else {
                (year, month + 1)
            };
        }
        Self {
            year,
            month,
            date: u8::try_from(left).ok(),
        }
    }

    /// A number of days since 1900 (or 1904) that shows as a plain number: 43653 is 2019-07-07.
    /// Only days of living memory; a day of 1900 … is no date of a register.
    pub fn of_serial(compact: &str, from_1904: bool) -> Option<Self> {
        /// Days between the two calendars.
        const CALENDARS: i32 = 1462;
        /// 1950-01-01 and 2069-12-31
        const KNOWN: std::ops::RangeInclusive<i32> = 18_264..=62_091;
        let is_serial = compact.len() == 5 && compact.bytes().all(|byte| byte.is_ascii_digit());
        let serial = compact.parse::<i32>().ok().filter(|_| is_serial)?
            + if from_1904 { CALENDARS } else { 0 };
        if !KNOWN.contains(&serial) {
            return None;
        }
        let (mut year, mut month, mut left) = (1950_u16, 1_u8, serial - KNOWN.start());
        let days_of = |year: u16| 337 + i32::from(last_day(year, 2));
        while left >= days_of(year) {
            left -= days_of(year);
            year += 1;
        }
        while left >= i32::from(last_day(year, month)) {
            left -= i32::from(last_day(year, month));
            month += 1;
        }
        Self::new(year, month, Some(u8::try_from(left + 1).ok()?))
    }
}

fn last_day(year: u16, month: u8) -> u8 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
