//! What a county now says of last year against what it reported last year (上年同期 against the
//! ledger).
//!
//! The base of 同比 is the bureau's own store, not the county's column: a difference is a revision
//! that must be explained. Example: 上年同期累计 980, in the ledger 1 080 → C.

use crate::check::case::Case;
use xianbaohui_core::exact;
use xianbaohui_core::fact::FactSet;
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::EarlierRevised;
use xianbaohui_core::form::Role;

pub(in crate::check) fn check(case: &Case<'_>, history: &FactSet, findings: &mut Vec<Finding>) {
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
