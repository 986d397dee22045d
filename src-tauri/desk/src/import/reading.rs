//! Files of a batch are read on all cores, and held against what stands in the ledger.

use super::incoming::Incoming;
use super::known::not_wanted;
use crate::batch::{TakenFile, take_bytes, take_file};
use crate::error::Error;
use crate::held::{self, Held};
use rayon::prelude::*;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use xianbaohui_core::watch::Watch;
use xianbaohui_ledger::Kept;
use xianbaohui_reading::apart;
use xianbaohui_reading::intake::{Insisted, Intake, Verdict};
use xianbaohui_reading::read::guarded;

/// Files read ahead of the writer: enough to keep the cores busy, few enough to bound the memory.
const PIECE: usize = 32;

/// Reads files and works out what `prepare` makes of them on all cores, a piece ahead of `each`,
/// which sees them one by one in their order.
pub(super) fn in_order<T: Send>(
    files: &[Incoming],
    intake: &Intake<'_>,
    kept: Option<&Kept>,
    watch: &dyn Watch,
    prepare: impl Fn(&mut TakenFile) -> T + Sync,
    mut each: impl FnMut(TakenFile, Vec<u8>, T) -> Result<(), Error>,
) -> Result<(), Error> {
    let stop = AtomicBool::new(false);
    let shared = intake
        .reader
        .processes()
        .map(|_| apart::shared(intake))
        .transpose()?;
    let intake = &Intake {
        shared: shared.as_ref().or(intake.shared),
        ..*intake
    };
    let (sender, receiver) = crossbeam_channel::bounded::<Vec<(TakenFile, Vec<u8>, T)>>(2);
    std::thread::scope(|scope| {
        let (stop, prepare) = (&stop, &prepare);
        scope.spawn(move || {
            for piece in files.chunks(PIECE) {
                if stop.load(Ordering::Relaxed) || watch.cancelled() {
                    return;
                }
                let take = |incoming| {
                    let (mut file, bytes) = take_one(incoming, intake, kept);
                    let prepared = guarded(|| {
                        hold(&mut file, &bytes, incoming, intake);
                        say_whence(&mut file, incoming);
                        Ok(prepare(&mut file))
                    });
                    let prepared = prepared.unwrap_or_else(|error| {
                        file.verdict = Verdict::Refused {
                            code: "import.internal".into(),
                            reason: error.to_string(),
                        };
                        prepare(&mut file)
                    });
                    (file, bytes, prepared)
                };
                let taken = piece.par_iter().map(take).collect::<Vec<_>>();
                if sender.send(taken).is_err() {
                    return;
                }
            }
        });
        let mut done = 0;
        // owned here, so that the reader is not left waiting when this returns early
        for piece in receiver {
            for (file, bytes, prepared) in piece {
                if watch.cancelled() {
                    stop.store(true, Ordering::Relaxed);
                    return Err(Error::Cancelled);
                }
                done += 1;
                watch.advanced(done, files.len(), &file.name);
                // a fault of the program while it writes: nothing of the batch is kept, and that is
                // told
                let through = guarded(|| Ok(each(file, bytes, prepared)))
                    .unwrap_or_else(|error| Err(error.into()));
                if let Err(error) = through {
                    stop.store(true, Ordering::Relaxed);
                    return Err(error);
                }
            }
        }
        if watch.cancelled() {
            Err(Error::Cancelled)
        } else {
            Ok(())
        }
    })
}

/// With what the officer said of a file.
fn said<'a>(incoming: &'a Incoming, intake: &Intake<'a>) -> Intake<'a> {
    Intake {
        unit: incoming.unit.as_deref(),
        form: incoming.form.as_deref(),
        pointed: &incoming.pointed,
        sheets: &incoming.sheets,
        ..*intake
    }
}

/// Who stands for the figures is kept with the returns.
fn say_whence(file: &mut TakenFile, incoming: &Incoming) {
    if let (Some(whence), Verdict::Ready(returns)) = (&incoming.provenance, &mut file.verdict) {
        for one in returns {
            one.evidence.push(whence.evidence());
        }
    }
}

/// One file, with what the officer said of it.
fn take_one(incoming: &Incoming, intake: &Intake<'_>, kept: Option<&Kept>) -> (TakenFile, Vec<u8>) {
    let intake = said(incoming, intake);
    let (mut file, bytes) = match (&incoming.seen, kept.filter(|_| incoming.waiting.is_some())) {
        (Some(seen), Some(kept)) => take_kept(&incoming.path, seen, kept, &intake),
        _ => take_file(&incoming.path, &intake),
    };
    if incoming
        .seen
        .as_ref()
        .is_some_and(|seen| *seen != file.sha256)
    {
        file.verdict = Verdict::Refused {
            code: "import.changed".into(),
            reason: "文件在识别之后又被改动，没有入库。请重新添加，核对后再入库。".into(),
        };
    }
    (file, bytes)
}

/// Holds a file against what stands in the ledger. One that is what the officer
/// says, whatever it says itself, is taken in once more for that.
pub(crate) fn hold(file: &mut TakenFile, bytes: &[u8], incoming: &Incoming, intake: &Intake<'_>) {
    let held = |file: &mut TakenFile| {
        held::held(
            &mut file.verdict,
            &file.sha256,
            intake.standing,
            (intake.scheme, intake.round),
            &incoming.answers,
        )
    };
    let mut insisted = intake.insisted.clone();
    let mut found = held(file);
    // whose it is may only be asked when it is known for when
    while let Held::Insisted(more) = &found {
        let mut answers = insisted.answers.clone();
        answers.extend(more.answers.clone());
        let all = Insisted {
            unit: insisted.unit || more.unit,
            period: insisted.period || more.period,
            answers,
        };
        if all == insisted {
            break;
        }
        insisted = all;
        let intake = Intake {
            insisted: &insisted,
            ..said(incoming, intake)
        };
        file.verdict = take_bytes(bytes, &file.name, &intake).verdict;
        found = held(file);
    }
    match found {
        Held::Open(questions) => file.questions = questions,
        // said already: what is left to ask is something else
        Held::Insisted(_) => {}
        Held::Refused => file.verdict = not_wanted(),
    }
}

/// A file of the inbox, from the bytes that were looked at, whatever has become of it on the disk.
fn take_kept(path: &Path, seen: &str, kept: &Kept, intake: &Intake<'_>) -> (TakenFile, Vec<u8>) {
    let name = path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    );
    let refused = |code: &str, reason: String| {
        let verdict = Verdict::Refused {
            code: code.into(),
            reason,
        };
        TakenFile {
            path: path.to_owned(),
            name: name.clone(),
            sha256: seen.to_owned(),
            size: 0,
            verdict,
            questions: Vec::new(),
        }
    };
    match kept.bytes(seen) {
        Ok(Some(bytes)) => (
            TakenFile {
                path: path.to_owned(),
                ..take_bytes(&bytes, &name, intake)
            },
            bytes,
        ),
        Ok(None) => (
            refused(
                "inbox.gone",
                "账本里已没有这个文件的内容，可能在另一个窗口里入库或移出了。请移出后重新添加。"
                    .into(),
            ),
            Vec::new(),
        ),
        Err(error) => (refused(error.code(), error.to_string()), Vec::new()),
    }
}
