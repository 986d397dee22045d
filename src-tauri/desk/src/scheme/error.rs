//! Why a scheme is not put in force.

use thiserror::Error;

/// A scheme that is not put in force.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum UpdateError {
    /// nothing is otherwise
    #[error("新的报表制度和账本里的没有差别，没有更新。")]
    Same,
    /// stored figures would be shown as what they are not
    #[error("没有更新：{what}")]
    Held {
        /// sentences
        what: String,
    },
    /// no reason
    #[error("没有写理由。更新报表制度要写明理由，记入日志。")]
    NoReason,
}

impl UpdateError {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Same => "scheme.same",
            Self::Held { .. } => "scheme.held",
            Self::NoReason => "scheme.no-reason",
        }
    }
}
