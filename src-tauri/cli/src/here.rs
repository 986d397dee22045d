//! The ledger that is worked on, the clock, and who works.

use crate::output;
use std::path::Path;
use xianbaohui_desk::Error;
use xianbaohui_ledger::{Ledger, Opener};

/// Looks at one state of a ledger, whatever others write meanwhile: the way in for every verb that
/// only reads.
pub(crate) fn reading<T>(
    path: &Path,
    look: impl FnOnce(&Ledger) -> Result<T, Error>,
) -> Result<T, Error> {
    open(path)?.reading(look)
}

/// Opens a ledger and says so beside it; another program that has it open is told of, and no
/// hindrance. For verbs that write; those that only read look at it through [`reading`].
pub(crate) fn open(path: &Path) -> Result<Ledger, Error> {
    let mut ledger = Ledger::open(path)?;
    if let Some(other) = ledger.hold(&Opener::here(operator(), now())) {
        output::message(&other.to_string());
    }
    Ok(ledger)
}

/// Opens a ledger only to be verified, whatever stored texts are damaged.
pub(crate) fn open_to_verify(path: &Path) -> Result<Ledger, Error> {
    let mut ledger = Ledger::open_to_verify(path)?;
    if let Some(other) = ledger.hold(&Opener::here(operator(), now())) {
        output::message(&other.to_string());
    }
    Ok(ledger)
}

/// What was written lasts; but while another program reads, or the disk is full, the ledger's file
/// alone may not hold it yet. Said where it was said that it was written, unless that is read by a
/// program.
pub(crate) fn warn(ledger: &Ledger, json: bool) -> Result<(), Error> {
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
