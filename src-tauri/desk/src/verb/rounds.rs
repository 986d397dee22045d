//! Rounds and the scheme of an open ledger: 延期, 关闭, 重开, 更新制度.

use super::ledger::LedgerInfo;
use super::shared::{UnitRef, count};
use crate::app_error::AppError;
use crate::desk::Desk;
use crate::seen::stamp;
use crate::{round, scheme};
use serde::Serialize;
use std::path::Path;
use ts_rs::TS;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::scheme::diff::{Change, Effect, sentence};
use xianbaohui_ledger::{Extension, Ledger};

/// A round as it is now.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct RoundDetail {
    code: String,
    name: String,
    deadline: Option<String>,
    closed_at: Option<String>,
    extensions: Vec<ExtensionInfo>,
    /// who is expected
    units: Vec<UnitRef>,
}

/// More time for one unit.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct ExtensionInfo {
    unit: UnitRef,
    until: String,
    reason: String,
    at: String,
}

/// What another version of the scheme would change.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct SchemePreview {
    name: String,
    version: String,
    groups: Vec<ChangeGroup>,
    /// what it means for the ledger besides: units nobody asks, figures in no table
    remarks: Vec<String>,
    /// stamp of what is shown here: goes with the update
    seen: String,
}

/// Changes that mean the same for stored returns.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct ChangeGroup {
    /// what they mean
    meaning: String,
    total: u32,
    /// a sentence each, as many as are shown
    changes: Vec<String>,
}

/// Changes shown of one group.
const MOST_CHANGES: usize = 500;

/// Stamp of a preview: of the text that would be in force, and of the one that is.
fn seen_of(ledger: &Ledger, new: &Scheme) -> Result<String, AppError> {
    stamp(&new.text, &ledger.scheme().text)
}

/// Changes by what they mean for stored returns, the gravest first.
pub(super) fn grouped(changes: &[Change], old: &Scheme, new: &Scheme) -> Vec<ChangeGroup> {
    let mut groups = Vec::new();
    for effect in Effect::GRAVEST_FIRST {
        let own = changes.iter().filter(|change| change.effect == effect);
        let own = own.map(|one| sentence(one, old, new));
        let mut own = own.collect::<Vec<_>>();
        if own.is_empty() {
            continue;
        }
        let total = count(own.len());
        own.truncate(MOST_CHANGES);
        groups.push(ChangeGroup {
            meaning: effect.sentence().to_owned(),
            total,
            changes: own,
        });
    }
    groups
}

impl Desk {
    pub(crate) fn round_detail(&self, round: &str) -> Result<RoundDetail, AppError> {
        self.read(|ledger| {
            let round = ledger.round(round)?;
            let known = ledger.round_state(&round.code)?;
            let scheme = ledger.scheme();
            let extension = |one: Extension| ExtensionInfo {
                unit: UnitRef::of(scheme, &one.unit),
                until: one.until,
                reason: one.reason,
                at: one.at,
            };
            Ok(RoundDetail {
                code: round.code.clone(),
                name: round.name.clone(),
                deadline: round.deadline.clone(),
                closed_at: known.closed_at,
                extensions: known.extensions.into_iter().map(extension).collect(),
                units: round
                    .units
                    .iter()
                    .map(|unit| UnitRef::of(scheme, unit))
                    .collect(),
            })
        })
    }

    /// Gives a unit more time.
    pub(crate) fn extend_round(
        &self,
        round: &str,
        unit: &str,
        until: &str,
        reason: &str,
    ) -> Result<(), AppError> {
        let hand = self.hand();
        self.write(|ledger| {
            let until = (until, reason);
            round::extend(ledger, round, unit, until, &hand.at, &hand.who)?;
            Ok(())
        })
    }

    /// Closes a round, or opens it again.
    pub(crate) fn close_round(
        &self,
        round: &str,
        closed: bool,
        reason: &str,
    ) -> Result<(), AppError> {
        let hand = self.hand();
        self.write(|ledger| {
            if closed {
                round::close(ledger, round, reason, &hand.at, &hand.who)?;
            } else {
                round::open_again(ledger, round, reason, &hand.at, &hand.who)?;
            }
            Ok(())
        })
    }

    /// What a scheme file would change.
    pub(crate) fn scheme_preview(&self, path: &Path) -> Result<SchemePreview, AppError> {
        self.given()?.may_read(path)?;
        self.read(|ledger| {
            let _state = ledger.snapshot()?;
            let new = ledger.scheme().changed_by(path)?;
            let changes = scheme::preview(ledger, &new);
            let groups = grouped(&changes, ledger.scheme(), &new);
            Ok(SchemePreview {
                name: new.name.clone(),
                version: new.version.clone(),
                groups,
                remarks: scheme::remarks(ledger, &new)?,
                seen: seen_of(ledger, &new)?,
            })
        })
    }

    /// Puts a scheme file in force; the ledger as it is then. `seen`: the stamp of the preview that
    /// the officer has seen.
    pub(crate) fn scheme_update(
        &self,
        path: &Path,
        reason: &str,
        seen: &str,
    ) -> Result<LedgerInfo, AppError> {
        self.given()?.may_read(path)?;
        let hand = self.hand();
        self.write(|ledger| {
            let new = ledger.scheme().changed_by(path)?;
            if seen_of(ledger, &new)? != seen {
                return Err(AppError::new(
                    "scheme.not-as-shown",
                    "制度文件，或账本里的制度，在预览以后有了变化，没有更新。请看过新的预览\
                        再更新。",
                ));
            }
            scheme::update(ledger, &new, reason, &hand.at, &hand.who)?;
            Ok(self.info(ledger))
        })
    }
}
