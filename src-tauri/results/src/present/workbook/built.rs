//! The tables of a round in the order in which they go out.

use crate::consolidate::{Consolidated, Coverage, consolidate};
use crate::present::scan::Scan;
use crate::present::{PresentError, Table, TableKind, entries, notes, summary, tables, units};
use crate::scope::Scope;
use xianbaohui_core::record::Record;
use xianbaohui_core::scheme::Round;

pub(super) fn entries_of(
    ledger: &dyn Record,
    round: &Round,
    table: &Table,
) -> Result<usize, PresentError> {
    Ok(
        usize::try_from(
            ledger.count_entries(&round.code, &ledger.scheme().forms[table.form].code)?,
        )
        .unwrap_or(usize::MAX),
    )
}

/// Tables in the order in which they go out: summaries, county tables, rosters. A roster comes
/// without its rows.
pub(super) fn built(
    ledger: &dyn Record,
    round: &Round,
    all: &Coverage,
    scope: &Scope,
) -> Result<Vec<Table>, PresentError> {
    let scheme = ledger.scheme();
    let mut built = Vec::new();
    let mut figures: Option<Consolidated> = None;
    let mut scanned: Option<(String, Scan)> = None;
    for one in tables(ledger, round)? {
        let Some(form) = scheme.form(&one.form) else {
            continue;
        };
        let table = match one.kind {
            TableKind::Entries | TableKind::EntryCounts => {
                // both are made of the same entries
                let own = match scanned.take().filter(|(code, _)| *code == form.code) {
                    Some(known) => known,
                    None => (form.code.clone(), Scan::of(ledger, round, form)?),
                };
                let (_, scan) = scanned.insert(own);
                if one.kind == TableKind::Entries {
                    entries::laid_out(scheme, round, form, all, scan)
                } else {
                    entries::counts(ledger, round, form, all, scan)?
                }
            }
            TableKind::Summary | TableKind::Units => {
                // summary and county table of a form are made of the same figures
                let own = match figures
                    .take()
                    .filter(|known| scheme.forms[known.form].code == form.code)
                {
                    Some(known) => known,
                    None => consolidate(ledger, round, form)?,
                };
                let own = figures.insert(own);
                let table = if one.kind == TableKind::Summary {
                    summary::table(scheme, round, form, own)
                } else {
                    units::table(scheme, round, form, own)
                };
                notes::with_elsewhere(table, scheme, all)
            }
        };
        let table = notes::with_otherwise(table, ledger, round)?;
        built.push(notes::with_grown(table, ledger, round)?);
    }
    for table in &mut built {
        table.title.push_str(scope.title());
        table.scope = scope.line(scheme);
    }
    built.sort_by_key(|table| match table.kind {
        TableKind::Summary => 0,
        TableKind::Units => 1,
        TableKind::EntryCounts => 2,
        TableKind::Entries => 3,
    });
    Ok(built)
}
