//! `whole DIR [--seed 1] [--units 19] [--from 2019] [--to 2021] [--only-write]`: returns of a whole
//! bureau, every form and register of 科技创新, written into a folder and taken into a ledger
//! there.
//!
//! Exits with 1 when something is not read as it was written, or blocks.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use xianbaohui_tests::Outcome;
use xianbaohui_tests::whole::{Plan, Report, run, write};

fn main() -> ExitCode {
    match report() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // nothing is left to do when standard error itself is gone
            let _ = writeln!(std::io::stderr(), "whole: {error}");
            ExitCode::FAILURE
        }
    }
}

fn report() -> Outcome<bool> {
    const USAGE: &str =
        "usage: whole DIR [--seed 1] [--units 19] [--from 2019] [--to 2021] [--only-write]";
    let mut plan = Plan::default();
    let (mut folder, mut only_write) = (None, false);
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        if word == "--only-write" {
            only_write = true;
            continue;
        }
        if !word.starts_with("--") && folder.is_none() {
            folder = Some(PathBuf::from(word));
            continue;
        }
        let value = words.next().ok_or(USAGE)?;
        match word.as_str() {
            "--seed" => plan.seed = value.parse()?,
            "--units" => plan.units = value.parse()?,
            "--from" => plan.from = value.parse()?,
            "--to" => plan.to = value.parse()?,
            _ => return Err(USAGE.into()),
        }
    }
    let folder = folder.ok_or(USAGE)?;
    let mut out = std::io::stdout();
    if only_write {
        let made = write(&plan, &folder)?;
        let files = made.iter().map(|own| own.files.len() + own.given.len());
        let files = files.sum::<usize>();
        writeln!(out, "{files} files in {}", folder.display())?;
        return Ok(true);
    }
    let report = run(&plan, &folder, &mut |round| {
        // who reads it is told as far as it goes
        let _ = writeln!(std::io::stdout(), "{round}");
    })?;
    tell(&report, &mut out)?;
    Ok(report.wrong.is_empty())
}

fn tell(report: &Report, out: &mut impl std::io::Write) -> Outcome {
    for (rule, count) in &report.findings {
        writeln!(out, "{count:>6} × {rule}")?;
    }
    for (form, (units, rounds)) in &report.forms {
        writeln!(
            out,
            "{form}: {} units, {} rounds",
            units.len(),
            rounds.len()
        )?;
    }
    for (register, (entries, steps)) in &report.registers {
        writeln!(out, "{register}: {entries} entries, {steps} steps")?;
    }
    for wrong in report.wrong.iter().take(60) {
        writeln!(out, "{wrong}")?;
    }
    writeln!(
        out,
        "{} rounds, {} files: {} forms, {} figures and {} rows compared, {} registers; {} wrong",
        report.rounds,
        report.files,
        report.forms.len(),
        report.figures,
        report.entries,
        report.registers.len(),
        report.wrong.len()
    )?;
    Ok(())
}
