//! The sheets of the workbook before it is written, for the officer.

use super::built::{built, entries_of};
use super::pages::pages_of;
use super::{lists, sources, words};
use crate::consolidate::coverage;
use crate::present::{PresentError, TableKind};
use crate::scope::Scope;
use xianbaohui_core::record::Record;
use xianbaohui_core::scheme::Round;

/// A sheet that [`workbook`] will write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// its name
    pub name: String,
    /// rows of figures, entries or findings
    pub rows: usize,
    /// columns
    pub columns: usize,
    /// what is on it, for the officer
    pub note: &'static str,
}

/// The sheets that [`workbook`] will write, without writing.
pub fn plan(ledger: &dyn Record, round: &Round) -> Result<Vec<Planned>, PresentError> {
    let all = coverage(ledger, round)?;
    let mut planned = Vec::new();
    let tables = built(ledger, round, &all, &Scope::All)?;
    for (table, pages) in tables.iter().zip(pages_of(&tables, ledger.scheme())) {
        let rows = if table.kind == TableKind::Entries {
            entries_of(ledger, round, table)?
        } else {
            table.rows.len()
        };
        let note = table.kind.note();
        planned.extend(pages.into_iter().map(|page| Planned {
            name: page.sheet,
            rows,
            columns: page.columns.len(),
            note,
        }));
    }
    let findings = ledger.findings(&round.code, None, &[])?;
    let written = words::collect(ledger, round, &findings)?.len();
    let mut lists = vec![
        (
            lists::STATUS,
            all.units.len(),
            lists::STATUS_COLUMNS,
            "哪些单位报了，第几版，有什么问题",
        ),
        (
            lists::FINDINGS,
            findings.len(),
            lists::FINDING_COLUMNS,
            "审核发现的问题，在哪一格",
        ),
        (
            words::SHEET,
            written,
            words::COLUMNS,
            "县里写的备注、说明和文字栏，在哪一格",
        ),
        (
            sources::SHEET,
            sources::count(ledger, round)?,
            sources::COLUMNS,
            "每个数出自哪个文件、哪张表、哪一格",
        ),
    ];
    lists.retain(|(name, rows, ..)| *name != words::SHEET || *rows > 0);
    planned.extend(
        lists
            .into_iter()
            .map(|(name, rows, columns, note)| Planned {
                name: name.into(),
                rows,
                columns,
                note,
            }),
    );
    Ok(planned)
}
