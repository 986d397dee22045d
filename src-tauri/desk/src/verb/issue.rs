//! 下发: for whom and which forms, and writing them.

use super::shared::{FormRef, UnitRef, count};
use crate::app_error::AppError;
use crate::desk::Desk;
use crate::issue::{self, Wanted};
use crate::job::{Reporter, Stage, Tell};
use serde::Serialize;
use std::path::Path;
use std::time::Instant;
use ts_rs::TS;
use xianbaohui_results::present;

/// What may go out for a round.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct IssuePlan {
    name: String,
    /// where it goes if nothing else is said
    folder: String,
    units: Vec<UnitRef>,
    forms: Vec<FormRef>,
}

/// What went out.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct IssueDone {
    folder: String,
    files: u32,
    /// cells that were filled in beforehand
    filled: u32,
    #[ts(type = "number")]
    bytes: u64,
    seconds: f64,
}

impl Desk {
    pub(crate) fn issue_plan(&self, round: &str) -> Result<IssuePlan, AppError> {
        self.read(|ledger| {
            let round = ledger.round(round)?;
            let scheme = ledger.scheme();
            let planned = issue::plan(ledger, round, &Wanted::default())?;
            let beside = ledger.path().parent().unwrap_or(Path::new(""));
            let folder = beside.join(format!("下发 {}", present::plain_name(&round.name)));
            let units = planned.iter();
            let units = units.map(|(unit, _)| UnitRef::of(scheme, &unit.code));
            let forms = round.forms.iter().filter_map(|code| scheme.form(code));
            Ok(IssuePlan {
                name: round.name.clone(),
                folder: folder.display().to_string(),
                units: units.collect(),
                forms: forms.map(FormRef::from).collect(),
            })
        })
    }

    /// Writes the blanks; those that are there already are replaced only when the officer said so.
    pub(crate) fn issue_blanks(
        &self,
        round: &str,
        units: &[String],
        forms: &[String],
        folder: &Path,
        replace: bool,
        tell: Tell<'_>,
    ) -> Result<IssueDone, AppError> {
        let started = Instant::now();
        {
            // a folder that was given, or one that is made in such a folder
            let given = self.given()?;
            let inside = given.may_write(&folder.join("x.xlsx"));
            inside.or_else(|_| given.may_write(folder))?;
        }
        let wanted = Wanted {
            units: units.to_vec(),
            forms: forms.to_vec(),
            replace,
            own: Vec::new(),
        };
        let reporter = Reporter::start(tell, &self.jobs, Stage::Write, wanted.units.len());
        let files = self.read(|ledger| {
            let round = ledger.round(round)?;
            let now = self.host.now();
            Ok(issue::issue(
                ledger,
                round,
                &wanted,
                folder,
                (&now, &*self.files),
                &reporter,
            )?)
        })?;
        reporter.finish();
        Ok(IssueDone {
            folder: folder.display().to_string(),
            files: count(files.len()),
            filled: count(files.iter().map(|own| own.filled).sum()),
            bytes: files.iter().map(|own| own.bytes).sum(),
            seconds: started.elapsed().as_secs_f64(),
        })
    }
}
