//! One file costs one file: whatever breaks over it, the others of the batch are taken in, and what
//! is said of it is true.

mod batch;
mod cells;
mod processes;

pub(super) use cells::with_part;

use crate::cli::xbh;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

/// Runs `xbh` in a folder.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(xbh())
        .args(arguments)
        .current_dir(folder)
        .env("USER", "测试")
        .output()
        .unwrap()
}

/// The JSON that a run prints.
pub(crate) fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = run(folder, arguments);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!(
            "{arguments:?}: {error}\n{}",
            String::from_utf8_lossy(&output.stderr)
        )
    })
}

/// The return of a file in a report.
pub(crate) fn of<'a>(report: &'a Value, file: &str) -> &'a Value {
    report["returns"]
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["file"].as_str().unwrap().ends_with(file))
        .unwrap()
}
