//! 收件台: what came in, what it is, why; nothing is kept before the officer says so.

use super::inbox_item::{InboxItem, told};
use crate::error::{AppError, guarded};
use crate::job::{Progress, Reporter, Stage};
use crate::sheet::{Overlay, SheetView, view};
use crate::state::{State, Viewed, now, operator};
use serde::Serialize;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::time::Instant;
use tauri::ipc::Channel;
use ts_rs::TS;
use xianbaohui_core::identify::{Clue, SheetPointing, SheetSaid};
use xianbaohui_core::import::{Incoming, Options, Outcome, Status, check, import, rivals};
use xianbaohui_core::intake::{Intake, Verdict, bytes_of, files};
use xianbaohui_core::read::Limits;

/// What lies in the inbox.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct InboxBatch {
    round: String,
    items: Vec<InboxItem>,
    seconds: f64,
}

/// What a commit did, and what is left.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct CommitDone {
    committed: u32,
    batch: InboxBatch,
}

/// Files looked at and not yet committed. Values are not kept: at commit the file is read again, and refused if it changed.
#[derive(Default)]
pub(crate) struct Inbox {
    items: Vec<Item>,
    next: u32,
    seconds: f64,
}

pub(super) struct Item {
    pub(super) id: u32,
    pub(super) round: String,
    pub(super) outcome: Outcome,
    unit: Option<String>,
    form: Option<String>,
    pub(super) pointed: Vec<SheetPointing>,
    pub(super) sheets: Vec<SheetSaid>,
    /// questions and what was answered
    answers: Vec<(String, String)>,
}

impl Inbox {
    /// Files of a round that have a return which another file has, too, and the name of that one.
    fn rivals(&self, round: &str) -> HashMap<u32, String> {
        let whole = self.items.iter().filter(|item| item.round == round && item.is_whole()).collect::<Vec<_>>();
        let files = whole.iter().map(|item| &item.outcome.file).collect::<Vec<_>>();
        let found = rivals(&files).into_iter().zip(&whole);
        found.filter_map(|(rival, item)| Some((item.id, files[rival?].name.clone()))).collect()
    }

    /// Where its files lie.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        self.items.iter().map(|item| item.outcome.file.path.clone()).collect()
    }

    pub(super) fn find_mut(&mut self, id: u32) -> Result<&mut Item, AppError> {
        self.items.iter_mut().find(|one| one.id == id).ok_or_else(gone)
    }
}

impl Item {
    fn incoming(&self) -> Incoming {
        let file = &self.outcome.file;
        Incoming {
            path: file.path.clone(),
            unit: self.unit.clone(),
            form: self.form.clone(),
            pointed: self.pointed.clone(),
            sheets: self.sheets.clone(),
            answers: self.answers.clone(),
            seen: Some(file.sha256.clone()),
        }
    }

    /// The same, to be looked at again whether it has changed or not.
    pub(super) fn incoming_again(&self) -> Incoming {
        Incoming { seen: None, ..self.incoming() }
    }

    /// Nothing needs to be asked of the file by itself.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self.outcome.file.verdict, Verdict::Ready(_)) && self.outcome.status != Status::Duplicate && self.outcome.file.questions.is_empty()
    }

    pub(super) fn is_locked(&self) -> bool {
        matches!(&self.outcome.file.verdict, Verdict::Refused { code, .. } if matches!(code.as_str(), "read.password" | "read.wrong-password"))
    }
}

/// Reads, identifies, extracts and checks files; keeps nothing.
#[tauri::command(async)]
pub(crate) fn scan_inbox(state: tauri::State<'_, State>, round: &str, paths: Vec<PathBuf>, on_progress: Channel<Progress>) -> Result<InboxBatch, AppError> {
    let started = Instant::now();
    let incoming = Incoming::all(files(&paths), None, None);
    let reporter = Reporter::start(&on_progress, &state.cancel, Stage::Read, incoming.len());
    let outcomes = look_at(&state, round, &incoming, &reporter)?;
    reporter.finish();
    let mut inbox = state.inbox()?;
    for outcome in outcomes {
        // brought in again: the newer look counts
        inbox.items.retain(|item| item.round != round || item.outcome.file.path != outcome.file.path);
        inbox.next += 1;
        let id = inbox.next;
        inbox.items.push(Item { id, round: round.to_owned(), outcome, unit: None, form: None, pointed: Vec::new(), sheets: Vec::new(), answers: Vec::new() });
    }
    inbox.seconds = started.elapsed().as_secs_f64();
    drop(inbox);
    batch(&state, round)
}

