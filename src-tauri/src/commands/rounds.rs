//! Rounds and the scheme of an open ledger: 延期, 关闭, 重开, 更新制度.

use super::ledger::{LedgerInfo, count, info};
use super::shared::UnitRef;
use crate::error::AppError;
use crate::state::{State, now, operator};
use serde::Serialize;
use std::path::PathBuf;
use ts_rs::TS;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::scheme::diff::{Effect, sentence};
use xianbaohui_desk::{round, scheme};

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

#[tauri::command(async)]
pub(crate) fn round_detail(
    state: tauri::State<'_, State>,
    round: &str,
) -> Result<RoundDetail, AppError> {
    state.with_ledger(|ledger| {
        let round = ledger.round(round)?;
        let known = ledger.round_state(&round.code)?;
        let scheme = ledger.scheme();
        let extension = |one: xianbaohui_ledger::Extension| ExtensionInfo {
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
#[tauri::command(async)]
pub(crate) fn extend_round(
    state: tauri::State<'_, State>,
    round: &str,
    unit: &str,
    until: &str,
    reason: &str,
) -> Result<(), AppError> {
    state.with_ledger(|ledger| {
        round::extend(ledger, round, unit, (until, reason), &now(), &operator())?;
        Ok(())
    })
}

/// Closes a round, or opens it again.
#[tauri::command(async)]
pub(crate) fn close_round(
    state: tauri::State<'_, State>,
    round: &str,
    closed: bool,
    reason: &str,
) -> Result<(), AppError> {
    state.with_ledger(|ledger| {
        if closed {
            round::close(ledger, round, reason, &now(), &operator())?;
        } else {
            round::open_again(ledger, round, reason, &now(), &operator())?;
        }
        Ok(())
    })
}

/// What a scheme file would change.
#[tauri::command(async)]
pub(crate) fn scheme_preview(
    state: tauri::State<'_, State>,
    path: PathBuf,
) -> Result<SchemePreview, AppError> {
    let new = Scheme::find(&path.display().to_string())?;
    state.with_ledger(|ledger| {
        let changes = scheme::preview(ledger, &new);
        let mut groups = Vec::new();
        for effect in Effect::GRAVEST_FIRST {
            let own = changes.iter().filter(|change| change.effect == effect);
            let own = own.map(|one| sentence(one, ledger.scheme(), &new));
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
        Ok(SchemePreview {
            name: new.name.clone(),
            version: new.version.clone(),
            groups,
        })
    })
}

/// Puts a scheme file in force; the ledger as it is then.
#[tauri::command(async)]
pub(crate) fn scheme_update(
    state: tauri::State<'_, State>,
    path: PathBuf,
    reason: &str,
) -> Result<LedgerInfo, AppError> {
    let new = Scheme::find(&path.display().to_string())?;
    let told = state.with_ledger(|ledger| {
        scheme::update(ledger, &new, reason, &now(), &operator())?;
        Ok(info(ledger, false))
    })?;
    state.forget_tables()?;
    Ok(told)
}
