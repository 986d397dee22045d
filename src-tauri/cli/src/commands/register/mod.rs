//! `xbh register`

mod asked;
mod decide;
mod list;
mod one;
mod pending;
mod published;
mod shape;

use crate::args::Register;
use crate::here::{open, reading};
use crate::output::Exit;
use asked::hand;
use xianbaohui_desk::Error;
use xianbaohui_desk::register::unmasked;

pub(super) fn register(arguments: &Register) -> Result<Exit, Error> {
    let Some(code) = &arguments.code else {
        return reading(&arguments.ledger, |ledger| list::list(ledger, arguments));
    };
    if arguments.accept || arguments.reject {
        return decide::decide(arguments, code);
    }
    if arguments.unmask {
        let ledger = open(&arguments.ledger)?;
        let own = xianbaohui_desk::register::found(ledger.scheme(), code)?
            .code
            .clone();
        let why = arguments.reason.as_deref().unwrap_or_default();
        unmasked(&ledger, &own, why, &hand())?;
    }
    let is_said = !arguments.answer.is_empty();
    if arguments.list.is_some() || arguments.listed || is_said {
        return published::published(arguments, code);
    }
    reading(&arguments.ledger, |ledger| {
        let book = xianbaohui_desk::register::open(ledger, code)?;
        if arguments.pending {
            pending::pending(ledger, &book, arguments)
        } else {
            one::one(ledger, &book, arguments)
        }
    })
}
