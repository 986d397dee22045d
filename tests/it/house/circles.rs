//! No module of a crate stands on one that stands on it, by any way round.

use super::arrows::{arrows, circles, name};
use super::at;
use super::modules::modules;
use std::collections::BTreeSet;

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

/// Modules that are still in a circle, and that everything else in it goes through.
const STILL: [(&str, &str); 2] = [
    ("src-tauri/reading/src", "check"),
    ("src-tauri/cli/src", "commands"),
];

/// The circles of a source, when these modules are left out.
fn without(source: &str, left_out: &BTreeSet<&str>) -> Vec<String> {
    let mut all = arrows(&modules(&at(source)));
    all.retain(|own, _| !left_out.contains(name(own).as_str()));
    circles(&all)
}

#[test]
fn no_module_of_a_crate_stands_on_one_that_stands_on_it() {
    for source in SOURCES {
        let still = STILL
            .iter()
            .filter(|(own, _)| *own == source)
            .map(|(_, module)| *module)
            .collect::<BTreeSet<_>>();
        assert_eq!(without(source, &still), Vec::<String>::new(), "{source}");
        for module in &still {
            let mut others = still.clone();
            others.remove(module);
            assert!(
                !without(source, &others).is_empty(),
                "{module} is in no circle any more: take it off the list"
            );
        }
    }
}
