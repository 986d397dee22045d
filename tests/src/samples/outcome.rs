//! A sample that does not say what it is meant to say is not written at all.

use std::error::Error;

/// Either done, or a sentence saying which figure or file is wrong.
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// A sample that does not say what it is meant to say is not written at all.
pub(crate) fn ensure(holds: bool, what: impl Into<String>) -> Outcome {
    if holds {
        Ok(())
    } else {
        Err(what.into().into())
    }
}
