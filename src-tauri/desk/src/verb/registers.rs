//! 名录: the registers of a ledger, one of them, what is proposed of it, a list held against it.

use super::shared::{UnitRef, count};
use super::steps::StepTold;
use super::table::Sort;
use crate::app_error::AppError;
use crate::desk::Desk;
use crate::register::{Choice, Filter, Sheet, day, decide, open, proposed, read, workbook};
use crate::{register, step};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::Arc;
use ts_rs::TS;
use xianbaohui_core::personal;
use xianbaohui_core::place::cell_name;
use xianbaohui_core::register::{Book, Doubt, Entry, Event, FieldChange, Origin, Proposal, State};
use xianbaohui_files::output::Target;
use xianbaohui_ledger::Ledger;

/// Rows that are handed over at most at once.
const MOST: u32 = 100;

/// One register in the list of all.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct RegisterLine {
    code: String,
    name: String,
    form: String,
    /// entries in all, and those that count
    entries: u32,
    counting: u32,
    /// changes that wait for a decision, and those that must be decided by themselves
    pending: u32,
    asked: u32,
}

/// What of a register is looked at.
#[derive(Deserialize, TS)]
#[ts(export)]
pub(crate) struct RegisterView {
    register: String,
    unit: Option<String>,
    state: Option<String>,
    text: String,
}

/// A column of a register.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct RegisterColumn {
    key: String,
    name: String,
    number: bool,
    width: u32,
}

/// A row of a register.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct RegisterRow {
    id: String,
    cells: Vec<String>,
    state: String,
}

/// Some rows of a register.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct RegisterPage {
    /// the day that states are of
    day: String,
    columns: Vec<RegisterColumn>,
    /// units that have entries
    units: Vec<UnitRef>,
    total: u32,
    rows: Vec<RegisterRow>,
}

/// One field of an entry.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct RegisterFact {
    name: String,
    text: String,
}

/// What happened to an entry, and the row that says so.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct RegisterEvent {
    what: String,
    changes: Vec<String>,
    from: String,
    file: String,
    sheet: String,
    #[ts(type = "number")]
    return_id: i64,
    row: Option<u32>,
    cell: Option<String>,
    at: String,
    who: String,
    reason: String,
}

/// One entry with all that happened to it, the newest first.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct RegisterEntry {
    id: String,
    name: String,
    unit: UnitRef,
    state: String,
    facts: Vec<RegisterFact>,
    history: Vec<RegisterEvent>,
}

/// One proposal.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct PendingRow {
    id: String,
    what: String,
    unit: UnitRef,
    name: String,
    changes: Vec<String>,
    from: String,
    /// why it is not taken with the others
    doubt: Option<String>,
    /// it can be decided here
    decidable: bool,
}

/// Proposals of a register.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct PendingPage {
    total: u32,
    /// those that can be decided together
    plain: u32,
    /// rows that say what the register says, and that were refused
    same: u32,
    refused: u32,
    /// mark of what is shown: goes with a decision
    #[ts(type = "number")]
    seen: i64,
    rows: Vec<PendingRow>,
}

/// A published list against a register, a line each.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct ListMatch {
    file: String,
    rows: u32,
    same: u32,
    asked: Vec<String>,
    not_reported: Vec<String>,
    not_listed: Vec<String>,
}

/// What is otherwise, as it may be shown.
fn change(book: &Book<'_>, one: &FieldChange) -> String {
    let field = &book.fields.all[one.field];
    let said = |text: &str| match personal::field(field, text).into_owned() {
        text if text.is_empty() => "（空）".to_owned(),
        text => text,
    };
    format!("{}：{} → {}", field.name, said(&one.was), said(&one.is))
}

fn came(book: &Book<'_>, origin: &Origin, row: Option<u32>) -> String {
    let round = book.scheme.round(&origin.round);
    let round = round.map_or(origin.round.as_str(), |round| &round.name);
    let unit = book.scheme.unit_name(&origin.unit);
    let row = row.map(|row| format!(" 第 {} 行", row + 1));
    format!(
        "{unit} {round} 第 {} 版{}",
        origin.version,
        row.unwrap_or_default()
    )
}

fn event(book: &Book<'_>, one: &Event) -> RegisterEvent {
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
            .chain(one.changes.iter().map(|one| change(book, one)))
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
        at: one.at.clone(),
        who: one.who.clone(),
        reason: one.reason.clone(),
    }
}

