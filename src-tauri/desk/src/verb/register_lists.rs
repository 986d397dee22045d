//! 名录: published lists, held against a register, kept, and what is asked of them.

use super::register_shape::ListQuestion;
pub(crate) use super::register_shape::{ListKept, ListMatch};
use super::shared::count;
use super::steps::{StepTold, told};
use crate::app_error::AppError;
use crate::desk::Desk;
use crate::register::{self, Compared, List, compared, day, open, read};
use crate::step;
use std::path::Path;
use xianbaohui_core::register::Book;
use xianbaohui_ledger::{Ledger, Step};

impl Desk {
    /// Holds a list against a register, and the one before against it: one that is read, or one
    /// that was kept with a step.
    pub(crate) fn register_match(
        &self,
        register: &str,
        path: Option<&Path>,
        before: Option<&Path>,
        kept: Option<i64>,
    ) -> Result<ListMatch, AppError> {
        for path in path.iter().chain(&before) {
            self.given()?.may_read(path)?;
        }
        let passwords = self.passwords()?;
        self.read(|ledger| {
            let lists = self.lists(ledger, register, (path, before, kept), &passwords)?;
            let book = open(ledger, register)?;
            let day = day(book.scheme, None)?;
            let found = compared(ledger, &book, lists, &day)?;
            Ok(shaped(
                &book,
                &found,
                self.registers.is_open(&book.register.code),
            ))
        })
    }

    fn lists(
        &self,
        ledger: &Ledger,
        register: &str,
        (path, before, kept): (Option<&Path>, Option<&Path>, Option<i64>),
        passwords: &[String],
    ) -> Result<(List, Option<List>), AppError> {
        let Some(path) = path else {
            return Ok(register::kept(ledger, register, (kept, None))?);
        };
        let book = open(ledger, register)?;
        let read = |path: &Path| read(&book, path, &*self.files, passwords);
        let before = before.map(read).transpose()?;
        Ok((read(path)?, before))
    }

    /// The lists that were kept of a register, the newest first.
    pub(crate) fn register_lists(&self, register: &str) -> Result<Vec<ListKept>, AppError> {
        self.read(|ledger| {
            let code = register::found(ledger.scheme(), register);
            let code = code.map_err(crate::Error::from)?.code.clone();
            let lists = ledger.lists(&code)?.into_iter().rev();
            let lists = lists.map(|list| ListKept {
                step: list.step,
                rows: count(list.published.rows.len()),
                source: list.source,
                day: list.day,
                file: list.file,
                at: list.at,
                who: list.who,
            });
            Ok(lists.collect())
        })
    }

    /// Keeps a list with its day and whose it is.
    pub(crate) fn keep_list(
        &self,
        register: &str,
        path: &Path,
        source: &str,
        day: &str,
    ) -> Result<StepTold, AppError> {
        self.given()?.may_read(path)?;
        let (passwords, hand) = (self.passwords()?, self.hand());
        self.write(|ledger| {
            let lists = self.lists(ledger, register, (Some(path), None, None), &passwords)?;
            let step = register::keep(ledger, register, &lists.0, (source, day), &hand)?;
            Ok(told(&done(step), ledger.scheme()))
        })
    }

    /// Answers what is asked of a list: whether one on it and an entry are the same.
    pub(crate) fn answer_list(
        &self,
        register: &str,
        path: Option<&Path>,
        kept: Option<i64>,
        question: &str,
        same: bool,
    ) -> Result<StepTold, AppError> {
        if let Some(path) = path {
            self.given()?.may_read(path)?;
        }
        let (passwords, hand) = (self.passwords()?, self.hand());
        self.write(|ledger| {
            let lists = self.lists(ledger, register, (path, None, kept), &passwords)?;
            let answers = [(question.to_owned(), same)];
            let step = register::answer(ledger, register, &lists.0, &answers, &hand)?;
            Ok(told(&done(step), ledger.scheme()))
        })
    }
}

fn done(step: Step) -> step::Done {
    step::Done {
        step,
        undone: None,
        changes: Vec::new(),
        forgotten: Vec::new(),
        with_round: false,
    }
}

fn shaped(book: &Book<'_>, found: &Compared, is_open: bool) -> ListMatch {
    let list = &found.list;
    let name = |row| book.fields.name(row, is_open);
    let listed = |at: &usize| {
        let row = &list.published.rows[*at];
        format!("第 {} 行 {}", row.row + 1, name(row))
    };
    let own = |key: &String| {
        let entry = book.entry(key)?;
        let unit = book.scheme.unit_name(&entry.unit);
        Some(format!("{unit} {}", name(&entry.row)))
    };
    let asked = found.found.asked.iter().filter_map(|one| {
        let (why, own) = (one.why?, own(&one.key)?);
        Some(ListQuestion {
            id: book.question(list.published.rows.get(one.row)?, &one.key),
            text: format!("{} — {own}（{why}）", listed(&one.row)),
        })
    });
    let last = found.before.as_ref();
    let gone = found.gone.iter();
    let gone = gone.filter_map(|at| last?.published.rows.get(*at));
    let told = |list: &List| match &list.kept {
        Some((source, day)) => format!("{source}（{day}）"),
        None => list.file.clone(),
    };
    ListMatch {
        step: list.step,
        file: told(list),
        rows: count(list.published.rows.len()),
        same: count(found.found.same.len()),
        asked: asked.collect(),
        not_reported: found.found.not_reported.iter().map(listed).collect(),
        not_listed: found.found.not_listed.iter().filter_map(own).collect(),
        blacklisted: found.black.iter().map(listed).collect(),
        before: last.map(told),
        gone: gone.map(name).collect(),
    }
}
