//! 撤回, 放回, 改挂, 放回收件台, 撤销: the ways out of a wrong step.

use super::shared::{FormRef, UnitRef};
use crate::app_error::AppError;
use crate::desk::Desk;
use crate::import::{Options, Outcome};
use crate::seen::stamp;
use crate::step::{self, Again, Change, Otherwise, Which, word};
use serde::Serialize;
use ts_rs::TS;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_ledger::{Ledger, Step, StepKind};
use xianbaohui_reading::intake::{Verdict, asked_once};

/// A version of a unit's return on a form.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct UnitVersion {
    form: FormRef,
    version: u32,
    /// it counts
    in_force: bool,
    file: String,
    committed_at: String,
    /// why it counts no more, where no newer version took its place
    taken_out: Option<String>,
}

/// All versions of a unit's returns.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct UnitVersions {
    /// stamp of what is shown here: goes with a step on it
    seen: String,
    /// form by form, the newest first
    versions: Vec<UnitVersion>,
}

/// What a step did, or what 撤销 would take back.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct StepTold {
    #[ts(type = "number")]
    id: i64,
    /// what it is, in words: `撤回`
    kind: String,
    /// files were committed with it
    imported: bool,
    at: String,
    reason: String,
    round: String,
    /// what counts before and after, a line each
    changes: Vec<StepChange>,
    /// the round that was added for it goes with it
    with_round: bool,
    /// answers that were remembered with it
    forgotten: Vec<String>,
}

/// What counts of one return before and after a step.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct StepChange {
    unit: UnitRef,
    form: String,
    before: Option<u32>,
    after: Option<u32>,
}

/// A step on files: what it did, or why it was not done.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct StepTried {
    done: Option<StepTold>,
    /// what must be answered or mended first
    refused: Vec<String>,
}

pub(super) fn told(done: &step::Done, scheme: &Scheme) -> StepTold {
    let change = |one: &Change| StepChange {
        unit: UnitRef::of(scheme, &one.unit),
        form: scheme
            .form(&one.form)
            .map_or_else(|| one.form.clone(), |form| form.name.clone()),
        before: one.before,
        after: one.now,
    };
    StepTold {
        id: done.step.id,
        kind: word(done.step.kind).to_owned(),
        imported: done.step.kind == StepKind::Import,
        at: done.step.at.clone(),
        reason: done.step.reason.clone(),
        round: done.step.round.clone(),
        changes: done.changes.iter().map(change).collect(),
        with_round: done.with_round,
        forgotten: done.forgotten.clone(),
    }
}

/// The returns that a step is about.
fn which(round: &str, unit: &str, form: Option<&str>) -> Which {
    Which {
        round: round.to_owned(),
        unit: unit.to_owned(),
        form: form.map(str::to_owned),
    }
}

fn versions_of(ledger: &Ledger, round: &str, unit: &str) -> Result<UnitVersions, AppError> {
    let mut versions = Vec::new();
    for form in &ledger.scheme().forms {
        for row in ledger.versions(round, unit, &form.code)? {
            let stopped = if row.current {
                None
            } else {
                ledger.stopped(round, unit, &form.code, row.version)?
            };
            let taken_out = stopped.map(|step| stopped_by(ledger, &step, unit));
            versions.push(UnitVersion {
                form: FormRef::from(form),
                version: row.version,
                in_force: row.current,
                taken_out: taken_out.transpose()?.flatten(),
                file: row.file,
                committed_at: row.committed_at,
            });
        }
    }
    let seen = stamp(&versions, "")?;
    Ok(UnitVersions { seen, versions })
}

/// Since what a version counts no more: `2021-04-02 09:15:00 已改挂到隆尧县：挂错`; none where a
/// newer one took its place.
fn stopped_by(ledger: &Ledger, step: &Step, unit: &str) -> Result<Option<String>, AppError> {
    let (at, reason) = (&step.at, &step.reason);
    let told = match step.kind {
        StepKind::Undo => format!("{at} 已撤销入库"),
        StepKind::Refile => {
            let scheme = ledger.scheme();
            let to = ledger
                .committed_for(step.id)?
                .into_iter()
                .map(|(to, form)| {
                    let form = scheme
                        .form(&form)
                        .map_or(form.as_str(), |one| one.name.as_str());
                    if to == unit {
                        form.to_owned()
                    } else {
                        scheme.unit_name(&to).to_owned()
                    }
                });
            let mut to = to.collect::<Vec<_>>();
            to.dedup();
            format!("{at} 已改挂到{}：{reason}", to.join("、"))
        }
        StepKind::Withdraw => format!("{at} 已撤回：{reason}"),
        StepKind::PutBack => format!("{at} 另一版放回后不再算数：{reason}"),
        _ => return Ok(None),
    };
    Ok(Some(told))
}

