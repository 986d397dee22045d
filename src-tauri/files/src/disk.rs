//! What the file system says of files without opening them, and folders synced.

use std::fs::{self, Metadata};
use std::hash::{BuildHasher, Hasher};
use std::io;
use std::path::{Path, PathBuf};

/// Which file it is, whatever it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileId(u64, u64);

impl FileId {
    /// The file that a path leads to, through links.
    pub fn of(path: &Path) -> io::Result<Self> {
        Ok(Self::from(&fs::metadata(path)?))
    }
}

impl From<&Metadata> for FileId {
    #[cfg(unix)]
    fn from(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt;
        Self(metadata.dev(), metadata.ino())
    }

    /// Elsewhere the time of making tells files apart; there the system keeps an open ledger from
    /// being moved or replaced.
    #[cfg(not(unix))]
    fn from(metadata: &Metadata) -> Self {
        let made = metadata
            .created()
            .ok()
            .and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok())
            .unwrap_or_default();
        Self(made.as_secs(), u64::from(made.subsec_nanos()))
    }
}

/// Whether a file has a second name somewhere; a link is looked at itself.
#[cfg(unix)]
pub fn has_second_name(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| std::os::unix::fs::MetadataExt::nlink(&found) > 1)
}

/// Elsewhere the system does not tell, and locks outlive other handles.
#[cfg(not(unix))]
pub fn has_second_name(_: &Path) -> bool {
    false
}

/// The folder that a file lies in, or would.
pub fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// The path of a file beside another, its name with something before and after.
pub fn beside(path: &Path, before: &str, after: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(before);
    name.push(path.file_name().unwrap_or_default());
    name.push(after);
    path.with_file_name(name)
}

/// Makes names in a folder last: a file that was made or moved there is found again after a power
/// cut.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    // folders cannot be opened on Windows; there a move is written through by the system
    if cfg!(windows) {
        return Ok(());
    }
    match fs::File::open(folder).and_then(|folder| folder.sync_all()) {
        // what a file system has no means for, and a folder that may be written but not listed
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput
                    | io::ErrorKind::Unsupported
                    | io::ErrorKind::PermissionDenied
            ) =>
        {
            Ok(())
        }
        other => other,
    }
}

/// A number for a name that nobody else takes.
pub fn random() -> u64 {
    let mut hasher = std::hash::RandomState::new().build_hasher();
    hasher.write_u32(std::process::id());
    hasher.finish()
}

/// Size of a file and when it was last changed: another stamp, another content.
pub type Stamp = (u64, Option<std::time::SystemTime>);

/// The stamp of a file, if it is there.
pub fn stamp_of(path: &Path) -> Option<Stamp> {
    fs::metadata(path)
        .ok()
        .map(|found| (found.len(), found.modified().ok()))
}
