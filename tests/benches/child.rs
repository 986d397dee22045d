//! One job in a process of its own: what it cost is read from the system at its end.

use crate::counted::{children_seconds, own_seconds};
use crate::floor::{self, Floor};
use crate::{across, job, many, registers};
use serde::{Deserialize, Serialize};
use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Instant;
use xianbaohui_reading::read::{InProcess, Workers};
use xianbaohui_tests::Outcome;

/// What one job cost.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Cost {
    /// seconds
    pub(crate) wall: f64,
    /// seconds of all cores together
    pub(crate) cpu: f64,
    /// most memory at any time, MB
    pub(crate) peak: f64,
    /// name, wall and CPU seconds of its parts
    pub(crate) parts: Vec<(String, f64, f64)>,
}

/// Measures parts of a job one after the other.
pub(crate) struct Clock {
    start: (Instant, f64),
    last: (Instant, f64),
    parts: Vec<(String, f64, f64)>,
}

impl Clock {
    pub(crate) fn start() -> Self {
        let now = (Instant::now(), own_seconds());
        Self {
            start: now,
            last: now,
            parts: Vec::new(),
        }
    }

    /// Ends a part.
    pub(crate) fn part(&mut self, name: &str) {
        let now = (Instant::now(), own_seconds());
        self.parts.push((
            name.to_owned(),
            (now.0 - self.last.0).as_secs_f64(),
            now.1 - self.last.1,
        ));
        self.last = now;
    }

    pub(crate) fn stop(self) -> Cost {
        Cost {
            wall: (self.last.0 - self.start.0).as_secs_f64(),
            cpu: self.last.1 - self.start.1,
            peak: peak_megabytes(),
            parts: self.parts,
        }
    }
}

/// Runs a job in a new process of a program and reads what it says. CPU seconds are those of the
/// processes that it started, too.
pub(crate) fn ask(command: &mut Command) -> Outcome<Cost> {
    let before = children_seconds();
    let output = command.output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let mut cost = serde_json::from_slice::<Cost>(&output.stdout)?;
    cost.cpu = children_seconds() - before;
    Ok(cost)
}

/// A job of a program.
pub(crate) fn command(program: &Path, what: &str, folder: &Path, returns: usize) -> Command {
    let mut command = Command::new(program);
    in_program(&mut command, what, folder, returns);
    command
}

/// The words that ask a program for a job.
pub(crate) fn in_program<'c>(
    command: &'c mut Command,
    what: &str,
    folder: &Path,
    returns: usize,
) -> &'c mut Command {
    command
        .args(["--child", what, "--returns", &returns.to_string()])
        .arg("--folder")
        .arg(folder)
}

/// Does the job and says what it cost.
pub(crate) fn answer(what: &str, folder: &Path, returns: usize) -> Outcome {
    let cost = match what {
        "floor-own" => floor::run(folder, returns, Floor::Own),
        "floor-as-many" => floor::run(folder, returns, Floor::AsMany),
        "job" => job::whole(folder, returns, Arc::new(Workers::of_this_program())),
        "job-in-process" => job::whole(folder, returns, Arc::new(InProcess)),
        "steps" => job::steps(folder, returns),
        "rules-across" => across::rules(folder),
        register if register.starts_with("register-") => registers::run(register, folder),
        other => many::run(other, folder),
    }?;
    serde_json::to_writer(std::io::stdout(), &cost)?;
    std::io::stdout().flush()?;
    Ok(())
}

/// Most memory that this process has had, in MB; 0 where /proc is missing.
fn peak_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<f64>().ok())
        .unwrap_or(0.0)
        / 1024.0
}
