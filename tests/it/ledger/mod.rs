//! The ledger: versions, duplicates, all or nothing, and whether tampering is seen.

mod bounded;
mod damaged;
mod remembered;
mod swept;
mod tampered;
mod versions;

use crate::support::Desk;
use xianbaohui_desk::import::{Outcome, Status};
use xianbaohui_ledger::Verification;

fn statuses(outcomes: &[Outcome]) -> Vec<(String, Status, Vec<u32>)> {
    outcomes
        .iter()
        .map(|outcome| {
            (
                outcome.file.name.clone(),
                outcome.status,
                outcome.versions.clone(),
            )
        })
        .collect()
}

fn contents(desk: &Desk) -> Verification {
    let found = desk.ledger.verify().unwrap();
    assert_eq!(found.problems, []);
    found
}
