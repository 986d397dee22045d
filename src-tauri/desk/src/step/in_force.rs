//! Another version counts, or none.

use super::chosen::{Chosen, Which};
use super::{Done, StepError, done, reason};
use crate::{Error, Hand};
use std::collections::BTreeSet;
use xianbaohui_core::record::ReturnRow;
use xianbaohui_ledger::{Ledger, StepKind};

/// 撤回: returns count no more; the unit has not reported them. Their versions stay, and can be put
/// back.
///
/// # Errors
/// Nothing of it counts, the round is closed, or there is no reason.
pub fn withdraw(ledger: &mut Ledger, which: &Which, why: &str, hand: &Hand) -> Result<Done, Error> {
    let why = &reason(why)?;
    let chosen = Chosen::of(ledger, which)?;
    let rows = chosen.in_force(ledger)?;
    take_out(ledger, &chosen.round.code, rows, why, hand)
}

/// These returns, which count, count no more.
pub(crate) fn take_out(
    ledger: &mut Ledger,
    round: &str,
    rows: Vec<ReturnRow>,
    why: &str,
    hand: &Hand,
) -> Result<Done, Error> {
    let seen = rows.iter().map(|row| Some(row.version)).collect::<Vec<_>>();
    let changes = rows
        .into_iter()
        .map(|row| (row.unit, row.form, None))
        .collect::<Vec<_>>();
    let said = (why, hand.at.as_str(), hand.who.as_str());
    let step = ledger.put_in_force(StepKind::Withdraw, round, &changes, &seen, said)?;
    Ok(done(ledger, step)?)
}

/// 放回: a version that was replaced or withdrawn counts again; of all forms that have it, or of
/// one.
///
/// # Errors
/// There is no such version, it counts already, the round is closed, or there is no reason.
pub fn put_back(
    ledger: &mut Ledger,
    which: &Which,
    version: u32,
    why: &str,
    hand: &Hand,
) -> Result<Done, Error> {
    let why = &reason(why)?;
    let chosen = Chosen::of(ledger, which)?;
    let (mut changes, mut seen, mut known) = (Vec::new(), Vec::new(), BTreeSet::new());
    let mut counts = false;
    for form in &ledger.scheme().forms {
        if chosen.form.as_ref().is_some_and(|own| *own != form.code) {
            continue;
        }
        let versions = ledger.versions(&chosen.round.code, &chosen.unit, &form.code)?;
        known.extend(versions.iter().map(|row| row.version));
        if !versions.iter().any(|row| row.version == version) {
            continue;
        }
        let now = versions.iter().find(|row| row.current);
        let now = now.map(|row| row.version);
        if now == Some(version) {
            counts = true;
            continue;
        }
        for row in versions.iter().filter(|row| row.version == version) {
            counts_once(ledger, &chosen.round.code, row)?;
        }
        changes.push((chosen.unit.clone(), form.code.clone(), Some(version)));
        seen.push(now);
    }
    if changes.is_empty() && counts {
        return Err(StepError::InForceAlready {
            unit: chosen.unit_name(ledger),
            version,
        }
        .into());
    }
    if changes.is_empty() {
        let known = known.iter().map(|version| format!("第 {version} 版"));
        let known = known.collect::<Vec<_>>().join("、");
        return Err(StepError::NoVersion {
            unit: chosen.unit_name(ledger),
            form: chosen.form_name(ledger),
            version,
            known: if known.is_empty() {
                "无".into()
            } else {
                known
            },
        }
        .into());
    }
    let said = (why.as_str(), hand.at.as_str(), hand.who.as_str());
    let step = ledger.put_in_force(StepKind::PutBack, &chosen.round.code, &changes, &seen, said)?;
    Ok(done(ledger, step)?)
}

/// A sheet counts for one unit and form only.
fn counts_once(ledger: &Ledger, round: &str, row: &ReturnRow) -> Result<(), Error> {
    let is_same = |other: &&ReturnRow| {
        other.sha256 == row.sha256
            && other.sheet == row.sheet
            && (&other.unit, &other.form) != (&row.unit, &row.form)
    };
    let now = ledger.current_returns(round)?;
    let Some(other) = now.iter().find(is_same) else {
        return Ok(());
    };
    let scheme = ledger.scheme();
    let form = scheme.form(&other.form);
    Err(StepError::CountsElsewhere {
        unit: scheme.unit_name(&other.unit).to_owned(),
        form: form.map_or_else(|| other.form.clone(), |form| form.name.clone()),
        version: other.version,
    }
    .into())
}
