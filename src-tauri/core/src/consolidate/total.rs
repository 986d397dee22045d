//! Totals and rates over decimals.

use crate::ledger::{Figure, State};
use crate::number::Decimal;

/// A sum, and of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    /// the sum of the figures; `None` when there is not one
    pub sum: Option<Decimal>,
    /// figures added
    pub numbers: usize,
    /// declared nils: they add nothing and lack nothing
    pub nils: usize,
    /// blanks, unreadable cells and units without a return: what the sum may lack
    pub lacking: usize,
    /// a figure in it is a bound or an approximation
    pub bounded: bool,
}

/// Adds figures up; `None` stands for a unit without a return.
pub fn total(figures: impl IntoIterator<Item = Option<Figure>>) -> Total {
    let mut total = Total::default();
    for figure in figures {
        match figure {
            Some(Figure { number: Some(number), bound, .. }) => {
                total.sum = total.sum.unwrap_or_default().checked_add(number).or(total.sum);
                total.numbers += 1;
                total.bounded |= bound;
            }
            Some(Figure { state: State::Nil, .. }) => total.nils += 1,
            _ => total.lacking += 1,
        }
    }
    total
}

/// Sums of numerator and denominator, so that the rate follows from the totals that stand beside it. A declared nil adds nothing; a unit of
/// which one side is unknown (blank, unreadable) is left out on both. `None` when one side has not one figure.
pub fn paired(figures: impl IntoIterator<Item = (Option<Figure>, Option<Figure>)>) -> Option<(Decimal, Decimal)> {
    let known = |figure: Option<Figure>| match figure? {
        Figure { number: Some(number), .. } => Some((number, true)),
        Figure { state: State::Nil, .. } => Some((Decimal::ZERO, false)),
        _ => None,
    };
    let mut sums = (Decimal::ZERO, Decimal::ZERO);
    let mut any = (false, false);
    for (of, base) in figures {
        if let (Some((of, of_is_number)), Some((base, base_is_number))) = (known(of), known(base)) {
            sums = (sums.0.checked_add(of)?, sums.1.checked_add(base)?);
            any = (any.0 | of_is_number, any.1 | base_is_number);
        }
    }
    (any.0 && any.1).then_some(sums)
}

/// (of ÷ base − 1) × 100, in percent; `None` for a base of zero or below.
pub fn growth(of: Decimal, base: Decimal) -> Option<Decimal> {
    (base > Decimal::ZERO).then_some(())?;
    of.checked_div(base)?.checked_sub(Decimal::ONE)?.checked_mul(Decimal::ONE_HUNDRED)
}

/// of ÷ base × 100, in percent; `None` for a base of zero.
pub fn percentage(of: Decimal, base: Decimal) -> Option<Decimal> {
    of.checked_div(base)?.checked_mul(Decimal::ONE_HUNDRED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::str::FromStr;

    #[expect(clippy::unnecessary_wraps, reason = "a column of figures is made of options")]
    fn number(text: &str) -> Option<Figure> {
        Some(Figure { number: Decimal::from_str(text).ok(), state: State::Number, bound: false })
    }

    #[test]
    fn tenths_add_up_exactly() {
        let sum = total([number("0.1"), number("0.2")]).sum;
        assert_eq!(sum, Decimal::from_str("0.3").ok());
    }

    #[test]
    fn what_is_missing_is_counted_not_added() {
        let nil = Some(Figure { number: None, state: State::Nil, bound: false });
        let blank = Some(Figure { number: None, state: State::Blank, bound: false });
        let sum = total([number("5"), nil, blank, None]);
        assert_eq!((sum.sum, sum.numbers, sum.nils, sum.lacking), (Some(Decimal::from(5)), 1, 1, 2));
        assert_eq!(total([None, None]).sum, None);
    }

    #[test]
    fn a_declared_nil_adds_nothing_to_either_side() {
        let nil = Some(Figure { number: None, state: State::Nil, bound: false });
        let sums = paired([(number("13"), number("15")), (number("1"), nil)]);
        assert_eq!(sums, Some((Decimal::from(14), Decimal::from(15))));
        assert_eq!(paired([(number("5"), nil)]), None);
    }

    #[test]
    fn a_rate_is_made_of_units_that_have_both_sides() {
        let blank = Some(Figure { number: None, state: State::Blank, bound: false });
        let sums = paired([(number("110"), number("100")), (number("50"), None), (number("7"), blank)]);
        assert_eq!(sums.and_then(|(of, base)| growth(of, base)), Some(Decimal::from(10)));
        assert_eq!(growth(Decimal::ONE, Decimal::ZERO), None);
    }
}
