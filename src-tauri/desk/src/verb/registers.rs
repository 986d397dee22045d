//! 名录: the registers of a ledger, one of them, what is proposed of it, a list held against it.

pub(crate) use super::register_shape::{
    PendingPage, RegisterEntry, RegisterLine, RegisterPage, RegisterView,
};
use super::register_shape::{RegisterColumn, RegisterFact, RegisterRow, event, pending_row};
use super::shared::{UnitRef, count};
use super::steps::StepTold;
use super::table::Sort;
use crate::Error;
use crate::app_error::AppError;
use crate::desk::Desk;
use crate::register::{
    Built, Choice, Counts, Filter, Sheet, Waiting, WaitingRow, day, decide, found, open,
    open_entry, proposed, unmasked, workbook,
};
use crate::step;
use std::path::Path;
use std::sync::Arc;
use xianbaohui_core::form::Form;
use xianbaohui_core::register::{Book, Register, State};
use xianbaohui_files::output::Target;
use xianbaohui_ledger::Ledger;

/// Rows that are handed over at most at once.
const MOST: u32 = 100;

impl Desk {
    /// A register as it is now, what is proposed of it, and how many entries it has: built anew
    /// only when something of that has changed, all at once, since its rows are read for all.
    fn built(&self, ledger: &Ledger, register: &Register) -> Result<Built, AppError> {
        let list = register.checked_against.as_deref();
        let state = ledger.register_state(&register.code, &register.form, list)?;
        if let Some(known) = self.registers.known(&register.code, &state) {
            return Ok(known);
        }
        let book = open(ledger, &register.code)?;
        let day = day(book.scheme, None)?;
        let is_open = self.registers.is_open(&register.code);
        let proposed = proposed(ledger, &book)?;
        let waiting = Waiting::of(&book, &proposed, is_open);
        drop(proposed);
        let counting = book.counts(&day).get(&State::In).copied();
        let built = Built {
            state,
            counts: Counts {
                entries: book.entries.len(),
                counting: counting.unwrap_or_default(),
                withdrawn: book.withdrawn(),
                pending: waiting.rows.len(),
                asked: waiting.rows.len() - waiting.plain,
            },
            sheet: Arc::new(Sheet::of(&book, &day, is_open)),
            waiting: Arc::new(waiting),
        };
        self.registers.keep(&register.code, built.clone());
        Ok(built)
    }

