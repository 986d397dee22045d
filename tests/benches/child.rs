//! One job in a process of its own: what it cost is read from the system at its end.

use crate::{floor, job};
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
        let now = (Instant::now(), cpu_seconds());
        Self {
            start: now,
            last: now,
            parts: Vec::new(),
        }
    }

    /// Ends a part.
    pub(crate) fn part(&mut self, name: &str) {
        let now = (Instant::now(), cpu_seconds());
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

/// Runs a job in a new process and reads what it says.
pub(crate) fn ask(what: &str, folder: &Path, returns: usize) -> Outcome<Cost> {
    let output = Command::new(std::env::current_exe()?)
        .args([
            "--child",
            what,
            "--returns",
            &returns.to_string(),
            "--folder",
        ])
        .arg(folder)
        .output()?;
    if !output.status.success() {
        return Err(format!("{what}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// Does the job and says what it cost.
pub(crate) fn answer(what: &str, folder: &Path, returns: usize) -> Outcome {
    let cost = match what {
        "floor-sequential" => floor::run(folder, returns, floor::Read::Sequential),
        "floor-parallel" => floor::run(folder, returns, floor::Read::Parallel),
        "floor-lean" => floor::run(folder, returns, floor::Read::ParallelLean),
        "job" => job::whole(folder, returns, Arc::new(Workers::of_this_program())),
        "job-in-process" => job::whole(folder, returns, Arc::new(InProcess)),
        "steps" => job::steps(folder, returns),
        _ => Err(format!("no job “{what}”").into()),
    }?;
    serde_json::to_writer(std::io::stdout(), &cost)?;
    std::io::stdout().flush()?;
    Ok(())
}

/// CPU seconds of this process so far, in user and kernel mode; 0 where /proc is missing.
fn cpu_seconds() -> f64 {
    /// what the kernel counts in, on every Linux of today
    const TICKS: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // the name in brackets may hold spaces; utime and stime are the 12th and 13th field after it
    let fields = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .skip(11)
        .take(2);
    fields
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        / TICKS
}

/// Most memory that this process has had, in MB; 0 where /proc is missing.
fn peak_megabytes() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<f64>().ok())
        .unwrap_or(0.0)
        / 1024.0
}
