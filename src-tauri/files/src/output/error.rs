//! Why nothing was written, and what to do.

use std::fs::{self, Metadata};
use std::io;
use std::path::Path;
use std::time::SystemTime;
use thiserror::Error;

/// Why a file is not written.
#[derive(Debug, Error)]
pub enum OutputError {
    /// a ledger, or what lies beside one
    #[error(
        "{path} 是账本或账本的附属文件，不能把别的内容写在它上面，没有写出。请换一个文件名（汇总表\
            以 .xlsx 结尾）。"
    )]
    Ledger {
        /// where
        path: String,
    },
    /// a county's own file
    #[error("{path} 是填报单位报来的原件，不能覆盖，没有写出。请换一个文件名或文件夹。")]
    Original {
        /// where
        path: String,
    },
    /// a link
    #[error(
        "{path} 是一个链接，写上去会改动它指向的文件，没有写出。\
            请直接写出实际的文件位置，或换一个文件名。"
    )]
    Link {
        /// where
        path: String,
    },
    /// a folder, a pipe, a device
    #[error("{path} 不是普通文件（是文件夹、管道或设备），没有写出。请换一个文件名。")]
    NotAFile {
        /// where
        path: String,
    },
    /// must not be changed
    #[error("{path} 是只读的，没有覆盖。请换一个文件名，或先取消它的只读属性。")]
    ReadOnly {
        /// where
        path: String,
    },
    /// another kind of file is there
    #[error(
        "{path} 已经有一个文件，但不是这里要写的{wanted}，没有覆盖。请换一个文件名，或先把它移走。"
    )]
    OtherKind {
        /// where
        path: String,
        /// what would be written
        wanted: &'static str,
    },
    /// a workbook that this program did not make
    #[error(
        "{path} 已经有一个工作簿，但不是本程序导出的（可能是填报单位的报表），不能覆盖，没有写出。\
            请换一个文件名；确实不要它了，请先自己把它移走。"
    )]
    NotOurs {
        /// where
        path: String,
    },
    /// a blank that went out and was saved by somebody since
    #[error(
        "{path} 下发以后有人填过或另存过（也许就是填报单位填好的表），不能覆盖，没有写出。请先把它\
            移走或改名，再下发。"
    )]
    FilledIn {
        /// where
        path: String,
    },
    /// a name under which nobody would find a workbook
    #[error(
        "{path} 的文件名不是以 .xlsx 结尾，Excel 和 WPS 认不出是工作簿，没有写出。请把文件名改成以 \
            .xlsx 结尾。"
    )]
    Name {
        /// where
        path: String,
    },
    /// the same kind of file is there, and nobody said that it may be replaced
    #[error("{path} 已经存在（{size} 字节），没有覆盖。请换一个文件名；确实要替换它，请明确说明。")]
    Exists {
        /// where
        path: String,
        /// its bytes
        size: u64,
        /// when it was last changed
        modified: Option<SystemTime>,
    },
    /// changed between the question and the writing
    #[error(
        "{path} 在写出的过程中被别的程序建立或改动了，没有覆盖它，也没有写出。请核对那个文件，再重\
            新导出，或换一个文件名。"
    )]
    Changed {
        /// where
        path: String,
    },
    /// the folder is missing
    #[error("文件夹 {folder} 不存在，没有写出。请先建好文件夹，或换一个位置。")]
    NoFolder {
        /// which
        folder: String,
    },
    /// the system says no
    #[error(
        "写不了 {path}（{why}）。请检查磁盘是否已满、有没有权限、文件是否正在 Excel 或 WPS 里打开。"
    )]
    Io {
        /// where
        path: String,
        /// why
        why: String,
    },
}

impl OutputError {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Ledger { .. } => "output.ledger",
            Self::Original { .. } => "output.original",
            Self::Link { .. } => "output.link",
            Self::NotAFile { .. } => "output.not-a-file",
            Self::ReadOnly { .. } => "output.read-only",
            Self::OtherKind { .. } => "output.other-kind",
            Self::NotOurs { .. } => "output.not-ours",
            Self::FilledIn { .. } => "output.filled-in",
            Self::Name { .. } => "output.name",
            Self::Exists { .. } => "output.exists",
            Self::Changed { .. } => "output.changed",
            Self::NoFolder { .. } => "output.no-folder",
            Self::Io { .. } => "output.io",
        }
    }
}

pub(super) fn exists(path: &Path, found: Option<&Metadata>) -> OutputError {
    let own = if found.is_none() {
        fs::symlink_metadata(path).ok()
    } else {
        None
    };
    let found = found.or(own.as_ref());
    OutputError::Exists {
        path: shown(path),
        size: found.map_or(0, Metadata::len),
        modified: found.and_then(|found| found.modified().ok()),
    }
}

pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}

pub(super) fn failed(path: &Path, error: &io::Error) -> OutputError {
    OutputError::Io {
        path: shown(path),
        why: crate::said(error),
    }
}