/// A step is about what the page has seen of a unit, and about nothing that came since.
fn as_seen(ledger: &Ledger, round: &str, unit: &str, seen: &str) -> Result<(), AppError> {
    if versions_of(ledger, round, unit)?.seen == seen {
        return Ok(());
    }
    Err(AppError::new(
        "step.changed-elsewhere",
        "这个单位的报送件在别的页面、窗口或程序里有了变化，没有改动。请看过现在的各版再做。",
    ))
}

impl Desk {
    /// All versions of a unit's returns, form by form, the newest first.
    pub(crate) fn unit_versions(&self, round: &str, unit: &str) -> Result<UnitVersions, AppError> {
        self.read(|ledger| {
            let _state = ledger.snapshot()?;
            versions_of(ledger, round, unit)
        })
    }

    /// What 撤销 would take back.
    pub(crate) fn last_step(&self) -> Result<Option<StepTold>, AppError> {
        self.read(|ledger| {
            let last = step::last(ledger)?;
            Ok(last.map(|last| told(&last, ledger.scheme())))
        })
    }

    /// Takes the last step back, which must be the one that was shown.
    pub(crate) fn undo_step(&self, step: i64) -> Result<StepTold, AppError> {
        let hand = self.hand();
        self.write(|ledger| {
            let done = step::undo(ledger, Some(step), "", &hand)?;
            Ok(told(&done, ledger.scheme()))
        })
    }

    /// Returns of a unit count no more.
    pub(crate) fn withdraw(
        &self,
        round: &str,
        unit: &str,
        form: Option<&str>,
        reason: &str,
        seen: &str,
    ) -> Result<StepTold, AppError> {
        let hand = self.hand();
        self.write(|ledger| {
            as_seen(ledger, round, unit, seen)?;
            let done = step::withdraw(ledger, &which(round, unit, form), reason, &hand)?;
            Ok(told(&done, ledger.scheme()))
        })
    }

    /// A version counts again.
    pub(crate) fn put_back(
        &self,
        round: &str,
        unit: &str,
        form: &str,
        version: u32,
        reason: &str,
        seen: &str,
    ) -> Result<StepTold, AppError> {
        let (which, hand) = (which(round, unit, Some(form)), self.hand());
        self.write(|ledger| {
            as_seen(ledger, round, unit, seen)?;
            let done = step::put_back(ledger, &which, version, reason, &hand)?;
            Ok(told(&done, ledger.scheme()))
        })
    }

    /// Files are taken out of force and wait in the inbox again.
    pub(crate) fn bring_back(
        &self,
        round: &str,
        unit: &str,
        form: Option<&str>,
        reason: &str,
        seen: &str,
    ) -> Result<StepTold, AppError> {
        let hand = self.hand();
        self.write_inbox(|inbox, ledger| {
            as_seen(ledger, round, unit, seen)?;
            let done = inbox.bring_back(ledger, &which(round, unit, form), reason, &hand)?;
            Ok(told(&done, ledger.scheme()))
        })
    }

    /// Files are filed under another unit or form.
    #[expect(clippy::too_many_arguments, reason = "they are what a page sends")]
    pub(crate) fn refile(
        &self,
        round: &str,
        unit: &str,
        form: Option<&str>,
        to_unit: Option<&str>,
        to_form: Option<&str>,
        reason: &str,
        seen: &str,
    ) -> Result<StepTried, AppError> {
        let said = Otherwise {
            unit: to_unit.map(str::to_owned),
            form: to_form.map(str::to_owned),
            ..Otherwise::default()
        };
        let hand = self.hand();
        let options = Options {
            at: hand.at,
            who: hand.who,
            reader: self.files.clone(),
            passwords: self.passwords()?,
            ..Options::default()
        };
        self.write(|ledger| {
            as_seen(ledger, round, unit, seen)?;
            let which = which(round, unit, form);
            let tried = step::again(ledger, &which, &said, reason, &options)?;
            Ok(match tried {
                Again::Done(done, _) => StepTried {
                    done: Some(told(&done, ledger.scheme())),
                    refused: Vec::new(),
                },
                Again::Asked(outcomes) => StepTried {
                    done: None,
                    refused: outcomes.iter().filter_map(why_not).collect(),
                },
            })
        })
    }
}

/// Why a file could not be read so, or what must be answered first.
fn why_not(outcome: &Outcome) -> Option<String> {
    let why = match &outcome.file.verdict {
        Verdict::Refused { reason, .. } => reason.clone(),
        Verdict::Unsure(asked) => asked_once(asked).join(" "),
        Verdict::Ready(_) => outcome.reason.clone()?,
    };
    Some(format!("{}：{why}", outcome.file.name))
}
