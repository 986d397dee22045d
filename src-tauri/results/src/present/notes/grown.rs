//! Units that took in others between the two years that a table compares.

use super::line::{divided, sentence_of};
use crate::present::model::Table;
use xianbaohui_core::fact::rounds_before;
use xianbaohui_core::form::{Form, Role};
use xianbaohui_core::notice::{Notice, NoticeCode};
use xianbaohui_core::period::Period;
use xianbaohui_core::record::{Record, RecordError};
use xianbaohui_core::scheme::Round;

/// Tells of units whose figures of the year before were of a smaller area, where the table holds
/// the two against each other: in the ledger, or as the units report it.
pub(in crate::present) fn with_grown(
    mut table: Table,
    ledger: &dyn Record,
    round: &Round,
) -> Result<Table, RecordError> {
    let scheme = ledger.scheme();
    let Some(form) = scheme.forms.get(table.form) else {
        return Ok(table);
    };
    let Some(before) = compared(ledger, round, form)? else {
        return Ok(table);
    };
    // what several took in together is said once
    let mut clauses: Vec<(String, Vec<&str>)> = Vec::new();
    for unit in round.units.iter().filter_map(|code| scheme.unit(code)) {
        for grown in &unit.grown {
            if !grown.is_between(before, round.period) {
                continue;
            }
            let what = format!("{}接收了撤销的{}的区域", grown.when(), grown.by);
            match clauses.iter_mut().find(|(known, _)| *known == what) {
                Some((_, units)) => units.push(&unit.name),
                None => clauses.push((what, vec![&unit.name])),
            }
        }
    }
    if !clauses.is_empty() {
        let clauses = clauses.into_iter();
        let clauses = clauses.map(|(what, units)| format!("{} {what}", units.join("、")));
        let told = Notice::of(NoticeCode::NoteGrown);
        let told = told.with("clauses", clauses.collect::<Vec<_>>());
        table.notes.splice(0..0, divided(&sentence_of(&told)));
    }
    Ok(table)
}

/// The period that figures of a form are compared with, if they are.
fn compared(
    ledger: &dyn Record,
    round: &Round,
    form: &Form,
) -> Result<Option<Period>, RecordError> {
    let columns = form.columns();
    let before = round.period.year_before();
    let is_growth = |role: &Role| matches!(role, Role::Growth { .. });
    if columns.iter().any(|column| is_growth(&column.role)) {
        return Ok(Some(before));
    }
    if columns.iter().any(|column| column.yoy) {
        for other in rounds_before(ledger.scheme(), round) {
            if ledger.forms_reported(&other.code)?.contains(&form.code) {
                return Ok(Some(before));
            }
        }
    }
    Ok(None)
}
