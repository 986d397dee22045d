//! 收件台: what came in, what it is, why; nothing counts before the officer says so. What waits is
//! kept in the ledger; here it is handed to the window.

use super::inbox_item::{InboxItem, told};
use super::ledger::count;
use crate::error::{AppError, guarded};
use crate::job::{Progress, Reporter, Stage};
use crate::sheet::{Overlay, SheetView, view};
use crate::state::{State, Viewed, hand};
use serde::Serialize;
use std::path::PathBuf;
use std::sync::atomic::Ordering;
use std::time::Instant;
use tauri::ipc::Channel;
use ts_rs::TS;
use xianbaohui_core::remembered::Clue;
use xianbaohui_core::watch::{Unwatched, Watch};
use xianbaohui_desk::Error;
use xianbaohui_desk::batch::files;
use xianbaohui_desk::import::{Incoming, Options, Outcome, import};
use xianbaohui_desk::inbox::{Back, Done, Inbox, Item, Looking, Undone, stamp_now};
use xianbaohui_ledger::Said;
use xianbaohui_reading::intake::Verdict;

/// What lies in the inbox.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct InboxBatch {
    round: String,
    items: Vec<InboxItem>,
    /// files that were not looked at since the ledger was opened
    unread: u32,
    seconds: f64,
}

/// What a commit did, and what is left.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct CommitDone {
    committed: u32,
    /// files that another window took out, committed or answered meanwhile, a sentence each
    gone: Vec<String>,
    batch: InboxBatch,
}

/// What was undone, and what lies in the inbox now.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct UndoDone {
    /// so many files are back
    back: u32,
    /// what was said of this file is as it was before
    file: Option<String>,
    /// the round whose files these are: it may be another than the one that is shown
    round: String,
    /// the files that it was about
    #[ts(type = "number[]")]
    items: Vec<i64>,
    batch: InboxBatch,
}

/// Reads, identifies, extracts and checks files; they wait in the ledger, and count for nothing.
#[tauri::command(async)]
pub(crate) fn scan_inbox(
    state: tauri::State<'_, State>,
    round: &str,
    paths: Vec<PathBuf>,
    on_progress: Channel<Progress>,
) -> Result<InboxBatch, AppError> {
    let started = Instant::now();
    let incoming = state.with_inbox(|inbox, ledger| {
        inbox.refresh(ledger)?;
        Ok(inbox.arriving(round, files(&paths)))
    })?;
    let reporter = Reporter::start(&on_progress, &state.cancel, Stage::Read, incoming.len());
    look_at(&state, round, &incoming, &reporter)?;
    reporter.finish();
    batch(&state, round, started.elapsed().as_secs_f64())
}

/// Looks at what waited when the ledger was opened.
#[tauri::command(async)]
pub(crate) fn read_waiting(
    state: tauri::State<'_, State>,
    round: &str,
    on_progress: Channel<Progress>,
) -> Result<InboxBatch, AppError> {
    let started = Instant::now();
    let incoming = state.inbox()?.unread(round);
    let reporter = Reporter::start(&on_progress, &state.cancel, Stage::Read, incoming.len());
    look_at(&state, round, &incoming, &reporter)?;
    reporter.finish();
    batch(&state, round, started.elapsed().as_secs_f64())
}

#[tauri::command(async)]
pub(crate) fn inbox(state: tauri::State<'_, State>, round: &str) -> Result<InboxBatch, AppError> {
    state.inbox()?.compare_with_disk(round);
    batch(&state, round, 0.0)
}

