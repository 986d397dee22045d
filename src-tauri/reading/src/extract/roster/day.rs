//! Days as registers write them.

use xianbaohui_core::text;

/// A number of days since 1900 that shows as a plain number: 43653 is 2019-07-07. Only days of
/// living memory; a day of 1900 … is no date of a register.
pub(super) fn day_of_serial(compact: &str, from_1904: bool) -> Option<String> {
    /// Days between the two calendars.
    const CALENDARS: i32 = 1462;
    let serial = compact.parse::<i32>().ok().filter(|_| compact.len() == 5)?
        + if from_1904 { CALENDARS } else { 0 };
    if !(18_264..=62_091).contains(&serial) {
        return None;
    }
    let (mut year, mut left) = (1950, serial - 18_264);
    let is_leap = |year: i32| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    while left >= 365 + i32::from(is_leap(year)) {
        left -= 365 + i32::from(is_leap(year));
        year += 1;
    }
    let mut month = 1;
    for days in [
        31,
        28 + i32::from(is_leap(year)),
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ] {
        if left < days {
            break;
        }
        left -= days;
        month += 1;
    }
    Some(format!("{year}-{month:02}-{:02}", left + 1))
}

/// 2023.2.20, 2023年2月20日, 2023/2/20, 20230220, 202302, 2023年2月; as 2023-02-20 or 2023-02.
pub(super) fn day_of(raw: &str) -> Option<String> {
    // the time of day, as databases write it, is left out
    let day = raw
        .split([' ', 'T'])
        .next()
        .filter(|_| raw.contains(':'))
        .unwrap_or(raw);
    let compact = text::compact(day);
    let parts = compact
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>();
    let (year, month, day) = match parts.as_slice() {
        [one] if one.len() == 8 => (
            one[..4].to_owned(),
            one[4..6].to_owned(),
            Some(one[6..].to_owned()),
        ),
        [one] if one.len() == 6 => (one[..4].to_owned(), one[4..].to_owned(), None),
        [year, month] => ((*year).to_owned(), (*month).to_owned(), None),
        [year, month, day] => (
            (*year).to_owned(),
            (*month).to_owned(),
            Some((*day).to_owned()),
        ),
        _ => return None,
    };
    let (year_number, month_number) = (year.parse::<u16>().ok()?, month.parse::<u8>().ok()?);
    if year.len() != 4 || !(1900..=2199).contains(&year_number) || !(1..=12).contains(&month_number)
    {
        return None;
    }
    match day {
        None => Some(format!("{year}-{month_number:02}")),
        Some(day) => {
            let last = match month_number {
                2 if year_number.is_multiple_of(4)
                    && (!year_number.is_multiple_of(100) || year_number.is_multiple_of(400)) =>
                {
                    29
                }
                2 => 28,
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            let day = day
                .parse::<u8>()
                .ok()
                .filter(|day| (1..=last).contains(day))?;
            Some(format!("{year}-{month_number:02}-{day:02}"))
        }
    }
}
