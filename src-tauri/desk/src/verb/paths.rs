//! Paths come from the officer, by way of the host; the pages only carry them.

use crate::app_error::AppError;
use crate::desk::Desk;
use crate::given::is_plain;
use crate::host::Purpose;
use std::path::{Path, PathBuf};

/// Files that are read as returns, and the packages that they come in.
const RETURNS: [&str; 12] = [
    "xlsx", "xls", "xlsm", "xlsb", "et", "ods", "csv", "tsv", "txt", "htm", "html", "zip",
];

impl Desk {
    /// Shows a file dialog; what was chosen may be read or written from then on.
    pub(crate) fn pick(&self, purpose: Purpose, suggested: &str) -> Result<Vec<String>, AppError> {
        self.host.dialogs()?;
        let picked = self.host.pick(purpose, suggested)?;
        for path in &picked {
            self.given_for(purpose, path)?;
        }
        Ok(picked
            .into_iter()
            .map(|path| path.display().to_string())
            .collect())
    }

    /// The officer typed a path, because no dialog can be shown. It is taken only then, and only
    /// for what the program reads and writes.
    pub(crate) fn type_path(&self, purpose: Purpose, path: &Path) -> Result<String, AppError> {
        if self.host.dialogs().is_ok() || !self.host.takes_typed_paths() {
            return Err(AppError::new(
                "path.typed",
                "这里不用输入路径：请在对话框里选择，或把文件拖进窗口。",
            ));
        }
        let ends = |known: &[&str]| {
            let end = path
                .extension()
                .map(|end| end.to_string_lossy().to_lowercase());
            end.is_some_and(|end| known.contains(&end.as_str()))
        };
        let (is_right, wanted) = match purpose {
            Purpose::Returns => (
                path.is_dir() || ends(&RETURNS),
                "文件夹，或 xlsx、xls、et、ods、csv、zip 等报表文件",
            ),
            Purpose::ReturnFolder | Purpose::OutFolder => (path.is_dir(), "已有的文件夹"),
            Purpose::Ledger => (ends(&["xbh"]), "账本文件（.xbh）"),
            Purpose::Scheme => (ends(&["toml"]), "报表制度文件（.toml）"),
            // what is written says itself where it must not go
            Purpose::NewLedger | Purpose::Workbook => (path.file_name().is_some(), "文件"),
        };
        if !is_plain(path) || !is_right {
            return Err(AppError::new(
                "path.kind",
                format!(
                    "不能用这个路径：{}。这里要的是{wanted}的完整路径，不带“..”。请核对后\
                        重新输入。",
                    path.display()
                ),
            ));
        }
        self.given_for(purpose, path)?;
        Ok(path.display().to_string())
    }

    fn given_for(&self, purpose: Purpose, path: &Path) -> Result<(), AppError> {
        let mut given = self.given()?;
        match purpose {
            Purpose::Returns | Purpose::ReturnFolder | Purpose::Ledger | Purpose::Scheme => {
                given.add_read(path);
            }
            Purpose::NewLedger => {
                given.add_written(path);
                given.add_written(&with_end(path));
            }
            Purpose::Workbook | Purpose::OutFolder => given.add_written(path),
        }
        Ok(())
    }
}

/// A ledger's name ends with `.xbh`.
pub(super) fn with_end(path: &Path) -> PathBuf {
    if path.extension().is_none() {
        path.with_extension("xbh")
    } else {
        path.to_owned()
    }
}
