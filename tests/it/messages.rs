//! The catalogue of sentences: every code has its words, and every word its argument.

use std::collections::HashSet;
use std::path::Path;
use xianbaohui_core::finding::FindingCode;
use xianbaohui_core::finding::told::args_of;
use xianbaohui_core::message;
use xianbaohui_core::notice::NoticeCode;

/// What a sentence has of the finding's cells.
const OF_CELLS: [&str; 3] = ["cell", "cells", "row"];

#[test]
fn the_reference_of_all_checks_is_what_the_catalogue_says() {
    let committed =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri/core/messages/README.md");
    let wanted = message::reference();
    if std::env::var_os("XBH_WRITE_REFERENCE").is_some() {
        std::fs::write(&committed, &wanted).unwrap();
    }
    let is_same = std::fs::read_to_string(&committed).unwrap_or_default() == wanted;
    assert!(
        is_same,
        "XBH_WRITE_REFERENCE=1 cargo test -p xianbaohui-tests messages writes it anew"
    );
}

#[test]
fn every_example_says_all_that_its_sentence_asks_for() {
    for code in FindingCode::ALL {
        let Some(example) = message::example(*code) else {
            continue;
        };
        let words = message::sentence(&example);
        let said = words.message();
        for gap in ["“”", "（）", "  ", "None", "{"] {
            assert!(!said.contains(gap), "{code}: {said}");
        }
    }
}

#[test]
fn every_sentence_has_what_it_needs() {
    for code in FindingCode::ALL {
        let args = args_of(*code).unwrap_or_else(|| panic!("nothing tells {code}"));
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

#[test]
fn what_is_told_beside_figures_has_its_words_and_its_arguments() {
    for code in NoticeCode::ALL {
        let used = message::notice_variables(*code);
        let used = used.unwrap_or_else(|why| panic!("{code:?}: {why}"));
        let used = used.unwrap_or_else(|| panic!("{code:?} has no words"));
        let known = code.args().iter().map(|name| (*name).to_owned());
        assert_eq!(used, known.collect::<HashSet<_>>(), "{code:?}");
    }
    let known = NoticeCode::ALL.iter().map(|code| code.as_str());
    let known = known.collect::<HashSet<_>>();
    for code in message::notices() {
        assert!(known.contains(code), "nothing tells {code}");
    }
}
