//! A ledger that is written over while it is open, a log that another ledger left, and what a
//! killed program leaves behind.
#![cfg(unix)]

mod logs;
mod names;
mod others;
mod over;

use crate::cli::xbh;
use crate::support::fixture;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use xianbaohui_desk::batch::files;

pub(crate) fn counties() -> Vec<PathBuf> {
    files(&[fixture("luan-2020/counties")])
}

/// By another process: a handle of ours on a ledger would cost it its locks.
pub(crate) fn shell(script: &str, folder: &Path) {
    let output = Command::new("sh")
        .args(["-ec", script])
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "{script}: {output:?}");
}

pub(crate) fn run(words: &[&str], folder: &Path) -> Output {
    Command::new(xbh())
        .args(words)
        .current_dir(folder)
        .output()
        .unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn sums(folder: &Path, names: &str) -> String {
    let output = Command::new("sh")
        .args(["-c", &format!("sha256sum {names}")])
        .current_dir(folder)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}
