//! What can go wrong when a workbook is written.

use rust_xlsxwriter::XlsxError;
use thiserror::Error;
use xianbaohui_core::record::RecordError;
use xianbaohui_files::output::OutputError;

/// A workbook that could not be written.
#[derive(Debug, Error)]
pub enum PresentError {
    /// the record did not answer
    #[error(transparent)]
    Record(#[from] RecordError),
    /// the file must not be written there, or could not be
    #[error(transparent)]
    Output(#[from] OutputError),
    /// the file could not be written
    #[error(
        "写不了 {path}（{why}）。请检查文件夹是否存在、磁盘是否已满、文件是否正在 Excel \
            或 WPS 里打开。"
    )]
    Write {
        /// where
        path: String,
        /// why
        why: String,
    },
    /// the writer refused a cell or sheet
    #[error(
        "{}。请再导出一次；仍然不行的，请把账本发给开发者。",
        xianbaohui_files::with_original("生成工作簿出错", &.0.to_string())
    )]
    Sheet(#[from] XlsxError),
    /// a bureau's own blank that cannot go out
    #[error("“{name}”{why}。没有下发。")]
    Own {
        /// name of the workbook
        name: String,
        /// why
        why: crate::present::issue::OwnError,
    },
    /// stopped by the user
    #[error("已取消，没有写出文件。")]
    Cancelled,
}

impl PresentError {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Record(error) => error.code(),
            Self::Output(error) => error.code(),
            Self::Write { .. } => "present.write",
            Self::Sheet(_) => "present.sheet",
            Self::Own { .. } => "present.own-blank",
            Self::Cancelled => "cancelled",
        }
    }
}
