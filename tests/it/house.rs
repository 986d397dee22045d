//! The house: which crate may stand on which, and which one alone may name a library. A manifest
//! that gains an arrow up or across fails.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Each crate of the workspace, and the others that it may name, from the ground up.
const ARROWS: [(&str, &[&str]); 6] = [
    ("files", &[]),
    ("core", &["files"]),
    ("reading", &["core", "files"]),
    ("ledger", &["core", "files"]),
    // `ledger` goes when results see facts
    ("results", &["core", "files", "ledger"]),
    ("desk", &["core", "files", "ledger", "reading", "results"]),
];

/// Libraries that one crate alone may name.
const ALONE: [(&str, &str); 5] = [
    ("calamine", "reading"),
    ("rusqlite", "ledger"),
    ("rusqlite_migration", "ledger"),
    ("rust_xlsxwriter", "results"),
    ("scraper", "reading"),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../src-tauri")
}

/// What a crate's manifest names among its dependencies.
fn named(name: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join(name).join("Cargo.toml")).unwrap();
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
    for entry in std::fs::read_dir(root()).unwrap() {
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
        let all = modules_text(&root().join(name).join("src"));
        let is_used = |library: &String| {
            // this one is called otherwise than its package
            let own = if library == "md-5" {
                "md5".to_owned()
            } else {
                library.replace('-', "_")
            };
            all.contains(&format!("{own}::"))
        };
        let idle = named(name).into_iter().filter(|library| !is_used(library));
        assert_eq!(idle.collect::<Vec<_>>(), Vec::<String>::new(), "{name}");
    }
}

fn texts(path: &Path, into: &mut String) {
    if path.is_dir() {
        let mut inside = std::fs::read_dir(path)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect::<Vec<_>>();
        inside.sort();
        for path in &inside {
            texts(path, into);
        }
    } else if path.extension().is_some_and(|end| end == "rs") {
        let text = std::fs::read_to_string(path).unwrap();
        into.push_str(
            text.split("#[cfg(test)]\nmod tests")
                .next()
                .unwrap_or_default(),
        );
    }
}

/// All that stands in a file, or in the files of a folder, but for their own tests.
fn modules_text(path: &Path) -> String {
    let mut text = String::new();
    texts(path, &mut text);
    text
}

/// The modules of a crate, and which of the others each names: `crate::` to a module at the top.
fn modules(name: &str) -> Vec<(String, BTreeSet<String>)> {
    let source = root().join(name).join("src");
    let mut found = Vec::new();
    for entry in std::fs::read_dir(source).unwrap() {
        let path = entry.unwrap().path();
        let own = path.file_stem().unwrap().to_string_lossy().into_owned();
        if own == "lib" || own == "migrations" {
            continue;
        }
        let text = modules_text(&path);
        let named = text.split("crate::").skip(1).map(|rest| {
            rest.split(|c: char| !c.is_alphanumeric() && c != '_')
                .next()
                .unwrap_or_default()
                .to_owned()
        });
        found.push((own.clone(), named.filter(|name| *name != own).collect()));
    }
    found.sort();
    let all = found
        .iter()
        .map(|(name, _): &(String, BTreeSet<String>)| name.clone())
        .collect::<BTreeSet<_>>();
    for (_, named) in &mut found {
        named.retain(|name| all.contains(name));
    }
    found
}

/// Modules that name each other, by any way round; takes away what nobody in a circle names.
fn circle(mut all: Vec<(String, BTreeSet<String>)>) -> Vec<String> {
    loop {
        let before = all.len();
        let there = all
            .iter()
            .map(|(name, _)| name.clone())
            .collect::<BTreeSet<_>>();
        for (_, named) in &mut all {
            named.retain(|name| there.contains(name));
        }
        all.retain(|(_, named)| !named.is_empty());
        if all.len() == before {
            return all
                .into_iter()
                .map(|(name, named)| {
                    format!(
                        "{name} → {}",
                        named.into_iter().collect::<Vec<_>>().join(", ")
                    )
                })
                .collect();
        }
    }
}

#[test]
fn no_module_of_a_crate_stands_on_one_that_stands_on_it() {
    for (name, _) in ARROWS {
        assert_eq!(circle(modules(name)), Vec::<String>::new(), "{name}");
    }
}

/// Texts that cannot be divided: statements of SQL, patterns, XML, tables of words, and names of
/// tests. There are no more of them than this.
const LONG_LINES: usize = 70;

#[test]
fn lines_are_a_hundred_columns_wide() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut folders = vec![root.join("src-tauri"), root.join("tests")];
    let mut long = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let wide = text
                    .lines()
                    .enumerate()
                    .filter(|(_, line)| width(line) > 100);
                long.extend(wide.map(|(at, _)| format!("{}:{}", path.display(), at + 1)));
            }
        }
    }
    assert!(
        long.len() <= LONG_LINES,
        "{} lines:\n{}",
        long.len(),
        long.join("\n")
    );
}

/// Columns that a line takes: a Chinese character takes two.
fn width(line: &str) -> usize {
    let is_wide = |c: char| ('\u{2e80}'..='\u{ffef}').contains(&c);
    line.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}
