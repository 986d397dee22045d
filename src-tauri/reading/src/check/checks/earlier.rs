//! What a county now says of last year against what it reported last year (上年同期 against the
//! ledger).
//!
//! The base of 同比 is the bureau's own store, not the county's column: a difference is a revision
//! that must be explained. Example: 上年同期累计 980, in the ledger 1 080 → C.
//!
//! And the whole of it against what was reported for an earlier period: the same figures in every
//! cell are an old sheet under a new title.

use crate::check::case::Case;
use std::collections::BTreeSet;
use xianbaohui_core::exact;
use xianbaohui_core::fact::{ColumnId, FactKey, FactSet, FormId, IndicatorId, UnitId};
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::{EarlierRevised, EarlierSame};
use xianbaohui_core::form::Role;
use xianbaohui_core::number::Datum;
use xianbaohui_core::period::Period;

pub(in crate::check) fn check(case: &Case<'_>, history: &FactSet, findings: &mut Vec<Finding>) {
    findings.extend(same_as_before(case, history));
    for &(indicator, ref columns) in case.indicators() {
        let own = &case.scheme.indicators[indicator];
        for &column in columns {
            let Role::Growth { of, base } = &case.form.columns()[column].role else {
                continue;
            };
            let Some(base) = case.column(indicator, base) else {
                continue;
            };
            for unit in case.units() {
                let Some((now, at)) = case.number(unit, indicator, base) else {
                    continue;
                };
                let Some(then) = case.year_before(history, unit, indicator, of) else {
                    continue;
                };
                if !exact::within(now, then, exact::half_digit(own.decimals)) {
                    let name = case.name(unit, indicator, base);
                    findings.push(
                        Finding::of(EarlierRevised { name, now, then })
                            .about(case.figure(unit, indicator, base))
                            .at(case.place(at))
                            .figures(now, then),
                    );
                }
            }
        }
    }
}

/// So many figures that are not zero are no chance.
const FEWEST: usize = 5;

/// All figures are those of one earlier period: what is measured, not what was set as a target or
/// taken from the year before.
fn same_as_before(case: &Case<'_>, history: &FactSet) -> Option<Finding> {
    let columns = case.form.columns();
    let form = FormId::at(case.taken.form);
    let earlier = history.tables().iter().filter(|table| table.form == form);
    let periods = earlier
        .map(|table| table.period)
        .filter(|period| *period != case.period());
    let figures = case
        .taken
        .values
        .iter()
        .filter_map(|value| match value.datum {
            Datum::Number(number) if columns[value.column].role == Role::Value => {
                Some((value, number))
            }
            _ => None,
        });
    let figures = figures.collect::<Vec<_>>();
    let telling = figures
        .iter()
        .filter(|(_, number)| !number.is_zero())
        .count();
    if telling < FEWEST {
        return None;
    }
    let is_same = |period: &Period| {
        figures.iter().all(|(value, number)| {
            let key = FactKey {
                unit: UnitId::at(value.unit),
                indicator: IndicatorId::at(value.indicator),
                column: ColumnId::at(value.column),
                form,
                period: *period,
            };
            history.number(key) == Some(*number)
        })
    };
    let period = periods.collect::<BTreeSet<_>>().into_iter().find(is_same)?;
    let told = EarlierSame {
        period: period.name(),
        count: figures.len(),
    };
    let (first, _) = figures.first()?;
    Some(Finding::of(told).at(case.place(first)))
}
