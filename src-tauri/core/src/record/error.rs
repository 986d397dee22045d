//! What can go wrong when the record is asked.

use thiserror::Error;

/// A question that the record did not answer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum RecordError {
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
    /// stored figures that the scheme in force has no place for any more
    #[error(
        "现行制度没有“{name}”的这一行或这一列了，不再汇总。账本里有：{found}。\
            要把它重新算进汇总，请撤销去掉它的那次更新制度，或在制度里把它加回来。"
    )]
    NotInScheme {
        /// the indicator, as it was called
        name: String,
        /// units, versions, cells and what stands in them
        found: String,
    },
    /// what keeps the record said no
    #[error("{message}")]
    Unanswered {
        /// stable code for programs
        code: &'static str,
        /// the sentence
        message: String,
    },
}

impl RecordError {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown { .. } => "ledger.unknown",
            Self::NotInScheme { .. } => "trace.not-in-scheme",
            Self::Unanswered { code, .. } => code,
        }
    }
}
