//! Rates over decimals: growth, completion, share, ratio.

use crate::exact;
use crate::number::{Decimal, round};

/// What a total, rate or share comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// a figure
    Known(Decimal),
    /// there is none: a rank, a rate without its base, a sum of nothing
    Meaningless,
    /// it has more digits than can be kept
    Overflow,
}

impl Amount {
    /// The figure, when it is one.
    pub fn number(self) -> Option<Decimal> {
        if let Self::Known(number) = self {
            Some(number)
        } else {
            None
        }
    }
}

/// (of − base) ÷ base × 100, in percent; none for a base of zero or below.
pub fn growth(of: Decimal, base: Decimal) -> Amount {
    if base <= Decimal::ZERO {
        return Amount::Meaningless;
    }
    exact::subtract(of, base).map_or(Amount::Overflow, |more| quotient(more, base, 2))
}

/// of ÷ base × 100, in percent; none for a base of zero.
pub fn percentage(of: Decimal, base: Decimal) -> Amount {
    quotient(of, base, 2)
}

/// of ÷ base × 10^power; none for a base of zero. What can be is multiplied first, so that a half
/// is not lost in the division.
pub fn quotient(of: Decimal, base: Decimal, power: i32) -> Amount {
    if base.is_zero() {
        return Amount::Meaningless;
    }
    let first = if power >= 0 {
        exact::shifted(of, power).and_then(|of| of.over(base))
    } else {
        None
    };
    let value = first.or_else(|| exact::shifted(of.over(base)?, power));
    value.map_or(Amount::Overflow, Amount::Known)
}

/// A computed figure as it goes out: it has no end of digits, and those beyond the tenth after the
/// point, or the fifteenth of all, are no one's.
pub fn settled(amount: Amount) -> Amount {
    /// what Excel keeps
    const MOST: u32 = 15;
    let Amount::Known(value) = amount else {
        return amount;
    };
    let value = round(value, 10);
    Amount::Known(value.of_so_many_digits(MOST).unwrap_or(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exact_half_stays_one() {
        let shown = |of: i64, base: i64| {
            growth(of.into(), base.into())
                .number()
                .map(|rate| rate.normalize().to_string())
        };
        assert_eq!(shown(87, 80).as_deref(), Some("8.75"));
        assert_eq!(shown(63, 40).as_deref(), Some("57.5"));
    }
}
