//! Why a bureau's own workbook cannot go out.

use thiserror::Error;

/// What stands against a workbook.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OwnError {
    /// no xlsx package
    #[error("不是没有加密的 xlsx 工作簿。请用 Excel 或 WPS 另存为 xlsx，不设打开密码")]
    NoPackage,
    /// it holds what must not go out with it
    #[error("含有{what}。{remedy}")]
    Holds {
        /// what
        what: &'static str,
        /// what to do
        remedy: &'static str,
    },
    /// its XML is written in another way than can be changed safely
    #[error("的“{part}”不是通常的写法，改不了。请用 Excel 或 WPS 打开后另存为 xlsx 再试")]
    Written {
        /// which part
        part: String,
    },
    /// a sheet that is not there
    #[error("里没有工作表“{sheet}”")]
    NoSheet {
        /// its name
        sheet: String,
    },
    /// a sheet that is protected with a password
    #[error("的工作表“{sheet}”设了保护密码，不能再设可以填的格。请先撤销工作表保护")]
    Password {
        /// its name
        sheet: String,
    },
    /// fewer free rows than entries
    #[error("的工作表“{sheet}”只有 {rows} 行空行，名录里有 {entries} 条要预填。请在表里留足空行")]
    Rows {
        /// its name
        sheet: String,
        /// rows that are free
        rows: usize,
        /// entries that are known
        entries: usize,
    },
}
