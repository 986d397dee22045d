//! A county table's shares against its units: own ÷ sum × 100, where the sum is known and the
//! column that it is of is plain.
//!
//! A figure that is a power of ten off spoils the shares of all: where mending one makes every
//! share fit, that figure is told, and no share. Example: 沧县 35, 献县 25 and 青县 400 000 with
//! shares of 35, 25 and 40 % → B, 青县's figure is told, ÷ 10 000.

use super::mend::POWERS;
use crate::check::case::Case;
use xianbaohui_core::exact::{self, Sum};
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::{RateAsRatio, RateDoesNotFollow, RateHundredfold, RateScale};
use xianbaohui_core::form::{Layout, Role};
use xianbaohui_core::number::{Datum, Decimal, round};
use xianbaohui_core::rate::{self, Amount};
use xianbaohui_core::returns::Value;

/// A unit's share, and the figure that it is of.
struct Share<'a> {
    unit: usize,
    reported: Decimal,
    at: &'a Value,
    value: Decimal,
    value_at: &'a Value,
    digits: u32,
}

impl Share<'_> {
    fn fits(&self, reported: Decimal, value: Decimal, sum: Decimal) -> bool {
        let Amount::Known(expected) = rate::percentage(value, sum) else {
            return true;
        };
        exact::within(reported, expected, exact::last_digit(self.digits))
    }
}

pub(super) fn check(case: &Case<'_>, indicator: usize, column: usize, findings: &mut Vec<Finding>) {
    let spec = &case.form.columns()[column];
    let own = &case.scheme.indicators[indicator];
    let is_value = |at: &usize| case.form.columns()[*at].role == Role::Value;
    let values = case
        .indicators()
        .iter()
        .filter(|(other, _)| *other == indicator)
        .flat_map(|(_, columns)| columns.iter().copied().filter(is_value))
        .collect::<Vec<_>>();
    let (&[of], true) = (
        values.as_slice(),
        own.measure.adds_up() && matches!(case.form.layout, Layout::CountyTable(_)),
    ) else {
        return;
    };
    let Some(sum) = sum(case, indicator, of) else {
        return;
    };
    let units = case.units().filter(|unit| *unit != case.scheme.root);
    let shares = units.filter_map(|unit| {
        let (reported, at) = case.number(unit, indicator, column)?;
        let (value, value_at) = case.number(unit, indicator, of)?;
        let digits = spec.decimals.unwrap_or(1).min(reported.scale().max(1));
        Some(Share {
            unit,
            reported,
            at,
            value,
            value_at,
            digits,
        })
    });
    let shares = shares.collect::<Vec<_>>();
    let failing = shares.iter();
    let failing = failing.filter(|own| !own.fits(own.reported, own.value, sum));
    let failing = failing.collect::<Vec<_>>();
    if failing.is_empty() {
        return;
    }
    if let Some((own, power)) = mended(&shares, sum) {
        let of = (indicator, of, column);
        findings.extend(scale(case, of, own, power));
        return;
    }
    let told = failing.into_iter();
    findings.extend(told.filter_map(|own| wrong(case, (indicator, column), own, sum)));
}

/// What all units of a table come to, where each is known.
fn sum(case: &Case<'_>, indicator: usize, of: usize) -> Option<Decimal> {
    let units = case.added_units().iter();
    let all = units.map(|unit| case.value(*unit, indicator, of));
    let all = all.collect::<Option<Vec<_>>>()?;
    let is_unknown = |own: &&Value| matches!(own.datum, Datum::Blank | Datum::Unreadable(_));
    if all.iter().any(is_unknown) {
        return None;
    }
    let numbers = all.iter().filter_map(|value| match value.datum {
        Datum::Number(number) => Some(number),
        _ => None,
    });
    numbers.collect::<Sum>().value()
}

/// The only figure, with the power of ten, that makes every share fit.
fn mended<'a, 'v>(shares: &'a [Share<'v>], sum: Decimal) -> Option<(&'a Share<'v>, i32)> {
    // of two shares each tells as much of the other
    if shares.len() < 3 {
        return None;
    }
    let fits = |own: &Share<'_>, power: i32| {
        let meant = exact::shifted(own.value, power)?;
        let others = exact::add(sum, exact::negated(own.value))?;
        let sum = exact::add(others, meant)?;
        let all = shares.iter().all(|share| {
            let value = if share.unit == own.unit {
                meant
            } else {
                share.value
            };
            share.fits(share.reported, value, sum)
        });
        all.then_some(())
    };
    let filled = shares.iter().filter(|own| !own.value.is_zero());
    let mut found = filled.flat_map(|own| {
        let powers = POWERS.iter().filter(|power| fits(own, **power).is_some());
        powers.map(|power| (own, *power)).collect::<Vec<_>>()
    });
    found.next().filter(|_| found.next().is_none())
}

fn scale(
    case: &Case<'_>,
    (indicator, of, column): (usize, usize, usize),
    own: &Share<'_>,
    power: i32,
) -> Option<Finding> {
    let meant = exact::shifted(own.value, power)?;
    let told = RateScale {
        name: case.name(own.unit, indicator, of),
        reported: own.value,
        measure: case.scheme.indicators[indicator].unit.to_string(),
        rates: vec![case.form.columns()[column].name.clone()],
        is_more: power < 0,
        factor: 10_u32.pow(power.unsigned_abs()),
        meant,
        others: Vec::new(),
    };
    let finding = Finding::of(told).about(case.figure(own.unit, indicator, of));
    let cells = [case.place(own.value_at), case.place(own.at)];
    Some(finding.at_all(cells).figures(own.value, meant))
}

/// A share that does not follow: written as a ratio, taken a hundred times, or otherwise.
fn wrong(
    case: &Case<'_>,
    (indicator, column): (usize, usize),
    own: &Share<'_>,
    sum: Decimal,
) -> Option<Finding> {
    let Amount::Known(expected) = rate::percentage(own.value, sum) else {
        return None;
    };
    let (name, reported) = (case.name(own.unit, indicator, column), own.reported);
    let shown = round(expected, own.digits);
    let as_percent = reported.times(Decimal::ONE_HUNDRED);
    let is_ratio =
        !reported.is_zero() && as_percent.is_some_and(|percent| own.fits(percent, own.value, sum));
    let hundredth = exact::shifted(reported, -2);
    let told = if is_ratio {
        Finding::of(RateAsRatio {
            name,
            reported,
            expected: shown,
        })
    } else if hundredth.is_some_and(|meant| own.fits(meant, own.value, sum)) {
        Finding::of(RateHundredfold {
            name,
            reported,
            expected: shown,
        })
    } else {
        Finding::of(RateDoesNotFollow {
            name,
            reported,
            expected: shown,
            value: own.value,
            base: sum,
            is_share: true,
        })
    };
    let told = told.about(case.figure(own.unit, indicator, column));
    let cells = [case.place(own.at), case.place(own.value_at)];
    Some(told.at_all(cells).figures(reported, shown))
}
