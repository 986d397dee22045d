//! What goes out of a ledger: where it may be written, and of which state of the ledger it is.

use crate::Error;
use xianbaohui_core::scheme::Round;
use xianbaohui_core::watch::Watch;
use xianbaohui_files::output::{Kind, Output, OutputError, Target};
use xianbaohui_ledger::Ledger;
use xianbaohui_results::present::{self, MOST_ROWS, Written};
use xianbaohui_results::scope::{Scope, Scoped};

/// Writes the consolidated workbook. `at` is the time that it states; the file appears only when it
/// is complete.
///
/// # Errors
/// The place must not be written to, the ledger did not answer, or the officer stopped it.
pub fn workbook<'t>(
    ledger: &Ledger,
    round: &Round,
    to: impl Into<Target<'t>>,
    at: &str,
    watch: &dyn Watch,
) -> Result<Written, Error> {
    workbook_of(ledger, round, &Scope::All, to, at, MOST_ROWS, watch)
}

/// The same of what a scope is of, on sheets of at most so many rows: lists go on in the next
/// sheet.
///
/// # Errors
/// See [`workbook`].
pub fn workbook_of<'t>(
    ledger: &Ledger,
    round: &Round,
    scope: &Scope,
    to: impl Into<Target<'t>>,
    at: &str,
    most_rows: u32,
    watch: &dyn Watch,
) -> Result<Written, Error> {
    // before anything is worked out: a place that must not be written to costs no waiting
    let output = begin(ledger, to.into(), Kind::Consolidated)?;
    // nobody's import may come between the counting of rows and their writing
    let _snapshot = ledger.snapshot()?;
    let scoped = Scoped::of(ledger, round, scope)?;
    Ok(present::workbook_of(&scoped, output, at, most_rows, watch)?)
}

/// The findings alone, as a workbook.
///
/// # Errors
/// See [`workbook`].
pub fn findings_workbook<'t>(
    ledger: &Ledger,
    round: &Round,
    to: impl Into<Target<'t>>,
) -> Result<(), Error> {
    let output = begin(ledger, to.into(), Kind::Findings)?;
    let _snapshot = ledger.snapshot()?;
    Ok(present::findings_workbook(ledger, round, output)?)
}

/// A workbook in the place where it goes. An original of the ledger is not written onto, nor what
/// waits in the inbox or can be put back there: not where it lies, nor a copy of it.
pub(crate) fn begin(ledger: &Ledger, target: Target<'_>, kind: Kind) -> Result<Output, Error> {
    // what goes out is of the ledger that the officer has, not of one that was moved away or
    // replaced
    ledger.in_place()?;
    // a county may have answered on a workbook that this program made, and changed its file since
    if let Some(name) = target.path().file_name().and_then(|name| name.to_str())
        && target.path().exists()
        && ledger.has_original_named(name)?
    {
        return Err(OutputError::Original {
            path: target.path().display().to_string(),
        }
        .into());
    }
    let waiting = ledger.waiting()?;
    let paths = waiting
        .iter()
        .map(|file| file.stamp.path.clone())
        .collect::<Vec<_>>();
    let is_original = |sha256: &str| {
        Ok::<_, Error>(
            waiting.iter().any(|file| file.stamp.sha256 == sha256)
                || ledger.has_original(sha256)?,
        )
    };
    // what has the size of none need not be read
    let may_be = |size: u64| {
        Ok(waiting.iter().any(|file| file.stamp.size == size)
            || ledger.has_original_of_size(size)?)
    };
    Output::begin(target.sparing(&paths), kind, may_be, is_original)
}