fn pending_row(book: &Book<'_>, one: &Proposal) -> PendingRow {
    let kinds = one.kinds.iter().map(|kind| kind.word());
    let was_of = one.was_of.as_ref();
    let was_of = was_of.map(|unit| format!("名录里在{}", book.scheme.unit_name(unit)));
    let doubt = one.doubt.as_ref().map(|doubt| match doubt {
        Doubt::NoKey => "没有填代码或名称，认不出是谁；请县里补填后重报".to_owned(),
        Doubt::Twice(rows) => {
            let rows = rows.iter().map(ToString::to_string).collect::<Vec<_>>();
            format!(
                "同一份名册里写了几次（还有第 {} 行）；请县里改正后重报",
                rows.join("、")
            )
        }
        Doubt::TwoUnits(units) => {
            let units = units.iter().map(|unit| book.scheme.unit_name(unit));
            format!("{}也在报，要逐条处理", units.collect::<Vec<_>>().join("、"))
        }
    });
    PendingRow {
        id: book.fields.id(&one.key),
        what: kinds.collect::<Vec<_>>().join("、"),
        unit: UnitRef::of(book.scheme, &one.unit),
        name: book.fields.name(&one.entry, false),
        changes: was_of
            .into_iter()
            .chain(one.changes.iter().map(|one| change(book, one)))
            .collect(),
        from: came(book, &one.origin, one.row),
        decidable: one.doubt.as_ref().is_none_or(Doubt::may_be_decided),
        doubt,
    }
}

impl Desk {
    /// A register as it is now: built anew only when something has come since.
    fn sheet_of(&self, ledger: &Ledger, name: &str) -> Result<Arc<Sheet>, AppError> {
        let state = ledger.state()?;
        if let Some(known) = self.registers.known(name, state)? {
            return Ok(known);
        }
        let book = open(ledger, name)?;
        let day = day(book.scheme, None)?;
        let sheet = Arc::new(Sheet::of(&book, &day));
        self.registers.keep(name, state, &sheet)?;
        Ok(sheet)
    }

    /// All registers.
    pub(crate) fn registers(&self) -> Result<Vec<RegisterLine>, AppError> {
        self.read(|ledger| {
            let scheme = ledger.scheme();
            let day = day(scheme, None)?;
            let mut lines = Vec::new();
            for register in &scheme.registers {
                let book = open(ledger, &register.code)?;
                let pending = proposed(ledger, &book)?.proposals;
                let counting = book.counts(&day).get(&State::In).copied();
                lines.push(RegisterLine {
                    code: register.code.clone(),
                    name: register.name.clone(),
                    form: register.form.clone(),
                    entries: count(book.entries.len()),
                    counting: count(counting.unwrap_or_default()),
                    asked: count(pending.iter().filter(|one| one.doubt.is_some()).count()),
                    pending: count(pending.len()),
                });
            }
            Ok(lines)
        })
    }

    /// Some rows of a register.
    pub(crate) fn register_rows(
        &self,
        of: &RegisterView,
        offset: u32,
        limit: u32,
        sort: Option<Sort>,
    ) -> Result<RegisterPage, AppError> {
        self.read(|ledger| {
            let sheet = self.sheet_of(ledger, &of.register)?;
            let filter = Filter {
                unit: of.unit.clone(),
                state: of.state.as_deref().and_then(State::of),
                text: of.text.clone(),
            };
            let sort = sort.map(|sort| (sort.column as usize, sort.descending));
            let wanted = sheet.wanted(&filter, sort);
            let rows = wanted
                .iter()
                .skip(offset as usize)
                .take(limit.min(MOST) as usize);
            let rows = rows.map(|at| {
                let line = &sheet.lines[*at];
                RegisterRow {
                    id: line.id.clone(),
                    cells: line.cells.clone(),
                    state: line.state.code().to_owned(),
                }
            });
            let mut units: Vec<UnitRef> = Vec::new();
            for line in &sheet.lines {
                // they stand in the order of units
                if units.last().is_none_or(|unit| unit.code != line.unit) {
                    units.push(UnitRef::of(ledger.scheme(), &line.unit));
                }
            }
            let columns = sheet.columns.iter().map(|column| RegisterColumn {
                key: column.key.clone(),
                name: column.name.clone(),
                number: column.number,
                width: column.width,
            });
            Ok(RegisterPage {
                day: sheet.day.clone(),
                columns: columns.collect(),
                units,
                total: count(wanted.len()),
                rows: rows.collect(),
            })
        })
    }

