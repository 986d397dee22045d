//! `cargo xtask divisions DIR`: the lists of administrative divisions, made from an unpacked
//! package.

use crate::process::{self, Outcome};

pub(crate) fn run(package: &str) -> Outcome {
    process::run(
        process::cargo("run --quiet -p xianbaohui-tests --bin divisions --")
            .args([package, "src-tauri/core/divisions"]),
    )
}
