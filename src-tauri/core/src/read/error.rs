//! Why a file is refused: what it is, and what to do.

use thiserror::Error;

/// A file that gives no workbook.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// no bytes
    #[error("文件是空的（0 字节）。请让填报单位重新发送。")]
    Empty,
    /// something else
    #[error("这不是表格文件，{found}。请让填报单位发送 Excel 工作簿（.xlsx 或 .xls）。")]
    NotAWorkbook {
        /// what it is
        found: String,
    },
    /// a workbook that breaks off or is damaged
    #[error("工作簿已损坏或不完整，打不开（{detail}）。请让填报单位用 Excel 或 WPS 打开检查后重新发送。")]
    Damaged {
        /// what the reader said
        detail: String,
    },
    /// encrypted
    #[error("工作簿加了打开密码。请向填报单位要密码，用 Excel 打开后另存为不加密的文件再导入。")]
    Password,
    /// beyond a limit
    #[error("{what}超过上限（{limit} {unit}），为保证安全没有读取。请拆分文件，或删去无关的工作表、空白行列后再导入。")]
    TooLarge {
        /// what is too large
        what: &'static str,
        /// the limit
        limit: u64,
        /// unit of the limit
        unit: &'static str,
    },
    /// no sheet with anything on it
    #[error("工作簿里没有任何内容：{sheets} 张工作表都是空的。请核对是否发错了文件。")]
    NothingInIt {
        /// how many empty sheets
        sheets: usize,
    },
    /// the file itself cannot be read
    #[error("读不了文件（{0}）。请检查文件是否还在、是否正被占用、有没有权限。")]
    Io(String),
}

impl ReadError {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "read.empty",
            Self::NotAWorkbook { .. } => "read.not-a-workbook",
            Self::Damaged { .. } => "read.damaged",
            Self::Password => "read.password",
            Self::TooLarge { .. } => "read.too-large",
            Self::NothingInIt { .. } => "read.nothing-in-it",
            Self::Io(_) => "read.io",
        }
    }
}
