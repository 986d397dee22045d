//! `cargo xtask sights`: what every cell shows, by us and by LibreOffice, in release.

use crate::process::{self, Outcome};

pub(crate) fn run(options: &[&str]) -> Outcome {
    process::run(process::cargo("run --release -p xianbaohui-tests --bin sights --").args(options))
}