    /// One entry with what happened to it.
    pub(crate) fn register_entry(
        &self,
        register: &str,
        id: &str,
    ) -> Result<Option<RegisterEntry>, AppError> {
        self.read(|ledger| {
            let book = open(ledger, register)?;
            let day = day(book.scheme, None)?;
            let is_it = |entry: &&Entry| book.fields.id(&entry.key) == id;
            let Some(entry) = book.entries.iter().find(is_it) else {
                return Ok(None);
            };
            let facts = book
                .fields
                .all
                .iter()
                .enumerate()
                .map(|(at, field)| RegisterFact {
                    name: field.name.clone(),
                    text: book.fields.shown(&entry.row, at, false),
                });
            Ok(Some(RegisterEntry {
                id: id.to_owned(),
                name: book.fields.name(&entry.row, false),
                unit: UnitRef::of(book.scheme, &entry.unit),
                state: book.state(entry, &day).word().to_owned(),
                facts: facts.collect(),
                history: entry
                    .history
                    .iter()
                    .rev()
                    .map(|one| event(&book, one))
                    .collect(),
            }))
        })
    }

    /// What is proposed of a register.
    pub(crate) fn register_pending(
        &self,
        register: &str,
        offset: u32,
        limit: u32,
    ) -> Result<PendingPage, AppError> {
        self.read(|ledger| {
            let book = open(ledger, register)?;
            let all = proposed(ledger, &book)?;
            let plain = all.proposals.iter().filter(|one| one.doubt.is_none());
            let rows = all.proposals.iter().skip(offset as usize);
            let rows = rows.take(limit.min(MOST) as usize);
            Ok(PendingPage {
                total: count(all.proposals.len()),
                plain: count(plain.count()),
                same: count(all.same),
                refused: count(all.refused),
                seen: ledger.register_mark(&book.register.code)?,
                rows: rows.map(|one| pending_row(&book, one)).collect(),
            })
        })
    }

    /// Takes proposals, or refuses them. No keys: all that can be decided together.
    pub(crate) fn register_decide(
        &self,
        register: &str,
        unit: Option<&str>,
        keys: &[String],
        refuse: bool,
        reason: &str,
        seen: i64,
    ) -> Result<StepTold, AppError> {
        let hand = self.hand();
        self.write(|ledger| {
            let choice = Choice {
                unit: unit.map(str::to_owned),
                keys: keys.to_vec(),
                refuse,
            };
            let done = decide(ledger, register, &choice, Some(seen), (reason, &hand))?;
            let told = step::Done {
                step: done.step,
                undone: None,
                changes: Vec::new(),
                forgotten: Vec::new(),
            };
            Ok(super::steps::told(&told, ledger.scheme()))
        })
    }

    /// Holds a published list against a register.
    pub(crate) fn register_match(
        &self,
        register: &str,
        path: &Path,
    ) -> Result<ListMatch, AppError> {
        self.given()?.may_read(path)?;
        let passwords = self.passwords()?;
        self.read(|ledger| {
            let book = open(ledger, register)?;
            let day = day(book.scheme, None)?;
            let list = read(&book, path, &*self.files, &passwords)?;
            let found = book.matched(&list.published, None, &day);
            let listed = |at: usize| {
                let row = &list.published.rows[at];
                format!("第 {} 行 {}", row.row + 1, book.fields.name(row, false))
            };
            let own = |key: &String| {
                let entry = book.entry(key)?;
                let unit = book.scheme.unit_name(&entry.unit);
                Some(format!("{unit} {}", book.fields.name(&entry.row, false)))
            };
            let asked = found.asked.iter().filter_map(|one| {
                let (why, own) = (one.why?, own(&one.key)?);
                Some(format!("{} — {own}（{why}）", listed(one.row)))
            });
            Ok(ListMatch {
                file: list.file.clone(),
                rows: count(list.published.rows.len()),
                same: count(found.same.len()),
                asked: asked.collect(),
                not_reported: found.not_reported.iter().map(|at| listed(*at)).collect(),
                not_listed: found.not_listed.iter().filter_map(own).collect(),
            })
        })
    }

    /// Writes a register as a workbook.
    pub(crate) fn export_register(
        &self,
        register: &str,
        path: &Path,
        replace: bool,
    ) -> Result<u32, AppError> {
        self.given()?.may_write(path)?;
        let target = Target::new(path).replacing(replace);
        self.read(|ledger| {
            let book = register::open(ledger, register)?;
            let day = day(book.scheme, None)?;
            let written = workbook(ledger, &book, (&Filter::default(), &day), false, target)?;
            Ok(count(written))
        })
    }
}
