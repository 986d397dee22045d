//! Another version of the scheme (报表制度) for a ledger that lives.

use crate::Error;
use thiserror::Error as Message;
use xianbaohui_core::scheme::diff::{Change, diff};
use xianbaohui_core::scheme::{Noun, Scheme};
use xianbaohui_ledger::Ledger;

/// A scheme that is not put in force.
#[derive(Debug, Clone, PartialEq, Eq, Message)]
pub enum UpdateError {
    /// nothing is otherwise
    #[error("新的报表制度和账本里的没有差别，没有更新。")]
    Same,
    /// no reason
    #[error("没有写理由。更新报表制度要写明理由，记入日志。")]
    NoReason,
}

impl UpdateError {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Same => "scheme.same",
            Self::NoReason => "scheme.no-reason",
        }
    }
}

/// What another version would change, with what it means for stored returns. Rounds are the
/// ledger's own: what the text says of them is left aside.
pub fn preview(ledger: &Ledger, new: &Scheme) -> Vec<Change> {
    let mut changes = diff(ledger.scheme(), new);
    changes.retain(|change| change.about.noun != Noun::Round);
    changes
}

/// Puts another version in force. What is stored is read through the version that it was made with.
///
/// # Errors
/// Nothing is otherwise, there is no reason, or the ledger could not be written.
pub fn update(
    ledger: &mut Ledger,
    new: &Scheme,
    reason: &str,
    at: &str,
    who: &str,
) -> Result<Vec<Change>, Error> {
    let changes = preview(ledger, new);
    if changes.is_empty() {
        return Err(UpdateError::Same.into());
    }
    if reason.trim().is_empty() {
        return Err(UpdateError::NoReason.into());
    }
    ledger.update_scheme(new, reason.trim(), at, who)?;
    Ok(changes)
}
