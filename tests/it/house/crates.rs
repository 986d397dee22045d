//! Which crate may stand on which, and which one alone may name a library. A manifest that gains an
//! arrow up or across fails.

use super::at;
use super::modules::modules;
use std::collections::BTreeSet;

/// Each crate of the workspace, and the others that it may name, from the ground up.
pub(super) const ARROWS: [(&str, &[&str]); 6] = [
    ("files", &[]),
    ("core", &["files"]),
    ("reading", &["core", "files"]),
    ("ledger", &["core", "files"]),
    ("results", &["core", "files"]),
    ("desk", &["core", "files", "ledger", "reading", "results"]),
];

/// Libraries that one crate alone may name.
const ALONE: [(&str, &str); 5] = [
    ("calamine", "reading"),
    // its decimal has operators that lose digits; ours has none
    ("rust_decimal", "core"),
    ("rusqlite", "ledger"),
    ("rust_xlsxwriter", "results"),
    ("scraper", "reading"),
];

/// What a crate's manifest names among its dependencies.
pub(super) fn named(name: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(at(&format!("src-tauri/{name}/Cargo.toml"))).unwrap();
    let section = text
        .split("\n[")
        .filter(|section| section.contains("dependencies"));
    let lines = section.flat_map(|section| {
        section
            .lines()
            .skip(1)
            .map(str::to_owned)
            .collect::<Vec<_>>()
    });
    lines
        .filter_map(|line| Some(line.split(['.', '=', ' ']).next()?.to_owned()))
        .filter(|name| !name.is_empty() && !name.starts_with('#'))
        .collect()
}

#[test]
fn no_crate_stands_on_one_above_or_beside_it() {
    for (name, wanted) in ARROWS {
        let own = named(name);
        let arrows = own
            .iter()
            .filter_map(|name| name.strip_prefix("xianbaohui-"))
            .collect::<Vec<_>>();
        assert_eq!(arrows, wanted, "{name}");
        assert!(
            !own.iter().any(|name| name.starts_with("tauri")),
            "{name} names Tauri"
        );
        for (library, alone) in ALONE {
            assert!(
                name == alone || !own.contains(library),
                "{name} names {library}, which {alone} alone may"
            );
        }
    }
    // every crate is in the list, or is a door or a tool
    let doors = ["cli", "xtask"];
    for entry in std::fs::read_dir(at("src-tauri")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert!(
            !path.join("Cargo.toml").exists()
                || doors.contains(&name.as_str())
                || ARROWS.iter().any(|(own, _)| *own == name),
            "{name}"
        );
    }
}

#[test]
fn no_crate_names_a_library_that_it_does_not_use() {
    for (name, _) in ARROWS {
        let modules = modules(&at(&format!("src-tauri/{name}/src")));
        let is_used = |library: &String| {
            // this one is called otherwise than its package
            let own = if library == "md-5" {
                "md5".to_owned()
            } else {
                library.replace('-', "_")
            };
            modules
                .values()
                .any(|module| module.all_paths().any(|path| path[0] == own))
        };
        let idle = named(name).into_iter().filter(|library| !is_used(library));
        assert_eq!(idle.collect::<Vec<_>>(), Vec::<String>::new(), "{name}");
    }
}
