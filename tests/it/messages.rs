//! The catalogue of sentences: every code has its words, and every word its argument.

use std::collections::HashSet;
use xianbaohui_core::finding::FindingCode;
use xianbaohui_core::finding::told::args_of;
use xianbaohui_core::message;

/// What a sentence has of the finding's cells.
const OF_CELLS: [&str; 3] = ["cell", "cells", "row"];

#[test]
fn every_sentence_has_what_it_needs() {
    for code in FindingCode::ALL {
        let Some(args) = args_of(*code) else {
            continue;
        };
        let page = message::page(*code).unwrap_or_else(|| panic!("{code} has no words"));
        let used = message::variables(page).unwrap_or_else(|why| panic!("{code}: {why}"));
        let known = args
            .iter()
            .chain(&OF_CELLS)
            .map(|name| (*name).to_owned())
            .collect::<HashSet<_>>();
        assert!(used.is_subset(&known), "{code}: {used:?} of {known:?}");
        let unused = args
            .iter()
            .filter(|arg| !used.contains(**arg))
            .collect::<Vec<_>>();
        assert!(unused.is_empty(), "{code} never says {unused:?}");
        for name in page.example.keys() {
            assert!(known.contains(name), "{code}: the example has {name}");
        }
        assert!(
            page.what.ends_with(['。', '？', '}']),
            "{code}: {}",
            page.what
        );
        assert!(!page.why.is_empty(), "{code} says no reason");
    }
}
