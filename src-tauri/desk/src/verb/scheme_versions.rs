//! 报表制度: the versions that were in force, and what differs between two of them.

use super::rounds::{ChangeGroup, grouped};
use crate::app_error::AppError;
use crate::desk::Desk;
use crate::scheme::compare;
use serde::Serialize;
use ts_rs::TS;
use xianbaohui_ledger::SchemeVersion as Stored;

/// A version that was in force, or is.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct SchemeVersion {
    #[ts(type = "number")]
    id: i64,
    version: String,
    since: String,
    reason: String,
    who: String,
    in_force: bool,
}

/// What differs between two versions.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct SchemeCompared {
    groups: Vec<ChangeGroup>,
}

fn version(own: Stored, last: Option<i64>) -> SchemeVersion {
    let (reason, who) = match own.step {
        None => ("新建账本".to_owned(), String::new()),
        Some(step) if own.undone => ("撤销了上一次更新".to_owned(), step.who),
        Some(step) => (step.reason, step.who),
    };
    SchemeVersion {
        in_force: last == Some(own.id),
        id: own.id,
        version: own.version,
        since: own.since,
        reason,
        who,
    }
}

impl Desk {
    /// Versions of the scheme, the newest first.
    pub(crate) fn scheme_versions(&self) -> Result<Vec<SchemeVersion>, AppError> {
        self.read(|ledger| {
            let all = ledger.scheme_versions()?;
            let last = all.last().map(|own| own.id);
            let all = all.into_iter().rev();
            Ok(all.map(|own| version(own, last)).collect())
        })
    }

    /// What differs between two versions, by their numbers.
    pub(crate) fn scheme_compare(&self, from: i64, to: i64) -> Result<SchemeCompared, AppError> {
        self.read(|ledger| {
            let compared = compare(ledger, from, to)?;
            Ok(SchemeCompared {
                groups: grouped(&compared.changes, &compared.old, &compared.new),
            })
        })
    }
}
