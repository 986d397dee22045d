//! Versions of the scheme that were in force, one held against another.

use crate::Error;
use xianbaohui_core::scheme::diff::{Change, diff};
use xianbaohui_core::scheme::{Noun, Scheme};
use xianbaohui_ledger::Ledger;

/// Two versions, and what differs between them.
#[derive(Debug)]
pub struct Compared {
    /// the one that is held against the other
    pub old: Scheme,
    /// the other
    pub new: Scheme,
    /// what differs; rounds are the ledger's own and left aside
    pub changes: Vec<Change>,
}

/// Holds two versions of a ledger's scheme against each other, by their numbers.
///
/// # Errors
/// There is no such version.
pub fn compare(ledger: &Ledger, from: i64, to: i64) -> Result<Compared, Error> {
    let (old, new) = (ledger.scheme_version(from)?, ledger.scheme_version(to)?);
    let mut changes = diff(&old, &new);
    changes.retain(|change| change.about.noun != Noun::Round);
    Ok(Compared { old, new, changes })
}
