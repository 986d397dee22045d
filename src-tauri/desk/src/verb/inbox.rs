//! 收件台: what came in, what it is, why; nothing counts before the officer says so. What waits is
//! kept in the ledger; here it is handed to the window.

use super::inbox_seen::{Shown, as_seen};
use super::looking::{InboxBatch, batch, look_at};
use super::shared::count;
use super::sheet::{Overlay, SheetView, view};
use crate::app_error::AppError;
use crate::batch::files;
use crate::desk::{Desk, Viewed};
use crate::import::{Options, import};
use crate::inbox::{Back, Done, Item, Undone, stamp_now};
use crate::job::{Reporter, Stage, Tell};
use serde::Serialize;
use std::path::PathBuf;
use std::time::Instant;
use ts_rs::TS;
use xianbaohui_core::remembered::Clue;
use xianbaohui_core::watch::Unwatched;
use xianbaohui_ledger::Said;
use xianbaohui_reading::intake::Verdict;

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

impl Desk {
    /// Reads, identifies, extracts and checks files; they wait in the ledger, and count for
    /// nothing.
    pub(crate) fn scan_inbox(
        &self,
        round: &str,
        paths: &[PathBuf],
        tell: Tell<'_>,
    ) -> Result<InboxBatch, AppError> {
        let started = Instant::now();
        let incoming = {
            let given = self.given()?;
            paths.iter().try_for_each(|path| given.may_read(path))?;
            drop(given);
            self.read_inbox(|inbox, ledger| {
                inbox.refresh(ledger)?;
                Ok(inbox.arriving(round, files(paths)))
            })?
        };
        let reporter = Reporter::start(tell, &self.jobs, Stage::Read, incoming.len());
        look_at(self, round, &incoming, &reporter)?;
        reporter.finish();
        batch(self, round, started.elapsed().as_secs_f64())
    }

    /// Looks at what waited when the ledger was opened.
    pub(crate) fn read_waiting(&self, round: &str, tell: Tell<'_>) -> Result<InboxBatch, AppError> {
        let started = Instant::now();
        let incoming = self.waiting()?.unread(round);
        let reporter = Reporter::start(tell, &self.jobs, Stage::Read, incoming.len());
        look_at(self, round, &incoming, &reporter)?;
        reporter.finish();
        batch(self, round, started.elapsed().as_secs_f64())
    }

    pub(crate) fn inbox(&self, round: &str) -> Result<InboxBatch, AppError> {
        self.waiting()?.compare_with_disk(round);
        batch(self, round, 0.0)
    }