/// The county's sheet with the binding drawn over it.
#[tauri::command(async)]
pub(crate) fn inbox_sheet(
    state: tauri::State<'_, State>,
    item: i64,
    sheet: Option<String>,
    from_row: u32,
    rows: u32,
) -> Result<SheetView, AppError> {
    let found = state.inbox()?.item(item)?.clone();
    let sha256 = &found.stamp.sha256;
    let workbook = state.workbook(&Viewed::Waiting(sha256.clone()), || {
        let bytes = state.with_ledger(|ledger| Ok(ledger.waiting_bytes(sha256)?))?;
        // what could never be read is tried from the disk: the error says why
        let bytes =
            bytes.map_or_else(|| stamp_now(&found.stamp.path).map(|(_, bytes)| bytes), Ok)?;
        state.read(&bytes)
    })?;
    let Some(outcome) = &found.outcome else {
        return Ok(view(&workbook, sheet.as_deref(), from_row, rows, &[], &[]));
    };
    let verdict = &outcome.file.verdict;
    let overlays = state.with_ledger(|ledger| {
        let scheme = ledger.scheme();
        Ok(match verdict {
            Verdict::Ready(returns) => returns
                .iter()
                .map(|one| &one.taken)
                .map(|one| {
                    Overlay::new(&one.sheet, &one.binding, one.form, Some(one.period), scheme)
                })
                .collect(),
            Verdict::Unsure(asked) => asked
                .iter()
                .map(|one| Overlay::new(&one.sheet, &one.binding, one.form, one.period, scheme))
                .collect(),
            Verdict::Refused { .. } => Vec::new(),
        })
    })?;
    let findings = outcome
        .file
        .returns()
        .iter()
        .flat_map(|one| &one.taken.findings)
        .collect::<Vec<_>>();
    Ok(view(
        &workbook,
        sheet.as_deref(),
        from_row,
        rows,
        &overlays,
        &findings,
    ))
}

/// The officer says what an unclear file is; it is looked at again with that. `remember`: the unit
/// holds for whatever says the same next time.
#[tauri::command(async)]
pub(crate) fn confirm_item(
    state: tauri::State<'_, State>,
    item: i64,
    unit: Option<String>,
    form: Option<String>,
    remember: bool,
) -> Result<InboxBatch, AppError> {
    let found = state.inbox()?.item(item)?.clone();
    let clues = match found.outcome.as_ref().map(|outcome| &outcome.file.verdict) {
        Some(Verdict::Unsure(sheets)) if remember && unit.is_some() => sheets
            .iter()
            .filter(|one| one.unit.is_none())
            .filter_map(|one| one.clue.clone())
            .collect(),
        _ => Vec::new(),
    };
    let incoming = state.with_inbox(|inbox, ledger| {
        let held = ledger.remembered()?.into_iter().map(|one| one.id).collect();
        let hand = hand();
        if let Some(unit) = &unit {
            clues.iter().try_for_each(|clue: &Clue| {
                ledger.remember(clue, unit, &hand.at, &hand.who).map(drop)
            })?;
        }
        Ok(inbox.say(ledger, item, held, |said| {
            said.unit = unit.or(said.unit.take());
            said.form = form.or(said.form.take());
        })?)
    })?;
    look_at(&state, &found.round, &[incoming], &Unwatched)?;
    batch(&state, &found.round, 0.0)
}

/// The officer answers a question about a file; it is looked at again with that.
#[tauri::command(async)]
pub(crate) fn answer_item(
    state: tauri::State<'_, State>,
    item: i64,
    question: String,
    choice: String,
) -> Result<InboxBatch, AppError> {
    let round = state.inbox()?.item(item)?.round.clone();
    let incoming = state.with_inbox(|inbox, ledger| {
        let held = ledger.remembered()?.into_iter().map(|one| one.id).collect();
        Ok(inbox.say(ledger, item, held, |said| {
            said.answers.push((question, choice));
        })?)
    })?;
    look_at(&state, &round, &[incoming], &Unwatched)?;
    batch(&state, &round, 0.0)
}

