//! Whom to ring up: who filled in the last sheet of each unit, with their telephone.

use crate::Error;
use std::cmp::Reverse;
use std::collections::HashMap;
use xianbaohui_core::evidence::Of;
use xianbaohui_core::scheme::Round;
use xianbaohui_ledger::Ledger;

/// Contacts by unit code, as they stand on the newest return that names one: of this round, else of
/// an earlier one.
///
/// # Errors
/// The ledger did not answer.
pub fn contacts(ledger: &Ledger, round: &Round) -> Result<HashMap<String, String>, Error> {
    let end = |own: &Round| (own.period.year, own.period.to);
    let rounds = ledger.scheme().rounds.iter();
    let mut rounds = rounds
        .filter(|own| end(own) <= end(round))
        .collect::<Vec<_>>();
    rounds.sort_by_key(|own| (Reverse(own.code == round.code), Reverse(end(own))));
    let mut found = HashMap::new();
    for own in rounds {
        for row in ledger.current_returns(&own.code)? {
            let said = row.evidence.into_iter().find(|one| one.of == Of::Contact);
            if let Some(said) = said {
                found.entry(row.unit).or_insert(said.text);
            }
        }
    }
    Ok(found)
}
