//! A ledger that lives for years: rounds are added, extended and closed; the scheme changes, and
//! what is stored is read through the version that it was made with.

mod brought_up;
mod codes_again;
mod formats;
mod left_scheme;
mod meaning;
mod one_state;
mod rounds;
mod scheme;
mod steps;
mod steps_held;
mod steps_once;
mod waits_again;

use crate::cli::xbh;
use crate::support::small;
use std::path::Path;
use std::process::Output;
use tempfile::TempDir;

/// A ledger of 科技创新 with the first quarter of one county.
pub(crate) fn ledger() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    done(folder.path(), 0, &["new", "L.xbh", "--scheme", &small()]);
    let file = file("宁晋县科技创新指标（最终版）.xlsx");
    xbh_in(
        folder.path(),
        &["import", "L.xbh", "--round", "2021Q1", &file],
    );
    folder
}

/// A county's file of the first quarter.
pub(crate) fn file(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/kjcx-2021q1")
        .join(name)
        .display()
        .to_string()
}

/// Runs the program.
pub(crate) fn xbh_in(folder: &Path, arguments: &[&str]) -> Output {
    std::process::Command::new(xbh())
        .args(arguments)
        .current_dir(folder)
        .env("USER", "测试")
        .output()
        .unwrap()
}

/// Runs the program and wants an exit status; what it said, on both streams.
pub(crate) fn done(folder: &Path, wanted: i32, arguments: &[&str]) -> String {
    let output = xbh_in(folder, arguments);
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(output.status.code(), Some(wanted), "{arguments:?}\n{said}");
    said
}
