//! 下发: blanks for the units of a round, one workbook each, with what is known of them filled in.

mod known;
mod own;

use crate::export::begin;
use crate::hand::one_line;
use crate::register::RegisterError;
use crate::round::{RoundError, forms, unit};
use crate::{Error, Hand};
use known::Known;
use own::OwnFile;
use std::path::{Path, PathBuf};
use xianbaohui_core::form::{Form, FormKind};
use xianbaohui_core::org_unit::OrgUnit;
use xianbaohui_core::register::Reporter;
use xianbaohui_core::scheme::Round;
use xianbaohui_core::watch::Watch;
use xianbaohui_files::output::{Kind, OutputError, Target};
use xianbaohui_ledger::Ledger;
use xianbaohui_reading::read::ReadFile;
use xianbaohui_results::present::{self, Blanks, OwnBlank};

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
    /// the bureau's own blanks: code or name of a form, and the workbook that it stands in
    pub own: Vec<(String, PathBuf)>,
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
    // a list that the city or a department keeps is no county's to fill in
    let is_kept_here = |form: &Form| {
        let mut registers = scheme.registers.iter().filter(|one| one.form == form.code);
        let first = registers.next();
        first.is_some_and(|one| one.reporter != Reporter::County)
            && registers.all(|one| one.reporter != Reporter::County)
    };
    let planned = units.iter().filter_map(|code| {
        let is_expected = round.units.contains(code);
        let is_meant = |form: &&&Form| {
            if code == root {
                is_expected || is_kept_here(form)
            } else {
                !is_kept_here(form)
            }
        };
        let mut forms = own.iter().filter(is_meant).copied().collect::<Vec<_>>();
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
    (at, reader): (&str, &dyn ReadFile),
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
    let own = own::read(ledger, round, &wanted.own, reader)?;
    let files = files(round, &planned, &own, folder);
    // a place that must not be written to is told before anything is
    for file in &files {
        drop(begin(
            ledger,
            Target::new(&file.path).replacing(wanted.replace),
            Kind::Blanks,
        )?);
    }
    let state = ledger.round_state(&round.code)?;
    let known = Known::new(ledger, round, wanted.open)?;
    let mut done = Vec::new();
    for file in &files {
        if watch.cancelled() {
            return Err(Error::Cancelled);
        }
        let mut filled = Vec::with_capacity(file.forms.len());
        for form in &file.forms {
            filled.push((*form, known.of(&file.unit.code, form)?));
        }
        let masked = filled.iter().map(|(_, known)| known.masked).sum();
        let blanks = Blanks {
            scheme: ledger.scheme(),
            round,
            unit: file.unit,
            deadline: state.deadline(round, &file.unit.code),
            forms: filled,
        };
        let target = Target::new(&file.path).replacing(wanted.replace);
        let output = begin(ledger, target, Kind::Blanks)?;
        let (filled, bytes) = match file.own {
            None => {
                let issued = present::blanks(&blanks, output, at)?;
                (issued.filled, issued.bytes)
            }
            Some(own) => {
                let own = OwnBlank {
                    name: &own.name,
                    bytes: &own.bytes,
                    sheets: own.sheets.clone(),
                };
                let issued = present::own_blank(&own, &blanks, output)?;
                (issued.filled, issued.bytes)
            }
        };
        done.push(IssuedFile {
            unit: file.unit.code.clone(),
            path: file.path.clone(),
            forms: file.forms.iter().map(|form| form.code.clone()).collect(),
            filled,
            masked,
            bytes,
        });
        watch.advanced(done.len(), files.len(), &file.unit.name);
    }
    Ok(done)
}

/// A workbook that is to go out.
struct ToWrite<'a> {
    unit: &'a OrgUnit,
    forms: Vec<&'a Form>,
    /// the bureau's own; else it is drawn
    own: Option<&'a OwnFile>,
    path: PathBuf,
}

/// The workbooks of all units: one that is drawn, and one for each of the bureau's own.
fn files<'a>(
    round: &Round,
    planned: &[(&'a OrgUnit, Vec<&'a Form>)],
    own: &'a [OwnFile],
    folder: &Path,
) -> Vec<ToWrite<'a>> {
    let mut files = Vec::new();
    for (unit, forms) in planned {
        let is_own = |form: &Form| {
            own.iter()
                .any(|file| file.forms().any(|own| own == form.code))
        };
        let drawn = forms.iter().copied().filter(|form| !is_own(form));
        let drawn = drawn.collect::<Vec<_>>();
        let name = present::blanks_name(round, unit);
        if !drawn.is_empty() {
            files.push(ToWrite {
                unit,
                forms: drawn,
                own: None,
                path: folder.join(&name),
            });
        }
        for file in own {
            let of = forms.iter().copied();
            let of = of.filter(|form| file.forms().any(|own| own == form.code));
            let of = of.collect::<Vec<_>>();
            // all sheets of the bureau's workbook go out together, to whom one of them is for
            if !of.is_empty() {
                let stem = name.trim_end_matches(".xlsx");
                let own = present::plain_name(&format!("{stem}_{}.xlsx", file.stem));
                files.push(ToWrite {
                    unit,
                    forms: of,
                    own: Some(file),
                    path: folder.join(own),
                });
            }
        }
    }
    files
}
