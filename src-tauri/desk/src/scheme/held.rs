//! What a new version of the scheme must not do while returns are stored: their figures would be
//! shown under other names, in other units of measure, or under none.

use super::reused::reused;
use crate::Error;
use std::collections::HashSet;
use xianbaohui_core::form::Form;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::scheme::meaning::{Meanings, Otherwise};
use xianbaohui_ledger::Ledger;

/// Sentences, one for each thing that stored returns do not allow.
pub(super) fn held(ledger: &Ledger, new: &Scheme) -> Result<Vec<String>, Error> {
    let old = ledger.scheme();
    let stored = ledger.stored_codes()?;
    let mut told = Vec::new();
    for unit in old
        .units
        .iter()
        .filter(|unit| new.unit(&unit.code).is_none())
    {
        if stored.units.contains(&unit.code) {
            told.push(format!(
                "填报单位“{}”（{}）已有入库的报送件，不能从制度里去掉。不再报送的，请保留单位，\
                    在新建批次时不列入应报单位。",
                unit.name, unit.code
            ));
        }
    }
    told.extend(otherwise(ledger, new)?);
    told.extend(reused(ledger, new, &stored)?);
    Ok(told)
}

/// What the new version means otherwise than the version that returns were made with, and the one
/// in force does not: returns that were taken in under any version may count again.
fn otherwise(ledger: &Ledger, new: &Scheme) -> Result<Vec<String>, Error> {
    let mut told = Vec::new();
    for made in ledger.made_with()? {
        let (own, Some(form)) = (&made.scheme, new.form(&made.form)) else {
            continue;
        };
        let now = Meanings::between(own, ledger.scheme(), &made.form);
        let then = Meanings::between(own, new, &made.form);
        for (indicator, column, other) in then.indicators(form) {
            if made.indicators.contains(indicator) && now.figure(indicator, column).is_none() {
                let name = new.indicator(indicator).map_or(indicator, |one| &one.name);
                let column = form.column(indicator, column).map_or("", |one| &one.name);
                told.push(figure(form, (indicator, name), column, other));
            }
        }
        for (field, other) in then.fields(form) {
            if now.field(&field.code).is_none() {
                let (form, name, code) = (&form.name, &field.name, &field.code);
                let words = other.words();
                told.push(match other {
                    Otherwise::Measure { .. } => format!(
                        "报表“{form}”的“{name}”（{code}）改了计量单位（{words}）：已入库的数不会\
                            跟着换算。请另起一个代码，或保留原来的计量单位。"
                    ),
                    _ => format!(
                        "报表“{form}”的“{name}”（{code}）：{words}，已入库的会张冠李戴。\
                            请另起一个代码。"
                    ),
                });
            }
        }
    }
    let mut known = HashSet::new();
    told.retain(|one| known.insert(one.clone()));
    Ok(told)
}

/// What is otherwise with an indicator, or with one column of it.
fn figure(form: &Form, (indicator, name): (&str, &str), column: &str, other: &Otherwise) -> String {
    match other {
        Otherwise::Measure { .. } => format!(
            "指标“{name}”（{indicator}）的{}：已入库的数不会跟着换算。请另起一个指标代码，\
                或保留原来的计量单位。",
            other.words()
        ),
        Otherwise::Kind { .. } => format!(
            "指标“{name}”（{indicator}）的{}：已入库的数会当成另一种数来合计。\
                请另起一个指标代码，或保留原来的类型。",
            other.words()
        ),
        Otherwise::Name(_) => format!(
            "指标“{name}”（{indicator}，{column}）：{}，已入库的数会张冠李戴。请另起一个代码。",
            other.words()
        ),
        Otherwise::Role | Otherwise::Gone => format!(
            "报表“{}”的列“{column}”：{}，已入库的数会当成另一种数。请另起一个列代码，\
                或保留原来的算法。",
            form.name,
            other.words()
        ),
    }
}
