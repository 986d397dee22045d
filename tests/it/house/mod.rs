//! The house: which crate may stand on which, that no module stands on one that stands on it, and
//! how wide and how long files are. Each of these fails where the code does not keep to it.

mod arrows;
mod circles;
mod crates;
mod derived;
mod drawing;
mod files;
mod modules;
mod words;

use std::path::PathBuf;

/// A folder or file of the repository.
fn at(path: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/..")).join(path)
}
