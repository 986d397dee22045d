//! Totals and rates over decimals.

use xianbaohui_core::exact::Sum;
use xianbaohui_core::figure::{Figure, State};
use xianbaohui_core::number::Decimal;
pub(crate) use xianbaohui_core::rate::{Amount, growth, percentage, quotient};

/// A sum, and of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Total {
    /// the sum of the figures
    pub(crate) sum: Amount,
    /// figures added
    pub(crate) numbers: usize,
    /// declared nils: they add nothing and lack nothing
    pub(crate) nils: usize,
    /// blanks, unreadable cells and units without a return: what the sum may lack
    pub(crate) lacking: usize,
    /// a figure in it is a bound or an approximation
    pub(crate) bounded: bool,
}

/// Adds figures up; `None` stands for a unit without a return.
pub(crate) fn total(figures: impl IntoIterator<Item = Option<Figure>>) -> Total {
    let mut total = Total {
        sum: Amount::Meaningless,
        numbers: 0,
        nils: 0,
        lacking: 0,
        bounded: false,
    };
    let mut sum = Sum::default();
    for figure in figures {
        match figure {
            Some(Figure {
                number: Some(number),
                bound,
                ..
            }) => {
                sum.add(number);
                total.numbers += 1;
                total.bounded |= bound;
            }
            Some(Figure {
                state: State::Nil, ..
            }) => total.nils += 1,
            _ => total.lacking += 1,
        }
    }
    if total.numbers > 0 {
        total.sum = sum.value().map_or(Amount::Overflow, Amount::Known);
    }
    total
}

/// Two sums over the units that have both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Paired {
    /// sums of numerator and denominator
    pub(super) sums: Sums,
    /// units in them, by their place in what was given
    pub(crate) both: Vec<usize>,
    /// units of which one side or both are unknown
    pub(crate) left_out: Vec<usize>,
    /// units in them of which one side is a figure and the other a declared nil, which adds nothing
    pub(crate) nil_sides: Vec<usize>,
}

/// Sums of numerator and denominator.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sums {
    /// both
    Known(Decimal, Decimal),
    /// one side has not one figure
    None,
    /// one of them has more digits than can be kept
    Overflow,
}

impl Sums {
    /// What follows from them.
    pub(crate) fn then(self, rate: impl FnOnce(Decimal, Decimal) -> Amount) -> Amount {
        match self {
            Self::Known(of, base) => rate(of, base),
            Self::None => Amount::Meaningless,
            Self::Overflow => Amount::Overflow,
        }
    }
}

/// Sums of numerator and denominator, so that the rate follows from the totals that stand beside
/// it. A declared nil adds nothing; a unit of which one side is unknown (blank, unreadable) is left
/// out on both. Units are told by the number given with them.
pub(crate) fn paired(
    figures: impl IntoIterator<Item = (usize, Option<Figure>, Option<Figure>)>,
) -> Paired {
    let known = |figure: Option<Figure>| match figure? {
        Figure {
            number: Some(number),
            ..
        } => Some((number, true)),
        Figure {
            state: State::Nil, ..
        } => Some((Decimal::ZERO, false)),
        _ => None,
    };
    let mut pairs = Vec::new();
    let mut left_out = Vec::new();
    for (unit, of, base) in figures {
        match known(of).zip(known(base)) {
            Some(pair) => pairs.push((unit, pair)),
            None => left_out.push(unit),
        }
    }
    let is_any = pairs.iter().any(|(_, (of, _))| of.1) && pairs.iter().any(|(_, (_, base))| base.1);
    let of = pairs
        .iter()
        .map(|(_, (of, _))| of.0)
        .collect::<Sum>()
        .value();
    let base = pairs
        .iter()
        .map(|(_, (_, base))| base.0)
        .collect::<Sum>()
        .value();
    let sums = match of.zip(base) {
        _ if !is_any => Sums::None,
        Some((of, base)) => Sums::Known(of, base),
        None => Sums::Overflow,
    };
    // where no rate comes of it, nothing was counted as nothing
    let is_rate = matches!(sums, Sums::Known(_, base) if !base.is_zero());
    let nil_sides = pairs
        .iter()
        .filter(|(_, (of, base))| is_rate && of.1 != base.1)
        .map(|(unit, _)| *unit)
        .collect();
    Paired {
        sums,
        nil_sides,
        both: pairs.into_iter().map(|(unit, _)| unit).collect(),
        left_out,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    #[expect(
        clippy::unnecessary_wraps,
        reason = "a column of figures is made of options"
    )]
    fn number(text: &str) -> Option<Figure> {
        Some(Figure {
            number: Decimal::from_str(text).ok(),
            state: State::Number,
            bound: false,
        })
    }

    const NIL: Option<Figure> = Some(Figure {
        number: None,
        state: State::Nil,
        bound: false,
    });
    const BLANK: Option<Figure> = Some(Figure {
        number: None,
        state: State::Blank,
        bound: false,
    });

    #[test]
    fn tenths_add_up_exactly() {
        let sum = total([number("0.1"), number("0.2")]).sum;
        assert_eq!(sum.number(), Decimal::from_str("0.3").ok());
    }

    #[test]
    fn what_is_missing_is_counted_not_added() {
        let sum = total([number("5"), NIL, BLANK, None]);
        assert_eq!(
            (sum.sum, sum.numbers, sum.nils, sum.lacking),
            (Amount::Known(Decimal::from(5)), 1, 1, 2)
        );
        assert_eq!(total([None, None]).sum, Amount::Meaningless);
    }

    #[test]
    fn a_sum_with_too_many_digits_is_none_and_not_a_smaller_one() {
        let large = "79228162514264337593543950335";
        assert_eq!(
            total([number(large), number("1"), number("5")]).sum,
            Amount::Overflow
        );
        assert_eq!(total([number(large), number("0.5")]).sum, Amount::Overflow);
    }

    #[test]
    fn a_declared_nil_adds_nothing_to_either_side() {
        let sums = paired([(0, number("13"), number("15")), (1, number("1"), NIL)]).sums;
        assert_eq!(sums, Sums::Known(Decimal::from(14), Decimal::from(15)));
        assert_eq!(paired([(0, number("5"), NIL)]).sums, Sums::None);
    }

    #[test]
    fn a_rate_is_made_of_units_that_have_both_sides() {
        let pair = paired([
            (0, number("110"), number("100")),
            (1, number("50"), None),
            (2, number("7"), BLANK),
        ]);
        assert_eq!(
            (pair.sums.then(growth), pair.both, pair.left_out),
            (Amount::Known(Decimal::from(10)), vec![0], vec![1, 2])
        );
        assert_eq!(growth(Decimal::ONE, Decimal::ZERO), Amount::Meaningless);
    }
}
