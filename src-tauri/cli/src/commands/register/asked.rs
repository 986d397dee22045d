//! What is wanted of a register, and who asks.

use crate::args::Register;
use crate::here::{now, operator};
use xianbaohui_core::register::{Book, State};
use xianbaohui_desk::register::{Filter, RegisterError, day, unit_of};
use xianbaohui_desk::{Error, Hand};

/// Who decides, and when.
pub(super) fn hand() -> Hand {
    Hand {
        at: now(),
        who: operator(),
    }
}

/// What is wanted of a register, and the day that states are asked for.
pub(super) fn wanted(book: &Book<'_>, arguments: &Register) -> Result<(Filter, String), Error> {
    let unit = arguments.unit.as_deref();
    let state = arguments.state.as_deref();
    let withdrawn = state.is_some_and(|text| text == "withdrawn" || text == "来源已撤回");
    let state = state.filter(|_| !withdrawn).map(|text| {
        State::of(text).ok_or_else(|| RegisterError::NoState {
            text: text.to_owned(),
        })
    });
    let filter = Filter {
        unit: unit.map(|name| unit_of(book.scheme, name)).transpose()?,
        state: state.transpose()?,
        within: arguments.within,
        withdrawn,
        text: arguments.find.clone().unwrap_or_default(),
    };
    Ok((filter, day(book.scheme, arguments.on.as_deref())?))
}
