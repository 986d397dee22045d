//! `xbh scheme`

mod diff;
mod show;

use super::open;
use crate::args::SchemeVerb;
use crate::output::{self, Exit};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use xianbaohui_core::scheme::{Scheme, SchemeError, shipped};
use xianbaohui_desk::Error;
use xianbaohui_files::guard;

pub(super) fn scheme(verb: &SchemeVerb) -> Result<Exit, Error> {
    let done = match verb {
        SchemeVerb::Show(arguments) => show::show(arguments),
        SchemeVerb::Diff(arguments) => diff::diff(arguments),
    };
    match done {
        // here the text is what comes in, and not a name on the command line
        Err(Error::Scheme(error @ SchemeError::Invalid(_))) => {
            output::message(&format!("错误（{}）：{error}", error.code()));
            Ok(Exit::Refused)
        }
        other => other,
    }
}

/// A scheme by what people call it: a ledger, a shipped one, a file or folder.
fn find(name: &str) -> Result<Scheme, Error> {
    let is_shipped = shipped()
        .iter()
        .any(|one| one.code == name || one.name == name);
    let path = Path::new(name);
    if !is_shipped && is_ledger(path) {
        // closed before another file is looked at
        return Ok(open(path)?.scheme().clone());
    }
    Ok(Scheme::find(name)?)
}

/// Told by name, or by what every database begins with.
fn is_ledger(path: &Path) -> bool {
    if guard::is_ledger_name(path) {
        return true;
    }
    let mut beginning = [0; 16];
    path.is_file()
        && File::open(path)
            .and_then(|mut file| file.read_exact(&mut beginning))
            .is_ok()
        && beginning == *b"SQLite format 3\0"
}
