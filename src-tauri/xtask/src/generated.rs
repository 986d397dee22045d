//! The types the Rust side writes for the window: committed, and never behind the code nor ahead of
//! it.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::process::Outcome;
use crate::tree;

/// File name → contents.
type Folder = BTreeMap<String, Vec<u8>>;

/// Where the tests are told to write them, so that checking changes nothing in the tree.
pub(crate) fn fresh() -> Outcome<PathBuf> {
    let folder = tree::target().join("generated-types");
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(format!("{}: {error}", folder.display()).into())
        }
        _ => Ok(folder),
    }
}

/// Fails when what the tests have just written is not what is committed.
pub(crate) fn same_as_committed(fresh: &Path) -> Outcome {
    let committed = tree::root().join("ui/src/ipc/types");
    let differing = differing(&read(&committed)?, &read(fresh)?);
    if differing.is_empty() {
        return Ok(());
    }
    let advice =
        "'cargo test -p xianbaohui-desk --lib' writes them; delete those without a Rust type";
    Err(format!(
        "ui/src/ipc/types is not what the Rust code says ({advice}): {}",
        differing.join(", ")
    )
    .into())
}

fn read(folder: &Path) -> Outcome<Folder> {
    let unreadable = |error| format!("{}: {error}", folder.display());
    let mut files = Folder::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        files.insert(name, fs::read(&path).map_err(unreadable)?);
    }
    Ok(files)
}

fn differing(committed: &Folder, fresh: &Folder) -> Vec<String> {
    let gone = committed.keys().filter(|name| !fresh.contains_key(*name));
    let other = fresh
        .iter()
        .filter(|(name, contents)| committed.get(*name) != Some(contents))
        .map(|(name, _)| name);
    gone.chain(other).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_new_gone_and_changed_files() {
        let folder = |files: &[(&str, &str)]| {
            files
                .iter()
                .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
                .collect::<Folder>()
        };
        let committed = folder(&[("Gone.ts", "1"), ("Same.ts", "2"), ("Other.ts", "3")]);
        let fresh = folder(&[("Same.ts", "2"), ("Other.ts", "4"), ("New.ts", "5")]);
        assert_eq!(
            differing(&committed, &fresh),
            ["Gone.ts", "New.ts", "Other.ts"]
        );
        assert!(differing(&fresh, &fresh).is_empty());
    }
}
