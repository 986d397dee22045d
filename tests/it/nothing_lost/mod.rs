//! Nothing is lost: no file is written onto what matters, and what was called 已入库 is in the
//! ledger's file, whatever others do to it.
#![cfg(unix)]

mod called_in;
mod exports;
mod programs;

use crate::cli::xbh;
use crate::support::fixture;
use std::path::Path;
use std::process::{Command, Output};
use xianbaohui_desk::batch::files;
use xianbaohui_ledger::Ledger;

fn run(program: impl AsRef<std::ffi::OsStr>, arguments: &[&str], folder: &Path) -> Output {
    Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("USER", "王科长")
        .output()
        .unwrap()
}

/// A folder with a ledger that holds the returns of 六安, closed.
fn office() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let counties = fixture("luan-2020/counties");
    let incoming = folder.path().join("来件");
    std::fs::create_dir(&incoming).unwrap();
    for file in files(&[counties]) {
        std::fs::copy(&file, incoming.join(file.file_name().unwrap())).unwrap();
    }
    assert!(
        run(
            xbh(),
            &["new", "L.xbh", "--scheme", "luan-2020"],
            folder.path()
        )
        .status
        .success()
    );
    assert!(
        run(
            xbh(),
            &["import", "L.xbh", "--round", "2020", "来件"],
            folder.path()
        )
        .status
        .success()
    );
    folder
}

/// Names of what lies in a folder.
fn names(folder: &Path) -> Vec<String> {
    let mut names = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect::<Vec<_>>();
    names.sort();
    names
}

/// The returns in a copy of the ledger's file alone, after every check that there is. Copied by
/// another process: closing a handle of ours would cost the ledger its locks.
fn returns_in_copy_of(ledger: &Path) -> u64 {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.xbh");
    assert!(
        Command::new("cp")
            .arg(ledger)
            .arg(&copy)
            .status()
            .unwrap()
            .success()
    );
    let found = Ledger::open(&copy).unwrap().verify().unwrap();
    assert_eq!(found.problems, []);
    found.returns
}
