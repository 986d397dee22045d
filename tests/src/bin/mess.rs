//! `mess [--files 2000] [--seed 1] [--only N|NAME] [--operator NAME] [--causes] [--twins]
//! [--keep DIR] [--verbose]`: spoilt returns, and what the program makes of them.
//!
//! `--only NAME` does one thing only, as `--operator` does; `--causes` does every product of word,
//! place and look once; `--twins` asks the same of every file as xls and ods.
//!
//! Exits with 1 when a file was read wrong and nothing was said. `--keep` writes the files that
//! were not read right.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;
use xianbaohui_tests::Outcome;
use xianbaohui_tests::mess::{Came, Plan, Report, make, run, run_causes};

fn main() -> ExitCode {
    match report() {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            // nothing is left to do when standard error itself is gone
            let _ = writeln!(std::io::stderr(), "mess: {error}");
            ExitCode::FAILURE
        }
    }
}

fn report() -> Outcome<usize> {
    const USAGE: &str = "usage: mess [--files 2000] [--seed 1] [--only N|NAME] [--operator NAME] \
        [--causes] [--twins] [--keep DIR] [--verbose]";
    let mut plan = Plan {
        files: 2000,
        seed: 1,
        only: None,
        operator: None,
        twins: false,
    };
    let mut causes = false;
    let mut keep: Option<PathBuf> = None;
    let mut verbose = false;
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let flag = match word.as_str() {
            "--verbose" => Some(&mut verbose),
            "--twins" => Some(&mut plan.twins),
            "--causes" => Some(&mut causes),
            _ => None,
        };
        if let Some(flag) = flag {
            *flag = true;
            continue;
        }
        let value = words.next().ok_or(USAGE)?;
        match word.as_str() {
            "--files" => plan.files = value.parse()?,
            "--seed" => plan.seed = value.parse()?,
            "--only" => match value.parse() {
                Ok(index) => plan.only = Some(index),
                Err(_) => plan.operator = Some(value),
            },
            "--operator" => plan.operator = Some(value),
            "--keep" => keep = Some(value.into()),
            _ => return Err(USAGE.into()),
        }
    }
    let outcomes = if causes {
        run_causes(&plan)?
    } else {
        run(&plan)?
    };
    let mut report = Report::new(&plan, outcomes);
    report.verbose = verbose;
    write!(std::io::stdout(), "{report}")?;
    if let Some(folder) = keep.filter(|_| !causes) {
        std::fs::create_dir_all(&folder)?;
        let wanted = if plan.only.is_some() {
            vec![
                Came::Right,
                Came::Noted,
                Came::Told,
                Came::Asked,
                Came::Refused,
                Came::Silent,
            ]
        } else {
            vec![Came::Told, Came::Asked, Came::Refused, Came::Silent]
        };
        for index in wanted
            .into_iter()
            .flat_map(|came| report.ended(came).collect::<Vec<_>>())
        {
            let made = make(&plan, index)?;
            std::fs::write(
                folder.join(format!("{index}-{}", made.name.replace('/', "_"))),
                made.bytes,
            )?;
        }
    }
    Ok(report.silent())
}
