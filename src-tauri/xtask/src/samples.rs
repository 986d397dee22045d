//! `cargo xtask samples`: the sample workbooks, made anew by the committed program.

use crate::process::{self, Outcome};

pub(crate) fn run() -> Outcome {
    process::run(&mut process::cargo(
        "run --quiet -p xianbaohui-tests --bin samples -- tests/fixtures",
    ))
}
