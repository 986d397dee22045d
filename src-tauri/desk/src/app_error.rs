//! Errors as the pages get them: a stable code, a sentence, and arguments.

use crate::error::Error;
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;
use xianbaohui_core::record::RecordError;
use xianbaohui_core::scheme::SchemeError;
use xianbaohui_files::output::OutputError;
use xianbaohui_ledger::LedgerError;
use xianbaohui_reading::read::ReadError;
use xianbaohui_results::present::PresentError;

/// What a failed command rejects with.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct AppError {
    /// stable code for the window to branch on
    pub code: String,
    /// complete sentence: what, where, why, what to do
    pub message: String,
    /// details by name
    pub args: BTreeMap<String, String>,
}

impl AppError {
    /// An error of this code that says this.
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
            args: BTreeMap::new(),
        }
    }

    /// A command that needs a ledger while none is open.
    pub(crate) fn no_ledger() -> Self {
        Self::new("ledger.none", "还没有打开账本。请先新建或打开一个账本。")
    }

    /// A lock that a panicking thread left behind.
    pub fn broken() -> Self {
        Self::new("internal", "程序内部出错。账本没有损坏，请重新启动程序。")
    }
}

/// Work that a panic ends as an error, so that the window hears of its end and no lock is left
/// broken.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, AppError>) -> Result<T, AppError> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(AppError::broken()))
}

impl From<Error> for AppError {
    fn from(error: Error) -> Self {
        let code = error.code();
        // a cancelled export is told like any other cancelled job
        let mut told = Self::new(
            if matches!(error, Error::Present(PresentError::Cancelled)) {
                "cancelled"
            } else {
                code
            },
            error.to_string(),
        );
        if let Error::Output(OutputError::Exists {
            path,
            size,
            modified,
        })
        | Error::Present(PresentError::Output(OutputError::Exists {
            path,
            size,
            modified,
        })) = error
        {
            let time = modified
                .and_then(|time| jiff::Timestamp::try_from(time).ok())
                .map(|time| time.to_zoned(jiff::tz::TimeZone::system()));
            let time = time
                .map(|time| time.strftime("%Y-%m-%d %H:%M").to_string())
                .unwrap_or_default();
            told.args = [
                ("path".to_owned(), path),
                ("size".to_owned(), size.to_string()),
                ("modified".to_owned(), time),
            ]
            .into();
        }
        told
    }
}

impl From<LedgerError> for AppError {
    fn from(error: LedgerError) -> Self {
        Error::from(error).into()
    }
}

impl From<RecordError> for AppError {
    fn from(error: RecordError) -> Self {
        Error::from(error).into()
    }
}

impl From<SchemeError> for AppError {
    fn from(error: SchemeError) -> Self {
        Error::from(error).into()
    }
}

impl From<PresentError> for AppError {
    fn from(error: PresentError) -> Self {
        Error::from(error).into()
    }
}

impl From<ReadError> for AppError {
    fn from(error: ReadError) -> Self {
        Error::from(error).into()
    }
}

#[cfg(test)]
mod tests {
    use super::{AppError, guarded};

    #[test]
    #[expect(clippy::panic, reason = "what is tested is what becomes of one")]
    fn a_command_that_panics_answers_all_the_same() {
        let answer = guarded::<()>(|| panic!("坏了"));
        assert_eq!(
            answer.err().map(|error| error.code).as_deref(),
            Some("internal")
        );
        assert_eq!(guarded(|| Ok::<_, AppError>(7)).ok(), Some(7));
    }
}
