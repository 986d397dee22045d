//! Paths that the officer gave: in a dialog, by dropping them, on the command line. The pages read
//! and write those, and no others, so that a page that was tampered with gets at nothing.

use crate::app_error::AppError;
use std::path::{Component, Path, PathBuf};

/// What was given so far.
#[derive(Debug, Default)]
pub(crate) struct Given {
    /// files and folders to be read
    read: Vec<PathBuf>,
    /// files to be written, and folders that they may go into
    written: Vec<PathBuf>,
}

impl Given {
    /// To be read, and all that lies in it.
    pub(crate) fn add_read(&mut self, path: &Path) {
        add(&mut self.read, path);
    }

    /// To be written: this file, or files in this folder.
    pub(crate) fn add_written(&mut self, path: &Path) {
        add(&mut self.written, path);
    }

    /// That a path may be read.
    pub(crate) fn may_read(&self, path: &Path) -> Result<(), AppError> {
        let is_given = is_plain(path) && self.read.iter().any(|own| path.starts_with(own));
        if is_given {
            Ok(())
        } else {
            Err(not_given("读", path))
        }
    }

    /// That a path may be written.
    pub(crate) fn may_write(&self, path: &Path) -> Result<(), AppError> {
        let is = |own: &PathBuf| own == path || path.parent() == Some(own);
        if is_plain(path) && self.written.iter().any(is) {
            Ok(())
        } else {
            Err(not_given("写", path))
        }
    }
}

fn add(to: &mut Vec<PathBuf>, path: &Path) {
    if !to.iter().any(|own| own == path) {
        to.push(path.to_owned());
    }
}

/// A whole path that goes nowhere but down.
pub(crate) fn is_plain(path: &Path) -> bool {
    path.is_absolute()
        && !path
            .components()
            .any(|part| matches!(part, Component::ParentDir))
}

fn not_given(what: &str, path: &Path) -> AppError {
    AppError::new(
        "path.not-given",
        format!(
            "没有{what}这个位置：{}。程序只读写您在对话框里选的、拖进窗口的、启动时写明的文件和文件\
                夹。请重新选择或拖入这个文件。",
            path.display()
        ),
    )
}
