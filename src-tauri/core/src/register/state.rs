//! How an entry stands on a day.

use super::defined::Register;
use super::key::Fields;
use crate::number::Datum;
use crate::period::Period;
use crate::record::StoredEntry;

/// How an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// it counts
    In,
    /// its time is over
    Lapsed,
    /// its status says that it does not count
    Ended,
    /// its unit does not report it any more
    Gone,
}

impl State {
    /// All there are.
    pub const ALL: [Self; 4] = [Self::In, Self::Lapsed, Self::Ended, Self::Gone];

    /// Its code, for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Lapsed => "lapsed",
            Self::Ended => "ended",
            Self::Gone => "gone",
        }
    }

    /// What a bureau calls it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::In => "在册",
            Self::Lapsed => "到期",
            Self::Ended => "终止",
            Self::Gone => "移出",
        }
    }

    /// By code or word.
    pub fn of(text: &str) -> Option<Self> {
        let is = |state: &Self| state.code() == text || state.word() == text;
        Self::ALL.into_iter().find(is)
    }

    /// Of an entry that is in the register, on a day: `2021-03-31`.
    pub(super) fn on(
        register: &Register,
        fields: &Fields<'_>,
        entry: &StoredEntry,
        day: &str,
    ) -> Self {
        let status = fields.text(entry, fields.status);
        if register.ended.contains(&status) || fields.is_lifted(entry) {
            return Self::Ended;
        }
        match day_of(fields, entry) {
            Some(until) if *day > *until => Self::Lapsed,
            _ => Self::In,
        }
    }
}

/// The last day on which an entry counts, where it says one.
pub fn day_of(fields: &Fields<'_>, entry: &StoredEntry) -> Option<String> {
    let Datum::Text(until) = &entry.fields.get(fields.until?)?.datum else {
        return None;
    };
    let is_date = until
        .bytes()
        .all(|sign| sign.is_ascii_digit() || sign == b'-');
    match until.len() {
        10 if is_date => Some(until.clone()),
        // to the end of the month
        7 if is_date => Some(format!("{until}-31")),
        _ => None,
    }
}

/// The day so many days after one: `2021-03-31`; nothing where that is none.
pub fn days_after(day: &str, days: u16) -> String {
    let own = crate::day::read(day).ok();
    own.map_or_else(String::new, |own| own.day.later(days).to_string())
}

/// The last day of a period.
pub fn last_day(period: Period) -> String {
    let is_leap = period.year.is_multiple_of(4)
        && (!period.year.is_multiple_of(100) || period.year.is_multiple_of(400));
    let day = match period.to {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    format!("{}-{:02}-{day}", period.year, period.to)
}
