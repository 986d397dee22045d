//! 位次 follows from the figures that are ranked: the first has the most (or the least, where less
//! is better).
//!
//! Units with equal figures may share a rank or follow each other, since the figures may have been
//! rounded. Example: 位次 3 for a county whose amount is the largest → B: either the rank is wrong,
//! or the amount is in another unit of measure.

use crate::check::case::Case;
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::RankDoesNotFollow;
use xianbaohui_core::form::{Layout, Role};
use xianbaohui_core::indicator::Direction;
use xianbaohui_core::number::Decimal;

pub(in crate::check) fn check(case: &Case<'_>, findings: &mut Vec<Finding>) {
    let columns = case.form.columns();
    // on a unit's own sheet there is nobody to be ranked with
    if !matches!(case.form.layout, Layout::CountyTable(_)) {
        return;
    }
    for &(indicator, ref own) in case.indicators() {
        let Some(&rank) = own
            .iter()
            .find(|column| columns[**column].role == Role::Rank)
        else {
            continue;
        };
        let Some(&value) = own.iter().find(|column| {
            columns[**column].role == Role::Value && columns[**column].code != "target"
        }) else {
            continue;
        };
        let units = case
            .units()
            .filter(|unit| *unit != case.scheme.root)
            .collect::<Vec<_>>();
        let figures = units
            .iter()
            .filter_map(|unit| Some((*unit, case.number(*unit, indicator, value)?.0)))
            .collect::<Vec<_>>();
        // a unit without a figure may stand anywhere
        let unknown = units.len().saturating_sub(figures.len());
        let lower = case.scheme.indicators[indicator].direction == Direction::Lower;
        for (unit, figure) in &figures {
            let Some((reported, at)) = case.number(*unit, indicator, rank) else {
                continue;
            };
            let before = figures
                .iter()
                .filter(|(_, other)| {
                    if lower {
                        other < figure
                    } else {
                        other > figure
                    }
                })
                .count();
            let same = figures.iter().filter(|(_, other)| other == figure).count();
            let (first, last) = (
                Decimal::from(before + 1),
                Decimal::from(before + same + unknown),
            );
            if (first..=last).contains(&reported) {
                continue;
            }
            let Some((_, value_at)) = case.number(*unit, indicator, value) else {
                continue;
            };
            let told = RankDoesNotFollow {
                name: case.name(*unit, indicator, rank),
                reported,
                value: *figure,
                expected: first,
            };
            findings.push(
                Finding::of(told)
                    .about(case.figure(*unit, indicator, rank))
                    .at(case.place(at))
                    .at(case.place(value_at))
                    .figures(reported, first),
            );
        }
    }
}
