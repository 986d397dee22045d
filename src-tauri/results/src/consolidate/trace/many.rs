//! Many figures are asked about at once: each form is consolidated once.

use super::at::At;
use super::total::of_total;
use super::unit::of_unit;
use crate::consolidate::figures::{Consolidated, consolidate};
use crate::consolidate::origin::{Origin, Question};
use xianbaohui_core::form::Form;
use xianbaohui_core::record::{Record, RecordError};
use xianbaohui_core::scheme::Round;

/// The figures that are asked about, by codes; those of one question in the order of the forms. Of
/// the unit that consolidates, its total.
pub fn trace_many(
    ledger: &dyn Record,
    round: &Round,
    questions: &[Question],
) -> Result<Vec<Vec<Origin>>, RecordError> {
    let scheme = ledger.scheme();
    let forms = round.forms.iter().filter_map(|code| scheme.form(code));
    let mut known: Vec<(&Form, Option<Consolidated>)> = forms.map(|form| (form, None)).collect();
    let mut all = Vec::with_capacity(questions.len());
    for question in questions {
        let mut found = Vec::new();
        for (form, consolidated) in &mut known {
            let form = *form;
            if !form.indicators().contains(&question.indicator.as_str()) {
                continue;
            }
            let all = match consolidated {
                Some(all) => all,
                None => consolidated.insert(consolidate(ledger, round, form)?),
            };
            let all = &*all;
            let own = all.keys.iter().copied().filter(|key| {
                let column = &all.spec(scheme, *key).code;
                scheme.indicators[key.indicator].code == question.indicator
                    && question.column.as_ref().is_none_or(|asked| asked == column)
            });
            for key in own {
                let at = At {
                    ledger,
                    round,
                    form,
                    all,
                    key,
                };
                let unit = question.unit.as_ref();
                let unit = unit.and_then(|code| {
                    let mut units = scheme.units.iter();
                    units.position(|unit| unit.code == *code)
                });
                let origin = match unit.filter(|unit| *unit != scheme.root) {
                    Some(unit) => of_unit(&at, unit)?,
                    None => of_total(&at)?,
                };
                if origin.is_any() {
                    found.push(origin);
                }
            }
        }
        all.push(found);
    }
    Ok(all)
}
