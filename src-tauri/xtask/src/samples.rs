//! `cargo xtask samples`: the sample workbooks, made anew by the committed program; with
//! `--all DIR` the returns of a whole bureau, every form and register, and a ledger of them.

use crate::process::{self, Outcome};

/// The returns of a whole bureau, in release: there are hundreds of workbooks.
pub(crate) fn all(folder: &str, options: &[&str]) -> Outcome {
    process::run(
        process::cargo("run --release -p xianbaohui-tests --bin whole --")
            .arg(folder)
            .args(options),
    )
}

pub(crate) fn run() -> Outcome {
    process::run(&mut process::cargo(
        "run --quiet -p xianbaohui-tests --bin samples -- tests/fixtures",
    ))
}
