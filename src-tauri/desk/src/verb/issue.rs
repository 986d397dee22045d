//! 下发: for whom and which forms, and writing them.

use super::shared::{FormRef, UnitRef, count};
use crate::app_error::AppError;
use crate::desk::Desk;
use crate::issue::{self, Wanted};
use crate::job::{Reporter, Stage, Tell};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
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
    /// codes of the forms that ask for personal data
    personal: Vec<String>,
}

/// A workbook of the bureau's own that a form goes out in.
#[derive(Deserialize, TS)]
#[ts(export)]
pub(crate) struct OwnGiven {
    /// code of the form
    form: String,
    path: String,
}

/// What went out.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct IssueDone {
    folder: String,
    files: u32,
    /// cells that were filled in beforehand
    filled: u32,
    /// those of them with personal data that is masked
    masked: u32,
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
            let personal = forms.clone().filter(|form| form.has_personal());
            let personal = personal.map(|form| form.code.clone());
            Ok(IssuePlan {
                name: round.name.clone(),
                folder: folder.display().to_string(),
                units: units.collect(),
                personal: personal.collect(),
                forms: forms.map(FormRef::from).collect(),
            })
        })
    }

    /// Writes the blanks; those that are there already are replaced only when the officer said so.
    /// `purpose`: personal data that units said before goes out as it was said, and why.
    #[expect(
        clippy::too_many_arguments,
        reason = "each is something that is chosen"
    )]
    pub(crate) fn issue_blanks(
        &self,
        round: &str,
        units: &[String],
        forms: &[String],
        folder: &Path,
        replace: bool,
        purpose: Option<&str>,
        own: &[OwnGiven],
        tell: Tell<'_>,
    ) -> Result<IssueDone, AppError> {
        let started = Instant::now();
        {
            // a folder that was given, or one that is made in such a folder
            let given = self.given()?;
            let inside = given.may_write(&folder.join("x.xlsx"));
            inside.or_else(|_| given.may_write(folder))?;
            for one in own {
                given.may_read(Path::new(&one.path))?;
            }
        }
        let own = own.iter();
        let own = own.map(|one| (one.form.clone(), PathBuf::from(&one.path)));
        let wanted = Wanted {
            units: units.to_vec(),
            forms: forms.to_vec(),
            replace,
            open: purpose.is_some(),
            own: own.collect(),
        };
        if let Some(purpose) = purpose {
            let hand = self.hand();
            self.write(|ledger| {
                let round = ledger.round(round)?;
                Ok(issue::unmask(ledger, round, purpose, &hand)?)
            })?;
        }
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
            masked: count(files.iter().map(|own| own.masked).sum()),
            bytes: files.iter().map(|own| own.bytes).sum(),
            seconds: started.elapsed().as_secs_f64(),
        })
    }
}
