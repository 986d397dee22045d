//! No module of a crate stands on one that stands on it, by any way round.

use super::arrows::{arrows, circles};
use super::at;
use super::modules::modules;

/// Everything that is compiled as one.
const SOURCES: [&str; 12] = [
    "src-tauri/files/src",
    "src-tauri/core/src",
    "src-tauri/reading/src",
    "src-tauri/ledger/src",
    "src-tauri/results/src",
    "src-tauri/desk/src",
    "src-tauri/cli/src",
    "src-tauri/src",
    "src-tauri/xtask/src",
    "tests/src",
    "tests/it",
    "tests/e2e",
];

#[test]
fn no_module_of_a_crate_stands_on_one_that_stands_on_it() {
    for source in SOURCES {
        let all = arrows(&modules(&at(source)));
        assert_eq!(circles(&all), Vec::<String>::new(), "{source}");
    }
}
