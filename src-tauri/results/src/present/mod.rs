//! Results → screen and workbook. One model ([`Table`]) feeds both; the only folder that names
//! rust_xlsxwriter.
#![deny(
    clippy::arithmetic_side_effects,
    reason = "a reported figure goes through checked arithmetic only"
)]

mod entries;
mod error;
mod model;
mod notes;
mod paper;
mod scan;
mod summary;
mod units;
mod workbook;

pub use error::PresentError;
pub use model::{
    Cell, CellState, Column, ColumnFormula, Derived, FigureKey, HeaderCell, Row, RowKind, Subject,
    Table, TableKind, TableRef,
};
pub use paper::{ListColumn, Paper, SMALLEST, header_over};
pub use workbook::{
    MOST_ROWS, Planned, Written, file_name, findings_workbook, plan, workbook, workbook_of,
};

use crate::consolidate::{Consolidated, Coverage, Key, Lack, consolidate};
use xianbaohui_core::form::{Form, Layout};
use xianbaohui_core::rate::{Amount, settled};
use xianbaohui_core::record::{Record, RecordError};
use xianbaohui_core::scheme::{Round, Scheme};

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
    match TableKind::of_code(kind).ok_or_else(unknown)? {
        TableKind::Summary => Ok(notes::with_elsewhere(
            summary::table(scheme, round, form, &consolidate(ledger, round, form)?),
            scheme,
            coverage,
        )),
        TableKind::Units => Ok(notes::with_elsewhere(
            units::table(scheme, round, form, &consolidate(ledger, round, form)?),
            scheme,
            coverage,
        )),
        TableKind::Entries => entries::table(ledger, round, form, coverage),
        TableKind::EntryCounts => entries::counts(
            ledger,
            round,
            form,
            coverage,
            &scan::Scan::of(ledger, round, form)?,
        ),
    }
}

/// A total as it goes out: a sum with all its digits, what is computed with those that mean
/// something; of nothing but blanks, a blank.
fn total(scheme: &Scheme, all: &Consolidated, key: Key) -> Cell {
    let total = all.total(scheme, key);
    if !all.adds_up(scheme, key) {
        return settled(total).into();
    }
    let sum = all.sum(key);
    let lacks = |why: Lack| all.lacking(key).iter().any(|(_, own)| *own == why);
    match total {
        Amount::Meaningless if sum.nils == 0 && lacks(Lack::Unreadable) => {
            Cell::State(CellState::Unreadable)
        }
        Amount::Meaningless if sum.nils == 0 && lacks(Lack::Blank) => Cell::State(CellState::Blank),
        total => total.into(),
    }
}

/// A table of consolidated figures without its rows.
fn frame(
    scheme: &Scheme,
    round: &Round,
    form: &Form,
    all: &Consolidated,
    kind: TableKind,
    columns: Vec<Column>,
    told: Vec<String>,
) -> Table {
    let (header_rows, header) = model::header_of(&columns);
    let mut notes = told;
    notes.extend(notes_of(scheme, form));
    Table {
        id: format!("{}:{}", form.code, kind.code()),
        form: all.form,
        kind,
        title: title_of(scheme, round, form, kind),
        period: round.period.months_name(),
        unit_note: String::new(),
        expected: all.units.len(),
        reported: all.reported(),
        missing: all
            .units
            .iter()
            .zip(&all.present)
            .filter(|(_, present)| !**present)
            .map(|(unit, _)| scheme.units[*unit].name.clone())
            .collect(),
        columns,
        header_rows,
        header,
        // number, name and unit of an indicator; name of a unit
        pinned: if kind == TableKind::Summary { 3 } else { 1 },
        rows: Vec::new(),
        notes,
    }
}

/// `邢台市` and `2021年一季度` before the form's own title.
fn title_of(scheme: &Scheme, round: &Round, form: &Form, kind: TableKind) -> String {
    let root = &scheme.root_unit().name;
    let below = if root.ends_with('省') {
        "各市"
    } else {
        "各县（市、区）"
    };
    let title = &form.titles[0];
    match kind {
        // a county table's own title says 各县 already
        TableKind::Units if title.contains('各') => {
            format!("{root}{}{title}", round.period.name())
        }
        TableKind::Units => format!(
            "{root}{below}{}{}",
            round.period.name(),
            title.replace("统计表", "表")
        ),
        TableKind::Summary | TableKind::Entries => format!("{root}{}{title}", round.period.name()),
        TableKind::EntryCounts => {
            format!("{root}{below}{}{}分县统计", round.period.name(), form.name)
        }
    }
}

/// What stands below every table: scheme's and form's notes.
fn notes_of(scheme: &Scheme, form: &Form) -> Vec<String> {
    [&scheme.note, &form.note]
        .into_iter()
        .filter(|note| !note.is_empty())
        .cloned()
        .collect()
}
