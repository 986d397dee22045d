//! Registers, their entries and what is proposed of them, as the pages get them.

use super::shared::UnitRef;
use crate::register::{WaitingRow, came, change};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use xianbaohui_core::place::cell_name;
use xianbaohui_core::register::{Book, Event};
use xianbaohui_core::scheme::Scheme;

/// One register in the list of all.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct RegisterLine {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) form: String,
    /// entries in all, and those that count
    pub(super) entries: u32,
    pub(super) counting: u32,
    /// those whose return was withdrawn
    pub(super) withdrawn: u32,
    /// changes that wait for a decision, and those that must be decided by themselves
    pub(super) pending: u32,
    pub(super) asked: u32,
}

/// What of a register is looked at.
#[derive(Deserialize, TS)]
#[ts(export)]
pub(crate) struct RegisterView {
    pub(super) register: String,
    pub(super) unit: Option<String>,
    /// a state, `soon` for what runs out soon, `withdrawn` for what stands in a withdrawn return
    pub(super) state: Option<String>,
    pub(super) text: String,
}

/// A column of a register.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct RegisterColumn {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) number: bool,
    pub(super) width: u32,
}

/// A row of a register.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct RegisterRow {
    pub(super) id: String,
    pub(super) cells: Vec<String>,
    pub(super) state: String,
    pub(super) withdrawn: bool,
}

/// Some rows of a register.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct RegisterPage {
    /// the day that states are of
    pub(super) day: String,
    pub(super) columns: Vec<RegisterColumn>,
    /// units that have entries
    pub(super) units: Vec<UnitRef>,
    pub(super) total: u32,
    pub(super) rows: Vec<RegisterRow>,
    /// days in which one runs out soon, where entries run out at all
    pub(super) remind: Option<u32>,
    /// some of the fields are personal, and they are shown
    pub(super) personal: bool,
    pub(super) open: bool,
}

/// One field of an entry.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct RegisterFact {
    pub(super) name: String,
    pub(super) text: String,
}

/// What happened to an entry, and the row that says so.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct RegisterEvent {
    pub(super) what: String,
    pub(super) changes: Vec<String>,
    pub(super) from: String,
    pub(super) file: String,
    pub(super) sheet: String,
    #[ts(type = "number")]
    pub(super) return_id: i64,
    pub(super) row: Option<u32>,
    pub(super) cell: Option<String>,
    pub(super) at: String,
    pub(super) who: String,
    pub(super) reason: String,
}

/// One entry with all that happened to it, the newest first.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct RegisterEntry {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) unit: UnitRef,
    pub(super) state: String,
    pub(super) facts: Vec<RegisterFact>,
    pub(super) history: Vec<RegisterEvent>,
}

/// One proposal.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct PendingRow {
    pub(super) id: String,
    pub(super) what: String,
    pub(super) unit: UnitRef,
    pub(super) name: String,
    pub(super) changes: Vec<String>,
    pub(super) from: String,
    /// why it is not taken with the others
    pub(super) doubt: Option<String>,
    /// it can be decided here
    pub(super) decidable: bool,
}

/// Proposals of a register.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct PendingPage {
    pub(super) total: u32,
    /// units that something is proposed of
    pub(super) units: Vec<UnitRef>,
    /// those that can be decided together
    pub(super) plain: u32,
    /// rows that say what the register says, and that were refused
    pub(super) same: u32,
    pub(super) refused: u32,
    /// mark of what is shown: goes with a decision
    #[ts(type = "number")]
    pub(super) seen: i64,
    pub(super) rows: Vec<PendingRow>,
}

/// A list that was kept of a register.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct ListKept {
    /// the step that it was kept with
    #[ts(type = "number")]
    pub(super) step: i64,
    pub(super) source: String,
    /// the day on which it was published
    pub(super) day: String,
    pub(super) file: String,
    pub(super) rows: u32,
    pub(super) at: String,
    pub(super) who: String,
}

/// Whether one on a list and an entry are the same.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct ListQuestion {
    pub(super) id: String,
    pub(super) text: String,
}

/// A published list against a register, a line each.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct ListMatch {
    /// the step that it was kept with, where it was
    #[ts(type = "number | null")]
    pub(super) step: Option<i64>,
    pub(super) file: String,
    pub(super) rows: u32,
    pub(super) same: u32,
    pub(super) asked: Vec<ListQuestion>,
    pub(super) not_reported: Vec<String>,
    pub(super) not_listed: Vec<String>,
    /// on the list and on the black list
    pub(super) blacklisted: Vec<String>,
    /// the list before, and who was on it and is not any more
    pub(super) before: Option<String>,
    pub(super) gone: Vec<String>,
}

pub(super) fn event(book: &Book<'_>, one: &Event, open: bool) -> RegisterEvent {
    let kinds = one.kinds.iter().map(|kind| kind.word());
    let was_of = one.was_of.as_ref();
    let was_of = was_of.map(|unit| format!("原在{}", book.scheme.unit_name(unit)));
    let column = book.fields.name;
    let row = one.row.and_then(|row| book.row(one.origin.return_id, row));
    let column = row
        .zip(column)
        .and_then(|(row, at)| row.fields.get(at)?.sheet_column);
    RegisterEvent {
        what: kinds.collect::<Vec<_>>().join("、"),
        changes: was_of
            .into_iter()
            .chain(one.changes.iter().map(|one| change(book, one, open)))
            .collect(),
        from: came(book, &one.origin, one.row),
        file: one.origin.file.clone(),
        sheet: one.origin.sheet.clone(),
        return_id: one.origin.return_id,
        row: one.row,
        cell: one
            .row
            .zip(column)
            .map(|(row, column)| cell_name(row, column)),
        at: one.said.at.clone(),
        who: one.said.who.clone(),
        reason: one.reason(),
    }
}

pub(super) fn pending_row(scheme: &Scheme, one: &WaitingRow) -> PendingRow {
    PendingRow {
        id: one.id.clone(),
        what: one.what.clone(),
        unit: UnitRef::of(scheme, &one.unit),
        name: one.name.clone(),
        changes: one.changes.clone(),
        from: one.from.clone(),
        doubt: one.doubt.clone(),
        decidable: one.decidable,
    }
}