    /// The county's sheet with the binding drawn over it.
    pub(crate) fn inbox_sheet(
        &self,
        item: i64,
        sheet: Option<&str>,
        from_row: u32,
        rows: u32,
    ) -> Result<SheetView, AppError> {
        let found = self.waiting()?.item(item)?.clone();
        let sha256 = &found.stamp.sha256;
        let workbook = self.workbook(&Viewed::Waiting(sha256.clone()), || {
            let bytes = self.read(|ledger| Ok(ledger.waiting_bytes(sha256)?))?;
            // what could never be read is tried from the disk: the error says why
            let bytes =
                bytes.map_or_else(|| stamp_now(&found.stamp.path).map(|(_, bytes)| bytes), Ok)?;
            self.workbook_of(&bytes)
        })?;
        let Some(outcome) = &found.outcome else {
            return Ok(view(&workbook, sheet, from_row, rows, &[], &[]));
        };
        let verdict = &outcome.file.verdict;
        let overlays = self.read(|ledger| {
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
        Ok(view(&workbook, sheet, from_row, rows, &overlays, &findings))
    }

    /// The officer says what an unclear file is; it is looked at again with that. `remember`: the
    /// unit holds for whatever says the same next time.
    pub(crate) fn confirm_item(
        &self,
        item: i64,
        unit: Option<&str>,
        form: Option<&str>,
        remember: bool,
    ) -> Result<InboxBatch, AppError> {
        let found = self.waiting()?.item(item)?.clone();
        let clues = match found.outcome.as_ref().map(|outcome| &outcome.file.verdict) {
            Some(Verdict::Unsure(sheets)) if remember && unit.is_some() => sheets
                .iter()
                .filter(|one| one.unit.is_none())
                .filter_map(|one| one.clue.clone())
                .collect(),
            _ => Vec::new(),
        };
        let incoming = self.write_inbox(|inbox, ledger| {
            let held = ledger.remembered()?.into_iter().map(|one| one.id).collect();
            let hand = self.hand();
            if let Some(unit) = unit {
                clues.iter().try_for_each(|clue: &Clue| {
                    ledger.remember(clue, unit, &hand.at, &hand.who).map(drop)
                })?;
            }
            Ok(inbox.say(ledger, item, held, |said| {
                said.unit = unit.map(str::to_owned).or(said.unit.take());
                said.form = form.map(str::to_owned).or(said.form.take());
            })?)
        })?;
        look_at(self, &found.round, &[incoming], &Unwatched)?;
        batch(self, &found.round, 0.0)
    }

    /// The officer answers a question about a file; it is looked at again with that.
    pub(crate) fn answer_item(
        &self,
        item: i64,
        question: &str,
        choice: &str,
    ) -> Result<InboxBatch, AppError> {
        let found = self.waiting()?.item(item)?.clone();
        let round = found.round.clone();
        // an answer to what nobody was asked would be there before the question is
        let questions = found.outcome.iter().flat_map(|one| &one.file.questions);
        let asked = questions.filter(|own| own.id == question);
        if !asked
            .flat_map(|own| &own.choices)
            .any(|own| own.id == choice)
        {
            return Err(AppError::new(
                "inbox.not-asked",
                "这个文件现在没有问这个问题，或没有这个回答。请看过它现在的问题再答。",
            ));
        }
        let incoming = self.write_inbox(|inbox, ledger| {
            let held = ledger.remembered()?.into_iter().map(|one| one.id).collect();
            Ok(inbox.say(ledger, item, held, |said| {
                said.answers.push((question.to_owned(), choice.to_owned()));
            })?)
        })?;
        look_at(self, &round, &[incoming], &Unwatched)?;
        batch(self, &round, 0.0)
    }

    /// What the officer said of a file is taken back, however long ago it was said; it is looked at
    /// again as it came.
    pub(crate) fn unsay_item(&self, item: i64) -> Result<InboxBatch, AppError> {
        let found = self.waiting()?.item(item)?.clone();
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
        let incoming = self.write_inbox(|inbox, ledger| {
            let held = ledger.remembered()?.into_iter().map(|one| one.id).collect();
            let hand = self.hand();
            // what was to be remembered with the answer goes with it
            if let Some(unit) = &found.said.unit {
                clues.iter().try_for_each(|clue: &Clue| {
                    ledger.forget_answer(clue, unit, &hand.at, &hand.who)
                })?;
            }
            Ok(inbox.say(ledger, item, held, Said::take_back)?)
        })?;
        look_at(self, &round, &[incoming], &Unwatched)?;
        batch(self, &round, 0.0)
    }

    /// A password, kept until the program ends; files that ask for one are looked at again.
    pub(crate) fn give_password(
        &self,
        round: &str,
        password: &str,
    ) -> Result<InboxBatch, AppError> {
        self.learn(password)?;
        let incoming = self
            .waiting()?
            .items()
            .iter()
            .filter(|item| item.round == round && item.is_locked())
            .map(Item::incoming)
            .collect::<Vec<_>>();
        look_at(self, round, &incoming, &Unwatched)?;
        batch(self, round, 0.0)
    }

    /// Takes files out of the inbox; the files themselves stay where they are, and it can be
    /// undone.
    pub(crate) fn remove_items(&self, round: &str, items: &[i64]) -> Result<InboxBatch, AppError> {
        self.write_inbox(|inbox, ledger| Ok(inbox.remove(ledger, items, &self.hand())?))?;
        batch(self, round, 0.0)
    }

    /// Undoes the last removal or answer; `None` when there is nothing to undo.
    pub(crate) fn undo_inbox(&self, round: &str) -> Result<Option<UndoDone>, AppError> {
        let Some(Undone {
            back,
            round: of,
            items,
        }) = self.write_inbox(|inbox, ledger| Ok(inbox.undo(ledger, &self.hand())?))?
        else {
            return Ok(None);
        };
        // of another round's files only the ledger is told; they are looked at when that round is
        // shown
        let again = self
            .waiting()?
            .unread(round)
            .into_iter()
            .filter(|one| one.waiting.is_some_and(|id| items.contains(&id)))
            .collect::<Vec<_>>();
        look_at(self, round, &again, &Unwatched)?;
        let (back, file) = match back {
            Back::Removed(files) => (count(files), None),
            Back::Said(file) => (0, Some(file)),
        };
        Ok(Some(UndoDone {
            back,
            file,
            round: of,
            items,
            batch: batch(self, round, 0.0)?,
        }))
    }

    /// A file has changed on the disk since it was looked at: it is read again, or kept as it was
    /// seen.
    pub(crate) fn settle_change(&self, item: i64, again: bool) -> Result<InboxBatch, AppError> {
        let found = self.waiting()?.item(item)?.clone();
        let (mut stamp, bytes) = stamp_now(&found.stamp.path)?;
        if !again {
            // the change is known now, and is not told again
            stamp = xianbaohui_ledger::Stamp {
                modified: stamp.modified,
                ..found.stamp.clone()
            };
        }
        self.write_inbox(|inbox, ledger| {
            if again {
                ledger.keep_waiting([(stamp.sha256.as_str(), bytes.as_slice())])?;
            }
            Ok(inbox.settle_change(ledger, item, stamp)?)
        })?;
        let unread = self
            .waiting()?
            .unread(&found.round)
            .into_iter()
            .filter(|one| one.waiting == Some(item))
            .collect::<Vec<_>>();
        look_at(self, &found.round, &unread, &Unwatched)?;
        batch(self, &found.round, 0.0)
    }

    /// Commits those of these files that are ready, in one transaction: the page names what it
    /// shows, since another page may have brought in more. What was not taken stays in the inbox
    /// with the reason.
    pub(crate) fn commit_inbox(
        &self,
        round: &str,
        items: &[Shown],
        tell: Tell<'_>,
    ) -> Result<CommitDone, AppError> {
        let now = batch(self, round, 0.0)?;
        let (as_seen, mut otherwise) = as_seen(&now, items);
        let incoming = {
            let mut inbox = self.waiting()?;
            inbox.compare_with_disk(round);
            // one that was taken out since a moment ago
            let away = now
                .items
                .iter()
                .filter(|item| as_seen.contains(&item.id) && inbox.item(item.id).is_err());
            otherwise.extend(
                away.map(|item| format!("“{}”已在别的页面、窗口或程序里入库或移出。", item.file)),
            );
            inbox.ready(round, Some(&as_seen))
        };
        let reporter = Reporter::start(tell, &self.jobs, Stage::Commit, incoming.len());
        let hand = self.hand();
        let options = Options {
            at: hand.at,
            who: hand.who,
            reader: self.files.clone(),
            passwords: self.passwords()?,
            ..Options::default()
        };
        let outcomes =
            self.write(|ledger| Ok(import(ledger, round, &incoming, &options, &reporter)?))?;
        reporter.finish();
        let Done {
            committed,
            mut gone,
        } = self.waiting()?.committed(&incoming, outcomes);
        gone.extend(otherwise);
        Ok(CommitDone {
            committed: count(committed),
            gone,
            batch: batch(self, round, 0.0)?,
        })
    }

    /// How many files wait in the open ledger, of all rounds: said when it is closed.
    pub(crate) fn waiting_count(&self) -> Result<u32, AppError> {
        self.read(|ledger| Ok(u32::try_from(ledger.waiting_count()?).unwrap_or(u32::MAX)))
    }

    /// Stops the running job.
    #[expect(clippy::unnecessary_wraps, reason = "a verb like the others")]
    pub(crate) fn cancel_job(&self) -> Result<(), AppError> {
        self.jobs.cancel();
        Ok(())
    }
}
