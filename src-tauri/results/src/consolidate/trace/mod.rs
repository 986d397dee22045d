//! Answers where a figure came from.

mod asked;
mod at;
mod dropped;
mod formula;
mod many;
mod roster;
mod total;
mod unit;
mod years;

pub use self::many::trace_many;

use self::asked::{column_unknown, is_column, unit_asked, unknown_indicator};
use self::at::At;
use self::dropped::dropped;
use self::total::of_total;
use self::unit::of_unit;
use super::figures::consolidate;
use super::origin::{Origin, Question};
use xianbaohui_core::record::{Record, RecordError};
use xianbaohui_core::scheme::Round;
use xianbaohui_core::text;

/// Answers a question; one origin for each form and column that has the indicator.
pub fn trace(
    ledger: &dyn Record,
    round: &Round,
    question: &Question,
) -> Result<Vec<Origin>, RecordError> {
    let scheme = ledger.scheme();
    let wanted = text::key(&question.indicator);
    let asked = || {
        round
            .forms
            .iter()
            .filter_map(|code| scheme.form(code))
            .filter(|form| question.form.as_ref().is_none_or(|code| *code == form.code))
    };
    let indicator = scheme
        .indicators
        .iter()
        .position(|one| one.code == question.indicator || text::key(&one.name) == wanted);
    let rosters = asked()
        .filter_map(|form| Some((form, roster::summed(form, &question.indicator)?)))
        .collect::<Vec<_>>();
    let unit = match &question.unit {
        None => None,
        Some(name) => Some(unit_asked(scheme, round, name)?),
    };
    let code = unit.map(|unit| scheme.units[unit].code.as_str());
    if indicator.is_none() && rosters.is_empty() {
        let dropped = dropped(ledger, round, question, code)?;
        return Err(dropped.unwrap_or_else(|| unknown_indicator(scheme, &question.indicator)));
    }
    let mut origins = Vec::new();
    // of the unit that consolidates, what a sheet reports as its total, else the total
    let of_all = unit.is_none_or(|unit| unit == scheme.root);
    for (form, field) in rosters {
        if !is_column(question, &field.2.code, &field.2.name) {
            continue;
        }
        let origin = roster::trace(ledger, round, form, field, unit.filter(|_| !of_all))?;
        origins.extend(Some(origin).filter(Origin::is_any));
    }
    let Some(indicator) = indicator else {
        return Ok(origins);
    };
    for form in asked() {
        if !form
            .indicators()
            .contains(&scheme.indicators[indicator].code.as_str())
        {
            continue;
        }
        let all = consolidate(ledger, round, form)?;
        let keys = all.keys.iter().copied();
        for key in keys.filter(|key| key.indicator == indicator) {
            let spec = all.spec(scheme, key);
            if !is_column(question, &spec.code, &spec.name) {
                continue;
            }
            let at = At {
                ledger,
                round,
                form,
                all: &all,
                key,
            };
            let own = unit
                .map(|unit| of_unit(&at, unit))
                .transpose()?
                .filter(Origin::is_any);
            let total = if of_all && own.is_none() {
                Some(of_total(&at)?)
            } else {
                None
            };
            origins.extend(own.into_iter().chain(total.filter(Origin::is_any)));
        }
    }
    if origins.is_empty()
        && let Some(dropped) = dropped(ledger, round, question, code)?
    {
        return Err(dropped);
    }
    match column_unknown(scheme, indicator, question) {
        Some(unknown) if origins.is_empty() => Err(unknown),
        _ => Ok(origins),
    }
}
