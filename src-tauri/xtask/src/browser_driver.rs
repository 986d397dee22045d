//! tauri-driver stands between the end-to-end test and WebKitWebDriver.

use crate::process::{self, Outcome};
use crate::{say, tree};

const VERSION: &str = "2.1.0";

pub(crate) fn install() -> Outcome {
    if tree::has_program("tauri-driver") {
        say::line("tauri-driver is there");
        return Ok(());
    }
    process::run(process::cargo("install tauri-driver --locked --version").arg(VERSION))
}
