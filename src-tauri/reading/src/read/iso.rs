//! Dates as some files write them out, `2021-03-31T08:30:00` and `PT08H30M00S`, as the serial
//! number that a number format shows.

use crate::sight::DateSystem;

const DAY: f64 = 86_400.0;

/// The serial number of a date, a date with a time, or a duration; nothing for what is none, or is
/// before the calendar.
pub(super) fn serial(text: &str, system: DateSystem) -> Option<f64> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix('P') {
        return duration(rest);
    }
    let (day, time) = text.split_once(['T', ' ']).unwrap_or((text, ""));
    let day = days(day, system)?;
    let time = time.strip_suffix('Z').unwrap_or(time);
    Some(day + if time.is_empty() { 0.0 } else { clock(time)? })
}

/// Days since day 0 of the system.
fn days(text: &str, system: DateSystem) -> Option<f64> {
    let mut parts = text.splitn(3, '-').map(number);
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
    if !is_day || !(1900..10_000).contains(&year) {
        return None;
    }
    // days since 1 March of the year 0 (H. Hinnant, "chrono-compatible low-level date algorithms")
    let year = year - i64::from(month <= 2);
    let month = (month + 9) % 12;
    let all = 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day - 1;
    let serial = match system {
        // without the 29 February that was none
        DateSystem::From1900 if all < 693_960 => all - 693_900,
        DateSystem::From1900 => all - 693_899,
        DateSystem::From1904 => all - 695_361,
    };
    u32::try_from(serial).ok().map(f64::from)
}

/// `08:30:00.5` as a part of a day.
fn clock(text: &str) -> Option<f64> {
    let mut parts = text.splitn(3, ':');
    let (hours, minutes) = (number(parts.next()?)?, number(parts.next()?)?);
    let seconds = parts.next().map_or(Some(0.0), decimal)?;
    let is_time = (0..=24).contains(&hours) && (0..60).contains(&minutes) && seconds < 61.0;
    is_time.then(|| ((hours * 60 + minutes) as f64 * 60.0 + seconds) / DAY)
}

/// `1DT08H30M00.5S`, behind its `P`.
fn duration(text: &str) -> Option<f64> {
    let (days, time) = text.split_once('T').unwrap_or((text, ""));
    let mut seconds = 0.0;
    if !days.is_empty() {
        seconds += decimal(days.strip_suffix('D')?)? * DAY;
    }
    let mut rest = time;
    for (unit, worth) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((count, behind)) = rest.split_once(unit) {
            seconds += decimal(count)? * worth;
            rest = behind;
        }
    }
    rest.is_empty().then_some(seconds / DAY)
}

fn number(text: &str) -> Option<i64> {
    let is_number = (1..=6).contains(&text.len()) && text.bytes().all(|c| c.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

fn decimal(text: &str) -> Option<f64> {
    let is_decimal = !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit() || c == b'.');
    text.parse().ok().filter(|_| is_decimal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_that_are_written_out_are_days_of_the_calendar() {
        let of = |text| serial(text, DateSystem::From1900);
        let cases = [
            ("1900-01-01", Some(1.0)),
            ("1900-02-28", Some(59.0)),
            ("1900-03-01", Some(61.0)),
            ("2021-03-31", Some(44_286.0)),
            ("2021-03-31T12:00:00", Some(44_286.5)),
            ("2021-03-31T06:00:00.000Z", Some(44_286.25)),
            ("PT06H00M00S", Some(0.25)),
            ("PT36H", Some(1.5)),
            ("P1DT12H", Some(1.5)),
            ("1582-10-15", None),
            ("2021-13-01", None),
            ("-2021-01-01", None),
            ("PT", Some(0.0)),
            ("P1Y", None),
            ("甲", None),
        ];
        for (text, expected) in cases {
            assert_eq!(of(text), expected, "{text}");
        }
        let of_1904 = serial("2021-03-31", DateSystem::From1904);
        assert_eq!(of_1904, Some(42_824.0));
    }
}
