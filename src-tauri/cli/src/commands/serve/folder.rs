//! The private folder for files that come and go. It goes when serving ends; where the program was
//! killed, the next one takes it away.

use std::fs::File;
use std::io::Result;
use std::path::Path;
use tempfile::TempDir;

const NAMED: &str = "xbh-serve-";
/// Held locked by the program that the folder is of: no lock outlives its program.
const LOCK: &str = "lock";

/// A folder for nobody else to look into.
#[derive(Debug)]
pub(super) struct Folder {
    folder: TempDir,
    _lock: File,
}

impl Folder {
    /// A new one; those of programs that were killed are taken away.
    pub(super) fn new() -> Result<Self> {
        clear(&std::env::temp_dir());
        let folder = private()?;
        // under its name it is locked already: another program never finds it free
        let unnamed = folder.path().join("locking");
        let lock = File::create(&unnamed)?;
        lock.try_lock()?;
        std::fs::rename(&unnamed, folder.path().join(LOCK))?;
        Ok(Self {
            folder,
            _lock: lock,
        })
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// Takes away what killed programs left. What cannot be looked into is somebody else's.
fn clear(temporary: &Path) {
    let Ok(entries) = std::fs::read_dir(temporary) else {
        return;
    };
    for entry in entries.flatten() {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if !is_folder || !entry.file_name().to_string_lossy().starts_with(NAMED) {
            continue;
        }
        let lock = File::open(entry.path().join(LOCK));
        if lock.is_ok_and(|lock| lock.try_lock().is_ok()) {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(unix)]
fn private() -> Result<TempDir> {
    use std::os::unix::fs::PermissionsExt as _;
    tempfile::Builder::new()
        .prefix(NAMED)
        .permissions(std::fs::Permissions::from_mode(0o700))
        .tempdir()
}

#[cfg(not(unix))]
fn private() -> Result<TempDir> {
    tempfile::Builder::new().prefix(NAMED).tempdir()
}

#[cfg(test)]
mod tests {
    use super::{LOCK, NAMED, clear};
    use std::fs::File;

    #[test]
    fn only_folders_whose_program_is_gone_are_taken_away() -> std::io::Result<()> {
        let temporary = tempfile::tempdir()?;
        let at = |name: &str| temporary.path().join(format!("{NAMED}{name}"));
        for name in ["left", "held", "unlocked yet"] {
            std::fs::create_dir(at(name))?;
        }
        std::fs::write(at("left").join("宁晋县.xlsx"), "x")?;
        let held = File::create(at("held").join(LOCK))?;
        held.try_lock()?;
        drop(File::create(at("left").join(LOCK))?);
        std::fs::write(temporary.path().join("别人的"), "x")?;
        clear(temporary.path());
        let is_there = |name: &str| at(name).exists();
        assert!(!is_there("left"));
        assert!(is_there("held") && is_there("unlocked yet"));
        assert!(temporary.path().join("别人的").exists());
        Ok(())
    }
}
