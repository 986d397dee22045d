//! `cargo xtask mess`: returns spoilt the way counties spoil them, in release.

use crate::process::{self, Outcome};

pub(crate) fn run(options: &[&str]) -> Outcome {
    process::run(process::cargo("run --release -p xianbaohui-tests --bin mess --").args(options))
}
