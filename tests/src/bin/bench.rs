//! `bench [--returns 300,3000] [--runs 3] [--folder DIR] [--other BENCH] [--instructions yes]`: the
//! whole job beside bare floors, on the same files, in the same run.
//!
//! Job: new ledger → import (read, identify, extract, validate, commit) → consolidated workbook.
//! Floors: calamine reads the same files on all cores, rust_xlsxwriter writes the cells read, or as
//! many as the job's workbook has; nothing is recognised, checked or kept. Each runs in a process
//! of its own, so that its peak memory is its own. Then a year of rounds is consolidated, and many
//! rules are checked, and registers are looked at (`--returns 0`: nothing but these).
//! `--instructions` counts with valgrind, too. With `--other`, the job of
//! another build takes turns with this one's, and ledgers and exports are compared.

#[path = "../../benches/across.rs"]
mod across;
#[path = "../../benches/against.rs"]
mod against;
#[path = "../../benches/child.rs"]
mod child;
#[path = "../../benches/counted.rs"]
mod counted;
#[path = "../../benches/floor.rs"]
mod floor;
#[path = "../../benches/job.rs"]
mod job;
#[path = "../../benches/many.rs"]
mod many;
#[path = "../../benches/registers.rs"]
mod registers;
#[path = "../../benches/report.rs"]
mod report;

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use xianbaohui_reading::read;
use xianbaohui_tests::{Outcome, generate};

/// What is asked for on the command line.
struct Asked {
    returns: Vec<usize>,
    runs: usize,
    folder: PathBuf,
    /// run one job in this process and print what it cost
    child: Option<String>,
    /// the benchmark of another build
    other: Option<PathBuf>,
    /// count instructions too
    instructions: bool,
}

fn main() -> ExitCode {
    // the job reads in processes of its own, as the program does
    if std::env::args_os()
        .nth(1)
        .is_some_and(|argument| argument == read::WORKER_ARGUMENT)
    {
        return xianbaohui_reading::apart::serve()
            .map_or(ExitCode::FAILURE, |()| ExitCode::SUCCESS);
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // nothing is left to do when standard error itself is gone
            let _ = writeln!(std::io::stderr(), "bench: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Outcome {
    let asked = asked()?;
    if let Some(what) = &asked.child {
        return child::answer(
            what,
            &asked.folder,
            asked.returns.first().copied().unwrap_or(0),
        );
    }
    let mut out = std::io::stdout();
    if let Some(other) = &asked.other {
        for &returns in &asked.returns {
            writeln!(out, "{returns} returns, this build ÷ the other:")?;
            against::run(
                &mut out,
                &asked.folder,
                &against::Asked {
                    other,
                    returns,
                    runs: asked.runs,
                    instructions: asked.instructions,
                },
            )?;
        }
        return Ok(());
    }
    for &returns in &asked.returns {
        let folder = asked.folder.join(returns.to_string());
        writeln!(out, "{returns} returns in {} …", folder.display())?;
        generate::returns(&folder.join("returns"), returns)?;
        std::fs::write(folder.join("scheme.toml"), generate::scheme(returns))?;
        let measured = report::measure(&folder, returns, asked.runs)?;
        report::print(&mut out, returns, &measured)?;
        if asked.instructions {
            report::count(&mut out, &folder, returns)?;
        }
    }
    if !asked.returns.is_empty() {
        report::much(&mut out, &asked.folder, asked.runs)?;
    }
    report::registers(&mut out, &asked.folder, asked.runs)?;
    writeln!(
        out,
        "repeat: cargo run --release -p xianbaohui-tests --bin bench -- --returns {} --runs {}",
        asked
            .returns
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(","),
        asked.runs
    )?;
    Ok(())
}

fn asked() -> Outcome<Asked> {
    const USAGE: &str = "usage: bench [--returns 300,3000] [--runs 3] [--folder DIR] [--other BENCH\
        ] [--instructions yes|no]";
    let beside = std::env::current_exe()?
        .parent()
        .map(|folder| folder.join("bench-data"))
        .ok_or(USAGE)?;
    let mut asked = Asked {
        returns: vec![300, 3000],
        runs: 3,
        folder: beside,
        child: None,
        other: None,
        instructions: false,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let value = words.next().ok_or(USAGE)?;
        match word.as_str() {
            "--returns" => {
                let numbers = value.split(',').filter(|own| *own != "0").map(str::parse);
                asked.returns = numbers.collect::<Result<_, _>>()?;
            }
            "--runs" => asked.runs = value.parse::<usize>()?.max(1),
            "--folder" => asked.folder = value.into(),
            "--child" => asked.child = Some(value),
            "--other" => asked.other = Some(value.into()),
            "--instructions" => asked.instructions = value == "yes",
            _ => return Err(USAGE.into()),
        }
    }
    Ok(asked)
}
