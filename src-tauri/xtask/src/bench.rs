//! `cargo xtask bench`: the whole job beside a bare floor, in release.

use crate::process::{self, Outcome};

pub(crate) fn run(options: &[&str]) -> Outcome {
    process::run(process::cargo("run --release -p xianbaohui-tests --bin bench --").args(options))
}
