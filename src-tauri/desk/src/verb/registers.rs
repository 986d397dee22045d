//! 名录: the registers of a ledger, one of them, what is proposed of it, a list held against it.

pub(crate) use super::register_shape::{
    ListMatch, PendingPage, RegisterEntry, RegisterLine, RegisterPage, RegisterView,
};
use super::register_shape::{RegisterColumn, RegisterFact, RegisterRow, event, pending_row};
use super::shared::{UnitRef, count};
use super::steps::StepTold;
use super::table::Sort;
use crate::app_error::AppError;
use crate::desk::Desk;
use crate::register::{Choice, Filter, Sheet, day, decide, open, proposed, read, workbook};
use crate::{register, step};
use std::path::Path;
use std::sync::Arc;
use xianbaohui_core::register::{Entry, State};
use xianbaohui_files::output::Target;
use xianbaohui_ledger::Ledger;

/// Rows that are handed over at most at once.
const MOST: u32 = 100;

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
