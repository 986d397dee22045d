//! Where something goes, and what must not be there.

use std::path::{Path, PathBuf};

/// Where a file goes, and what may happen there.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    pub(super) path: &'a Path,
    pub(super) replace: bool,
    pub(super) originals: &'a [PathBuf],
}

impl<'a> Target<'a> {
    /// A new file: one that is there already is left alone.
    pub fn new(path: &'a Path) -> Self {
        Self {
            path,
            replace: false,
            originals: &[],
        }
    }

    /// Whether a file of the same kind may be replaced.
    #[must_use]
    pub fn replacing(self, replace: bool) -> Self {
        Self { replace, ..self }
    }

    /// Where files lie that counties sent: they are not written onto, whatever was said.
    #[must_use]
    pub fn sparing(self, originals: &'a [PathBuf]) -> Self {
        Self { originals, ..self }
    }

    /// The path.
    pub fn path(&self) -> &'a Path {
        self.path
    }
}

impl<'a> From<&'a Path> for Target<'a> {
    fn from(path: &'a Path) -> Self {
        Self::new(path)
    }
}

impl<'a> From<&'a PathBuf> for Target<'a> {
    fn from(path: &'a PathBuf) -> Self {
        Self::new(path)
    }
}
