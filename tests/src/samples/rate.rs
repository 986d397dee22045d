//! Decimal arithmetic of rates: growth, completion, and the base that a published rate follows
//! from.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Outcome, ensure};

/// Rounds halves away from zero, as the statistics do.
pub(crate) fn round(value: Decimal, digits: u32) -> Decimal {
    value.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero)
}

/// `value ÷ base − 1`, times `scale` (100 for percent, 1 for a ratio); none without a base.
pub(crate) fn growth(
    value: Decimal,
    base: Decimal,
    scale: Decimal,
    digits: u32,
) -> Option<Decimal> {
    let quotient = value.checked_div(base)?;
    Some(fixed(
        round((quotient - Decimal::ONE) * scale, digits),
        digits,
    ))
}

/// `value ÷ whole × 100`; none without a whole.
pub(crate) fn percent(value: Decimal, whole: Decimal, digits: u32) -> Option<Decimal> {
    Some(fixed(
        round(value.checked_div(whole)? * Decimal::ONE_HUNDRED, digits),
        digits,
    ))
}

/// The same figure with exactly `digits` digits after the point.
pub(crate) fn fixed(mut value: Decimal, digits: u32) -> Decimal {
    value.rescale(digits);
    value
}

/// A value in tenths and its published growth in tenths of a percent.
#[derive(Clone, Copy)]
pub(crate) struct Published {
    pub(crate) value: i64,
    pub(crate) growth: i64,
}

/// The bases, in tenths, of published values and rates, which add up to `total` tenths.
///
/// A rate to one digit leaves an interval of bases; where inside it each base lies is chosen so
/// that the sum fits.
pub(crate) fn bases(published: &[Published], total: i64) -> Outcome<Bases> {
    let intervals = published
        .iter()
        .map(|one| interval(*one))
        .collect::<Outcome<Vec<_>>>()?;
    let lowest: i64 = intervals.iter().map(|(low, _)| low).sum();
    let highest: i64 = intervals.iter().map(|(_, high)| high).sum();
    ensure(
        (lowest..=highest).contains(&total),
        format!("no bases between {lowest} and {highest} add up to {total}"),
    )?;
    let mut chosen: Vec<i64> = intervals
        .iter()
        .map(|(low, high)| low + (high - low) * (total - lowest) / (highest - lowest).max(1))
        .collect();
    let mut missing = total - chosen.iter().sum::<i64>();
    for (base, (_, high)) in chosen.iter_mut().zip(&intervals) {
        let step = missing.min(high - *base).min(1);
        *base += step;
        missing -= step;
    }
    ensure(missing == 0, "the bases do not add up")?;
    Ok(Bases { chosen, lowest })
}

/// Chosen bases, and the lowest sum that the rates allow.
pub(crate) struct Bases {
    pub(crate) chosen: Vec<i64>,
    pub(crate) lowest: i64,
}

fn interval(one: Published) -> Outcome<(i64, i64)> {
    let rate = Decimal::new(one.growth, 1);
    let fits = |base: i64| {
        growth(
            Decimal::from(one.value),
            Decimal::from(base),
            Decimal::ONE_HUNDRED,
            1,
        ) == Some(rate)
    };
    let middle = Decimal::from(one.value) / (Decimal::ONE + rate / Decimal::ONE_HUNDRED);
    let middle = i64::try_from(round(middle, 0))?;
    ensure(fits(middle), format!("no base gives {rate}%"))?;
    let low = (1..=middle)
        .rev()
        .take_while(|base| fits(*base))
        .last()
        .unwrap_or(middle);
    let high = (middle..=2 * middle)
        .take_while(|base| fits(*base))
        .last()
        .unwrap_or(middle);
    Ok((low, high))
}
