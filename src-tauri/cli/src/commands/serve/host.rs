//! A browser as the desk's host: one ledger, and no dialogs of ours.

use std::path::PathBuf;
use xianbaohui_desk::app_error::AppError;
use xianbaohui_desk::host::{Host, Purpose, SamplePlaces};

/// A browser that shows one ledger.
#[derive(Debug)]
pub(super) struct Browser {
    ledger: PathBuf,
}

impl Browser {
    pub(super) fn of(ledger: PathBuf) -> Self {
        Self { ledger }
    }
}

fn none() -> AppError {
    AppError::new(
        "serve.only",
        "浏览器里没有这个功能：文件请拖进页面或用“添加文件”，别的账本请用 xbh serve 打开。",
    )
}

impl Host for Browser {
    fn started_with(&self) -> Vec<PathBuf> {
        Vec::new()
    }

    fn only_ledger(&self) -> Option<PathBuf> {
        Some(self.ledger.clone())
    }

    fn dialogs(&self) -> Result<(), AppError> {
        Err(none())
    }

    fn takes_typed_paths(&self) -> bool {
        false
    }

    fn pick(&self, _: Purpose, _: &str) -> Result<Vec<PathBuf>, AppError> {
        Err(none())
    }

    fn sample(&self) -> Result<SamplePlaces, AppError> {
        Err(none())
    }
}
