//! `truth [--ledgers 100] [--seed 1] [--only N] [--no-office] [--keep DIR]`: random ledgers with
//! known figures, every cell of whose export is compared.
//!
//! Exits with 1 when a cell differs. `--keep` leaves the returns, ledgers and workbooks there.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use xianbaohui_tests::Outcome;
use xianbaohui_tests::truth::{Plan, run};

fn main() -> ExitCode {
    match report() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            // nothing is left to do when standard error itself is gone
            let _ = writeln!(std::io::stderr(), "truth: {error}");
            ExitCode::FAILURE
        }
    }
}

fn report() -> Outcome<usize> {
    const USAGE: &str =
        "usage: truth [--ledgers 100] [--seed 1] [--only N] [--no-office] [--keep DIR]";
    let mut plan = Plan {
        ledgers: 100,
        seed: 1,
        only: None,
        office: true,
    };
    let mut keep: Option<PathBuf> = None;
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        if word == "--no-office" {
            plan.office = false;
            continue;
        }
        let value = words.next().ok_or(USAGE)?;
        match word.as_str() {
            "--ledgers" => plan.ledgers = value.parse()?,
            "--seed" => plan.seed = value.parse()?,
            "--only" => plan.only = Some(value.parse()?),
            "--keep" => keep = Some(value.into()),
            _ => return Err(USAGE.into()),
        }
    }
    let temporary = tempfile::tempdir()?;
    let folder = keep.unwrap_or_else(|| temporary.path().to_owned());
    std::fs::create_dir_all(&folder)?;
    let report = run(&plan, &folder.canonicalize()?)?;
    let mut out = std::io::stdout();
    for wrong in report.wrong.iter().take(60) {
        writeln!(out, "{wrong}")?;
    }
    writeln!(
        out,
        "{} ledgers, {} returns: {} cells as stored, {} as computed again, {} differences",
        report.ledgers,
        report.returns,
        report.stored,
        report.recalculated,
        report.wrong.len()
    )?;
    Ok(report.wrong.len())
}
