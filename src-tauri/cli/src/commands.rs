//! One function a command.

mod consolidate;
mod findings;
mod import;
mod remembered;
mod round;
mod scheme;
mod serve;
mod status;
mod trace;
mod verify;

use crate::args::{Command, New};
use crate::output::{self, Exit};
use std::path::Path;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_desk::Error;
use xianbaohui_ledger::{Ledger, Opener};

pub(crate) fn run(command: Command) -> Result<Exit, Error> {
    match command {
        Command::New(arguments) => new(&arguments),
        Command::Import(arguments) => import::import(&arguments),
        Command::Check(arguments) => import::check(&arguments),
        Command::Status(arguments) => status::status(&arguments),
        Command::Findings(arguments) => findings::findings(&arguments),
        Command::Consolidate(arguments) => consolidate::consolidate(&arguments),
        Command::Trace(arguments) => trace::trace(&arguments),
        Command::Remembered(arguments) => remembered::remembered(&arguments),
        Command::Scheme(verb) => scheme::scheme(&verb),
        Command::Round(verb) => round::round(&verb),
        Command::Verify(arguments) => verify::verify(&arguments),
        Command::Serve(arguments) => serve::serve(&arguments),
    }
}

fn new(arguments: &New) -> Result<Exit, Error> {
    let scheme = Scheme::find(&arguments.scheme)?;
    let ledger = Ledger::create(&arguments.ledger, scheme, &now(), &operator())?;
    let scheme = ledger.scheme();
    output::line(&format!(
        "已建账本 {}：{}（{} 版），{} 个填报单位，{} 张报表，批次 {}。",
        arguments.ledger.display(),
        scheme.name,
        scheme.version,
        scheme.units.iter().filter(|unit| unit.reports).count(),
        scheme.forms.len(),
        scheme
            .rounds
            .iter()
            .map(|round| round.code.as_str())
            .collect::<Vec<_>>()
            .join("、")
    ));
    Ok(Exit::Done)
}

/// Opens a ledger and says so beside it; another program that has it open is told of, and no
/// hindrance.
pub(crate) fn open(path: &Path) -> Result<Ledger, Error> {
    let mut ledger = Ledger::open(path)?;
    if let Some(other) = ledger.hold(&Opener::here(operator(), now())) {
        output::message(&other.to_string());
    }
    Ok(ledger)
}

/// What was written lasts; but while another program reads, or the disk is full, the ledger's file
/// alone may not hold it yet. Said where it was said that it was written, unless that is read by a
/// program.
fn warn(ledger: &Ledger, json: bool) -> Result<(), Error> {
    match ledger.warning()? {
        Some(warning) if json => output::message(&warning),
        Some(warning) => output::line(&warning),
        None => {}
    }
    Ok(())
}

/// Local time, to the second, as returns and log keep it.
pub(crate) fn now() -> String {
    jiff::Zoned::now().strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// Who is logged in, for the log.
pub(crate) fn operator() -> String {
    ["USER", "USERNAME", "LOGNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .unwrap_or_else(|| "未署名".into())
}
