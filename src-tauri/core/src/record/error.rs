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
            Self::Unanswered { code, .. } => code,
        }
    }
}
