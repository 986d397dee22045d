//! 下发: blanks for the units of a round, one workbook each, with what is known of them filled in.

mod known;

use crate::export::begin;
use crate::hand::one_line;
use crate::register::RegisterError;
use crate::round::{RoundError, forms, unit};
use crate::{Error, Hand};
use known::Known;
use std::path::{Path, PathBuf};
use xianbaohui_core::form::{Form, FormKind};
use xianbaohui_core::org_unit::OrgUnit;
use xianbaohui_core::scheme::Round;
use xianbaohui_core::watch::Watch;
use xianbaohui_files::output::{Kind, OutputError, Target};
use xianbaohui_ledger::Ledger;
use xianbaohui_results::present::{self, Blanks};

/// What is to go out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// codes or names of the units; else all that the round expects, and for county tables the unit
    /// that consolidates
    pub units: Vec<String>,
    /// codes or names of the forms; else those of the round
    pub forms: Vec<String>,
    /// blanks that this program wrote before may be replaced
    pub replace: bool,
    /// personal data that the unit said before is filled in as it was said: see [`unmask`]
    pub open: bool,
}

/// One workbook that went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssuedFile {
    /// code of the unit
    pub unit: String,
    /// where it lies
    pub path: PathBuf,
    /// codes of its forms
    pub forms: Vec<String>,
    /// cells that were filled in beforehand
    pub filled: usize,
    /// those of them with personal data that is masked
    pub masked: usize,
    /// its bytes
    pub bytes: u64,
}

/// Whom the blanks are for, with the forms of each, and the names of their files.
///
/// # Errors
/// A unit or form is not known, or there is nothing to issue.
pub fn plan<'l>(
    ledger: &'l Ledger,
    round: &Round,
    wanted: &Wanted,
) -> Result<Vec<(&'l OrgUnit, Vec<&'l Form>)>, Error> {
    let scheme = ledger.scheme();
    let codes = if wanted.forms.is_empty() {
        round.forms.clone()
    } else {
        forms(scheme, &wanted.forms)?
    };
    let all = codes.iter().filter_map(|code| scheme.form(code));
    let (tables, own): (Vec<_>, Vec<_>) =
        all.partition(|form| form.kind() == FormKind::CountyTable);
    let root = &scheme.root_unit().code;
    let units = if wanted.units.is_empty() {
        let others = round.units.iter().filter(|code| *code != root);
        others.chain([root]).cloned().collect()
    } else {
        let period = Some(round.period);
        let named = wanted.units.iter().map(|name| unit(scheme, name, period));
        let mut named = named.collect::<Result<Vec<_>, _>>()?;
        let mut seen = Vec::new();
        named.retain(|code| {
            let is_new = !seen.contains(code);
            seen.push(code.clone());
            is_new
        });
        named
    };
    let planned = units.iter().filter_map(|code| {
        let is_expected = round.units.contains(code);
        let mut forms = Vec::new();
        if is_expected || code != root {
            forms.extend(own.iter().copied());
        }
        if code == root {
            forms.extend(tables.iter().copied());
        }
        let unit = scheme.unit(code).filter(|_| !forms.is_empty())?;
        Some((unit, forms))
    });
    let planned = planned.collect::<Vec<_>>();
    if planned.is_empty() {
        return Err(RoundError::NothingToIssue {
            round: round.name.clone(),
        }
        .into());
    }
    Ok(planned)
}

/// Personal data goes out as it was said: why, in the log.
///
/// # Errors
/// There is no reason, or the ledger cannot be written to.
pub fn unmask(ledger: &Ledger, round: &Round, why: &str, hand: &Hand) -> Result<(), Error> {
    let reason = one_line(why).ok_or(RegisterError::NoReason)?;
    let detail = serde_json::json!({ "issue": round.code, "reason": reason });
    ledger.note(&hand.at, &hand.who, "unmask", &round.code, &detail)?;
    Ok(())
}

/// Writes the blanks into a folder, which is made where it is missing. Nothing is written where one
/// of the files is there already and may not be replaced.
///
/// # Errors
/// See [`plan`]; a file could not be written, or the officer stopped it: those before it stand.
pub fn issue(
    ledger: &Ledger,
    round: &Round,
    wanted: &Wanted,
    folder: &Path,
    at: &str,
    watch: &dyn Watch,
) -> Result<Vec<IssuedFile>, Error> {
    let planned = plan(ledger, round, wanted)?;
    ledger.in_place()?;
    if !folder.exists() {
        // a folder within one that is missing is a slip of the hand
        std::fs::create_dir(folder).map_err(|_| OutputError::NoFolder {
            folder: folder.display().to_string(),
        })?;
    }
    let _snapshot = ledger.snapshot()?;
    let paths = planned
        .iter()
        .map(|(unit, _)| folder.join(present::blanks_name(round, unit)))
        .collect::<Vec<_>>();
    // a place that must not be written to is told before anything is
    for path in &paths {
        drop(begin(
            ledger,
            Target::new(path).replacing(wanted.replace),
            Kind::Blanks,
        )?);
    }
    let state = ledger.round_state(&round.code)?;
    let known = Known::new(ledger, round, wanted.open)?;
    let mut done = Vec::new();
    for ((unit, forms), path) in planned.iter().zip(paths) {
        if watch.cancelled() {
            return Err(Error::Cancelled);
        }
        let mut filled = Vec::with_capacity(forms.len());
        for form in forms {
            filled.push((*form, known.of(&unit.code, form)?));
        }
        let masked = filled.iter().map(|(_, known)| known.masked).sum();
        let blanks = Blanks {
            scheme: ledger.scheme(),
            round,
            unit,
            deadline: state.deadline(round, &unit.code),
            forms: filled,
        };
        let target = Target::new(&path).replacing(wanted.replace);
        let issued = present::blanks(&blanks, begin(ledger, target, Kind::Blanks)?, at)?;
        done.push(IssuedFile {
            unit: unit.code.clone(),
            path,
            forms: forms.iter().map(|form| form.code.clone()).collect(),
            filled: issued.filled,
            masked,
            bytes: issued.bytes,
        });
        watch.advanced(done.len(), planned.len(), &unit.name);
    }
    Ok(done)
}
