//! The digits of a figure: as Excel keeps them, as they are rounded, and as they are shown.

use super::Decimal;
use std::str::FromStr;

/// The decimal a person sees in an Excel number: fifteen significant digits, as Excel itself keeps
/// them.
///
/// The second value tells whether digits were rounded away (183277121.29999998 → 183277121.3).
pub fn from_excel(number: f64) -> Option<(Decimal, bool)> {
    if !number.is_finite() || number.abs() >= 1e28 {
        return None;
    }
    if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 {
        return Some((Decimal::from(number as i64), false));
    }
    let shortest = format!("{number}");
    let digits = shortest.bytes().filter(u8::is_ascii_digit).count()
        - usize::from(shortest.trim_start_matches('-').starts_with("0."));
    if digits <= 15
        && let Ok(decimal) = Decimal::from_str(&shortest)
    {
        return Some((decimal.normalize(), false));
    }
    let decimal = Decimal::from_scientific(&format!("{number:.14e}"))
        .ok()?
        .normalize();
    let same = decimal.to_string() == shortest;
    Some((decimal, !same))
}

/// Writes a decimal with thousands separators and a fixed number of digits after the point, half
/// away from zero (the rounding of Excel and of statistical yearbooks).
pub fn display(value: Decimal, decimals: u32) -> String {
    let rounded = round(value, decimals);
    let plain = padded(rounded.abs(), decimals);
    let (whole, fraction) = plain
        .split_once('.')
        .map_or((plain.as_str(), ""), |(w, f)| (w, f));
    let mut grouped = String::with_capacity(plain.len() + 8);
    if rounded.is_sign_negative() && !rounded.is_zero() {
        grouped.push('-');
    }
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !fraction.is_empty() {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

/// The digits that Excel keeps of a number.
pub const EXCEL_DIGITS: usize = 15;

/// Whether a number, written out without needless zeros, has more significant digits than Excel
/// keeps.
pub fn is_wide(digits: &str) -> bool {
    // most numbers are short: their digits need not be counted
    digits.len() > EXCEL_DIGITS && significant_digits(digits) > EXCEL_DIGITS
}

/// Digits between the first and the last that is no zero.
pub fn significant_digits(digits: &str) -> usize {
    let bare = digits.trim_start_matches(['-', '0', '.']);
    // zeros behind the point were left out before; those of a whole number are only its size
    let bare = if digits.contains('.') {
        bare
    } else {
        bare.trim_end_matches('0')
    };
    bare.bytes().filter(u8::is_ascii_digit).count()
}

/// Rounds half away from zero. What rounds to nothing is 0, never −0.
pub fn round(value: Decimal, decimals: u32) -> Decimal {
    let mut rounded = value.round_dp_with_strategy(
        decimals,
        rust_decimal::RoundingStrategy::MidpointAwayFromZero,
    );
    if rounded.is_zero() {
        rounded.set_sign_positive(true);
    }
    rounded
}

/// `12.5` with two decimals is `12.50`; no digit is ever dropped. The library's own way of padding
/// panics where a long figure gets many zeros.
pub fn padded(value: Decimal, decimals: u32) -> String {
    let mut digits = if value.is_zero() {
        "0".to_owned()
    } else {
        value.normalize().to_string()
    };
    let own = digits
        .split_once('.')
        .map_or(0, |(_, fraction)| fraction.len());
    if own == 0 && decimals > 0 {
        digits.push('.');
    }
    digits.extend(std::iter::repeat_n(
        '0',
        (decimals as usize).saturating_sub(own),
    ));
    digits
}
