//! The pages of the window: npm in `ui`.

use std::fs;
use std::process::Command;

use crate::process::{self, Outcome};
use crate::{say, tree};

/// `npm` in `ui` with the words of one line.
pub(crate) fn npm(words: &str) -> Command {
    let mut npm = process::command(if cfg!(windows) { "npm.cmd" } else { "npm" });
    // without colours, so that what it reports can be read here as well
    npm.current_dir(tree::root().join("ui"))
        .args(words.split_whitespace())
        .env("NO_COLOR", "1");
    npm
}

/// `npm ci`, unless what is there came from the same lock file.
pub(crate) fn install() -> Outcome {
    let ui = tree::root().join("ui");
    let wanted = fs::read(ui.join("package-lock.json"))
        .map_err(|error| format!("ui/package-lock.json: {error}"))?;
    let stamp = ui.join("node_modules").join(".installed-lock.json");
    if fs::read(&stamp).is_ok_and(|there| there == wanted) {
        say::line("node_modules are up to date");
        return Ok(());
    }
    process::run(&mut npm("ci --no-audit --no-fund"))?;
    fs::write(&stamp, wanted).map_err(|error| format!("{}: {error}", stamp.display()).into())
}

/// `ui/dist`, which goes into the program: it must stand before the shell is compiled.
pub(crate) fn build() -> Outcome {
    process::run(&mut npm("run --silent build"))
}
