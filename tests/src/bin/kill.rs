//! `kill [--kills 200] [--seed 1] [--returns 60]`: `kill -9` while the `xbh` beside it imports,
//! exports, closes and makes a ledger, and while it brings one of an earlier format up to date.
//!
//! Exits with 1 when anything was half there, lost or left behind.

use std::io::Write as _;
use std::process::ExitCode;
use xianbaohui_tests::Outcome;
use xianbaohui_tests::kill::{Plan, old, run};

fn main() -> ExitCode {
    match report() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // nothing is left to do when standard error itself is gone
            let _ = writeln!(std::io::stderr(), "kill: {error}");
            ExitCode::FAILURE
        }
    }
}

fn report() -> Outcome<bool> {
    const USAGE: &str = "usage: kill [--kills 200] [--seed 1] [--returns 60]";
    let xbh =
        std::env::current_exe()?.with_file_name(format!("xbh{}", std::env::consts::EXE_SUFFIX));
    let mut plan = Plan {
        xbh,
        kills: 200,
        seed: 1,
        returns: 60,
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let value = words.next().ok_or(USAGE)?;
        match word.as_str() {
            "--kills" => plan.kills = value.parse()?,
            "--seed" => plan.seed = value.parse()?,
            "--returns" => plan.returns = value.parse()?,
            _ => return Err(USAGE.into()),
        }
    }
    let found = run(&plan)?;
    for (during, found) in &found {
        writeln!(
            std::io::stdout(),
            "{:<8} {found}",
            format!("{during:?}").to_lowercase()
        )?;
    }
    let ledgers = old::ledgers()?;
    let brought_up = old::run(&old::Plan {
        kills: plan.kills.div_ceil(ledgers.len().max(1)),
        seed: plan.seed,
        xbh: plan.xbh,
        ledgers,
    })?;
    for (ledger, found) in &brought_up {
        writeln!(
            std::io::stdout(),
            "{ledger:<9} tried {:>4}  killed {:>4}  logs left {:>4}  broken {}",
            found.tried,
            found.killed,
            found.logs,
            found.broken.len()
        )?;
        for said in &found.broken {
            writeln!(std::io::stdout(), "    {said}")?;
        }
    }
    let is_whole = brought_up.iter().all(|(_, found)| found.broken.is_empty());
    Ok(is_whole && found.iter().all(|(_, found)| found.is_well()))
}
