//! `xbh target`

mod import;
mod list;
mod set;
mod shape;

pub(super) use shape::TargetReport;

use crate::args::{Target, TargetVerb};
use crate::here::{now, operator, reading};
use crate::output::Exit;
use xianbaohui_desk::{Error, Hand};

pub(super) fn target(arguments: &Target) -> Result<Exit, Error> {
    match &arguments.verb {
        None => reading(&arguments.ledger, |ledger| list::list(ledger, arguments)),
        Some(TargetVerb::Set(own)) => set::set(&arguments.ledger, own, &hand()),
        Some(TargetVerb::Import(own)) => import::import(&arguments.ledger, own, &hand()),
    }
}

/// Who sets a target, and when.
fn hand() -> Hand {
    Hand {
        at: now(),
        who: operator(),
    }
}
