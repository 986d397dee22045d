//! More time for one unit; a round that is closed, and opened again.

use super::add::{day, unit};
use super::error::RoundError;
use crate::Error;
use xianbaohui_core::scheme::Round;
use xianbaohui_ledger::{Extension, Ledger};

fn reason(text: &str) -> Result<String, RoundError> {
    crate::hand::one_line(text).ok_or(RoundError::NoReason)
}

/// Gives one unit until a later day.
///
/// # Errors
/// No such round or unit, the round is closed, no later day, or no reason.
pub fn extend(
    ledger: &mut Ledger,
    round: &str,
    name: &str,
    (until, why): (&str, &str),
    at: &str,
    who: &str,
) -> Result<Extension, Error> {
    let round = ledger.round(round)?.clone();
    still_open(ledger, &round)?;
    let unit = unit(ledger.scheme(), name, Some(round.period))?;
    let until = day(until)?;
    let why = reason(why)?;
    if !round.units.contains(&unit) {
        return Err(RoundError::Unknown {
            what: "本批应报单位",
            name: name.to_owned(),
            nearest: String::new(),
        }
        .into());
    }
    let state = ledger.round_state(&round.code)?;
    // a day given by mistake may be put right by an earlier one; none is before that of the round
    let in_force = state.deadline(&round, &unit);
    let own = round.deadline.as_deref();
    if let Some(now) = in_force
        .filter(|now| *now == until)
        .or(own.filter(|own| *own >= until.as_str()))
    {
        return Err(RoundError::NotLater {
            unit: ledger.scheme().unit_name(&unit).to_owned(),
            now: now.to_owned(),
            until,
        }
        .into());
    }
    let extension = Extension {
        unit,
        until,
        reason: why,
        at: at.to_owned(),
    };
    ledger.extend_round(&round.code, &extension, who)?;
    Ok(extension)
}

/// Closes a round: nothing is taken in for it any more.
///
/// # Errors
/// No such round, closed already, or no reason.
pub fn close(
    ledger: &mut Ledger,
    round: &str,
    why: &str,
    at: &str,
    who: &str,
) -> Result<Round, Error> {
    let round = ledger.round(round)?.clone();
    still_open(ledger, &round)?;
    ledger.close_round(&round.code, true, &reason(why)?, at, who)?;
    Ok(round)
}

/// Opens a closed round again.
///
/// # Errors
/// No such round, not closed, or no reason.
pub fn open_again(
    ledger: &mut Ledger,
    round: &str,
    why: &str,
    at: &str,
    who: &str,
) -> Result<Round, Error> {
    let round = ledger.round(round)?.clone();
    if ledger.round_state(&round.code)?.closed_at.is_none() {
        return Err(RoundError::NotClosed { round: round.name }.into());
    }
    ledger.close_round(&round.code, false, &reason(why)?, at, who)?;
    Ok(round)
}

/// An error when a round is closed.
///
/// # Errors
/// It is closed, or the ledger did not answer.
pub fn still_open(ledger: &Ledger, round: &Round) -> Result<(), Error> {
    match ledger.round_state(&round.code)?.closed_at {
        Some(at) => Err(RoundError::Closed {
            round: round.name.clone(),
            at,
        }
        .into()),
        None => Ok(()),
    }
}
