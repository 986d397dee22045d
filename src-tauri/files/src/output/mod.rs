//! The one way in which files are written: beside their place under a name of their own, synced,
//! then moved there.
//!
//! Nothing is written onto a ledger, onto what lies beside one, onto an original, through a link,
//! or onto what is no plain file. What is there already is replaced only when that was said and
//! only when this program made it, which it says of itself (see [`MARK`]): what else may matter to
//! somebody nobody can list. It stays whole until the new one is.

mod error;
mod kind;
mod mark;
mod old;
mod target;

pub use error::OutputError;
pub use kind::Kind;
pub use mark::{AS_ISSUED, KIND, MARK, REMARK, contents};
pub use target::Target;

use crate::disk::{FileId, folder_of, sync_folder};
use crate::part;
use error::{exists, failed, shown};
use old::{as_issued, fits, look, sha256_of};
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// A file being written. Dropped without [`Output::finish`] it leaves nothing behind.
#[derive(Debug)]
pub struct Output {
    file: File,
    part: PathBuf,
    path: PathBuf,
    old: Option<Metadata>,
}

impl Output {
    /// Looks at the place and begins. `may_be` says whether an original has this size,
    /// `is_original` whether one has this SHA-256.
    pub fn begin<E: From<OutputError>>(
        target: Target<'_>,
        kind: Kind,
        may_be: impl FnOnce(u64) -> Result<bool, E>,
        is_original: impl FnOnce(&str) -> Result<bool, E>,
    ) -> Result<Self, E> {
        let path = target.path;
        let old = look(target, kind)?;
        if kind != Kind::Ledger
            && !path
                .extension()
                .is_some_and(|end| end.eq_ignore_ascii_case("xlsx"))
        {
            return Err(OutputError::Name { path: shown(path) }.into());
        }
        if let Some(old) = &old {
            if may_be(old.len())?
                && is_original(&sha256_of(path).map_err(|error| failed(path, &error))?)?
            {
                return Err(OutputError::Original { path: shown(path) }.into());
            }
            fits(path, old, kind)?;
            if !target.replace {
                return Err(exists(path, Some(old)).into());
            }
            if kind == Kind::Blanks {
                as_issued(path, old)?;
            }
        }
        let (file, part) = part::beside(path).map_err(|error| failed(path, &error))?;
        if let Some(old) = &old {
            // a nicety: whoever could read the old one can read the new one
            let _ = fs::set_permissions(&part, old.permissions());
        }
        Ok(Self {
            file,
            part,
            path: path.to_owned(),
            old,
        })
    }

    /// Its place.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is written goes here.
    pub fn file(&self) -> io::Result<File> {
        self.file.try_clone()
    }

    /// Moves the file to its place, on the disk when this returns; its size in bytes.
    pub fn finish(self) -> Result<u64, OutputError> {
        let failed = |error: &io::Error| failed(&self.path, error);
        self.file.sync_all().map_err(|error| failed(&error))?;
        let bytes = self.file.metadata().map_err(|error| failed(&error))?.len();
        match &self.old {
            Some(old) => {
                let now = fs::symlink_metadata(&self.path).ok();
                if now.is_none_or(|now| {
                    !now.is_file()
                        || FileId::from(&now) != FileId::from(old)
                        || now.len() != old.len()
                        || now.modified().ok() != old.modified().ok()
                }) {
                    return Err(OutputError::Changed {
                        path: shown(&self.path),
                    });
                }
                fs::rename(&self.part, &self.path).map_err(|error| failed(&error))?;
            }
            None => self.place()?,
        }
        sync_folder(folder_of(&self.path)).map_err(|error| failed(&error))?;
        Ok(bytes)
    }

    /// Gives the file its name without taking it from another that has come in between.
    fn place(&self) -> Result<(), OutputError> {
        match fs::hard_link(&self.part, &self.path) {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(self.appeared()),
            // a file system without links: the name is taken first, by an empty file of our own
            Err(_) => match File::options()
                .write(true)
                .create_new(true)
                .open(&self.path)
            {
                Ok(_) => fs::rename(&self.part, &self.path).map_err(|error| {
                    let _ = fs::remove_file(&self.path);
                    failed(&self.path, &error)
                }),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(self.appeared()),
                Err(error) => Err(failed(&self.path, &error)),
            },
        }
    }

    /// There was nothing in the place when it was looked at: nobody can have said that this may be
    /// replaced.
    fn appeared(&self) -> OutputError {
        OutputError::Changed {
            path: shown(&self.path),
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        // it has its place by now, or must not get one
        let _ = fs::remove_file(&self.part);
    }
}
