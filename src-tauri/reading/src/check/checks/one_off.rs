//! One figure of a sum that is a power of ten off: 元 among 万元.

use super::mend::POWERS;
use xianbaohui_core::exact::{self, Sum};
use xianbaohui_core::number::Decimal;

/// What makes a sum fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Off {
    /// the total, times this power of ten
    Total(i32),
    /// one of the figures
    One(usize, i32),
}

/// The one figure, or the total, that a power of ten makes fit; nothing where there are several.
pub(super) fn one_off(figures: &[Decimal], total: Decimal, slack: Decimal) -> Option<Off> {
    let sum = figures.iter().copied().collect::<Sum>().value()?;
    if total.is_zero() || sum.is_zero() {
        return None;
    }
    let fits = |sum: Option<Decimal>, total: Option<Decimal>| {
        let both = sum.zip(total);
        both.is_some_and(|(sum, total)| exact::within(sum, total, slack))
    };
    let of_total = POWERS
        .into_iter()
        .filter(|power| fits(Some(sum), exact::shifted(total, *power)))
        .map(Off::Total);
    let of_one = figures
        .iter()
        .enumerate()
        .filter(|(_, figure)| !figure.is_zero());
    let of_one = of_one.flat_map(|(at, figure)| {
        let other = move |power: i32| {
            let more = exact::subtract(exact::shifted(*figure, power)?, *figure)?;
            exact::add(sum, more)
        };
        let powers = POWERS.into_iter();
        powers
            .filter(move |power| fits(other(*power), Some(total)))
            .map(move |power| Off::One(at, power))
    });
    let mut all = of_total.chain(of_one);
    let first = all.next()?;
    all.next().is_none().then_some(first)
}
