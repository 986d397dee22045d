//! Standard output, standard error, exit status, progress.

use crate::json::Failed;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use xianbaohui_core::watch::Watch;
use xianbaohui_desk::Error;

/// Exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// done
    Done,
    /// done, with findings that block
    Findings,
    /// wrong use: names or files that do not exist
    WrongUse,
    /// input refused
    Refused,
}

impl Exit {
    /// Whether a code says that the ledger itself cannot be used.
    fn is_refused(code: &str) -> bool {
        matches!(
            code,
            "ledger.not-a-ledger"
                | "ledger.damaged"
                | "ledger.scheme"
                | "ledger.newer"
                | "ledger.other-format"
                | "ledger.database"
                | "ledger.busy"
                | "ledger.moved"
                | "ledger.gone"
                | "ledger.replaced"
                | "ledger.log-gone"
                | "ledger.disk-full"
                | "ledger.read-only"
                | "ledger.unreadable"
                | "ledger.leftover"
                | "ledger.log-damaged"
                | "ledger.two-names"
        )
    }

    pub(crate) fn of(error: &Error) -> Self {
        let code = error.code();
        // a folder that does not exist is a slip of the pen; the rest protects what is there
        let protects = code.starts_with("output.") && code != "output.no-folder";
        if matches!(error, Error::Read(_)) || protects || Self::is_refused(code) {
            Self::Refused
        } else {
            Self::WrongUse
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Findings => 1,
            Exit::WrongUse => 2,
            Exit::Refused => 3,
        })
    }
}

/// Something that was to be said on standard output got lost.
static LOST: AtomicBool = AtomicBool::new(false);

/// Whether all that was said went out: a disk may be full. A closed pipe is no failure.
pub(crate) fn is_complete() -> bool {
    note(std::io::stdout().flush());
    !LOST.load(Ordering::Relaxed)
}

fn note(written: std::io::Result<()>) {
    if written.is_err_and(|error| error.kind() != std::io::ErrorKind::BrokenPipe) {
        LOST.store(true, Ordering::Relaxed);
    }
}

/// A line for people, on standard output.
pub(crate) fn line(text: &str) {
    note(writeln!(std::io::stdout(), "{text}"));
}

/// A message, on standard error.
pub(crate) fn message(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// What was not done and why; a program that reads is told where it reads. `hint`: for people only.
pub(crate) fn refused(code: &str, text: &str, hint: &str) {
    message(&format!("错误（{code}）：{text}{hint}"));
    if std::env::args_os().any(|argument| argument == "--json") {
        json(&Failed::of(code, text));
    }
}

/// One JSON document on standard output.
pub(crate) fn json(document: &impl Serialize) {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let written = serde_json::to_writer(&mut out, document).map_err(std::io::Error::from);
    note(
        written
            .and_then(|()| writeln!(out))
            .and_then(|()| out.flush()),
    );
}

/// Progress on a terminal, nothing when piped.
pub(crate) struct Bar(ProgressBar);

impl Bar {
    pub(crate) fn new(total: usize) -> Self {
        let bar = ProgressBar::with_draw_target(
            Some(total as u64),
            if std::io::stderr().is_terminal() {
                ProgressDrawTarget::stderr()
            } else {
                ProgressDrawTarget::hidden()
            },
        );
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} 份  {msg}") {
            bar.set_style(style);
        }
        Self(bar)
    }

    pub(crate) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

impl Watch for Bar {
    fn advanced(&self, done: usize, _: usize, file: &str) {
        self.0.set_position(done as u64);
        self.0.set_message(file.to_owned());
    }
}
