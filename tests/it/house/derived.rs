//! A derived figure is never without what it is made of: its number is private, one place makes a
//! cell of it, and nothing of `consolidate` that others can call answers with a bare number.

use super::at;

/// Files of a folder, with those below it: name in the folder, and text.
fn texts(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut names = vec![String::new()];
    while let Some(own) = names.pop() {
        for entry in std::fs::read_dir(at(folder).join(&own)).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().to_string_lossy().into_owned();
            let name = if own.is_empty() {
                name
            } else {
                format!("{own}/{name}")
            };
            if entry.path().is_dir() {
                names.push(name);
            } else {
                found.push((name, std::fs::read_to_string(entry.path()).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// Files whose code has a text.
fn with(folder: &str, text: &str) -> Vec<String> {
    texts(folder)
        .into_iter()
        .filter(|(_, own)| own.split("#[cfg(test)]").next().unwrap().contains(text))
        .map(|(name, _)| name)
        .collect()
}

const CONSOLIDATE: &str = "src-tauri/results/src/consolidate";
const PRESENT: &str = "src-tauri/results/src/present";

#[test]
fn the_number_of_a_derived_figure_is_private() {
    let (_, text) = texts(CONSOLIDATE)
        .into_iter()
        .find(|(name, _)| name == "derived.rs")
        .unwrap();
    assert!(text.contains("    amount: Amount,"), "a private field");
    for said in [
        "pub fn amount",
        "pub fn going_out",
        "pub fn new",
        "pub fn in_digits",
    ] {
        assert!(!text.contains(said), "{said} leaves the crate");
    }
}

#[test]
fn a_cell_is_made_of_a_derived_figure_in_one_place() {
    assert_eq!(with(PRESENT, ".going_out()"), ["model/cell.rs"]);
    assert_eq!(
        with(PRESENT, ".amount()"),
        ["entries/counts.rs"],
        "a sum that becomes one"
    );
    assert_eq!(with(PRESENT, "From<Amount>"), [""; 0]);
}

#[test]
fn nothing_that_others_call_answers_with_a_bare_number() {
    for (name, text) in texts(CONSOLIDATE) {
        for own in text.split("pub fn ").skip(1) {
            let head = own.split('{').next().unwrap();
            let answer = head.split("->").nth(1).unwrap_or_default();
            let is_bare = answer.contains("Decimal") || answer.contains("Amount");
            assert!(!is_bare, "{name}: {head}");
        }
    }
}
