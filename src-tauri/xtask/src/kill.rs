//! `cargo xtask kill`: `kill -9` at any moment, in release.

use crate::process::{self, Outcome};

pub(crate) fn run(options: &[&str]) -> Outcome {
    process::run(&mut process::cargo(
        "build --release -p xbh -p xianbaohui-tests --bin xbh --bin kill",
    ))?;
    process::run(process::command(crate::tree::built("release", "kill")).args(options))
}
