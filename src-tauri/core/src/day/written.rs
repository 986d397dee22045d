//! The grammar of a day or month, without the words beside it.

use super::numeral;
use super::one::{Day, NoDay};

/// A day, and of six digits the other that they may mean.
type Found = (Day, Option<Day>);

/// Reads a text of which every sign belongs to one day or month.
pub(super) fn read(text: &str) -> Result<Found, NoDay> {
    if is_digits(text) {
        return digits(text);
    }
    if let Some((year, rest)) = text.split_once('年') {
        return with_words(year, rest);
    }
    let parts = |sign: char| {
        // 2023.2.20.
        let own = text
            .strip_suffix('.')
            .filter(|own| own.matches('.').count() == 2);
        own.unwrap_or(text).split(sign).collect::<Vec<_>>()
    };
    // one sign, the same between all
    let mut signs = ['.', '-', '/', ' '].into_iter();
    let sign = signs.find(|sign| text.contains(*sign));
    with_signs(&parts(sign.ok_or(NoDay::Words)?))
}

/// 20230220, 202302.
fn digits(text: &str) -> Result<Found, NoDay> {
    let number = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    match text.len() {
        8 => found(number(0, 4), number(4, 6), Some(number(6, 8))),
        6 => {
            let short = format!("20{}", number(0, 2));
            let other = found(&short, number(2, 4), Some(number(4, 6))).ok();
            let (day, _) = found(number(0, 4), number(4, 6), None)
                .map_err(|why| other.map_or(why, |_| NoDay::ShortYear))?;
            Ok((day, other.map(|(day, _)| day)))
        }
        4 => Err(NoDay::Year),
        _ => Err(NoDay::Words),
    }
}

/// 2023年2月20日, 二〇二三年二月.
fn with_words(year: &str, rest: &str) -> Result<Found, NoDay> {
    let year = if is_digits(year) {
        if year.len() == 2 {
            return Err(NoDay::ShortYear);
        }
        year.to_owned()
    } else {
        numeral::year(year).ok_or(NoDay::Words)?.to_string()
    };
    if rest.is_empty() {
        return Err(NoDay::Year);
    }
    let (month, day) = rest.split_once('月').ok_or(NoDay::Words)?;
    if matches!(day, "" | "份") {
        return found(&year, &small(month)?, None);
    }
    let day = day.strip_suffix(['日', '号']).unwrap_or(day);
    found(&year, &small(month)?, Some(&small(day)?))
}

/// 2023.2.20, 2023-2, 2023/2/20日.
fn with_signs(parts: &[&str]) -> Result<Found, NoDay> {
    let &[year, month, ref days @ ..] = parts else {
        return Err(NoDay::Words);
    };
    if !is_digits(year) {
        return Err(NoDay::Words);
    }
    match days {
        [] => {
            let bare = month
                .strip_suffix("月份")
                .or_else(|| month.strip_suffix('月'));
            let month = bare.unwrap_or(month);
            if year.len() == 4 && month.len() == 4 && is_digits(month) {
                return Err(NoDay::Several);
            }
            found(year, few(month)?, None)
        }
        [day] => {
            let day = day.strip_suffix(['日', '号']).unwrap_or(day);
            if !is_digits(month) || !is_digits(day) {
                return Err(NoDay::Words);
            }
            if day.len() == 4 {
                // 20/2/2023 or 2/20/2023
                return Err(NoDay::Words);
            }
            if year.len() < 4 {
                return Err(NoDay::ShortYear);
            }
            found(year, few(month)?, Some(few(day)?))
        }
        _ => Err(NoDay::Words),
    }
}

/// One or two digits.
fn few(text: &str) -> Result<&str, NoDay> {
    let is_few = matches!(text.len(), 1 | 2) && is_digits(text);
    is_few.then_some(text).ok_or(NoDay::Words)
}

/// A month, or a day of one, in digits or numerals.
fn small(text: &str) -> Result<String, NoDay> {
    if let Ok(digits) = few(text) {
        return Ok(digits.to_owned());
    }
    numeral::small(text)
        .map(|number| number.to_string())
        .ok_or(NoDay::Words)
}

fn found(year: &str, month: &str, day: Option<&str>) -> Result<Found, NoDay> {
    if year.len() != 4 {
        return Err(NoDay::Words);
    }
    let year = year.parse().map_err(|_| NoDay::Words)?;
    let month = month.parse().map_err(|_| NoDay::Words)?;
    let day = day.map(str::parse).transpose().map_err(|_| NoDay::Words)?;
    let day = Day::new(year, month, day).ok_or(NoDay::Calendar)?;
    Ok((day, None))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
