//! A serial number as a date and time.

/// Which day serial number 1 is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateSystem {
    /// 1 January 1900; there is a 29 February 1900 (60), as in Lotus 1-2-3, and a day 0.
    #[default]
    From1900,
    /// 2 January 1904; dates before are shown with a minus.
    From1904,
}

/// A moment of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    pub(super) year: u32,
    pub(super) month: u32,
    pub(super) day: u32,
    /// from Sunday, 0
    pub(super) weekday: u32,
    /// of the day
    pub(super) seconds: u64,
    /// in the unit that was asked for
    pub(super) fraction: u64,
    /// since the first day
    pub(super) all_seconds: u64,
    pub(super) is_negative: bool,
}

const DAY: u64 = 86_400;

impl Moment {
    /// Rounded to a decimal of seconds (0 to 3 digits); with `is_day`, not at all but for what is
    /// less than a ten-thousandth of a second before midnight. None outside of the calendar.
    pub(super) fn of(serial: f64, system: DateSystem, digits: u32, is_day: bool) -> Option<Self> {
        let is_negative = serial < 0.0;
        if is_negative && system == DateSystem::From1900 {
            return None;
        }
        let serial = serial.abs();
        let last = match system {
            DateSystem::From1900 => 2_958_466.0,
            DateSystem::From1904 => 2_957_004.0,
        };
        if serial >= last {
            return None;
        }
        let mut day = serial.floor();
        let part = (serial - day) * 86_400.0;
        let unit = 10_u64.pow(digits.min(3));
        // a few binary digits are lost with the day
        let rounded = ((part + 1e-6) * unit as f64 + 0.5).floor();
        #[expect(clippy::cast_sign_loss, reason = "from 0 to 86 400 000")]
        let mut units = if is_day && part < 86_399.999_9 {
            0
        } else {
            rounded as u64
        };
        if units >= DAY * unit {
            units -= DAY * unit;
            day += 1.0;
        }
        if day >= last {
            return None;
        }
        #[expect(clippy::cast_sign_loss, reason = "from 0 to 2 958 465")]
        let day = day as u64;
        let (year, month, date) = date(day, system);
        let seconds = units / unit;
        let first_weekday = match system {
            DateSystem::From1900 => 6,
            DateSystem::From1904 => 5,
        };
        Some(Self {
            year,
            month,
            day: date,
            weekday: ((day + first_weekday) % 7) as u32,
            seconds,
            fraction: units % unit,
            all_seconds: day * DAY + seconds,
            is_negative: is_negative && (day > 0 || units > 0),
        })
    }
}

fn date(day: u64, system: DateSystem) -> (u32, u32, u32) {
    match (system, day) {
        (DateSystem::From1900, 0) => (1900, 1, 0),
        (DateSystem::From1900, 60) => (1900, 2, 29),
        // days since 1 March of the year 0
        (DateSystem::From1900, 1..60) => civil(day + 693_900),
        (DateSystem::From1900, _) => civil(day + 693_899),
        (DateSystem::From1904, _) => civil(day + 695_361),
    }
}

/// Day `days` after 1 March of the year 0 (H. Hinnant, "chrono-compatible low-level date
/// algorithms").
fn civil(days: u64) -> (u32, u32, u32) {
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = era * 400 + year + u64::from(month <= 2);
    (year as u32, month as u32, day as u32)
}
