//! `xbh scheme`

mod diff;
mod find;
mod show;
mod told;
mod update;
mod versions;

use crate::args::SchemeVerb;
use crate::output::{self, Exit};
use xianbaohui_core::scheme::SchemeError;
use xianbaohui_desk::Error;

pub(super) fn scheme(verb: &SchemeVerb) -> Result<Exit, Error> {
    let done = match verb {
        SchemeVerb::Show(arguments) => show::show(arguments),
        SchemeVerb::Diff(arguments) => diff::diff(arguments),
        SchemeVerb::Update(arguments) => update::update(arguments),
        SchemeVerb::Add(arguments) => update::add(arguments),
        SchemeVerb::Versions(arguments) => versions::versions(arguments),
    };
    match done {
        // here the text is what comes in, and not a name on the command line
        Err(Error::Scheme(error @ SchemeError::Invalid(_))) => {
            output::refused(error.code(), &error.to_string(), "");
            Ok(Exit::Refused)
        }
        other => other,
    }
}
