//! Long jobs: what they tell while they run, and how they are stopped.

use serde::Serialize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use ts_rs::TS;
use xianbaohui_core::watch::Watch;

/// What a long job tells while it runs.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "type", rename_all = "kebab-case")]
#[ts(export)]
pub enum Progress {
    /// begins
    Started {
        /// files
        total: u32,
    },
    /// so many are through
    Advanced {
        /// files
        done: u32,
        /// name of the last
        file: String,
    },
    /// another part of the work begins
    Stage {
        /// which
        name: Stage,
    },
    /// is done
    Finished,
}

/// Parts of a job.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Stage {
    /// files are read
    Read,
    /// they go into the ledger
    Commit,
    /// a workbook is written
    Write,
}

/// Who is told of a job.
pub type Tell<'a> = &'a (dyn Fn(Progress) + Sync);

/// Jobs are numbered, so that what stops one does not stop one that begins meanwhile.
#[derive(Debug, Default)]
pub(crate) struct Jobs {
    last: AtomicU64,
    cancelled: AtomicU64,
}

impl Jobs {
    /// Stops what runs now.
    pub(crate) fn cancel(&self) {
        self.cancelled
            .fetch_max(self.last.load(Ordering::Relaxed), Ordering::Relaxed);
    }

    /// Stops what runs, and what is still to begin.
    pub(crate) fn cancel_for_good(&self) {
        self.cancelled.store(u64::MAX, Ordering::Relaxed);
    }
}

/// Hands progress on, at most thirty times a second, and asks whether to stop.
pub(crate) struct Reporter<'a> {
    tell: Tell<'a>,
    jobs: &'a Jobs,
    number: u64,
    last: Mutex<Option<Instant>>,
}

impl<'a> Reporter<'a> {
    /// Begins a job.
    pub(crate) fn start(tell: Tell<'a>, jobs: &'a Jobs, stage: Stage, total: usize) -> Self {
        let reporter = Self {
            tell,
            jobs,
            number: jobs.last.fetch_add(1, Ordering::Relaxed) + 1,
            last: Mutex::new(None),
        };
        tell(Progress::Started {
            total: u32::try_from(total).unwrap_or(u32::MAX),
        });
        tell(Progress::Stage { name: stage });
        reporter
    }

    pub(crate) fn finish(&self) {
        (self.tell)(Progress::Finished);
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
        (self.tell)(Progress::Advanced {
            done: u32::try_from(done).unwrap_or(u32::MAX),
            file: file.to_owned(),
        });
    }

    fn cancelled(&self) -> bool {
        self.number <= self.jobs.cancelled.load(Ordering::Relaxed)
    }
}
