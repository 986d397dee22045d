//! Files that nobody in this process but SQLite may open: a ledger and what lies beside it.
//!
//! On Unix a process loses its locks on a file as soon as it closes any handle of it. A second
//! handle on an open ledger, closed, would let another program remove the log (`-wal`) under our
//! feet, and what is committed next would be gone. So such files are known by name and by identity,
//! and refused before they are opened.

use crate::disk::{FileId, beside, folder_of};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Marks a database as a ledger of this program ("xbh" and a format number).
pub const APPLICATION_ID: i32 = 0x7862_6801;

/// What names of ledgers end with.
const END: &str = ".xbh";

/// What SQLite keeps beside a database.
const BESIDE: [&str; 3] = ["-wal", "-shm", "-journal"];

static OPEN: Mutex<Vec<Opened>> = Mutex::new(Vec::new());

fn open() -> MutexGuard<'static, Vec<Opened>> {
    OPEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An open ledger, as it was when it was opened.
#[derive(Debug, Clone)]
pub struct Opened {
    token: u64,
    path: PathBuf,
    ledger: FileId,
    log: Option<FileId>,
    /// its content was replaced, in the same file
    overwritten: Arc<AtomicBool>,
}

/// What has become of an open ledger's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Displaced {
    /// lies elsewhere now
    Moved {
        /// where it was opened
        path: PathBuf,
        /// where it lies now
        to: PathBuf,
    },
    /// is not there any more
    Gone {
        /// where it was opened
        path: PathBuf,
    },
    /// another file lies in its place
    Replaced {
        /// where it was opened
        path: PathBuf,
    },
    /// the log beside it was removed or replaced
    LogGone {
        /// the log
        path: PathBuf,
    },
}

impl Opened {
    /// Looks at where the ledger should be.
    pub fn check(&self) -> Result<(), Displaced> {
        match FileId::of(&self.path) {
            Ok(found) if found == self.ledger && !self.is_overwritten() => {}
            Ok(_) => {
                return Err(Displaced::Replaced {
                    path: self.path.clone(),
                });
            }
            Err(_) => {
                let path = self.path.clone();
                return Err(match self.elsewhere() {
                    Some(to) => Displaced::Moved { path, to },
                    None => Displaced::Gone { path },
                });
            }
        }
        let log = log_of(&self.path);
        // where files have no identity, the system keeps an open log from being removed
        if cfg!(unix) && self.log.is_some() && FileId::of(&log).ok() != self.log {
            return Err(Displaced::LogGone { path: log });
        }
        Ok(())
    }

    /// The file itself, links followed.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Remembers that something else was written into the file: it stays so until it is opened
    /// anew.
    pub fn overwritten(&self) {
        self.overwritten.store(true, Ordering::Relaxed);
    }

    /// Whether something else was written into the file.
    pub fn is_overwritten(&self) -> bool {
        self.overwritten.load(Ordering::Relaxed)
    }

    /// Where the open file lies now: the system knows the names of open files. Nothing is opened
    /// for it.
    fn elsewhere(&self) -> Option<PathBuf> {
        let handles = std::fs::read_dir("/proc/self/fd").ok()?;
        let own = handles
            .flatten()
            .find(|handle| FileId::of(&handle.path()).is_ok_and(|found| found == self.ledger))?;
        std::fs::read_link(own.path())
            .ok()
            .filter(|to| FileId::of(to).is_ok_and(|found| found == self.ledger))
    }
}

/// Keeps a ledger known as open until it is dropped.
#[derive(Debug)]
pub struct Guarded(Opened);

impl Guarded {
    /// A ledger that has just been opened; its log lies beside it.
    pub fn new(path: &Path) -> io::Result<Self> {
        // SQLite follows links, too: the log lies beside the file itself
        let path = std::fs::canonicalize(path)?;
        let opened = Opened {
            token: crate::disk::random(),
            ledger: FileId::of(&path)?,
            log: FileId::of(&log_of(&path)).ok(),
            overwritten: Arc::default(),
            path,
        };
        open().push(opened.clone());
        Ok(Self(opened))
    }

    /// What is known of it.
    pub fn opened(&self) -> &Opened {
        &self.0
    }

    /// The file itself, links followed.
    pub fn path(&self) -> &Path {
        &self.0.path
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        open().retain(|one| one.token != self.0.token);
    }
}

/// What has become of an open ledger whose commit was turned back.
pub fn displaced() -> Option<Displaced> {
    open().iter().find_map(|one| one.check().err())
}

/// The log of a ledger.
pub fn log_of(ledger: &Path) -> PathBuf {
    beside(ledger, "", "-wal")
}

/// Where something that was committed may stand outside of the ledger.
pub fn logs_of(ledger: &Path) -> impl Iterator<Item = PathBuf> {
    ["-wal", "-journal"]
        .into_iter()
        .map(|end| beside(ledger, "", end))
}

/// The files that say who has a ledger open, in the order in which programs take them. More than
/// these work, but are told of by none.
pub fn locks_of(ledger: &Path) -> impl Iterator<Item = PathBuf> {
    LOCKS.iter().map(|end| beside(ledger, ".", end))
}

const LOCKS: [&str; 4] = [".lock", ".2.lock", ".3.lock", ".4.lock"];

/// What may lie beside a ledger.
pub fn beside_of(ledger: &Path) -> impl Iterator<Item = PathBuf> {
    BESIDE
        .iter()
        .map(|end| beside(ledger, "", end))
        .chain(locks_of(ledger))
}

/// Bytes that the name of a ledger may have, where it has more: what lies beside it has longer
/// names, and file systems take 255.
pub fn too_long(ledger: &Path) -> Option<usize> {
    const MOST: usize = 255;
    let own = ledger.file_name().map_or(0, std::ffi::OsStr::len);
    let longest = beside_of(ledger)
        .filter_map(|path| Some(path.file_name()?.len()))
        .max()
        .unwrap_or(own);
    (longest > MOST).then(|| MOST.saturating_sub(longest.saturating_sub(own)))
}

/// A name that only ledgers have.
pub fn is_ledger_name(path: &Path) -> bool {
    name_of(path).ends_with(END)
}

/// A name that only files beside a ledger have.
pub fn is_beside_name(path: &Path) -> bool {
    let name = name_of(path);
    BESIDE.iter().any(|end| {
        name.strip_suffix(end)
            .is_some_and(|stem| stem.ends_with(END))
    }) || (name.starts_with('.')
        && LOCKS.iter().any(|end| {
            name.strip_suffix(end)
                .is_some_and(|stem| stem.ends_with(END))
        }))
}

/// A ledger that is open here, or what lies beside it, whatever it is called.
pub fn is_open_here(path: &Path) -> bool {
    let known = open();
    if known.is_empty() {
        return false;
    }
    let id = FileId::of(path).ok();
    let place = std::fs::canonicalize(folder_of(path))
        .ok()
        .zip(path.file_name())
        .map(|(folder, name)| folder.join(name));
    known.iter().any(|one| {
        let is_ledger = id == Some(one.ledger) || place.as_deref() == Some(one.path.as_path());
        is_ledger
            || beside_of(&one.path).any(|own| {
                place.as_deref() == Some(own.as_path())
                    || (id.is_some() && FileId::of(&own).ok() == id)
            })
    })
}

/// A file that must not be opened here: a ledger or what lies beside one.
pub fn is_guarded(path: &Path) -> bool {
    is_ledger_name(path) || is_beside_name(path) || is_open_here(path)
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase()
}