    /// All registers.
    pub(crate) fn registers(&self) -> Result<Vec<RegisterLine>, AppError> {
        self.read(|ledger| {
            let registers = ledger.scheme().registers.iter();
            let line = |register: &Register| {
                let counts = self.built(ledger, register)?.counts;
                Ok(RegisterLine {
                    code: register.code.clone(),
                    name: register.name.clone(),
                    form: register.form.clone(),
                    entries: count(counts.entries),
                    counting: count(counts.counting),
                    withdrawn: count(counts.withdrawn),
                    pending: count(counts.pending),
                    asked: count(counts.asked),
                })
            };
            registers.map(line).collect()
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
            let scheme = ledger.scheme();
            let register = found(scheme, &of.register).map_err(Error::from)?;
            let sheet = self.built(ledger, register)?.sheet;
            let sort = sort.map(|sort| (sort.column as usize, sort.descending));
            let wanted = sheet.wanted(&filter(of, register), sort);
            let rows = wanted
                .iter()
                .skip(offset as usize)
                .take(limit.min(MOST) as usize);
            let rows = rows.map(|at| {
                let line = &sheet.lines[*at as usize];
                RegisterRow {
                    id: line.id.clone(),
                    cells: line.cells(),
                    state: line.state.code().to_owned(),
                    withdrawn: line.withdrawn,
                }
            });
            let mut units: Vec<UnitRef> = Vec::new();
            for line in &sheet.lines {
                // they stand in the order of units
                if units.last().is_none_or(|unit| unit.code != *line.unit) {
                    units.push(UnitRef::of(scheme, &line.unit));
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
                remind: register
                    .valid_until
                    .as_ref()
                    .map(|_| u32::from(register.remind)),
                personal: scheme.form(&register.form).is_some_and(Form::has_personal),
                open: self.registers.is_open(&register.code),
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
            let register = found(ledger.scheme(), register).map_err(Error::from)?;
            let sheet = self.built(ledger, register)?.sheet;
            let Some(line) = sheet.lines.iter().find(|line| line.id == id) else {
                return Ok(None);
            };
            let book = open_entry(ledger, register, &line.key)?;
            Ok(self.entry_of(&book, &sheet.day, id))
        })
    }

    fn entry_of(&self, book: &Book<'_>, day: &str, id: &str) -> Option<RegisterEntry> {
        let entry = book.entries.first()?;
        let is_open = self.registers.is_open(&book.register.code);
        let facts = book.fields.all.iter().enumerate();
        let facts = facts.map(|(at, field)| RegisterFact {
            name: field.name.clone(),
            text: book.fields.shown(&entry.row, at, is_open),
        });
        let history = entry.history.iter().rev();
        Some(RegisterEntry {
            id: id.to_owned(),
            name: book.fields.name(&entry.row, is_open),
            unit: UnitRef::of(book.scheme, &entry.unit),
            state: book.standing(entry, day),
            facts: facts.collect(),
            history: history.map(|one| event(book, one, is_open)).collect(),
        })
    }

    /// Shows personal data of a register from now on, with a reason, or masks them again.
    pub(crate) fn register_unmask(
        &self,
        register: &str,
        reason: Option<&str>,
    ) -> Result<(), AppError> {
        let hand = self.hand();
        self.write(|ledger| {
            let code = found(ledger.scheme(), register)
                .map_err(Error::from)?
                .code
                .clone();
            if let Some(reason) = reason {
                unmasked(ledger, &code, reason, &hand)?;
            }
            self.registers.turn(&code, reason.is_some());
            Ok(())
        })
    }

    /// What is proposed of a register.
    pub(crate) fn register_pending(
        &self,
        register: &str,
        unit: Option<&str>,
        offset: u32,
        limit: u32,
    ) -> Result<PendingPage, AppError> {
        self.read(|ledger| {
            let scheme = ledger.scheme();
            let register = found(scheme, register).map_err(Error::from)?;
            let all = self.built(ledger, register)?.waiting;
            let is_own =
                |one: &&WaitingRow| unit.is_none_or(|unit| one.unit == unit || one.sender == unit);
            let own = all.rows.iter().filter(is_own).collect::<Vec<_>>();
            let plain = own.iter().filter(|one| one.doubt.is_none());
            let rows = own.iter().skip(offset as usize);
            let rows = rows.take(limit.min(MOST) as usize);
            let mut units: Vec<UnitRef> = Vec::new();
            for one in &all.rows {
                if !units.iter().any(|unit| unit.code == one.unit) {
                    units.push(UnitRef::of(scheme, &one.unit));
                }
            }
            Ok(PendingPage {
                total: count(own.len()),
                plain: count(plain.count()),
                units,
                same: count(all.same),
                refused: count(all.refused),
                seen: ledger.register_mark(&register.code)?,
                rows: rows.map(|one| pending_row(scheme, one)).collect(),
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
                with_round: false,
                forgotten: Vec::new(),
            };
            Ok(super::steps::told(&told, ledger.scheme()))
        })
    }

    /// Writes what is looked at of a register as a workbook.
    pub(crate) fn export_register(
        &self,
        of: &RegisterView,
        path: &Path,
        replace: bool,
    ) -> Result<u32, AppError> {
        self.given()?.may_write(path)?;
        let target = Target::new(path).replacing(replace);
        self.read(|ledger| {
            let book = open(ledger, &of.register)?;
            let day = day(book.scheme, None)?;
            let filter = filter(of, book.register);
            let is_open = self.registers.is_open(&book.register.code);
            let written = workbook(ledger, &book, (&filter, &day), is_open, target)?;
            Ok(count(written))
        })
    }
}

/// What of a register is wanted.
fn filter(of: &RegisterView, register: &Register) -> Filter {
    let asked = of.state.as_deref();
    Filter {
        unit: of.unit.clone(),
        state: asked.and_then(State::of),
        within: (asked == Some("soon")).then_some(register.remind),
        withdrawn: asked == Some("withdrawn"),
        text: of.text.clone(),
    }
}