#[tauri::command(async)]
pub(crate) fn inbox(state: tauri::State<'_, State>, round: &str) -> Result<InboxBatch, AppError> {
    batch(&state, round)
}

/// The county's sheet with the binding drawn over it.
#[tauri::command(async)]
pub(crate) fn inbox_sheet(state: tauri::State<'_, State>, item: u32, sheet: Option<String>, from_row: u32, rows: u32) -> Result<SheetView, AppError> {
    let inbox = state.inbox()?;
    let found = find(&inbox, item)?;
    let path = found.outcome.file.path.clone();
    let workbook = state.workbook(&Viewed::File(path.clone()), || state.read(&bytes_of(&path, &Limits::default())?))?;
    let verdict = &found.outcome.file.verdict;
    let overlays = state.with_ledger(|ledger| {
        let scheme = ledger.scheme();
        Ok(match verdict {
            Verdict::Ready(returns) => returns.iter().map(|one| &one.taken).map(|one| Overlay::new(&one.sheet, &one.binding, one.form, Some(one.period), scheme)).collect(),
            Verdict::Unsure(asked) => asked.iter().map(|one| Overlay::new(&one.sheet, &one.binding, one.form, one.period, scheme)).collect(),
            Verdict::Refused { .. } => Vec::new(),
        })
    })?;
    let findings = found.outcome.file.returns().iter().flat_map(|one| &one.taken.findings).collect::<Vec<_>>();
    Ok(view(&workbook, sheet.as_deref(), from_row, rows, &overlays, &findings))
}

/// The officer says what an unclear file is; it is looked at again with that. `remember`: the unit holds for whatever says the same next time.
#[tauri::command(async)]
pub(crate) fn confirm_item(state: tauri::State<'_, State>, item: u32, unit: Option<String>, form: Option<String>, remember: bool) -> Result<InboxBatch, AppError> {
    let (round, incoming, clues) = {
        let mut inbox = state.inbox()?;
        let found = inbox.find_mut(item)?;
        let clues = match &found.outcome.file.verdict {
            Verdict::Unsure(sheets) if remember && unit.is_some() => sheets.iter().filter(|one| one.unit.is_none()).filter_map(|one| one.clue.clone()).collect(),
            _ => Vec::new(),
        };
        found.unit = unit.or(found.unit.take());
        found.form = form.or(found.form.take());
        (found.round.clone(), found.incoming_again(), clues)
    };
    if let Some(unit) = &incoming.unit {
        state.with_ledger(|ledger| Ok(clues.iter().try_for_each(|clue: &Clue| ledger.remember(clue, unit, &now(), &operator()).map(drop))?))?;
    }
    let outcome = look_at(&state, &round, &[incoming], &xianbaohui_core::import::Unwatched)?.pop().ok_or_else(gone)?;
    if let Some(found) = state.inbox()?.items.iter_mut().find(|one| one.id == item) {
        found.outcome = outcome;
    }
    batch(&state, &round)
}

/// The officer answers a question about a file; it is looked at again with that.
#[tauri::command(async)]
pub(crate) fn answer_item(state: tauri::State<'_, State>, item: u32, question: String, choice: String) -> Result<InboxBatch, AppError> {
    let (round, incoming) = {
        let mut inbox = state.inbox()?;
        let found = inbox.find_mut(item)?;
        found.answers.push((question, choice));
        (found.round.clone(), found.incoming_again())
    };
    let outcome = look_at(&state, &round, &[incoming], &xianbaohui_core::import::Unwatched)?.pop().ok_or_else(gone)?;
    state.inbox()?.find_mut(item)?.outcome = outcome;
    batch(&state, &round)
}

/// A password, kept until the program ends; files that ask for one are looked at again.
#[tauri::command(async)]
pub(crate) fn give_password(state: tauri::State<'_, State>, round: &str, password: String) -> Result<InboxBatch, AppError> {
    state.learn(password)?;
    let (ids, incoming): (Vec<u32>, Vec<Incoming>) = {
        let inbox = state.inbox()?;
        inbox.items.iter().filter(|item| item.round == round && item.is_locked()).map(|item| (item.id, item.incoming_again())).unzip()
    };
    let outcomes = look_at(&state, round, &incoming, &xianbaohui_core::import::Unwatched)?;
    let mut inbox = state.inbox()?;
    for (id, outcome) in ids.into_iter().zip(outcomes) {
        if let Some(found) = inbox.items.iter_mut().find(|one| one.id == id) {
            found.outcome = outcome;
        }
    }
    drop(inbox);
    batch(&state, round)
}

