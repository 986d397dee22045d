//! Ways out of a wrong step (撤回, 放回, 重读, 改挂, 撤销): always with a reason, always in the
//! log, nothing deleted.

mod again;
mod chosen;
mod error;
mod in_force;
mod undo;

pub use again::{Again, Otherwise, again};
pub use chosen::Which;
pub use error::StepError;
pub(crate) use in_force::take_out;
pub use in_force::{put_back, withdraw};
pub use undo::{last, undo};

use crate::Error;
pub(crate) use chosen::form as form_called;

pub use crate::import::word;
use chosen::Chosen;
use xianbaohui_core::record::ReturnRow;
use xianbaohui_ledger::{Ledger, LedgerError, Step};

/// A step, and what it changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// the step
    pub step: Step,
    /// what it took back
    pub undone: Option<Step>,
    /// by unit and form
    pub changes: Vec<Change>,
    /// the round that was added for what is taken back goes with it
    pub with_round: bool,
    /// answers that were remembered with the step that was taken back, as words: they hold no more
    pub forgotten: Vec<String>,
}

/// What counts of one return, before and now.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Change {
    /// unit code
    pub unit: String,
    /// form code
    pub form: String,
    /// the version that counted before
    pub before: Option<u32>,
    /// the version that counts now
    pub now: Option<u32>,
}

/// The returns that count of those that are meant, with the code of their round, when a step on
/// them may be done, and the reason as it is kept.
pub(crate) fn chosen(
    ledger: &Ledger,
    which: &Which,
    why: &str,
) -> Result<(String, Vec<ReturnRow>, String), Error> {
    let why = reason(why)?;
    let chosen = Chosen::of(ledger, which)?;
    let rows = chosen.in_force(ledger)?;
    Ok((chosen.round.code, rows, why))
}

/// What a step did, as the ledger is right after it.
fn done(ledger: &Ledger, step: Step) -> Result<Done, LedgerError> {
    let mut changes = Vec::new();
    for ((unit, form), before) in ledger.before_step(&step)? {
        let now = ledger.version_in_force(&step.round, &unit, &form)?;
        changes.push(Change {
            unit,
            form,
            before,
            now,
        });
    }
    let undone = match step.undoes {
        Some(id) => ledger.steps(None)?.into_iter().find(|one| one.id == id),
        None => None,
    };
    Ok(Done {
        step,
        undone,
        changes,
        with_round: false,
        forgotten: Vec::new(),
    })
}

/// A reason must say something.
fn reason(text: &str) -> Result<String, StepError> {
    crate::hand::one_line(text).ok_or(StepError::NoReason)
}
