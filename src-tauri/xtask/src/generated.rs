//! The types the Rust side writes for the window: committed, and never behind the code.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::process::Outcome;
use crate::tree;

/// File name → contents.
pub(crate) type Folder = BTreeMap<String, Vec<u8>>;

fn folder() -> PathBuf {
    tree::root().join("ui/src/ipc/types")
}

pub(crate) fn read() -> Outcome<Folder> {
    read_folder(&folder()).map_err(|error| format!("ui/src/ipc/types: {error}").into())
}

fn read_folder(folder: &Path) -> std::io::Result<Folder> {
    let mut files = Folder::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_file() {
            files.insert(path.file_name().unwrap_or_default().to_string_lossy().into_owned(), fs::read(&path)?);
        }
    }
    Ok(files)
}

/// Fails when the tests, which write these files, left them other than they were.
pub(crate) fn unchanged_since(before: &Folder) -> Outcome {
    let changed = differing(before, &read()?);
    if changed.is_empty() {
        return Ok(());
    }
    Err(format!("ui/src/ipc/types was behind the Rust code and has been written anew; look at it and commit it: {}", changed.join(", ")).into())
}

fn differing(before: &Folder, after: &Folder) -> Vec<String> {
    let gone = before.keys().filter(|name| !after.contains_key(*name));
    let other = after.iter().filter(|(name, contents)| before.get(*name) != Some(contents)).map(|(name, _)| name);
    gone.chain(other).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_new_gone_and_changed_files() {
        let folder = |files: &[(&str, &str)]| files.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect::<Folder>();
        let before = folder(&[("Gone.ts", "1"), ("Same.ts", "2"), ("Other.ts", "3")]);
        let after = folder(&[("Same.ts", "2"), ("Other.ts", "4"), ("New.ts", "5")]);
        assert_eq!(differing(&before, &after), ["Gone.ts", "New.ts", "Other.ts"]);
        assert!(differing(&after, &after).is_empty());
    }
}
