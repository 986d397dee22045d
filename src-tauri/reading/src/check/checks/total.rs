//! A county table's reported 合计 against the sum of its units.
//!
//! Tolerance: half a unit of the last digit × number of figures (四舍五入); none where things are
//! counted (家, 项, 人). A gap within it passes and is shown as D: the published 428.4 against
//! parts of 428.3. Indicators that a rule of the scheme already compares are left to that rule.

use super::one_off::{Off, one_off};
use crate::check::case::Case;
use xianbaohui_core::exact::{self, Sum};
use xianbaohui_core::finding::told::{
    ScaleInSum, TotalRounding, TotalTooLarge, TotalUnchecked, TotalWithUnexpected, TotalWrong,
};
use xianbaohui_core::finding::{Finding, FindingCode};
use xianbaohui_core::form::{Layout, Role};
use xianbaohui_core::number::{Datum, Decimal};
use xianbaohui_core::returns::Value;
use xianbaohui_core::rule::{Expr, Rule};

pub(in crate::check) fn check(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let root = case.scheme.root;
    // a sheet of its own has no units beside it
    if !matches!(case.form.layout, Layout::CountyTable(_)) {
        return;
    }
    for &(indicator, ref columns) in case.indicators() {
        let own = &case.scheme.indicators[indicator];
        if !own.measure.adds_up() {
            continue;
        }
        for column in columns
            .iter()
            .copied()
            .filter(|column| case.form.columns()[*column].role == Role::Value)
        {
            let spec = &case.form.columns()[column];
            if case.taken.unit != root
                || case
                    .scheme
                    .rules
                    .iter()
                    .any(|rule| compares(rule, &own.code, &spec.code))
            {
                continue;
            }
            let Some((reported, at)) = case.number(root, indicator, column) else {
                continue;
            };
            let units = case.added_units().iter().copied();
            let values = units
                .map(|unit| case.value(unit, indicator, column))
                .collect::<Vec<_>>();
            let unknown = values
                .iter()
                .filter(|value| {
                    value.is_none_or(|value| {
                        matches!(value.datum, Datum::Blank | Datum::Unreadable(_))
                    })
                })
                .count();
            let numbers = values
                .iter()
                .flatten()
                .filter_map(|value| {
                    if let Datum::Number(number) = value.datum {
                        Some(number)
                    } else {
                        None
                    }
                })
                .collect::<Vec<_>>();
            let name = format!("{} {}", own.name, spec.name);
            let about = case.figure(root, indicator, column);
            let place = case.place(at);
            let known = numbers.iter().copied().collect::<Sum>().value();
            let Some((sum, gap)) =
                known.and_then(|sum| Some((sum, exact::subtract(reported, sum)?)))
            else {
                let told = TotalTooLarge {
                    name,
                    reported,
                    of_entries: false,
                };
                findings.push(Finding::of(told).about(about).at(place));
                continue;
            };
            if unknown > 0 {
                findings.push(
                    Finding::of(TotalUnchecked {
                        name,
                        reported,
                        count: unknown,
                        of_entries: false,
                    })
                    .about(about)
                    .at(place)
                    .figures(reported, sum),
                );
                continue;
            }
            // things are counted, not rounded
            let figures = Decimal::from(numbers.len().saturating_add(1));
            let rounded = exact::half_digit(spec.decimals.unwrap_or(own.decimals))
                .times(figures)
                .unwrap_or(Decimal::MAX);
            let tolerance = if own.unit.counts_things() {
                Decimal::ZERO
            } else {
                rounded
            };
            if gap.is_zero() {
                continue;
            }
            // the sheet may have added a unit that is in no total of ours
            let with_all = case.added_with_unexpected().and_then(|units| {
                let numbers = units
                    .iter()
                    .filter_map(|unit| case.number(*unit, indicator, column))
                    .map(|(number, _)| number);
                numbers
                    .collect::<Sum>()
                    .value()
                    .and_then(|sum| exact::gap(reported, sum))
            });
            let finding = if gap.abs() > tolerance && with_all.is_some_and(|gap| gap <= tolerance) {
                let others = case
                    .units()
                    .filter(|unit| case.is_unexpected(*unit))
                    .map(|unit| case.scheme.units[unit].name.clone())
                    .collect();
                Finding::of(TotalWithUnexpected {
                    name,
                    reported,
                    others,
                    sum,
                })
            } else if gap.abs() <= tolerance {
                Finding::of(TotalRounding {
                    name,
                    reported,
                    sum,
                    gap: gap.abs(),
                    tolerance,
                })
            } else {
                // what is lacking may be the figures of a unit that has no row
                let lacking = gap > Decimal::ZERO;
                let missing = if lacking {
                    case.missing_units()
                } else {
                    Vec::new()
                };
                Finding::of(TotalWrong {
                    name,
                    reported,
                    sum,
                    gap: Some(gap.abs()),
                    of_entries: false,
                    missing,
                })
            };
            if finding.code == FindingCode::TotalWrong {
                findings.extend(in_another_unit(
                    case,
                    (indicator, column),
                    (reported, at),
                    tolerance,
                ));
            }
            // a unit that has more than all together is where to look first
            let beyond = values.iter().flatten().filter(|value| matches!(value.datum, Datum::Number(number) if number > reported && !own.measure.may_be_negative()));
            let cells = beyond.map(|value| case.place(value)).collect::<Vec<_>>();
            findings.push(
                finding
                    .about(about)
                    .at(place)
                    .at_all(cells)
                    .figures(reported, sum),
            );
        }
    }
}

/// The figure of one unit, or the total, that is a power of ten off.
fn in_another_unit(
    case: &Case<'_>,
    (indicator, column): (usize, usize),
    (total, total_at): (Decimal, &Value),
    slack: Decimal,
) -> Option<Finding> {
    let units = case.added_units().iter();
    let known = units
        .filter_map(|unit| Some((*unit, case.number(*unit, indicator, column)?)))
        .collect::<Vec<_>>();
    let figures = known
        .iter()
        .map(|(_, (number, _))| *number)
        .collect::<Vec<_>>();
    let off = one_off(&figures, total, slack)?;
    let (unit, reported, at, power) = match off {
        Off::Total(power) => (case.scheme.root, total, total_at, power),
        Off::One(one, power) => {
            let (unit, (reported, at)) = known.get(one)?;
            (*unit, *reported, *at, power)
        }
    };
    let meant = exact::shifted(reported, power)?;
    let told = ScaleInSum {
        name: case.name(case.scheme.root, indicator, column),
        total,
        part: matches!(off, Off::One(..)).then(|| case.name(unit, indicator, column)),
        reported,
        measure: case.scheme.indicators[indicator].unit.to_string(),
        is_more: power < 0,
        factor: 10_u32.pow(power.unsigned_abs()),
        meant,
    };
    Some(
        Finding::of(told)
            .about(case.figure(unit, indicator, column))
            .at(case.place(at))
            .at(case.place(total_at))
            .figures(reported, meant),
    )
}

/// Whether a rule already says `[x] = 合计([x])`.
fn compares(rule: &Rule, indicator: &str, column: &str) -> bool {
    let is_own = |expr: &Expr| matches!(expr, Expr::Figure(figure) if figure.indicator.as_deref().is_none_or(|code| code == indicator) && figure.column.as_deref().is_none_or(|code| code == column));
    match (&rule.comparison.left, &rule.comparison.right) {
        (figure, Expr::Total(inner)) | (Expr::Total(inner), figure) => {
            is_own(figure) && is_own(inner)
        }
        _ => false,
    }
}
