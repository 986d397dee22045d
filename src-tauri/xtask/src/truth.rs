//! `cargo xtask truth`: random ledgers with known figures, in release; LibreOffice computes what
//! they are exported as again.

use crate::process::{self, Outcome};

pub(crate) fn run(options: &[&str]) -> Outcome {
    process::run(process::cargo("run --release -p xianbaohui-tests --bin truth --").args(options))
}
