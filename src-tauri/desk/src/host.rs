//! What the desk needs of the program around it: clock, operator, dialogs, what it was started
//! with. A window is one, a server for a browser another, a test a third.

use crate::app_error::AppError;
use serde::Deserialize;
use std::fmt::Debug;
use std::path::PathBuf;
use std::sync::Arc;
use ts_rs::TS;
use xianbaohui_reading::read::{ReadFile, Workers};

/// What a path is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Purpose {
    /// files that came in
    Returns,
    /// a folder of them
    ReturnFolder,
    /// a ledger that is there
    Ledger,
    /// where a ledger is made
    NewLedger,
    /// a scheme that is to be in force
    Scheme,
    /// where a workbook is written
    Workbook,
    /// the folder where workbooks are written
    OutFolder,
}

/// Where the shipped sample lies, and where it is unpacked.
#[derive(Debug, Clone)]
pub struct SamplePlaces {
    /// the returns, a folder a round
    pub shipped: PathBuf,
    /// the program's own folder, which the ledger goes into
    pub own: PathBuf,
}

/// The program around the desk.
pub trait Host: Send + Sync + Debug {
    /// Local time, to the second, as returns and log keep it.
    fn now(&self) -> String {
        now()
    }

    /// Today.
    fn today(&self) -> jiff::civil::Date {
        jiff::Zoned::now().date()
    }

    /// Who is logged in, for the log.
    fn operator(&self) -> String {
        operator()
    }

    /// How files are read: in processes of their own.
    fn reader(&self) -> Arc<dyn ReadFile> {
        Arc::new(Workers::of_this_program())
    }

    /// Paths that the program was started with.
    fn started_with(&self) -> Vec<PathBuf>;

    /// The one ledger that this program is for, where there is only one.
    fn only_ledger(&self) -> Option<PathBuf> {
        None
    }

    /// Whether a file dialog can be shown; `dialog.none` says why not, and what to do.
    fn dialogs(&self) -> Result<(), AppError>;

    /// Whether the officer may type a path where no dialog can be shown.
    fn takes_typed_paths(&self) -> bool {
        true
    }

    /// Shows a file dialog; empty: 取消 was pressed.
    fn pick(&self, purpose: Purpose, suggested: &str) -> Result<Vec<PathBuf>, AppError>;

    /// Where the sample lies.
    fn sample(&self) -> Result<SamplePlaces, AppError>;
}

/// Local time, to the second.
pub fn now() -> String {
    jiff::Zoned::now().strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// Who is logged in.
pub fn operator() -> String {
    ["USER", "USERNAME", "LOGNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .unwrap_or_else(|| "未署名".into())
}
