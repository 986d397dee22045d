//! A county table's reported 合计 against the sum of its units.
//!
//! Tolerance: half a unit of the last digit × number of figures (四舍五入); none where things are
//! counted (家, 项, 人). A gap within it passes and is shown as D: the published 428.4 against
//! parts of 428.3. Indicators that a rule of the scheme already compares are left to that rule.

use crate::check::Case;
use xianbaohui_core::exact::{self, Sum};
use xianbaohui_core::finding::{Finding, Severity};
use xianbaohui_core::form::{Layout, Role};
use xianbaohui_core::number::{Datum, Decimal};
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
            let place = case.place(at);
            let known = numbers.iter().copied().collect::<Sum>().value();
            let Some((sum, gap)) =
                known.and_then(|sum| Some((sum, exact::subtract(reported, sum)?)))
            else {
                let message = format!(
                    "合计行的 {name} {} 无法核对：各单位之和位数太多（超过 28 \
                        位）。请核对计量单位。",
                    reported.normalize()
                );
                findings.push(Finding::new(Severity::C, "total.too-large", message).at(place));
                continue;
            };
            if unknown > 0 {
                findings.push(
                    Finding::new(
                        Severity::D,
                        "total.unchecked",
                        format!(
                            "合计行的 {name} {} 无法核对：有 {unknown} 个单位没有数。",
                            reported.normalize()
                        ),
                    )
                    .at(place)
                    .figures(reported, sum),
                );
                continue;
            }
            // things are counted, not rounded
            let figures = Decimal::from(numbers.len().saturating_add(1));
            let rounded = exact::half_digit(spec.decimals.unwrap_or(own.decimals))
                .checked_mul(figures)
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
                    .map(|unit| case.scheme.units[unit].name.as_str())
                    .collect::<Vec<_>>();
                Finding::new(
                    Severity::B,
                    "total.with-unexpected",
                    format!(
                        "合计行的 {name} 是 {}，含不在本批应报单位里的{}；应报单位之和是 {}，汇总表\
                            按后者。请核对单位名单。",
                        reported.normalize(),
                        others.join("、"),
                        sum.normalize()
                    ),
                )
            } else if gap.abs() <= tolerance {
                Finding::new(
                    Severity::D,
                    "total.rounding",
                    format!(
                        "合计行的 {name} 是 {}，各单位之和是 {}，相差 {}，在四舍五入允差 {} 以内。",
                        reported.normalize(),
                        sum.normalize(),
                        gap.abs().normalize(),
                        tolerance.normalize()
                    ),
                )
            } else {
                Finding::new(
                    Severity::A,
                    "total.wrong",
                    format!(
                        "合计行的 {name} 是 {}，各单位之和是 {}，相差 {}。请核对是合计算错了，还是\
                            哪个单位的数变了。",
                        reported.normalize(),
                        sum.normalize(),
                        gap.abs().normalize()
                    ),
                )
            };
            // a unit that has more than all together is where to look first
            let beyond = values.iter().flatten().filter(|value| matches!(value.datum, Datum::Number(number) if number > reported && !own.measure.may_be_negative()));
            let cells = beyond.map(|value| case.place(value)).collect::<Vec<_>>();
            findings.push(finding.at(place).at_all(cells).figures(reported, sum));
        }
    }
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
