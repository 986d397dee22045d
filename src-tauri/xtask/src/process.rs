//! Other programs, run one after the other from the top of the tree.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, ExitStatus, Stdio};

use crate::{say, tree};

/// Why it stopped, in a sentence for the person who gave the command.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) String);

pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl From<String> for Failure {
    fn from(reason: String) -> Self {
        Self(reason)
    }
}

impl From<&str> for Failure {
    fn from(reason: &str) -> Self {
        Self(reason.to_owned())
    }
}

/// A program that runs at the top of the tree, builds where this run builds, and finds what cargo
/// has installed.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(tree::root())
        .env("CARGO_TARGET_DIR", tree::target());
    if let Ok(path) = std::env::join_paths(tree::search_path()) {
        command.env("PATH", path);
    }
    command
}

/// `cargo` with the words of one line.
pub(crate) fn cargo(words: &str) -> Command {
    let mut cargo = command("cargo");
    cargo.args(words.split_whitespace());
    cargo
}

/// Runs it with its output going straight through.
pub(crate) fn run(command: &mut Command) -> Outcome {
    say::line(format_args!("$ {}", written(command)));
    let status = command
        .status()
        .map_err(|error| not_started(command, &error))?;
    succeeded(command, status)
}

/// Runs it with its output going straight through, and returns what it wrote on standard output.
pub(crate) fn run_and_read(command: &mut Command) -> Outcome<String> {
    say::line(format_args!("$ {}", written(command)));
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| not_started(command, &error))?;
    let mut text = String::new();
    if let Some(output) = child.stdout.take() {
        let mut output = BufReader::new(output);
        let mut bytes = Vec::new();
        while output
            .read_until(b'\n', &mut bytes)
            .is_ok_and(|read| read > 0)
        {
            let line = String::from_utf8_lossy(&bytes);
            say::line(line.trim_end_matches('\n'));
            text.push_str(&line);
            bytes.clear();
        }
    }
    let status = child.wait().map_err(|error| not_started(command, &error))?;
    succeeded(command, status)?;
    Ok(text)
}

/// What it writes on standard output, or nothing when it fails or is not there.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The command as a person would type it.
pub(crate) fn written(command: &Command) -> String {
    let root = tree::root();
    let short = |word: &OsStr| {
        std::path::Path::new(word).strip_prefix(&root).map_or_else(
            |_| word.to_string_lossy().into_owned(),
            |path| path.display().to_string(),
        )
    };
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(short)
        .collect::<Vec<_>>()
        .join(" ")
}

fn not_started(command: &Command, error: &std::io::Error) -> Failure {
    format!("'{}' could not be started: {error}", written(command)).into()
}

fn succeeded(command: &Command, status: ExitStatus) -> Outcome {
    if status.success() {
        Ok(())
    } else {
        Err(format!("'{}' failed ({status})", written(command)).into())
    }
}
