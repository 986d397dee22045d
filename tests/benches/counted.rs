//! What processes cost that a clock in them does not see: CPU seconds of all that they started, and
//! instructions.

use crate::child::{ask, in_program};
use std::path::Path;
use std::process::Command;
use xianbaohui_tests::Outcome;

/// CPU seconds of all processes that this one has started and that have ended, and of theirs; 0
/// where /proc is missing.
pub(crate) fn children_seconds() -> f64 {
    ticks(13)
}

/// CPU seconds of this process so far, in user and kernel mode; 0 where /proc is missing.
pub(crate) fn own_seconds() -> f64 {
    ticks(11)
}

/// Two neighbouring fields of what the kernel says of this process, counted behind its name.
fn ticks(first: usize) -> f64 {
    /// what the kernel counts in, on every Linux of today
    const TICKS: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // the name in brackets may hold spaces
    let fields = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .skip(first)
        .take(2);
    fields
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        / TICKS
}

/// Instructions of a job, as valgrind counts them. The whole job must be asked for as one that
/// reads in its own process: reading processes are killed when they are done with, and what
/// valgrind counted in them is lost.
pub(crate) fn instructions(
    program: &Path,
    what: &str,
    folder: &Path,
    returns: usize,
) -> Outcome<u64> {
    let counts = folder.join("callgrind");
    let _ = std::fs::remove_dir_all(&counts);
    std::fs::create_dir_all(&counts)?;
    let mut valgrind = Command::new("valgrind");
    valgrind
        .args(["--quiet", "--tool=callgrind"])
        .arg(format!("--callgrind-out-file={}/%p", counts.display()))
        .arg(program);
    ask(in_program(&mut valgrind, what, folder, returns))?;
    let mut sum = 0;
    for file in std::fs::read_dir(&counts)? {
        let text = std::fs::read_to_string(file?.path())?;
        let total = text.lines().find_map(|line| {
            line.strip_prefix("totals: ")
                .or_else(|| line.strip_prefix("summary: "))
        });
        sum += total
            .and_then(|count| count.trim().parse::<u64>().ok())
            .unwrap_or(0);
    }
    if sum == 0 {
        Err("valgrind counted nothing".into())
    } else {
        Ok(sum)
    }
}
