//! A terminal, as the program sees it.

use super::run;
use serde_json::Value;
use std::process::Output;
use tempfile::TempDir;

/// One place for the ledger and what goes out.
pub(super) struct Terminal(pub(super) TempDir);

impl Terminal {
    pub(super) fn new(scheme: &str) -> Self {
        let terminal = Self(tempfile::tempdir().unwrap());
        terminal.status(0, &["new", "a.xbh", "--scheme", scheme]);
        terminal
    }

    /// Runs, and wants this exit status.
    pub(super) fn status(&self, wanted: i32, arguments: &[&str]) -> Output {
        let output = run(arguments, self.0.path());
        assert_eq!(
            output.status.code(),
            Some(wanted),
            "xbh {}\n{}{}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr)
        );
        output
    }

    /// Runs, and wants this exit status and one JSON document in one line.
    pub(super) fn json(&self, wanted: i32, arguments: &[&str]) -> Value {
        let output = self.status(wanted, arguments);
        let text = String::from_utf8(output.stdout).unwrap();
        assert_eq!(
            text.trim_end_matches('\n').lines().count(),
            1,
            "{arguments:?} prints more than one line"
        );
        serde_json::from_str(&text).unwrap()
    }
}
