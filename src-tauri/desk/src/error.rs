//! What can go wrong that is not the data's fault.

use crate::register::RegisterError;
use crate::round::RoundError;
use crate::scheme::UpdateError;
use crate::step::StepError;
use crate::target::TargetError;
use thiserror::Error;
use xianbaohui_core::record::RecordError;
use xianbaohui_core::scheme::SchemeError;
use xianbaohui_files::output::OutputError;
use xianbaohui_ledger::LedgerError;
use xianbaohui_reading::read::ReadError;
use xianbaohui_results::present::PresentError;

/// An error of the core: what, where, why and what to do, in Chinese, with a stable code for
/// programs.
#[derive(Debug, Error)]
pub enum Error {
    /// a file that gives no workbook
    #[error(transparent)]
    Read(#[from] ReadError),
    /// a scheme that cannot be used
    #[error(transparent)]
    Scheme(#[from] SchemeError),
    /// a ledger that cannot be used
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// a question that the ledger did not answer
    #[error(transparent)]
    Record(#[from] RecordError),
    /// a round that cannot be as it is wanted
    #[error(transparent)]
    Round(#[from] RoundError),
    /// a scheme that is not put in force
    #[error(transparent)]
    Update(#[from] UpdateError),
    /// a step that is not done
    #[error(transparent)]
    Step(#[from] StepError),
    /// something that is not done with a register
    #[error(transparent)]
    Register(#[from] RegisterError),
    /// a target that is not set
    #[error(transparent)]
    Target(#[from] TargetError),
    /// where something must not be written
    #[error(transparent)]
    Output(#[from] OutputError),
    /// a workbook that could not be written
    #[error(transparent)]
    Present(#[from] PresentError),
    /// stopped by the user
    #[error("已取消，没有保留任何改动。")]
    Cancelled,
}

impl Error {
    /// Stable code for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Read(error) => error.code(),
            Self::Scheme(error) => error.code(),
            Self::Ledger(error) => error.code(),
            Self::Record(error) => error.code(),
            Self::Round(error) => error.code(),
            Self::Update(error) => error.code(),
            Self::Step(error) => error.code(),
            Self::Register(error) => error.code(),
            Self::Target(error) => error.code(),
            Self::Output(error) => error.code(),
            Self::Present(error) => error.code(),
            Self::Cancelled => "cancelled",
        }
    }
}
