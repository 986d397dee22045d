//! Answers that the officer had remembered: looked at, and taken back.

use super::shared::UnitRef;
use crate::app_error::AppError;
use crate::desk::Desk;
use serde::Serialize;
use ts_rs::TS;
use xianbaohui_ledger::Ledger;

/// An answer that holds for the next time.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct RememberedAnswer {
    #[ts(type = "number")]
    id: i64,
    words: String,
    unit: UnitRef,
    /// about the unit's layout: the words say it all
    layout: bool,
    at: String,
    who: String,
}

impl Desk {
    pub(crate) fn remembered(&self) -> Result<Vec<RememberedAnswer>, AppError> {
        self.read(all)
    }

    pub(crate) fn forget_remembered(&self, id: i64) -> Result<Vec<RememberedAnswer>, AppError> {
        let hand = self.hand();
        self.write_inbox(|inbox, ledger| {
            ledger.forget(id, &hand.at, &hand.who)?;
            inbox.doubt_remembered();
            all(ledger)
        })
    }
}

fn all(ledger: &Ledger) -> Result<Vec<RememberedAnswer>, AppError> {
    let scheme = ledger.scheme();
    let answers = ledger.remembered()?.into_iter();
    Ok(answers
        .map(|one| RememberedAnswer {
            id: one.id,
            words: one.words,
            layout: one.is_layout,
            unit: UnitRef {
                name: scheme.unit_name(&one.unit).to_owned(),
                code: one.unit,
            },
            at: one.at,
            who: one.who,
        })
        .collect())
}
