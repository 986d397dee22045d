//! A reported ratio follows from its numerator and denominator, through their units of measure: R&D
//! 70 000 万元 of a GDP of 500 亿元 is 1.40 %.
//!
//! The reported ratio is kept; what does not follow is told. The total is recomputed from the parts
//! whatever the counties say. Tolerance: half a unit of the last digit shown, and what rounding of
//! the two parts can make of it. Example: 1.8 % reported beside those two → B.

use super::mend::POWERS;
use crate::check::case::Case;
use xianbaohui_core::exact;
use xianbaohui_core::finding::told::{RatioDoesNotFollow, RatioUnchecked};
use xianbaohui_core::finding::{Finding, Subject};
use xianbaohui_core::form::Role;
use xianbaohui_core::indicator::Indicator;
use xianbaohui_core::number::{Decimal, round};
use xianbaohui_core::rate;
use xianbaohui_core::same_column::same_column;

pub(in crate::check) fn check(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let position = |code: &str| {
        case.scheme
            .indicators
            .iter()
            .position(|one| one.code == code)
    };
    for &(indicator, ref columns) in case.indicators() {
        let own = &case.scheme.indicators[indicator];
        let Some((of, base)) = own
            .ratio
            .as_ref()
            .and_then(|(of, base)| Some((position(of)?, position(base)?)))
        else {
            continue;
        };
        let (of_own, base_own) = (&case.scheme.indicators[of], &case.scheme.indicators[base]);
        let Some(power) = own.unit.quotient_power(&of_own.unit, &base_own.unit) else {
            continue;
        };
        for &column in columns {
            let spec = &case.form.columns()[column];
            if spec.role != Role::Value {
                continue;
            }
            let part = |part: &Indicator| {
                same_column(case.form, &own.code, &spec.code, case.form, &part.code)
                    .filter(|_| case.form.indicators().contains(&part.code.as_str()))
            };
            let (Some(of_column), Some(base_column)) = (part(of_own), part(base_own)) else {
                findings.extend(unchecked(case, indicator, column, [of_own, base_own]));
                continue;
            };
            for unit in case.units() {
                let Some((reported, at)) = case.number(unit, indicator, column) else {
                    continue;
                };
                let (Some((above, above_at)), Some((below, below_at))) = (
                    case.number(unit, of, of_column),
                    case.number(unit, base, base_column),
                ) else {
                    continue;
                };
                let Some(expected) = rate::quotient(above, below, power).number() else {
                    continue;
                };
                let digits = reported.normalize().scale().min(spec.digits(own));
                let rounding = exact::half_digit(digits);
                let parts = [(above, of_own), (below, base_own)]
                    .into_iter()
                    .map(|(figure, of)| share_of_rounding(figure, of));
                let slack = parts
                    .filter_map(|share| share.times(expected.abs()))
                    .fold(rounding, |sum, slack| {
                        exact::add(sum, round(slack, 12)).unwrap_or(sum)
                    });
                if exact::within(reported, expected, slack) {
                    continue;
                }
                let shown = round(expected, spec.digits(own).max(2));
                let is_off = |power: &&i32| {
                    exact::shifted(expected, **power).is_some_and(|expected| {
                        let slack = exact::shifted(slack, **power).unwrap_or(slack);
                        exact::within(reported, expected, slack.max(rounding))
                    })
                };
                let power = POWERS.iter().find(is_off);
                let told = RatioDoesNotFollow {
                    times: power.map(|power| 10_u32.pow(power.unsigned_abs())),
                    name: case.name(unit, indicator, column),
                    reported,
                    expected: shown.to_string(),
                    measure: own.unit_name.clone(),
                    above: of_own.name.clone(),
                    above_value: above,
                    above_measure: of_own.unit_name.clone(),
                    below: base_own.name.clone(),
                    below_value: below,
                    below_measure: base_own.unit_name.clone(),
                };
                let cells = [at, above_at, below_at].map(|value| case.place(value));
                findings.push(
                    Finding::of(told)
                        .about(case.figure(unit, indicator, column))
                        .at_all(cells)
                        .figures(reported, shown),
                );
            }
        }
    }
}

/// A ratio whose parts this form does not ask for, or not in a column that is plainly the same.
fn unchecked(
    case: &Case<'_>,
    indicator: usize,
    column: usize,
    parts: [&Indicator; 2],
) -> Option<Finding> {
    let (figures, places): (Vec<_>, Vec<_>) = case
        .units()
        .filter_map(|unit| Some((unit, case.number(unit, indicator, column)?.1)))
        .map(|(unit, at)| (case.figure_ref(unit, indicator, column), case.place(at)))
        .unzip();
    if places.is_empty() {
        return None;
    }
    let (own, spec) = (
        &case.scheme.indicators[indicator],
        &case.form.columns()[column],
    );
    let told = RatioUnchecked {
        name: format!("{} {}", own.name, spec.name),
        above: parts[0].name.clone(),
        below: parts[1].name.clone(),
    };
    Some(
        Finding::of(told)
            .about(Subject::Figures(figures))
            .at_all(places),
    )
}

/// How far, as a part of itself, a figure may be from what it was before it was rounded. Things
/// that are counted are not rounded.
fn share_of_rounding(figure: Decimal, indicator: &Indicator) -> Decimal {
    if indicator.unit.counts_things() {
        return Decimal::ZERO;
    }
    exact::half_digit(figure.normalize().scale())
        .over(figure.abs())
        .unwrap_or_default()
}
