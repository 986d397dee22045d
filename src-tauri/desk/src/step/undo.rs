//! 撤销: the last step is taken back.

use super::{Change, Done, StepError, done};
use crate::round::still_open;
use crate::{Error, Hand};
use xianbaohui_ledger::{Ledger, StepKind};

/// What 撤销 would take back, and what would count then. `before` of a change is what counts now.
///
/// # Errors
/// The ledger did not answer.
pub fn last(ledger: &Ledger) -> Result<Option<Done>, Error> {
    let Some(step) = ledger.last_step()? else {
        return Ok(None);
    };
    let mut changes = Vec::new();
    for ((unit, form), now) in ledger.before_step(&step)? {
        let before = ledger.version_in_force(&step.round, &unit, &form)?;
        changes.push(Change {
            unit,
            form,
            before,
            now,
        });
    }
    let forgotten = ledger.remembered_with(&step)?;
    Ok(Some(Done {
        with_round: ledger.goes_with(&step)?,
        step,
        undone: None,
        changes,
        forgotten: forgotten.into_iter().map(|one| one.words).collect(),
    }))
}

/// Takes the last step back. `expected`: the one that the officer was shown.
///
/// # Errors
/// There is none, it is not the last one any more, or its round is closed.
pub fn undo(
    ledger: &mut Ledger,
    expected: Option<i64>,
    why: &str,
    hand: &Hand,
) -> Result<Done, Error> {
    let Some(last) = ledger.last_step()? else {
        return Err(StepError::NothingToUndo.into());
    };
    if let Some(asked) = expected.filter(|asked| *asked != last.id) {
        return Err(StepError::NotLast {
            asked,
            last: last.id,
            what: super::word(last.kind),
        }
        .into());
    }
    match last.kind {
        StepKind::Import
        | StepKind::Withdraw
        | StepKind::PutBack
        | StepKind::Reread
        | StepKind::Refile => {
            let round = ledger.round(&last.round)?.clone();
            still_open(ledger, &round)?;
        }
        StepKind::RoundAdd if ledger.waits_in(&last.round)? => {
            return Err(StepError::StillWaiting { round: last.round }.into());
        }
        _ => {}
    }
    let why = crate::hand::one_line(why).unwrap_or_else(|| "撤销".into());
    let with_round = ledger.goes_with(&last)?;
    let step = ledger.undo(last.id, (&why, &hand.at, &hand.who))?;
    // what was remembered with a wrong step would make the next one wrong, too
    let with_it = ledger.remembered_with(&last)?;
    for one in &with_it {
        ledger.take_back_remembered(one.id, &hand.at, &hand.who)?;
    }
    Ok(Done {
        with_round,
        forgotten: with_it.into_iter().map(|one| one.words).collect(),
        ..done(ledger, step)?
    })
}
