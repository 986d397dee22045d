//! Sums of reported figures: exact, or told. A decimal holds 28 digits, and a sum that needs more
//! has none; a digit is never dropped.

use crate::number::Decimal;

/// Digits after the point that a decimal can have.
const MOST_DIGITS: u32 = 28;

/// A sum that loses no digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Sum {
    mantissa: i128,
    scale: u32,
    /// more digits were needed than there are
    overflowed: bool,
}

impl Sum {
    /// Adds a figure.
    pub fn add(&mut self, figure: Decimal) {
        let added = plus(
            (self.mantissa, self.scale),
            (figure.mantissa(), figure.scale()),
        )
        .or_else(|| {
            // zeros at the end may be what is too much
            let figure = figure.normalize();
            plus(
                shortest(self.mantissa, self.scale),
                (figure.mantissa(), figure.scale()),
            )
        });
        match added {
            Some((mantissa, scale)) => (self.mantissa, self.scale) = (mantissa, scale),
            None => self.overflowed = true,
        }
    }

    /// The sum; `None` when it has more digits than can be kept.
    pub fn value(self) -> Option<Decimal> {
        if self.overflowed {
            return None;
        }
        Decimal::of_digits(self.mantissa, self.scale).or_else(|| {
            let (mantissa, scale) = shortest(self.mantissa, self.scale);
            Decimal::of_digits(mantissa, scale)
        })
    }
}

impl FromIterator<Decimal> for Sum {
    fn from_iter<I: IntoIterator<Item = Decimal>>(figures: I) -> Self {
        let mut sum = Self::default();
        for figure in figures {
            sum.add(figure);
        }
        sum
    }
}

/// Both, digit for digit; the sum has the scale of the finer one.
fn plus(one: (i128, u32), other: (i128, u32)) -> Option<(i128, u32)> {
    // figures of one column mostly have as many digits behind the point
    if one.1 == other.1 {
        return Some((one.0.checked_add(other.0)?, one.1));
    }
    let scale = one.1.max(other.1);
    let lifted = |(mantissa, own): (i128, u32)| {
        mantissa.checked_mul(10_i128.checked_pow(scale.checked_sub(own)?)?)
    };
    Some((lifted(one)?.checked_add(lifted(other)?)?, scale))
}

/// Without zeros at the end.
fn shortest(mut mantissa: i128, mut scale: u32) -> (i128, u32) {
    while scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    (mantissa, scale)
}

/// one + other; `None` when digits would be lost.
pub fn add(one: Decimal, other: Decimal) -> Option<Decimal> {
    [one, other].into_iter().collect::<Sum>().value()
}

/// one − other; `None` when digits would be lost.
pub fn subtract(one: Decimal, other: Decimal) -> Option<Decimal> {
    [one, negated(other)].into_iter().collect::<Sum>().value()
}

/// How far two figures are apart; `None` when digits would be lost.
pub fn gap(one: Decimal, other: Decimal) -> Option<Decimal> {
    subtract(one, other).map(|gap| gap.abs())
}

/// Whether two figures are at most so far apart. What is too far apart to be written down is
/// further.
pub fn within(one: Decimal, other: Decimal, most: Decimal) -> bool {
    gap(one, other).is_some_and(|gap| gap <= most)
}

/// −x; of zero there is only one.
pub fn negated(figure: Decimal) -> Decimal {
    figure.negated()
}

/// One unit of the last of so many digits after the point: 2 → 0.01.
pub fn last_digit(digits: u32) -> Decimal {
    Decimal::tenth(digits.min(MOST_DIGITS))
}

/// Half a unit of the last of so many digits after the point: 2 → 0.005.
pub fn half_digit(digits: u32) -> Decimal {
    Decimal::of_digits(5, digits.saturating_add(1).min(MOST_DIGITS)).unwrap_or_default()
}

/// The figure times a power of ten, which may be negative; `None` when it has no place.
pub fn shifted(figure: Decimal, power: i32) -> Option<Decimal> {
    let ten = Decimal::of_digits(10_i128.checked_pow(power.unsigned_abs())?, 0)?;
    if power >= 0 {
        figure.times(ten)
    } else {
        figure.over(ten)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    fn check(figures: &[&str], expected: Option<&str>) {
        let sum = figures
            .iter()
            .filter_map(|text| Decimal::from_str_exact(text).ok())
            .collect::<Sum>()
            .value();
        assert_eq!(
            sum.map(|sum| sum.normalize().to_string()).as_deref(),
            expected,
            "{figures:?}"
        );
    }

    #[test]
    fn a_sum_loses_no_digit_or_is_none() {
        check(&["0.1", "0.2"], Some("0.3"));
        check(
            &["1000000000000000000000000000", "0.5"],
            Some("1000000000000000000000000000.5"),
        );
        check(&["10000000000000000000000000000", "0.5"], None);
        check(&["79228162514264337593543950335", "1"], None);
        check(
            &["79228162514264337593543950335", "1", "-1"],
            Some("79228162514264337593543950335"),
        );
        check(
            &["1.0000000000000000000000000000", "99999999999"],
            Some("100000000000"),
        );
        check(&[], Some("0"));
    }

    #[test]
    fn zero_has_no_sign() {
        assert!(!negated(Decimal::ZERO).is_sign_negative());
        assert_eq!(
            subtract(Decimal::ONE, Decimal::from_str("1.00").unwrap_or_default())
                .map(|gap| gap.to_string())
                .as_deref(),
            Some("0.00")
        );
    }
}
