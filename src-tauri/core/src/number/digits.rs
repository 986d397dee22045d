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
    if let Some((mut digits, mut scale)) = scaled(number) {
        while scale > 0 && digits % 10 == 0 {
            digits /= 10;
            scale -= 1;
        }
        return Some((Decimal::new(digits, scale), false));
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

/// A number of few digits after the point as a whole number and how many of its digits stand there.
///
/// Of at most fifteen digits no two decimals have the same double: the one that has this double is
/// the one that a person sees.
fn scaled(number: f64) -> Option<(i64, u32)> {
    const MOST: f64 = 1e15;
    [(1e2, 2), (1e4, 4), (1e6, 6)]
        .into_iter()
        .find_map(|(power, scale)| {
            let digits = (number * power).round();
            (digits.abs() < MOST && (digits / power).to_bits() == number.to_bits())
                .then_some((digits as i64, scale))
        })
}

/// A number in its shortest form, as Rust writes it.
pub fn shortest(number: f64) -> String {
    // the sign of −0 is written
    if number.fract() == 0.0 && number.abs() < 1e15 && (number != 0.0 || !number.is_sign_negative())
    {
        return (number as i64).to_string();
    }
    match scaled(number) {
        Some((digits, scale)) if digits != 0 => trimmed(Decimal::new(digits, scale)),
        _ => number.to_string(),
    }
}

/// A decimal with all its digits, as it writes itself.
pub fn plain(value: Decimal) -> String {
    written(value, false).unwrap_or_else(|| value.to_string())
}

/// A decimal without zeros at its end that say nothing.
pub fn trimmed(value: Decimal) -> String {
    if value.is_zero() {
        return "0".to_owned();
    }
    written(value, true).unwrap_or_else(|| value.normalize().to_string())
}

/// A decimal of few digits, as nearly all are: there are millions of them, and the library's own
/// way is the long one for any.
fn written(value: Decimal, trim: bool) -> Option<String> {
    let mut scale = value.scale() as usize;
    let mut rest = u64::try_from(value.mantissa().unsigned_abs()).ok()?;
    if rest == 0 || scale > 18 {
        return None;
    }
    while trim && scale > 0 && rest.is_multiple_of(10) {
        rest /= 10;
        scale -= 1;
    }
    // twenty digits, or eighteen behind the point and a zero before it, point and sign
    let mut text = [0; 24];
    let (mut at, mut count) = (text.len(), 0);
    let mut put = |byte: u8| {
        at -= 1;
        text[at] = byte;
    };
    while rest > 0 || count <= scale {
        if count == scale && scale > 0 {
            put(b'.');
        }
        put(b'0' + (rest % 10) as u8);
        rest /= 10;
        count += 1;
    }
    if value.is_sign_negative() {
        put(b'-');
    }
    std::str::from_utf8(&text[at..]).ok().map(str::to_owned)
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

/// How many characters [`display`] writes: columns are as wide as the widest of thousands.
pub fn display_width(value: Decimal, decimals: u32) -> u32 {
    let rounded = if value.scale() > decimals {
        round(value, decimals)
    } else {
        value
    };
    let digits = rounded.mantissa().unsigned_abs().checked_ilog10();
    let whole = digits
        .map_or(1, |power| power + 1)
        .saturating_sub(rounded.scale())
        .max(1);
    let point = if decimals > 0 { decimals + 1 } else { 0 };
    let sign = u32::from(rounded.is_sign_negative() && !rounded.is_zero());
    sign + whole + (whole - 1) / 3 + point
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
    value.rounded(decimals)
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

#[cfg(test)]
mod tests {
    use super::{Decimal, display, display_width, from_excel, plain, shortest, trimmed};

    /// Doubles of every size, written the short way and Rust's own.
    fn doubles() -> impl Iterator<Item = f64> {
        let mut seed = 1_u64;
        let mut next = move || {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            seed
        };
        let drawn = (0..200_000).map(move |at| {
            let (bits, digits) = (next(), i64::try_from(next() >> 11).unwrap_or(0));
            match at % 4 {
                0 => f64::from_bits(bits),
                1 => (digits % 1_000_000_000_000) as f64 / 100.0,
                2 => {
                    -((digits >> (bits % 50)) as f64)
                        / 10_f64.powi(i32::try_from(bits % 9).unwrap_or(0))
                }
                _ => (digits % 1_000_000) as f64 * 0.01,
            }
        });
        [0.0, -0.0, 0.1 + 0.2, 1e15, 1e14 + 0.5, 999_999_999_999.995]
            .into_iter()
            .chain(drawn)
            .filter(|number| number.is_finite())
    }

    #[test]
    fn the_short_way_writes_what_rust_writes() {
        for number in doubles() {
            assert_eq!(shortest(number), format!("{number}"));
        }
    }

    #[test]
    fn the_short_way_reads_the_digits_that_are_seen() {
        for number in doubles().filter(|number| number.abs() < 1e15) {
            let written = format!("{number}");
            let digits = written.trim_start_matches(['-', '0', '.']);
            let Some((decimal, rounded)) = from_excel(number) else {
                continue;
            };
            if digits.bytes().filter(u8::is_ascii_digit).count() <= 15 && written.len() <= 28 {
                assert!(!rounded, "{written}");
                let plain = decimal.to_string();
                assert_eq!(
                    plain.trim_start_matches('-'),
                    written.trim_start_matches('-')
                );
            }
        }
    }

    #[test]
    fn the_short_way_writes_decimals_as_they_write_themselves() {
        let ends = [i64::MAX, i64::MIN, 0, 1, -1, 10, 100, 120, -1050].into_iter();
        let bits = |number: f64| i64::from_le_bytes(number.to_bits().to_le_bytes());
        let shifted = doubles().take(20_000).zip((0_u32..60).cycle());
        let drawn = shifted.map(|(number, by)| bits(number) >> by);
        for (digits, more) in ends.chain(drawn).zip((0_u32..28).cycle()) {
            for scale in [0, 1, 2, 18, 19, more] {
                let value = Decimal::new(digits, scale);
                assert_eq!(plain(value), value.to_string());
                for decimals in [0, 2, 9] {
                    let shown = display(value, decimals);
                    assert_eq!(display_width(value, decimals) as usize, shown.len());
                }
                if digits != 0 {
                    assert_eq!(trimmed(value), value.normalize().to_string());
                }
            }
        }
    }
}
