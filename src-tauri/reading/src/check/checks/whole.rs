//! Things that are counted come in whole numbers, and not below zero; a completion far beyond its
//! target asks for a reason.
//!
//! Example: 高新技术企业新增 2.5 家 → A; 技术合同成交额 −12 万元 → A (净增 and 增速 may be
//! negative).

use crate::check::case::Case;
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::{FigureNegative, FigureNotWhole, RateFarBeyond};
use xianbaohui_core::form::Role;
use xianbaohui_core::number::{Datum, Decimal};

/// A completion beyond this many percent asks for a reason (the sources' own 2 100 % was a change
/// of definition).
const FAR_BEYOND: Decimal = Decimal::whole(200);

pub(in crate::check) fn check(case: &Case<'_>, findings: &mut Vec<Finding>) {
    for value in &case.taken.values {
        let Datum::Number(number) = value.datum else {
            continue;
        };
        let indicator = &case.scheme.indicators[value.indicator];
        let column = &case.form.columns()[value.column];
        let name = || case.name(value.unit, value.indicator, value.column);
        let about = || case.figure(value.unit, value.indicator, value.column);
        match &column.role {
            Role::Value => {
                // what has digits after the point in the scheme is no count: 得分, 亿斤
                let is_count = indicator.unit.counts_things() && column.digits(indicator) == 0;
                if is_count && !number.is_whole() {
                    findings.push(
                        Finding::of(FigureNotWhole {
                            name: name(),
                            reported: number,
                            measure: indicator.unit.to_string(),
                            of_entry: false,
                        })
                        .about(about())
                        .at(case.place(value))
                        .sides(number.normalize().to_string(), "整数"),
                    );
                }
                if number.is_sign_negative()
                    && !number.is_zero()
                    && !indicator.measure.may_be_negative()
                {
                    findings.push(
                        Finding::of(FigureNegative {
                            name: name(),
                            reported: number,
                            of_entry: false,
                        })
                        .about(about())
                        .at(case.place(value))
                        .sides(number.normalize().to_string(), "0"),
                    );
                }
            }
            Role::Completion { .. } if number > FAR_BEYOND => {
                findings.push(
                    Finding::of(RateFarBeyond {
                        name: name(),
                        reported: number,
                    })
                    .about(about())
                    .at(case.place(value))
                    .sides(number.normalize().to_string(), "200"),
                );
            }
            _ => {}
        }
    }
}