/// Takes files out of the inbox; the files themselves stay where they are.
#[tauri::command(async)]
pub(crate) fn remove_items(state: tauri::State<'_, State>, items: Vec<u32>) -> Result<InboxBatch, AppError> {
    let mut inbox = state.inbox()?;
    let round = inbox.items.iter().find(|item| items.contains(&item.id)).map(|item| item.round.clone()).unwrap_or_default();
    inbox.items.retain(|item| !items.contains(&item.id));
    drop(inbox);
    batch(&state, &round)
}

/// Commits what is ready, in one transaction; what was not taken stays in the inbox with the reason.
#[tauri::command(async)]
pub(crate) fn commit_inbox(state: tauri::State<'_, State>, round: &str, items: Option<Vec<u32>>, on_progress: Channel<Progress>) -> Result<CommitDone, AppError> {
    let (ids, incoming): (Vec<u32>, Vec<Incoming>) = {
        let inbox = state.inbox()?;
        let rivals = inbox.rivals(round);
        let is_ready = |item: &&Item| item.round == round && item.is_whole() && !rivals.contains_key(&item.id);
        let ready = inbox.items.iter().filter(is_ready).filter(|item| items.as_ref().is_none_or(|ids| ids.contains(&item.id)));
        ready.map(|item| (item.id, item.incoming())).unzip()
    };
    let reporter = Reporter::start(&on_progress, &state.cancel, Stage::Commit, incoming.len());
    let options = Options { at: now(), who: operator(), reader: state.reader.clone(), passwords: state.passwords()?, ..Options::default() };
    let outcomes = state.with_ledger(|ledger| Ok(import(ledger, round, &incoming, &options, &reporter)?))?;
    reporter.finish();
    let mut committed = 0;
    let mut inbox = state.inbox()?;
    for (id, outcome) in ids.into_iter().zip(outcomes) {
        if outcome.status == Status::Committed {
            committed += 1;
            inbox.items.retain(|item| item.id != id);
        } else if let Some(item) = inbox.items.iter_mut().find(|item| item.id == id) {
            item.outcome = outcome;
        }
    }
    drop(inbox);
    state.forget_tables()?;
    Ok(CommitDone { committed, batch: batch(&state, round)? })
}

/// Stops the running job.
#[tauri::command]
pub(crate) fn cancel_job(state: tauri::State<'_, State>) {
    state.cancel.store(true, Ordering::Relaxed);
}

/// Looks at files without a ledger's help but for last year's figures.
pub(super) fn look_at(state: &State, round: &str, incoming: &[Incoming], watch: &dyn xianbaohui_core::import::Watch) -> Result<Vec<Outcome>, AppError> {
    let (scheme, round, history, remembered, standing) = state.with_ledger(|ledger| {
        let round = ledger.round(round)?.clone();
        let history = ledger.history(&round)?;
        let standing = ledger.standing(&round)?;
        Ok((ledger.scheme().clone(), round, history, ledger.remembered_answers()?, standing))
    })?;
    let passwords = state.passwords()?;
    let intake = Intake {
        round: Some(&round),
        history: Some(&history),
        reader: &*state.reader,
        passwords: &passwords,
        remembered: Some(&remembered),
        standing: &standing,
        ..Intake::of(&scheme)
    };
    guarded(|| Ok(check(&intake, incoming, false, watch)?))
}

pub(super) fn find(inbox: &Inbox, id: u32) -> Result<&Item, AppError> {
    inbox.items.iter().find(|item| item.id == id).ok_or_else(gone)
}

pub(super) fn gone() -> AppError {
    AppError::new("inbox.gone", "这个文件已不在收件台。请重新添加。")
}

/// Everything in the inbox for a round, compared with what the ledger has.
pub(super) fn batch(state: &State, round: &str) -> Result<InboxBatch, AppError> {
    let inbox = state.inbox()?;
    let items = if inbox.items.iter().any(|item| item.round == round) {
        state.with_ledger(|ledger| {
            let known = ledger.known_files(round)?;
            let rivals = inbox.rivals(round);
            inbox.items.iter().filter(|item| item.round == round).map(|item| told(item, ledger, &known, rivals.get(&item.id))).collect::<Result<Vec<_>, AppError>>()
        })?
    } else {
        Vec::new()
    };
    Ok(InboxBatch { round: round.to_owned(), items, seconds: inbox.seconds })
}
