//! What can go wrong with a ledger's file.

use crate::scheme::SchemeError;
use thiserror::Error;

/// A ledger that cannot be used, or a question it cannot answer.
#[derive(Debug, Error)]
pub enum LedgerError {
    /// no such file
    #[error("找不到账本 {path}。请核对路径，或用“新建账本”建一个。")]
    NotFound {
        /// where it was looked for
        path: String,
    },
    /// would overwrite
    #[error("{path} 已经存在，没有覆盖。请换一个文件名，或直接打开它。")]
    AlreadyThere {
        /// what is there
        path: String,
    },
    /// the folder is missing
    #[error("文件夹 {folder} 不存在。请先建好文件夹，或换一个位置。")]
    NoFolder {
        /// which
        folder: String,
    },
    /// another kind of file
    #[error("{path} 不是县报汇的账本。请选择扩展名为 .xbh 的账本文件。")]
    NotALedger {
        /// which
        path: String,
    },
    /// written by a newer program
    #[error("这个账本是更新版本的程序建立的，本程序打不开。请升级程序。")]
    Newer,
    /// no such round
    #[error("没有报送批次“{round}”。本账本的批次有：{known}。")]
    UnknownRound {
        /// what was asked for
        round: String,
        /// what there is
        known: String,
    },
    /// no such unit, form, indicator …
    #[error("没有名为“{name}”的{what}{nearest}。")]
    Unknown {
        /// kind of thing
        what: &'static str,
        /// what was asked for
        name: String,
        /// `，最接近的是“…”` or nothing
        nearest: String,
    },
    /// the stored scheme cannot be read
    #[error("账本里的报表制度读不出来：{0}")]
    Scheme(#[from] SchemeError),
    /// the file is in use by another program
    #[error("账本正被另一个程序写入，请稍后再试。")]
    Busy,
    /// the database says no
    #[error("账本读写出错（{0}）。请检查磁盘是否已满、文件是否损坏；可先运行核验（xbh verify）。")]
    Database(rusqlite::Error),
    /// stored text is damaged
    #[error("账本内容损坏：{0}。请运行核验（xbh verify），并从备份恢复。")]
    Damaged(String),
}

impl LedgerError {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "ledger.not-found",
            Self::AlreadyThere { .. } => "ledger.already-there",
            Self::NoFolder { .. } => "ledger.no-folder",
            Self::NotALedger { .. } => "ledger.not-a-ledger",
            Self::Newer => "ledger.newer",
            Self::UnknownRound { .. } => "ledger.unknown-round",
            Self::Unknown { .. } => "ledger.unknown",
            Self::Scheme(_) => "ledger.scheme",
            Self::Busy => "ledger.busy",
            Self::Database(_) => "ledger.database",
            Self::Damaged(_) => "ledger.damaged",
        }
    }
}

impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => Self::Busy,
            _ => Self::Database(error),
        }
    }
}

impl From<rusqlite_migration::Error> for LedgerError {
    fn from(error: rusqlite_migration::Error) -> Self {
        match error {
            rusqlite_migration::Error::MigrationDefinition(rusqlite_migration::MigrationDefinitionError::DatabaseTooFarAhead) => Self::Newer,
            rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
            other => Self::Damaged(other.to_string()),
        }
    }
}

impl From<serde_json::Error> for LedgerError {
    fn from(error: serde_json::Error) -> Self {
        Self::Damaged(error.to_string())
    }
}
