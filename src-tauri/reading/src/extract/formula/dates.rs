//! Functions of days: serial numbers of the calendar that the sheet counts by.

use super::call::{Call, sound};
use super::value::{NO_NUMBER, Value, Why};
use crate::sight::{DateSystem, Format, Locale, Value as Shows};

/// Days from 1970-01-01 back to the day before the first: 1900-03-01 is 61, as there was a
/// 29 February for Lotus 1-2-3; and 1904-01-02 is 1.
const FROM_1900: i64 = 25_569;
const FROM_1904: i64 = 24_107;
/// Earlier days are counted otherwise by one program and another.
const FIRST: i64 = 61;
/// 9999-12-31
const LAST: i64 = 2_958_465;

/// Year, month, and day of it.
type Civil = (i64, i64, i64);

/// Days since 1970-01-01; months beyond the year and days beyond the month go on in the next.
fn days((year, month, day): Civil) -> i64 {
    let year = year + (month - 1).div_euclid(12);
    let month = (month - 1).rem_euclid(12) + 1;
    // years begin with March, so that the odd day is the last
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn civil(days: i64) -> Civil {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let part = (5 * of_year + 2) / 153;
    let month = if part < 10 { part + 3 } else { part - 9 };
    let day = of_year - (153 * part + 2) / 5 + 1;
    (year + era * 400 + i64::from(month <= 2), month, day)
}

impl Call<'_, '_> {
    fn first_day(&self) -> Result<i64, Why> {
        let is_1904 = self.working.grid(self.at.0)?.from_1904;
        Ok(if is_1904 { FROM_1904 } else { FROM_1900 })
    }

    /// A day that both programs count alike.
    fn day_at(&mut self, part: usize) -> Result<Result<Civil, Value>, Why> {
        let serial = match self.number(part)? {
            Ok(serial) => serial.floor(),
            Err(error) => return Ok(Err(error)),
        };
        if !(FIRST as f64..=LAST as f64).contains(&serial) {
            return self.unknown();
        }
        Ok(Ok(civil(serial as i64 - self.first_day()?)))
    }

    fn of_day(&self, day: Civil) -> Result<Value, Why> {
        let serial = days(day) + self.first_day()?;
        if !(FIRST..=LAST).contains(&serial) {
            return self.unknown();
        }
        Ok(Value::Number(serial as f64))
    }

    /// A part as a whole number of days, months or years.
    fn whole(&mut self, part: usize) -> Result<Result<i64, Value>, Why> {
        Ok(match self.number(part)? {
            Ok(number) if number.abs() < 100_000.0 => Ok(number.trunc() as i64),
            Ok(_) => return self.unknown(),
            Err(error) => Err(error),
        })
    }

    pub(super) fn date(&mut self) -> Result<Value, Why> {
        let year = sound!(self.whole(0)?);
        let month = sound!(self.whole(1)?);
        let day = sound!(self.whole(2)?);
        let year = if (0..1900).contains(&year) {
            year + 1900
        } else {
            year
        };
        self.of_day((year, month, day))
    }

    pub(super) fn part_of_date(&mut self) -> Result<Value, Why> {
        let (year, month, day) = sound!(self.day_at(0)?);
        let part = match self.name {
            "YEAR" => year,
            "MONTH" => month,
            _ => day,
        };
        Ok(Value::Number(part as f64))
    }

    /// `EDATE`: the same day of another month, or its last; `EOMONTH`: its last.
    pub(super) fn months_on(&mut self) -> Result<Value, Why> {
        let (year, month, day) = sound!(self.day_at(0)?);
        let months = sound!(self.whole(1)?);
        let (_, _, last) = civil(days((year, month + months + 1, 1)) - 1);
        let day = if self.name == "EDATE" {
            day.min(last)
        } else {
            last
        };
        self.of_day((year, month + months, day))
    }

    pub(super) fn date_between(&mut self) -> Result<Value, Why> {
        let (from, to) = (sound!(self.day_at(0)?), sound!(self.day_at(1)?));
        let unit = sound!(self.one(2)?.words()).to_uppercase();
        if from > to {
            return Ok(NO_NUMBER);
        }
        let months = (to.0 - from.0) * 12 + to.1 - from.1 - i64::from(to.2 < from.2);
        let count = match unit.as_str() {
            "Y" => months / 12,
            "M" => months,
            "D" => days(to) - days(from),
            _ => return self.unknown(),
        };
        Ok(Value::Number(count as f64))
    }

    /// A figure in words, as a cell with that format shows it.
    pub(super) fn by_format(&mut self, value: &Value, code: &str) -> Result<Value, Why> {
        let number = sound!(value.number()?);
        let dates = if self.working.grid(self.at.0)?.from_1904 {
            DateSystem::From1904
        } else {
            DateSystem::From1900
        };
        let shown = Format::parse(code, Locale::ZhCn).show(Shows::Number(number), dates);
        if shown.unsure.is_some() || shown.fill.is_some() || code.is_empty() {
            return self.unknown();
        }
        Ok(Value::Text(shown.text.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::{FROM_1900, FROM_1904, civil, days};

    #[test]
    fn days_are_those_of_the_calendar() {
        for (day, serial) in [
            ((1900, 3, 1), 61),
            ((2021, 3, 31), 44_286),
            ((2020, 2, 29), 43_890),
            ((2000, 12, 31), 36_891),
        ] {
            assert_eq!(days(day) + FROM_1900, serial);
            assert_eq!(civil(serial - FROM_1900), day);
        }
        assert_eq!(days((1904, 1, 2)) + FROM_1904, 1);
        assert_eq!(days((2020, 14, 31)), days((2021, 3, 3)));
    }
}
