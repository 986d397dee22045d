//! `General`: as many digits as there is room for, at most eleven characters.

use super::decimal::Decimal;

/// Characters that `General` takes at most, the sign aside.
pub const GENERAL_WIDTH: usize = 11;

/// A figure as `General` shows it in `width` characters, the sign aside; no more than
/// [`GENERAL_WIDTH`] count. Nothing where not even one digit has room (Excel: `####`).
///
/// Decimals are rounded to what fits; twelve digits before the point, or a first digit behind the
/// fourth decimal that does not fit whole, are written with an exponent and six digits.
pub fn general(value: f64, width: usize) -> Option<String> {
    let width = width.min(GENERAL_WIDTH);
    let decimal = Decimal::of(value);
    let text = fixed(&decimal, width).or_else(|| scientific(&decimal, width))?;
    let is_zero = text.bytes().all(|digit| matches!(digit, b'0' | b'.'));
    let sign = if value < 0.0 && !is_zero { "-" } else { "" };
    Some(format!("{sign}{text}"))
}

fn fixed(decimal: &Decimal, width: usize) -> Option<String> {
    let magnitude = decimal.magnitude();
    let whole = usize::try_from(magnitude.max(0)).ok()? + 1;
    let places = width.checked_sub(whole)?.saturating_sub(1);
    let is_small = magnitude < -4;
    // what is shown in full needs no exponent
    if is_small && decimal.rounded(12) != decimal.rounded(i32::try_from(places).ok()?) {
        return None;
    }
    let fixed = decimal.fixed(places);
    if fixed.is_zero() && !decimal.is_zero() {
        return None;
    }
    let whole = if fixed.whole.is_empty() {
        "0"
    } else {
        &fixed.whole
    };
    let part = fixed.part.trim_end_matches('0');
    let text = if part.is_empty() {
        whole.to_owned()
    } else {
        format!("{whole}.{part}")
    };
    (text.len() <= width).then_some(text)
}

fn scientific(decimal: &Decimal, width: usize) -> Option<String> {
    let mut power = decimal.magnitude();
    // 1.23457E+17; three digits of exponent take their room besides
    let mut places = 5.min(width.saturating_sub(6));
    if width < GENERAL_WIDTH && power.abs() > 99 {
        places = places.min(width.saturating_sub(7));
    }
    let mut mantissa = decimal.clone().shifted(-power).fixed(places);
    if mantissa.whole.len() > 1 {
        power += 1;
        mantissa = decimal.clone().shifted(-power).fixed(places);
    }
    let part = mantissa.part.trim_end_matches('0');
    let point = if part.is_empty() { "" } else { "." };
    let sign = if power < 0 { '-' } else { '+' };
    let text = format!(
        "{}{point}{part}E{sign}{:02}",
        mantissa.whole,
        power.unsigned_abs()
    );
    (width >= GENERAL_WIDTH || text.len() <= width).then_some(text)
}
