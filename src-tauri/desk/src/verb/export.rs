//! 导出: what will be written, and writing it.

use super::shared::{Severities, count};
use super::table::Coverage;
use crate::app_error::AppError;
use crate::desk::Desk;
use crate::export;
use crate::job::{Reporter, Stage, Tell};
use serde::Serialize;
use std::path::Path;
use std::time::Instant;
use ts_rs::TS;
use xianbaohui_files::output::Target;
use xianbaohui_results::consolidate::coverage;
use xianbaohui_results::present;

/// A sheet that will be written.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct ExportSheet {
    name: String,
    rows: u32,
    columns: u32,
    note: String,
}

/// What will be written, and where.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct ExportPreview {
    folder: String,
    file_name: String,
    sheets: Vec<ExportSheet>,
    coverage: Coverage,
    severities: Severities,
}

/// What was written.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct ExportDone {
    path: String,
    #[ts(type = "number")]
    bytes: u64,
    seconds: f64,
    sheets: Vec<String>,
}

impl Desk {
    pub(crate) fn export_preview(&self, round: &str) -> Result<ExportPreview, AppError> {
        self.read(|ledger| {
            let round = ledger.round(round)?;
            let all = coverage(ledger, round)?;
            let sheets = present::plan(ledger, round)?
                .into_iter()
                .map(|planned| ExportSheet {
                    name: planned.name,
                    rows: count(planned.rows),
                    columns: count(planned.columns),
                    note: planned.note.to_owned(),
                });
            Ok(ExportPreview {
                folder: ledger
                    .path()
                    .parent()
                    .map(|folder| folder.display().to_string())
                    .unwrap_or_default(),
                file_name: present::file_name(ledger, round),
                sheets: sheets.collect(),
                coverage: Coverage::new(
                    all.units.len(),
                    all.reported(),
                    all.missing()
                        .into_iter()
                        .map(|code| ledger.scheme().unit_name(code).to_owned())
                        .collect(),
                ),
                severities: all.severities.into(),
            })
        })
    }

    /// Writes the workbook. One that is there already is replaced only when the officer said so;
    /// otherwise `output.exists` tells what it is.
    pub(crate) fn export_workbook(
        &self,
        round: &str,
        path: &Path,
        replace: bool,
        tell: Tell<'_>,
    ) -> Result<ExportDone, AppError> {
        let started = Instant::now();
        self.given()?.may_write(path)?;
        let reporter = Reporter::start(tell, &self.jobs, Stage::Write, 0);
        let target = Target::new(path).replacing(replace);
        let written = self.read(|ledger| {
            let round = ledger.round(round)?;
            Ok(export::workbook(
                ledger,
                round,
                target,
                &self.host.now(),
                &reporter,
            )?)
        })?;
        reporter.finish();
        Ok(ExportDone {
            path: path.display().to_string(),
            bytes: written.bytes,
            seconds: started.elapsed().as_secs_f64(),
            sheets: written.sheets,
        })
    }
}
