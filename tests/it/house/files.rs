//! How wide the lines of a file are, and how many there are.

use super::at;

/// All our own files of Rust: name in the repository, and text.
fn texts() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec!["src-tauri".to_owned(), "tests".to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(at(&folder)).unwrap() {
            let path = entry.unwrap().path();
            let own = path.file_name().unwrap().to_string_lossy().into_owned();
            let own = format!("{folder}/{own}");
            if path.is_dir() {
                folders.push(own);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push((own, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// Texts that cannot be divided: statements of SQL, patterns, XML, tables of words, and names of
/// tests. There are no more of them than this.
const LONG_LINES: usize = 70;

#[test]
fn lines_are_a_hundred_columns_wide() {
    let mut long = Vec::new();
    for (path, text) in texts() {
        let wide = text
            .lines()
            .enumerate()
            .filter(|(_, line)| width(line) > 100);
        long.extend(wide.map(|(at, _)| format!("{path}:{}", at + 1)));
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

/// More lines than this want a reason: a line at the head of the file that begins with [`REASON`].
const LONG_FILE: usize = 400;

const REASON: &str = "//! Long: ";

#[test]
fn long_files_say_why_they_are_long() {
    let is_long = |text: &str| {
        let mut head = text.lines().take_while(|line| line.starts_with("//!"));
        text.lines().count() > LONG_FILE && !head.any(|line| line.starts_with(REASON))
    };
    let long = texts()
        .into_iter()
        .filter(|(_, text)| is_long(text))
        .map(|(path, _)| path)
        .collect::<Vec<_>>();
    assert_eq!(long, Vec::<&str>::new());
}