/// What the officer said of a file is taken back, however long ago it was said; it is looked at
/// again as it came.
#[tauri::command(async)]
pub(crate) fn unsay_item(
    state: tauri::State<'_, State>,
    item: i64,
) -> Result<InboxBatch, AppError> {
    let found = state.inbox()?.item(item)?.clone();
    let round = found.round.clone();
    let returns = found
        .outcome
        .as_ref()
        .map(|outcome| outcome.file.returns())
        .unwrap_or_default();
    let clues = returns
        .iter()
        .filter_map(|one| one.clue.clone())
        .collect::<Vec<_>>();
    let incoming = state.with_inbox(|inbox, ledger| {
        let held = ledger.remembered()?.into_iter().map(|one| one.id).collect();
        let hand = hand();
        // what was to be remembered with the answer goes with it
        if let Some(unit) = &found.said.unit {
            clues.iter().try_for_each(|clue: &Clue| {
                ledger.forget_answer(clue, unit, &hand.at, &hand.who)
            })?;
        }
        Ok(inbox.say(ledger, item, held, Said::take_back)?)
    })?;
    look_at(&state, &round, &[incoming], &Unwatched)?;
    batch(&state, &round, 0.0)
}

/// A password, kept until the program ends; files that ask for one are looked at again.
#[tauri::command(async)]
pub(crate) fn give_password(
    state: tauri::State<'_, State>,
    round: &str,
    password: String,
) -> Result<InboxBatch, AppError> {
    state.learn(password)?;
    let incoming = state
        .inbox()?
        .items()
        .iter()
        .filter(|item| item.round == round && item.is_locked())
        .map(Item::incoming)
        .collect::<Vec<_>>();
    look_at(&state, round, &incoming, &Unwatched)?;
    batch(&state, round, 0.0)
}

/// Takes files out of the inbox; the files themselves stay where they are, and it can be undone.
#[tauri::command(async)]
pub(crate) fn remove_items(
    state: tauri::State<'_, State>,
    round: &str,
    items: Vec<i64>,
) -> Result<InboxBatch, AppError> {
    state.with_inbox(|inbox, ledger| Ok(inbox.remove(ledger, &items, &hand())?))?;
    batch(&state, round, 0.0)
}

/// Undoes the last removal or answer; `None` when there is nothing to undo.
#[tauri::command(async)]
pub(crate) fn undo_inbox(
    state: tauri::State<'_, State>,
    round: &str,
) -> Result<Option<UndoDone>, AppError> {
    let Some(Undone {
        back,
        round: of,
        items,
    }) = state.with_inbox(|inbox, ledger| Ok(inbox.undo(ledger, &hand())?))?
    else {
        return Ok(None);
    };
    // of another round's files only the ledger is told; they are looked at when that round is shown
    let again = state
        .inbox()?
        .unread(round)
        .into_iter()
        .filter(|one| one.waiting.is_some_and(|id| items.contains(&id)))
        .collect::<Vec<_>>();
    look_at(&state, round, &again, &Unwatched)?;
    let (back, file) = match back {
        Back::Removed(files) => (count(files), None),
        Back::Said(file) => (0, Some(file)),
    };
    Ok(Some(UndoDone {
        back,
        file,
        round: of,
        items,
        batch: batch(&state, round, 0.0)?,
    }))
}

/// A file has changed on the disk since it was looked at: it is read again, or kept as it was seen.
#[tauri::command(async)]
pub(crate) fn settle_change(
    state: tauri::State<'_, State>,
    item: i64,
    again: bool,
) -> Result<InboxBatch, AppError> {
    let found = state.inbox()?.item(item)?.clone();
    let (mut stamp, bytes) = stamp_now(&found.stamp.path)?;
    if !again {
        // the change is known now, and is not told again
        stamp = xianbaohui_ledger::Stamp {
            modified: stamp.modified,
            ..found.stamp.clone()
        };
    }
    state.with_inbox(|inbox, ledger| {
        if again {
            ledger.keep_waiting([(stamp.sha256.as_str(), bytes.as_slice())])?;
        }
        Ok(inbox.settle_change(ledger, item, stamp)?)
    })?;
    let unread = state
        .inbox()?
        .unread(&found.round)
        .into_iter()
        .filter(|one| one.waiting == Some(item))
        .collect::<Vec<_>>();
    look_at(&state, &found.round, &unread, &Unwatched)?;
    batch(&state, &found.round, 0.0)
}

