//! Why a scheme is not put in force.

use thiserror::Error;

/// A scheme that is not put in force.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum UpdateError {
    /// nothing is otherwise
    #[error("新的报表制度和账本里的没有差别，没有更新。")]
    Same,
    /// another scheme altogether
    #[error(
        "没有更新：这是另一份报表制度（代码 {new}），账本用的是 {own}。同一份制度的新版，请把制度文件里的\
            代码写成 {own}；另一份制度，请另建账本。"
    )]
    Other {
        /// its code
        new: String,
        /// code of the one in force
        own: String,
    },
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
            Self::Other { .. } => "scheme.other",
            Self::Held { .. } => "scheme.held",
            Self::NoReason => "scheme.no-reason",
        }
    }
}
