//! Rates follow from the figures beside them: growth = (of ÷ base − 1) × 100, completion = of ÷
//! base × 100.
//!
//! The reported rate is kept; what does not follow is told. A rate that is a hundred times off was
//! written in the other form (0.344 for 34.4 %). Tolerance: one unit of the last digit shown, since
//! both figures may have been rounded before. Where one figure in another unit of measure, or two
//! that have changed places, make rates fit, module `mend` tells of those instead.

use super::{mend, shares};
use crate::check::case::Case;
use xianbaohui_core::exact;
use xianbaohui_core::fact::FactSet;
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::{RateAsRatio, RateDoesNotFollow, RateNoBase, RateUnclear};
use xianbaohui_core::form::Role;
use xianbaohui_core::number::{Decimal, round};
use xianbaohui_core::rate::{self, Amount};
use xianbaohui_core::returns::Value;

pub(in crate::check) fn check(
    case: &Case<'_>,
    history: Option<&FactSet>,
    findings: &mut Vec<Finding>,
) {
    let mended = mend::check(case, history, findings);
    for &(indicator, ref columns) in case.indicators() {
        for &column in columns {
            let spec = &case.form.columns()[column];
            let (of, base, growth) = match &spec.role {
                Role::Growth { of, base } => (of, base, true),
                Role::Completion { of, base } => (of, base, false),
                Role::Share => {
                    shares::check(case, indicator, column, findings);
                    continue;
                }
                _ => continue,
            };
            let (Some(of), Some(base)) = (case.column(indicator, of), case.column(indicator, base))
            else {
                continue;
            };
            for unit in case.units() {
                if mended.contains(&(unit, indicator, column)) {
                    continue;
                }
                let Some((reported, at)) = case.number(unit, indicator, column) else {
                    continue;
                };
                let name = || case.name(unit, indicator, column);
                let (Some((value, value_at)), Some((ground, ground_at))) = (
                    case.number(unit, indicator, of),
                    case.number(unit, indicator, base),
                ) else {
                    findings.extend(
                        maybe_ratio(case, &name(), reported, at)
                            .map(|told| told.about(case.figure(unit, indicator, column))),
                    );
                    continue;
                };
                let cells = || [case.place(at), case.place(value_at), case.place(ground_at)];
                let expected = match expected_rate(value, ground, growth) {
                    Amount::Known(expected) => Some(expected),
                    Amount::Meaningless => None,
                    // a rate of figures that are this far apart is no rate: the figures themselves
                    // are told
                    Amount::Overflow => continue,
                };
                let Some(expected) = expected else {
                    if !reported.is_zero() {
                        let told = RateNoBase {
                            name: name(),
                            reported,
                            base: ground,
                        };
                        findings.push(
                            Finding::of(told)
                                .about(case.figure(unit, indicator, column))
                                .at_all(cells())
                                .figures(reported, ground),
                        );
                    }
                    continue;
                };
                let digits = spec.decimals.unwrap_or(1).min(reported.scale().max(1));
                let shown = round(expected, digits);
                if exact::within(reported, expected, exact::last_digit(digits)) {
                    continue;
                }
                let as_ratio = reported
                    .times(Decimal::ONE_HUNDRED)
                    .is_some_and(|percent| exact::within(percent, expected, Decimal::ONE));
                let told = if as_ratio {
                    Finding::of(RateAsRatio {
                        name: name(),
                        reported,
                        expected: shown,
                    })
                } else {
                    Finding::of(RateDoesNotFollow {
                        name: name(),
                        reported,
                        expected: shown,
                        value,
                        base: ground,
                        is_share: false,
                    })
                };
                findings.push(
                    told.about(case.figure(unit, indicator, column))
                        .at_all(cells())
                        .figures(reported, shown),
                );
            }
        }
    }
}

/// 0.344 where nothing says whether 34.4 % is meant: the figures that it follows from are not
/// there.
fn maybe_ratio(case: &Case<'_>, name: &str, reported: Decimal, at: &Value) -> Option<Finding> {
    let plain = at.raw.parse::<Decimal>().is_ok_and(|raw| raw == reported);
    if !plain || reported.is_zero() || reported.abs() >= Decimal::ONE {
        return None;
    }
    let shown = reported.times(Decimal::ONE_HUNDRED)?.normalize();
    let told = RateUnclear {
        name: name.to_owned(),
        reported,
        percent: shown,
    };
    Some(
        Finding::of(told)
            .at(case.place(at))
            .figures(reported, shown),
    )
}

/// Growth or completion in percent; none when the base is zero (or, for growth, below).
fn expected_rate(value: Decimal, base: Decimal, growth: bool) -> Amount {
    if growth {
        rate::growth(value, base)
    } else {
        rate::percentage(value, base)
    }
}
