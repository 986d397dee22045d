//! Another version of the scheme (报表制度) for a ledger that lives.

use super::error::UpdateError;
use super::held::held;
use crate::Error;
use xianbaohui_core::scheme::diff::{Change, diff};
use xianbaohui_core::scheme::{Noun, Scheme};
use xianbaohui_ledger::Ledger;

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
/// Nothing is otherwise, it is another scheme's, there is no reason, stored figures would be shown
/// as what they are not, or the ledger could not be written.
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
    let own = &ledger.scheme().code;
    if new.code != *own {
        return Err(UpdateError::Other {
            new: new.code.clone(),
            own: own.clone(),
        }
        .into());
    }
    let Some(reason) = crate::hand::one_line(reason) else {
        return Err(UpdateError::NoReason.into());
    };
    let held = held(ledger, new)?;
    if !held.is_empty() {
        return Err(UpdateError::Held {
            what: held.join(""),
        }
        .into());
    }
    ledger.update_scheme(new, &reason, at, who)?;
    Ok(changes)
}
