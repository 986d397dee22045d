//! Files are looked at, and nothing is kept.

use super::incoming::Incoming;
use super::outcome::{Outcome, Status, forget};
use super::reading::in_order;
use crate::error::Error;
use std::collections::HashMap;
use xianbaohui_core::watch::Watch;
use xianbaohui_ledger::Kept;
use xianbaohui_reading::intake::Intake;

/// The same without a ledger: nothing is kept.
pub fn check(
    intake: &Intake<'_>,
    files: &[Incoming],
    values: bool,
    watch: &dyn Watch,
) -> Result<Vec<Outcome>, Error> {
    let mut outcomes = Vec::with_capacity(files.len());
    look(intake, None, files, values, watch, |outcome, _| {
        outcomes.push(outcome);
        Ok(())
    })?;
    Ok(outcomes)
}

/// The same, one by one in their order, with the bytes that were looked at. `kept`: where those of
/// waiting files are.
pub fn look(
    intake: &Intake<'_>,
    kept: Option<&Kept>,
    files: &[Incoming],
    values: bool,
    watch: &dyn Watch,
    mut each: impl FnMut(Outcome, Vec<u8>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut by_hash: HashMap<String, String> = HashMap::new();
    in_order(
        files,
        intake,
        kept,
        watch,
        |file| forget(file, values),
        |file, bytes, ()| {
            let mut outcome = Outcome::of(file);
            let (sha256, name) = (outcome.file.sha256.clone(), outcome.file.name.clone());
            if let Some(first) = by_hash.get(&sha256).filter(|_| !sha256.is_empty()) {
                outcome.status = Status::Duplicate;
                outcome.reason = Some(format!("与“{first}”完全相同。"));
            }
            by_hash.entry(sha256).or_insert(name);
            each(outcome, bytes)
        },
    )
}
