//! What stands in a cell, as it is written down for [`crate::sheet::Sheet`].

use crate::Outcome;
use rust_decimal::Decimal;

/// A day.
pub(super) fn day(day: &str) -> String {
    format!("@{day}")
}

/// A text, also one that looks like a figure.
pub(super) fn text(text: &str) -> String {
    format!("'{text}")
}

/// A figure with so many digits after the point.
pub(super) fn figure(value: Decimal, digits: u32) -> String {
    let format = match digits {
        0 => "0".to_owned(),
        digits => format!("0.{}", "0".repeat(digits as usize)),
    };
    format!("{} {{{format}}}", value.round_dp(digits))
}

/// An identity number of nobody: a division that is none, a birthday of long ago, a right check
/// digit.
pub(super) fn identity(serial: usize) -> Outcome<String> {
    const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let body = format!("00{:04}19000101{:03}", serial / 1000, serial % 1000);
    let digits = body
        .chars()
        .map(|c| c.to_digit(10).ok_or("a digit"))
        .collect::<Result<Vec<_>, _>>()?;
    let sum: usize = digits
        .iter()
        .zip(WEIGHTS)
        .map(|(digit, weight)| *digit as usize * weight)
        .sum();
    let check = "10X98765432".chars().nth(sum % 11).ok_or("a check digit")?;
    Ok(format!("{body}{check}"))
}

/// Part of a whole, in percent, with two digits.
pub(super) fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    let share = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    Some(share.round_dp(2))
}
