//! The tables that a round gives.

use super::model::{Table, TableKind, TableRef};
use super::scan::Scan;
use super::{entries, notes, summary, units};
use crate::consolidate::{Coverage, consolidate};
use xianbaohui_core::form::Layout;
use xianbaohui_core::record::{Record, RecordError};
use xianbaohui_core::scheme::Round;

/// The tables that a round gives: forms that anybody has reported, or all forms of the round while
/// nothing has come in.
pub fn tables(ledger: &dyn Record, round: &Round) -> Result<Vec<TableRef>, RecordError> {
    let scheme = ledger.scheme();
    let reported = ledger.forms_reported(&round.code)?;
    let mut found = Vec::new();
    for code in &round.forms {
        let Some(form) = scheme.form(code) else {
            continue;
        };
        if !reported.is_empty() && !reported.contains(code) {
            continue;
        }
        let kinds: &[TableKind] = match form.layout {
            Layout::Matrix(_) => &[TableKind::Units, TableKind::Summary],
            Layout::CountyTable(_) => &[TableKind::Units],
            Layout::Roster(_) => &[TableKind::Entries, TableKind::EntryCounts],
        };
        found.extend(kinds.iter().map(|kind| TableRef {
            id: format!("{}:{}", form.code, kind.code()),
            title: format!("{} {}", form.name, kind.name()),
            form: form.code.clone(),
            kind: *kind,
        }));
    }
    Ok(found)
}

/// One table by its id.
pub fn table(
    ledger: &dyn Record,
    round: &Round,
    coverage: &Coverage,
    id: &str,
) -> Result<Table, RecordError> {
    let scheme = ledger.scheme();
    let unknown = || RecordError::Unknown {
        what: "汇总表",
        name: id.to_owned(),
        nearest: String::new(),
    };
    let (form, kind) = id.rsplit_once(':').ok_or_else(unknown)?;
    let form = scheme.form(form).ok_or_else(unknown)?;
    let made = match TableKind::of_code(kind).ok_or_else(unknown)? {
        TableKind::Summary => notes::with_elsewhere(
            summary::table(scheme, round, form, &consolidate(ledger, round, form)?),
            scheme,
            coverage,
        ),
        TableKind::Units => notes::with_elsewhere(
            units::table(scheme, round, form, &consolidate(ledger, round, form)?),
            scheme,
            coverage,
        ),
        TableKind::Entries => entries::table(ledger, round, form, coverage)?,
        TableKind::EntryCounts => entries::counts(
            ledger,
            round,
            form,
            coverage,
            &Scan::of(ledger, round, form)?,
        )?,
    };
    let made = notes::with_otherwise(made, ledger, round)?;
    notes::with_grown(made, ledger, round)
}
