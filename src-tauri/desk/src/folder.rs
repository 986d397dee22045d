//! What files lie in folders, within bounds: somebody may give a whole disk.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use xianbaohui_files::guard;
use xianbaohui_reading::archive;

/// More files and folders than this, at any depth, are no folder of returns.
const MOST: usize = 20_000;

/// Deeper than this is none either.
const DEEPEST: usize = 12;

/// What the system makes up: nobody sent anything in it, and some of it never ends.
const MADE_UP: [&str; 4] = ["/proc", "/sys", "/dev", "/run"];

/// The files meant by paths: files themselves, and what lies in folders and zip folders, in name
/// order. Lock files, what hides, and the ledger that is open with what lies beside ledgers are
/// passed over in folders. A folder with more in it than any bureau gets is not gone through, and
/// told as that when it is to be read.
pub fn files(paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut walk = Walk::default();
    for path in paths {
        let before = walk.found.len();
        walk.seen = 0;
        if walk.path(path, 0).is_none() {
            // all of it, or none
            walk.found.truncate(before);
            walk.found.push(Found::Told(path.clone()));
        }
    }
    // only now is any file opened: a zip folder is one of many files
    let mut files = Vec::with_capacity(walk.found.len());
    for found in walk.found {
        match found {
            Found::Told(path) => files.push(path),
            Found::File(path) => match archive::files(&path) {
                Some(names) => {
                    let shown = names.iter().filter(|name| !name.split('/').any(hides));
                    files.extend(shown.map(|name| path.join(name)));
                }
                None => files.push(path),
            },
        }
    }
    files
}

enum Found {
    /// may be a zip folder
    File(PathBuf),
    /// not opened: told when it is to be read
    Told(PathBuf),
}

#[derive(Default)]
struct Walk {
    been: HashSet<PathBuf>,
    found: Vec<Found>,
    seen: usize,
}

impl Walk {
    /// `None` where there is too much.
    fn path(&mut self, path: &Path, depth: usize) -> Option<()> {
        self.seen += 1;
        if self.seen > MOST {
            return None;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if is_lock(&name) || (depth > 0 && hides(&name)) {
            return Some(());
        }
        if path.is_dir() {
            return self.folder(path, depth);
        }
        if guard::is_guarded(path) {
            // named by itself, or another ledger: told
            if depth == 0 || !(guard::is_beside_name(path) || guard::is_open_here(path)) {
                self.found.push(Found::Told(path.to_owned()));
            }
        } else if path.exists() && !path.is_file() {
            // a pipe, a device
            self.found.push(Found::Told(path.to_owned()));
        } else {
            self.found.push(Found::File(path.to_owned()));
        }
        Some(())
    }

    fn folder(&mut self, path: &Path, depth: usize) -> Option<()> {
        let real = path.canonicalize().ok();
        // a folder that a link in it leads back to is gone through once
        if real
            .as_ref()
            .is_some_and(|real| !self.been.insert(real.clone()))
        {
            return Some(());
        }
        let is_made_up = real.is_some_and(|real| MADE_UP.iter().any(|own| real == Path::new(own)));
        let is_left = depth > DEEPEST || (depth > 0 && is_made_up);
        let Some(entries) = std::fs::read_dir(path).ok().filter(|_| !is_left) else {
            self.found.push(Found::Told(path.to_owned()));
            return Some(());
        };
        let mut inside = entries
            .flatten()
            .map(|entry| entry.path())
            .take(MOST + 1)
            .collect::<Vec<_>>();
        inside.sort();
        inside
            .iter()
            .try_for_each(|path| self.path(path, depth + 1))
    }
}

fn is_lock(name: &str) -> bool {
    name.starts_with("~$") || name.starts_with(".~")
}

fn hides(name: &str) -> bool {
    is_lock(name)
        || name.starts_with('.')
        || name == "Thumbs.db"
        || name == "desktop.ini"
        || name == "__MACOSX"
}
