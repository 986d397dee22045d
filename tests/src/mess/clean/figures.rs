//! Figures of one indicator that hold together: growth follows from its base, parts are within
//! their whole, totals cover what is new.

use fastrand::Rng;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::HashMap;
use xianbaohui_core::form::{ColumnSpec, Role};
use xianbaohui_core::indicator::Indicator;
use xianbaohui_core::measure::MeasureUnit;

/// Column code → figure; no figure where there is nothing to compare with.
pub(super) type Figures = HashMap<String, Option<Decimal>>;

/// Draws the figures of an indicator; `before` are those of the indicators above.
pub(super) fn drawn(
    rng: &mut Rng,
    indicator: &Indicator,
    columns: &[ColumnSpec],
    before: &HashMap<String, Figures>,
) -> Figures {
    let digits = match &indicator.unit {
        MeasureUnit::Count(..) => 0,
        MeasureUnit::Money(8) => 1,
        _ => 2,
    };
    let main = if columns.iter().any(|column| column.code == "cumulative") {
        "cumulative"
    } else {
        "current"
    };
    let mut figures = Figures::new();
    let amount = |rng: &mut Rng| match (&indicator.unit, indicator.code.as_str()) {
        (_, "fund_projects") => Decimal::from(rng.i64(2..10)),
        (MeasureUnit::Count(..), _) => Decimal::from(rng.i64(12..900)),
        (MeasureUnit::Money(8), _) => Decimal::new(rng.i64(31..2500), 1),
        (MeasureUnit::Money(_), _) => Decimal::new(rng.i64(50_000..9_000_000), 2),
        _ => Decimal::new(rng.i64(100..3_000), 2),
    };
    let part = |rng: &mut Rng, of: Decimal, from: i64, to: i64| {
        (of * Decimal::new(rng.i64(from..to), 2))
            .round_dp(digits)
            .max(Decimal::new(1, digits))
    };
    let whole = indicator
        .part_of
        .as_ref()
        .and_then(|whole| before.get(whole));
    let new = indicator
        .code
        .strip_suffix("_total")
        .and_then(|stem| before.get(&format!("{stem}_new")));
    if let Some(whole) = whole {
        // one share for all columns, so that the part's quarter stays within the part's year
        let share = Decimal::new(rng.i64(20..45), 2);
        for code in ["target", "current", "cumulative", "last_year"] {
            if let Some(Some(of)) = whole.get(code) {
                figures.insert(
                    code.to_owned(),
                    Some((of * share).round_dp_with_strategy(digits, RoundingStrategy::ToZero)),
                );
            }
        }
    } else if let Some(Some(Some(new))) = new.map(|new| new.get("cumulative").copied()) {
        let last = amount(rng) + Decimal::from(40);
        let now = last + new - Decimal::from(rng.i64(0..12)).min(new);
        figures.extend(
            [
                ("last_year", last),
                ("cumulative", now),
                ("current", now),
                ("target", now + Decimal::from(rng.i64(1..60))),
            ]
            .map(|(code, value)| (code.to_owned(), Some(value))),
        );
    } else {
        let now = amount(rng);
        let last = part(rng, now, 60, 140);
        let target = part(rng, now, 80, 480);
        let current = if main == "cumulative" && rng.bool() {
            part(rng, now, 30, 100)
        } else {
            now
        };
        figures.extend(
            [("last_year", last), (main, now), ("target", target)]
                .map(|(code, value)| (code.to_owned(), Some(value))),
        );
        figures.insert("current".into(), Some(current));
    }
    for column in columns {
        let (of, base, growth) = match &column.role {
            Role::Growth { of, base } => (of, base, true),
            Role::Completion { of, base } => (of, base, false),
            _ => continue,
        };
        let value = |code: &String| figures.get(code).copied().flatten();
        let places = if column.as_ratio { 5 } else { 1 };
        let rate = value(of)
            .zip(value(base))
            .filter(|(_, base)| !base.is_zero())
            .map(|(of, base)| {
                let ratio = if growth {
                    of / base - Decimal::ONE
                } else {
                    of / base
                };
                let shown = (ratio * Decimal::ONE_HUNDRED).round_dp_with_strategy(
                    if column.as_ratio { 1 } else { places },
                    RoundingStrategy::MidpointAwayFromZero,
                );
                if column.as_ratio {
                    shown / Decimal::ONE_HUNDRED
                } else {
                    shown
                }
            });
        figures.insert(column.code.clone(), rate);
    }
    figures
}
