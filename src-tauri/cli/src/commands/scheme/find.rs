//! A scheme by what people call it.

use crate::here::open;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use xianbaohui_core::scheme::{Scheme, shipped};
use xianbaohui_desk::Error;
use xianbaohui_files::guard;

/// A scheme by what people call it: a ledger, a shipped one, a file or folder.
pub(super) fn find(name: &str) -> Result<Scheme, Error> {
    match ledger(name) {
        // closed before another file is looked at
        Some(path) => Ok(open(path)?.scheme().clone()),
        None => Ok(Scheme::find(name)?),
    }
}

/// The ledger that a scheme is asked of, if it is one.
pub(super) fn ledger(name: &str) -> Option<&Path> {
    let is_shipped = shipped()
        .iter()
        .any(|one| one.code == name || one.name == name);
    Some(Path::new(name)).filter(|path| !is_shipped && is_ledger(path))
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
