//! 其他来源: figures that no county reports in a round. What is kept of them, and files that are
//! looked at and taken in.

use super::fact_shape::{FORM, UNIT, choices, file, row};
pub(crate) use super::fact_shape::{FactLooked, FactPage, FactWanted};
use super::shared::count;
use super::steps::StepTold;
use crate::app_error::AppError;
use crate::desk::Desk;
use crate::facts::{For, Given, import, kept, tried};
use crate::import::{Incoming, Options, Outcome, Status};
use crate::seen::stamp;
use crate::step;
use xianbaohui_core::provenance::{Origin, Provenance, Vintage, called};
use xianbaohui_core::watch::Unwatched;
use xianbaohui_ledger::Ledger;

impl FactWanted {
    fn whence(&self) -> Result<Provenance, AppError> {
        let Some(origin) = called(&Origin::ALL, &self.origin) else {
            return Err(AppError::new(
                "facts.no-origin",
                "没有说明这些数是谁的。请选择基期数、部门数或公布数。",
            ));
        };
        Ok(Provenance {
            origin,
            vintage: called(&Vintage::ALL, &self.vintage),
            giver: crate::hand::one_line(&self.giver),
        })
    }

    fn of(&self) -> Result<For, AppError> {
        crate::hand::one_line(&self.period)
            .map(For::Period)
            .ok_or_else(|| {
                AppError::new(
                    "facts.no-period",
                    "没有说明这些数是哪一期的。请写 2020、2020Q4 这样的报告期，或选择一个批次。",
                )
            })
    }

    fn incoming(&self, whence: &Provenance) -> Vec<Incoming> {
        let said = |id: &str| {
            let own = self.answers.iter().find(|one| one.id == id);
            own.map(|one| one.choice.clone())
        };
        let (unit, form) = (said(UNIT), said(FORM));
        let mut files = Incoming::all(self.paths.clone(), unit.as_deref(), form.as_deref());
        let answers = self.answers.iter();
        let answers = answers.filter(|one| one.id != UNIT && one.id != FORM);
        let answers = answers.map(|one| (one.id.clone(), one.choice.clone()));
        let answers = answers.collect::<Vec<_>>();
        for file in &mut files {
            file.answers.clone_from(&answers);
            file.provenance = Some(whence.clone());
        }
        files
    }
}

impl Desk {
    /// All that is kept of figures that no county reports, and what may be said of new ones.
    pub(crate) fn facts(&self) -> Result<FactPage, AppError> {
        self.read(|ledger| {
            let _state = ledger.snapshot()?;
            let scheme = ledger.scheme();
            let mut rows = kept(ledger)?;
            // the newest first, as they came
            rows.sort_by_key(|one| std::cmp::Reverse(one.row.id));
            Ok(FactPage {
                rows: rows.iter().map(|one| row(scheme, one)).collect(),
                origins: choices(&Origin::ALL),
                vintages: choices(&Vintage::ALL),
            })
        })
    }

    /// What taking files in would do.
    pub(crate) fn facts_look(&self, wanted: &FactWanted) -> Result<FactLooked, AppError> {
        let options = self.fact_options(wanted)?;
        self.write(|ledger| looked(ledger, wanted, &options))
    }

    /// Takes files in as they were shown: one step, with the round that is added for them.
    pub(crate) fn facts_take(&self, wanted: &FactWanted, seen: &str) -> Result<StepTold, AppError> {
        let options = self.fact_options(wanted)?;
        self.write(|ledger| {
            // the files, or what they are held against, may be others by now
            if looked(ledger, wanted, &options)?.seen != seen {
                return Err(AppError::new(
                    "facts.not-as-shown",
                    "文件，或账本里的数，在查看以后有了变化，没有入库。请看过现在的再入库。",
                ));
            }
            let whence = wanted.whence()?;
            let files = wanted.incoming(&whence);
            let given = import(ledger, &wanted.of()?, &files, &options, &Unwatched)?;
            let is_in = |one: &Outcome| one.status == Status::Committed;
            if !given.outcomes.iter().any(is_in) {
                return Err(AppError::new(
                    "facts.nothing",
                    "没有一份文件可以入库。请看每份文件下面写的原因。",
                ));
            }
            let last = step::last(ledger)?.ok_or_else(AppError::broken)?;
            Ok(super::steps::told(&last, ledger.scheme()))
        })
    }

    fn fact_options(&self, wanted: &FactWanted) -> Result<Options, AppError> {
        let given = self.given()?;
        for path in &wanted.paths {
            given.may_read(path)?;
        }
        drop(given);
        let hand = self.hand();
        Ok(Options {
            at: hand.at,
            who: hand.who,
            values: true,
            reader: self.files.clone(),
            passwords: self.passwords()?,
            ..Options::default()
        })
    }
}

fn looked(ledger: &Ledger, wanted: &FactWanted, options: &Options) -> Result<FactLooked, AppError> {
    let whence = wanted.whence()?;
    let files = wanted.incoming(&whence);
    let Given {
        round,
        is_new,
        outcomes,
    } = tried(ledger, &wanted.of()?, &files, options)?;
    let ready = outcomes
        .iter()
        .filter(|one| one.status == Status::Committed);
    let mut looked = FactLooked {
        round: round.name,
        is_new,
        whence: whence.text(),
        ready: count(ready.count()),
        files: outcomes
            .iter()
            .map(|one| file(ledger.scheme(), one))
            .collect(),
        seen: String::new(),
    };
    let hashes = outcomes.iter().map(|one| one.file.sha256.as_str());
    looked.seen = stamp(&looked, &hashes.collect::<Vec<_>>().join(" "))?;
    Ok(looked)
}
