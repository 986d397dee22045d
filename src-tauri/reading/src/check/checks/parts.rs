//! 其中 items: a part is at most its whole, and the parts of one whole together are at most the
//! whole.
//!
//! Parts need not be exhaustive, so less is no finding. Only value columns are compared: a part may
//! grow faster than its whole. Example: 技术合同成交额 1 250, 其中：技术输出 1 480 → A.

use crate::check::case::Case;
use xianbaohui_core::exact::{self, Sum};
use xianbaohui_core::finding::told::{PartMoreThanWhole, PartsMoreThanWhole, PartsTooLarge};
use xianbaohui_core::finding::{FigureRef, Finding, Subject};
use xianbaohui_core::form::Role;

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
                let figure = |indicator: usize| FigureRef {
                    unit: case.scheme.units[unit].code.clone(),
                    indicator: case.scheme.indicators[indicator].code.clone(),
                    column: code.clone(),
                };
                let all = || {
                    let parts = known.iter().map(|(part, _)| figure(*part));
                    Subject::Figures(parts.chain([figure(*whole)]).collect())
                };
                let mut single = false;
                for (part, (value, at)) in &known {
                    if *value > total {
                        single = true;
                        let told = PartMoreThanWhole {
                            unit: case.unit_name(unit),
                            part: name(*part),
                            value: *value,
                            whole: name(*whole),
                            total,
                            more: exact::subtract(*value, total),
                        };
                        findings.push(
                            Finding::of(told)
                                .about(Subject::Figures(vec![figure(*part), figure(*whole)]))
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
                        Finding::of(PartsTooLarge {
                            name: case.name(unit, *whole, column),
                        })
                        .about(all())
                        .at_all(known.iter().map(|(_, (_, at))| case.place(at))),
                    );
                    continue;
                };
                if !single && known.len() > 1 && sum > total {
                    let told = PartsMoreThanWhole {
                        unit: case.unit_name(unit),
                        whole: name(*whole),
                        sum,
                        total,
                        more: exact::subtract(sum, total),
                    };
                    findings.push(
                        Finding::of(told)
                            .about(all())
                            .at_all(known.iter().map(|(_, (_, at))| case.place(at)))
                            .at(case.place(total_at))
                            .figures(sum, total),
                    );
                }
            }
        }
    }
}