/// Commits what is ready, in one transaction; what was not taken stays in the inbox with the
/// reason.
#[tauri::command(async)]
pub(crate) fn commit_inbox(
    state: tauri::State<'_, State>,
    round: &str,
    items: Option<Vec<i64>>,
    on_progress: Channel<Progress>,
) -> Result<CommitDone, AppError> {
    let incoming = {
        let mut inbox = state.inbox()?;
        inbox.compare_with_disk(round);
        inbox.ready(round, items.as_deref())
    };
    let reporter = Reporter::start(&on_progress, &state.cancel, Stage::Commit, incoming.len());
    let hand = hand();
    let options = Options {
        at: hand.at,
        who: hand.who,
        reader: state.reader.clone(),
        passwords: state.passwords()?,
        ..Options::default()
    };
    let outcomes =
        state.with_ledger(|ledger| Ok(import(ledger, round, &incoming, &options, &reporter)?))?;
    reporter.finish();
    let Done { committed, gone } = state.inbox()?.committed(&incoming, outcomes);
    state.forget_tables()?;
    Ok(CommitDone {
        committed: count(committed),
        gone,
        batch: batch(&state, round, 0.0)?,
    })
}

/// How many files wait in the open ledger, of all rounds: said when it is closed.
#[tauri::command(async)]
pub(crate) fn waiting_count(state: tauri::State<'_, State>) -> Result<u32, AppError> {
    state.with_ledger(|ledger| Ok(u32::try_from(ledger.waiting_count()?).unwrap_or(u32::MAX)))
}

/// Stops the running job.
#[tauri::command]
pub(crate) fn cancel_job(state: tauri::State<'_, State>) {
    state.cancel.store(true, Ordering::Relaxed);
}

/// Looks at files and puts what was found into the inbox. The ledger is held only for moments.
pub(super) fn look_at(
    state: &State,
    round: &str,
    incoming: &[Incoming],
    watch: &dyn Watch,
) -> Result<(), AppError> {
    if incoming.is_empty() {
        return Ok(());
    }
    let passwords = state.passwords()?;
    let looking = state
        .with_ledger(|ledger| Ok(Looking::of(ledger, round, state.reader.clone(), passwords)?))?;
    let mut failed = None;
    let found: Result<Vec<(Incoming, Outcome, Option<String>)>, AppError> = guarded(|| {
        Ok(looking.at(incoming, watch, |bytes| {
            let kept = state.with_ledger(|ledger| {
                Ok(ledger.keep_waiting(
                    bytes
                        .iter()
                        .map(|(sha256, bytes)| (sha256.as_str(), bytes.as_slice())),
                )?)
            });
            kept.map_err(|error| {
                failed = Some(error);
                Error::Cancelled
            })
        })?)
    });
    if let Some(error) = failed {
        return Err(error);
    }
    let found = found?;
    state.with_inbox(|inbox, ledger| Ok(inbox.take(ledger, round, found, &hand())?))
}

pub(super) fn gone() -> AppError {
    AppError::new("inbox.gone", "这个文件已不在收件台。请重新添加。")
}

/// Everything in the inbox for a round, compared with what the ledger has.
pub(super) fn batch(state: &State, round: &str, seconds: f64) -> Result<InboxBatch, AppError> {
    state.with_inbox(|inbox: &mut Inbox, ledger| {
        let mut items = Vec::new();
        inbox.refresh(ledger)?;
        inbox.shown(ledger, round)?;
        if inbox.items().iter().any(|item| item.round == round) {
            let (rivals, twins) = (inbox.rivals(round), inbox.twins(round));
            for item in inbox.items().iter().filter(|item| item.round == round) {
                items.push(told(
                    item,
                    ledger,
                    rivals.get(&item.id),
                    twins.get(&item.id),
                )?);
            }
        }
        let unread = u32::try_from(inbox.unread(round).len()).unwrap_or(u32::MAX);
        Ok(InboxBatch {
            round: round.to_owned(),
            items,
            unread,
            seconds,
        })
    })
}
