//! Runs everything several times and prints the medians.

use crate::child::{Cost, ask};
use crate::floor;
use std::io::Write;
use std::path::Path;
use xianbaohui_tests::Outcome;

/// What is measured, in the order of printing.
const JOBS: [&str; 6] = [
    "floor-sequential",
    "floor-parallel",
    "floor-lean",
    "job",
    "job-in-process",
    "steps",
];

/// The median run of each job.
pub(crate) fn measure(
    folder: &Path,
    returns: usize,
    runs: usize,
) -> Outcome<Vec<(&'static str, Cost)>> {
    // the floor writes what the job wrote
    ask("job", folder, returns)?;
    floor::record(folder)?;
    let mut all = JOBS.map(|job| (job, Vec::new()));
    // jobs take turns, so that a busy minute of the machine hits all of them
    for _ in 0..runs {
        for (job, costs) in &mut all {
            costs.push(ask(job, folder, returns)?);
        }
    }
    let median = |mut costs: Vec<Cost>| {
        costs.sort_by(|one, other| one.wall.total_cmp(&other.wall));
        costs.swap_remove(costs.len() / 2)
    };
    Ok(all
        .into_iter()
        .map(|(job, costs)| (job, median(costs)))
        .collect())
}

/// One line a job, one a part, and what the job is beside the floors.
pub(crate) fn print(out: &mut impl Write, returns: usize, measured: &[(&str, Cost)]) -> Outcome {
    writeln!(
        out,
        "{:<18} {:>9} {:>9} {:>8} {:>12}",
        "", "wall s", "CPU s", "peak MB", "ms a return"
    )?;
    for (job, cost) in measured {
        writeln!(
            out,
            "{job:<18} {:>9.2} {:>9.2} {:>8.0} {:>12.2}",
            cost.wall,
            cost.cpu,
            cost.peak,
            cost.wall * 1000.0 / returns as f64
        )?;
        for (part, wall, cpu) in &cost.parts {
            writeln!(
                out,
                "  {part:<16} {wall:>9.2} {cpu:>9.2} {:>21} cores busy {:.2}",
                "",
                cpu / wall.max(0.001)
            )?;
        }
    }
    let wall = |name: &str| {
        measured
            .iter()
            .find(|(job, _)| *job == name)
            .map_or(0.0, |(_, cost)| cost.wall)
    };
    for floor in ["floor-sequential", "floor-parallel", "floor-lean"] {
        writeln!(
            out,
            "job ÷ {floor}: {:.2}",
            wall("job") / wall(floor).max(0.001)
        )?;
    }
    writeln!(
        out,
        "job ÷ job-in-process (what reading in other processes costs): {:.2}",
        wall("job") / wall("job-in-process").max(0.001)
    )?;
    Ok(())
}
