//! 其中 items: a part is at most its whole, and the parts of one whole together are at most the
//! whole.
//!
//! Parts need not be exhaustive, so less is no finding. Only value columns are compared: a part may
//! grow faster than its whole. Example: 技术合同成交额 1 250, 其中：技术输出 1 480 → A.

use crate::check::Case;
use xianbaohui_core::exact::{self, Sum};
use xianbaohui_core::finding::{Finding, Severity};
use xianbaohui_core::form::Role;
use xianbaohui_core::number::Decimal;

pub(in crate::check) fn check(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let indicators = case.indicators();
    for unit in case.units() {
        for (whole, columns) in indicators {
            let parts = indicators
                .iter()
                .filter(|(part, _)| {
                    case.scheme.indicators[*part].part_of.as_deref()
                        == Some(&case.scheme.indicators[*whole].code)
                })
                .collect::<Vec<_>>();
            if parts.is_empty() {
                continue;
            }
            for &column in columns
                .iter()
                .filter(|column| case.form.columns()[**column].role == Role::Value)
            {
                let Some((total, total_at)) = case.number(unit, *whole, column) else {
                    continue;
                };
                let code = &case.form.columns()[column].code;
                let known = parts
                    .iter()
                    .filter_map(|(part, _)| {
                        Some((*part, case.number(unit, *part, case.column(*part, code)?)?))
                    })
                    .collect::<Vec<_>>();
                let name = |indicator: usize| {
                    format!(
                        "{} {}",
                        case.scheme.indicators[indicator].name,
                        case.form.columns()[column].name
                    )
                };
                let mut single = false;
                for (part, (value, at)) in &known {
                    if *value > total {
                        single = true;
                        let message = format!(
                            "{}其中项大于总项：{} {} 大于 {} {}{}。",
                            case.unit_prefix(unit),
                            name(*part),
                            value.normalize(),
                            name(*whole),
                            total.normalize(),
                            more(*value, total)
                        );
                        findings.push(
                            Finding::new(Severity::A, "part.more-than-whole", message)
                                .at(case.place(at))
                                .at(case.place(total_at))
                                .figures(*value, total),
                        );
                    }
                }
                let Some(sum) = known
                    .iter()
                    .map(|(_, (value, _))| *value)
                    .collect::<Sum>()
                    .value()
                else {
                    findings.push(
                        too_large(case, unit, &name(*whole))
                            .at_all(known.iter().map(|(_, (_, at))| case.place(at))),
                    );
                    continue;
                };
                if !single && known.len() > 1 && sum > total {
                    let message = format!(
                        "{}各其中项之和大于总项：{} 的其中项共 {}，大于 {}{}。",
                        case.unit_prefix(unit),
                        name(*whole),
                        sum.normalize(),
                        total.normalize(),
                        more(sum, total)
                    );
                    findings.push(
                        Finding::new(Severity::A, "parts.more-than-whole", message)
                            .at_all(known.iter().map(|(_, (_, at))| case.place(at)))
                            .at(case.place(total_at))
                            .figures(sum, total),
                    );
                }
            }
        }
    }
}

/// `，多出 5`
fn more(one: Decimal, other: Decimal) -> String {
    exact::subtract(one, other)
        .map(|more| format!("，多出 {}", more.normalize()))
        .unwrap_or_default()
}

fn too_large(case: &Case<'_>, unit: usize, name: &str) -> Finding {
    let message = format!(
        "{}{name} 的各其中项加起来位数太多（超过 28 位），无法核对。请核对计量单位。",
        case.unit_prefix(unit)
    );
    Finding::new(Severity::C, "parts.too-large", message)
}
