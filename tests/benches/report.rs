//! Runs everything several times and prints the medians.

use crate::child::{Cost, ask, command};
use crate::counted::instructions;
use crate::{floor, many, registers};
use std::io::Write;
use std::path::Path;
use xianbaohui_tests::Outcome;

/// What is measured, in the order of printing.
const JOBS: [&str; 5] = [
    "floor-own",
    "floor-as-many",
    "job",
    "job-in-process",
    "steps",
];

/// What the job is compared with.
const FLOORS: [(&str, &str); 2] = [
    ("floor-own", "writes the cells read"),
    ("floor-as-many", "writes as many cells as the job"),
];

/// The median run of each job.
pub(crate) fn measure(
    folder: &Path,
    returns: usize,
    runs: usize,
) -> Outcome<Vec<(&'static str, Cost)>> {
    let program = std::env::current_exe()?;
    // the second floor writes what the job wrote
    ask(&mut command(&program, "job", folder, returns))?;
    floor::record(folder)?;
    let mut all = JOBS.map(|job| (job, Vec::new()));
    // jobs take turns, so that a busy minute of the machine hits all of them
    for _ in 0..runs {
        for (job, costs) in &mut all {
            costs.push(ask(&mut command(&program, job, folder, returns))?);
        }
    }
    Ok(all
        .into_iter()
        .map(|(job, costs)| (job, median(costs)))
        .collect())
}

fn median(mut costs: Vec<Cost>) -> Cost {
    costs.sort_by(|one, other| one.wall.total_cmp(&other.wall));
    costs.swap_remove(costs.len() / 2)
}

/// Measures and prints what there is much of, each beside its floor.
pub(crate) fn much(out: &mut impl Write, folder: &Path, runs: usize) -> Outcome {
    std::fs::create_dir_all(folder)?;
    let program = std::env::current_exe()?;
    for (job, floor, what) in many::PAIRS {
        // the first run makes what is measured
        ask(&mut command(&program, job, folder, 0))?;
        let mut costs = [Vec::new(), Vec::new()];
        for _ in 0..runs {
            for (costs, job) in costs.iter_mut().zip([job, floor]) {
                costs.push(ask(&mut command(&program, job, folder, 0))?);
            }
        }
        let [job, floor] = costs.map(median);
        writeln!(
            out,
            "{what}: wall {:.2} s, {:.0} MB; the bare arithmetic {:.3} s: {:.0} ×",
            job.wall,
            job.peak,
            floor.wall,
            job.wall / floor.wall.max(0.0001)
        )?;
    }
    Ok(())
}

/// Measures and prints how long a page of a register is waited for, beside a bare list.
pub(crate) fn registers(out: &mut impl Write, folder: &Path, runs: usize) -> Outcome {
    std::fs::create_dir_all(folder)?;
    let program = std::env::current_exe()?;
    for (job, units, each) in registers::SIZES {
        // the first run makes what is measured
        ask(&mut command(&program, job, folder, 0))?;
        let mut costs = Vec::new();
        for _ in 0..runs {
            costs.push(ask(&mut command(&program, job, folder, 0))?);
        }
        let cost = median(costs);
        let (looked, sorted) = registers::bare(units, each);
        let floor = looked + sorted;
        writeln!(
            out,
            "a register of {} entries, {:.0} MB; a bare list looked through in {:.1} ms, sorted \
            in {:.1} ms:",
            units * each,
            cost.peak,
            looked * 1000.0,
            sorted * 1000.0
        )?;
        for (at, (part, wall, _)) in cost.parts.iter().enumerate() {
            // registers are built when they are listed
            let is_asked = at > 0;
            let over = if is_asked && *wall > registers::LIMIT {
                ", over the limit"
            } else {
                ""
            };
            writeln!(
                out,
                "  {part:<20} {:>8.1} ms  ÷ bare {:.2}{over}",
                wall * 1000.0,
                wall / floor.max(0.0001)
            )?;
        }
    }
    Ok(())
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
    let of = |name: &str, what: fn(&Cost) -> f64| {
        let found = measured.iter().find(|(job, _)| *job == name);
        found.map_or(0.0, |(_, cost)| what(cost)).max(0.001)
    };
    for (floor, what) in FLOORS {
        writeln!(
            out,
            "job ÷ {floor} ({what}): CPU {:.2}, wall {:.2}",
            of("job", |cost| cost.cpu) / of(floor, |cost| cost.cpu),
            of("job", |cost| cost.wall) / of(floor, |cost| cost.wall),
        )?;
    }
    writeln!(
        out,
        "job ÷ job-in-process (what reading in other processes costs): CPU {:.2}, wall {:.2}",
        of("job", |cost| cost.cpu) / of("job-in-process", |cost| cost.cpu),
        of("job", |cost| cost.wall) / of("job-in-process", |cost| cost.wall),
    )?;
    Ok(())
}

/// Instructions a return of the job and of the floors, and what the one is beside the others.
pub(crate) fn count(out: &mut impl Write, folder: &Path, returns: usize) -> Outcome {
    let program = std::env::current_exe()?;
    let counted = |what| -> Outcome<f64> {
        Ok(instructions(&program, what, folder, returns)? as f64 / returns as f64 / 1e6)
    };
    let job = counted("job-in-process")?;
    writeln!(out, "instructions a return: job {job:.1} M")?;
    for (floor, what) in FLOORS {
        let own = counted(floor)?;
        writeln!(
            out,
            "job ÷ {floor} ({what}): {job:.1} M ÷ {own:.1} M = {:.2}",
            job / own
        )?;
    }
    Ok(())
}
