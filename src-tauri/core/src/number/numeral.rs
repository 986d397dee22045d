//! Figures in digits, with or without separators, and in Chinese numerals.

use super::Decimal;
use super::datum::Unreadable;
use crate::measure::Factor;
use crate::text;

pub(super) fn plain_decimal(figure: &str, raw: &str) -> Result<(Decimal, bool), Unreadable> {
    let (negative, digits) = match figure.strip_prefix(['-', '−', '–', '－', '﹣']) {
        Some(rest) => (true, rest),
        None => (false, figure.strip_prefix('+').unwrap_or(figure)),
    };
    if digits.is_empty() || !digits.chars().any(|c| c.is_ascii_digit()) {
        return Err(Unreadable::Words);
    }
    if digits.contains(['(', ')', '▲', '△', '▼', '▽'])
        && digits
            .trim_matches(['(', ')', '▲', '△', '▼', '▽'])
            .chars()
            .all(|c| c.is_ascii_digit() || c == '.' || c == ',')
    {
        return Err(Unreadable::Sign);
    }
    if digits
        .chars()
        .any(|c| !(c.is_ascii_digit() || matches!(c, '.' | ',' | 'e' | 'E' | '+' | '-')))
    {
        let parts = digits
            .split(['\\', '/', '|', ';', '~', '、'])
            .filter(|p| !p.is_empty())
            .collect::<Vec<_>>();
        let two = parts.len() > 1
            && parts
                .iter()
                .all(|p| p.chars().all(|c| c.is_ascii_digit() || c == '.'));
        return Err(if two {
            Unreadable::TwoFigures
        } else {
            Unreadable::Words
        });
    }
    // spaces inside: `1 234` is grouping, `12 34` is two figures
    let spaced = text::half_width(raw)
        .split_whitespace()
        .filter(|part| part.chars().any(|c| c.is_ascii_digit()))
        .map(str::to_owned)
        .collect::<Vec<_>>();
    let heads_a_group = |part: &String| {
        part.chars()
            .take_while(|c| *c != '.')
            .filter(char::is_ascii_digit)
            .count()
            <= 3
    };
    // on two lines stand two figures
    let lines = raw
        .split(['\n', '\r'])
        .filter(|line| line.chars().any(char::is_numeric))
        .count();
    if lines > 1 {
        return Err(Unreadable::TwoFigures);
    }
    if spaced.len() > 1
        && !(heads_a_group(&spaced[0])
            && spaced[1..].iter().all(|part| {
                part.len() >= 3
                    && part.as_bytes()[..3].iter().all(u8::is_ascii_digit)
                    && part.as_bytes().get(3).is_none_or(|b| !b.is_ascii_digit())
            }))
    {
        return Err(Unreadable::TwoFigures);
    }
    if digits.contains(['e', 'E']) {
        return scientific(digits, negative).map(|value| (value, false));
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if fraction.contains(['.', ',', '+', '-']) || whole.contains(['+', '-']) {
        return Err(Unreadable::Words);
    }
    let grouped = whole.contains(',');
    if grouped {
        let mut groups = whole.split(',');
        let first = groups.next().unwrap_or_default();
        if first.is_empty() || first.len() > 3 || !groups.all(|group| group.len() == 3) {
            return Err(Unreadable::Grouping);
        }
    }
    let joined = format!(
        "{}{}{}{}",
        if negative { "-" } else { "" },
        if whole.is_empty() { "0" } else { "" },
        whole.replace(',', ""),
        if fraction.is_empty() {
            String::new()
        } else {
            format!(".{fraction}")
        }
    );
    if joined.len() > 28 {
        return Err(Unreadable::TooLarge);
    }
    Decimal::from_str_exact(&joined)
        .map(|decimal| (decimal, grouped))
        .map_err(|_| Unreadable::TooLarge)
}

/// `1.83E+08`, with all its digits or not at all.
fn scientific(digits: &str, negative: bool) -> Result<Decimal, Unreadable> {
    let (figure, power) = digits.split_once(['e', 'E']).ok_or(Unreadable::Words)?;
    if figure.is_empty() || !figure.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return Err(Unreadable::Words);
    }
    let bare = power.strip_prefix(['+', '-']).unwrap_or(power);
    if bare.is_empty() || !bare.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Unreadable::Words);
    }
    let power = power.parse::<i32>().map_err(|_| Unreadable::TooLarge)?;
    let value = Decimal::from_str_exact(figure).map_err(|_| {
        if figure.len() > 28 {
            Unreadable::TooLarge
        } else {
            Unreadable::Words
        }
    })?;
    let value = Factor(power).apply(value).ok_or(Unreadable::TooLarge)?;
    Ok(if negative { value.negated() } else { value })
}

pub(super) fn is_numeral(c: char) -> bool {
    "零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟".contains(c)
}

/// 十二, 一百二十, 三千零五: whole numbers below ten thousand, the only ones that clerks write out.
pub(super) fn chinese_numeral(figure: &str) -> Option<Decimal> {
    let mut total = 0_i64;
    let mut digit: Option<i64> = None;
    // power of the last numeral, while no 零 has followed it
    let mut open_power = 1;
    if figure.is_empty() || !figure.chars().all(is_numeral) {
        return None;
    }
    let all_digits = figure.chars().all(|c| numeral_digit(c).is_some());
    if all_digits {
        if figure.chars().count() == 1 {
            return figure
                .chars()
                .next()
                .and_then(numeral_digit)
                .map(Decimal::from);
        }
        return None; // 二一 may be 21 or 2 and 1
    }
    for c in figure.chars() {
        if let Some(value) = numeral_digit(c) {
            if digit.is_some_and(|earlier| earlier != 0) {
                return None;
            }
            if value == 0 {
                open_power = 1;
            }
            digit = Some(value);
        } else {
            let power = match c {
                '十' | '拾' => 10,
                '百' | '佰' => 100,
                _ => 1000,
            };
            let factor = match digit.take() {
                Some(value) if value > 0 => value,
                None if power == 10 && total == 0 => 1,
                _ => return None,
            };
            if total > 0 && total % (power * 10) != 0 {
                return None;
            }
            total += factor * power;
            open_power = power;
        }
    }
    // 一百二 is 120 to one and 102 to another
    if open_power > 10 && digit.is_some() {
        return None;
    }
    Some(Decimal::from(total + digit.unwrap_or(0)))
}

fn numeral_digit(c: char) -> Option<i64> {
    let value = match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    };
    Some(value)
}
