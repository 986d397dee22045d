//! `xbh register`

mod decide;
mod list;
mod one;
mod pending;
mod published;
mod shape;

use crate::args::Register;
use crate::here::{now, open, operator, reading};
use crate::output::Exit;
use xianbaohui_core::register::{Book, State};
use xianbaohui_desk::register::{Filter, RegisterError, day, unit_of, unmasked};
use xianbaohui_desk::{Error, Hand};

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
    reading(&arguments.ledger, |ledger| {
        let book = xianbaohui_desk::register::open(ledger, code)?;
        if arguments.pending {
            pending::pending(ledger, &book, arguments)
        } else if let Some(path) = &arguments.list {
            published::published(&book, path, arguments)
        } else {
            one::one(ledger, &book, arguments)
        }
    })
}

fn hand() -> Hand {
    Hand {
        at: now(),
        who: operator(),
    }
}

/// What is wanted of a register, and the day that states are asked for.
fn wanted(book: &Book<'_>, arguments: &Register) -> Result<(Filter, String), Error> {
    let unit = arguments.unit.as_deref();
    let state = arguments.state.as_deref().map(|text| {
        State::of(text).ok_or_else(|| RegisterError::NoState {
            text: text.to_owned(),
        })
    });
    let filter = Filter {
        unit: unit.map(|name| unit_of(book.scheme, name)).transpose()?,
        state: state.transpose()?,
        text: String::new(),
    };
    Ok((filter, day(book.scheme, arguments.on.as_deref())?))
}
