//! Long jobs: progress over a channel, one cancel flag.

use serde::Serialize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use tauri::ipc::Channel;
use ts_rs::TS;
use xianbaohui_core::watch::Watch;

/// What a long job tells while it runs.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "type", rename_all = "kebab-case")]
#[ts(export)]
pub(crate) enum Progress {
    /// begins
    Started { total: u32 },
    /// so many are through
    Advanced { done: u32, file: String },
    /// another part of the work begins
    Stage { name: Stage },
    /// is done
    Finished,
}

/// Parts of a job.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub(crate) enum Stage {
    Read,
    Commit,
    Write,
}

/// Hands progress to the window, at most thirty times a second, and asks the flag whether to stop.
pub(crate) struct Reporter<'a> {
    channel: &'a Channel<Progress>,
    cancel: &'a AtomicBool,
    last: Mutex<Option<Instant>>,
}

impl<'a> Reporter<'a> {
    /// Begins a job: the flag of an earlier one is cleared.
    pub(crate) fn start(
        channel: &'a Channel<Progress>,
        cancel: &'a AtomicBool,
        stage: Stage,
        total: usize,
    ) -> Self {
        cancel.store(false, Ordering::Relaxed);
        let reporter = Self {
            channel,
            cancel,
            last: Mutex::new(None),
        };
        reporter.send(Progress::Started {
            total: u32::try_from(total).unwrap_or(u32::MAX),
        });
        reporter.send(Progress::Stage { name: stage });
        reporter
    }

    pub(crate) fn finish(&self) {
        self.send(Progress::Finished);
    }

    /// A window that is gone needs no progress.
    fn send(&self, progress: Progress) {
        let _ = self.channel.send(progress);
    }
}

impl Watch for Reporter<'_> {
    fn advanced(&self, done: usize, total: usize, file: &str) {
        let Ok(mut last) = self.last.lock() else {
            return;
        };
        if done < total && last.is_some_and(|last| last.elapsed() < Duration::from_millis(33)) {
            return;
        }
        *last = Some(Instant::now());
        self.send(Progress::Advanced {
            done: u32::try_from(done).unwrap_or(u32::MAX),
            file: file.to_owned(),
        });
    }

    fn cancelled(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }
}
