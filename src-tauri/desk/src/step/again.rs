//! 重读, 改挂: files of the ledger are read once more, with what the officer says of them now.

use super::chosen::{Chosen, Which, form};
use super::{Done, StepError, done, reason};
use crate::Error;
use crate::batch::{TakenFile, take_bytes};
use crate::import::{Incoming, Options, Outcome, Status, hold};
use crate::round::unit;
use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use xianbaohui_core::evidence::{Of, Source};
use xianbaohui_core::fact::FactSet;
use xianbaohui_core::finding::{Arg, Finding, FindingCode};
use xianbaohui_core::pointing::{SheetPointing, SheetSaid};
use xianbaohui_core::provenance::Provenance;
use xianbaohui_core::record::ReturnRow;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_ledger::{Ledger, Prepared, StepKind};
use xianbaohui_reading::identify::answers_in;
use xianbaohui_reading::intake::{Insisted, Intake, Verdict};

/// What the officer says of files that are there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Otherwise {
    /// the unit that they are of, by code or name
    pub unit: Option<String>,
    /// the form that they are, by code or name
    pub form: Option<String>,
    /// what rows and columns are
    pub pointed: Vec<SheetPointing>,
    /// what sheets are
    pub sheets: Vec<SheetSaid>,
    /// what was answered: question and choice
    pub answers: Vec<(String, String)>,
}

/// What came of it.
#[derive(Debug, Clone)]
pub enum Again {
    /// read, and committed as new versions
    Done(Box<Done>, Vec<Outcome>),
    /// nothing was done: files must be asked about first, or cannot be read so
    Asked(Vec<Outcome>),
}

/// Reads the files of returns that count once more; what they give counts from now on. Returns that
/// went to another unit or form leave their old place, where what counted before them counts again.
///
/// # Errors
/// Nothing of it counts, what is read is elsewhere than said, the round is closed, or there is no
/// reason.
pub fn again(
    ledger: &mut Ledger,
    which: &Which,
    said: &Otherwise,
    why: &str,
    options: &Options,
) -> Result<Again, Error> {
    let why = &reason(why)?;
    let refiles = said.unit.is_some() || said.form.is_some();
    let (at, who) = (options.at.as_str(), options.who.as_str());
    let shared = &*ledger;
    // nobody else commits from here on
    let mut batch = {
        let round = shared.round(&which.round)?.clone();
        shared.batch(&round, at, who)?
    };
    let chosen = Chosen::of(shared, which)?;
    let rows = chosen.in_force(shared)?;
    let (scheme, recalling) = (shared.scheme(), crate::recalling::recalling(shared)?);
    let target = Target {
        unit: match &said.unit {
            Some(name) => Some(unit(scheme, name, Some(chosen.round.period))?),
            None => None,
        },
        form: match &said.form {
            Some(name) => Some(form(scheme, name)?),
            None => None,
        },
    };
    let sheet_of = |sheet: &str| rows.iter().any(|row| row.sheet == sheet);
    if let Some(other) = said.sheets.iter().find(|one| !sheet_of(&one.sheet)) {
        let known = rows.iter().map(|row| format!("“{}”", row.sheet));
        return Err(StepError::NoSheet {
            unit: chosen.unit_name(shared),
            sheet: other.sheet.clone(),
            known: known.collect::<Vec<_>>().join("、"),
        }
        .into());
    }
    if refiles && rows.iter().all(|row| target.is_of(row)) {
        return Err(StepError::NowhereElse.into());
    }
    let history = FactSet::held_against(shared, &chosen.round)?;
    let known = shared.said_before(&chosen.round)?;
    let remembered = shared.remembered_answers()?;
    let mut standing = shared.standing(&chosen.round)?;
    if refiles {
        // what is filed elsewhere does not stand against itself
        standing.retain(|one| {
            let (unit, form) = (&scheme.units[one.sender].code, &scheme.forms[one.form].code);
            !rows
                .iter()
                .any(|row| row.unit == *unit && row.form == *form)
        });
    }
    let intake = Intake {
        round: Some(&chosen.round),
        history: Some(&history),
        said: Some(&known),
        reader: &*options.reader,
        passwords: &options.passwords,
        remembered: Some(&remembered),
        standing: &standing,
        ..Intake::of(&recalling)
    };
    let mut files: BTreeMap<&str, Vec<&ReturnRow>> = BTreeMap::new();
    for row in &rows {
        files.entry(&row.sha256).or_default().push(row);
    }
    let mut read = Vec::new();
    for own in files.values() {
        let Some(first) = own.first() else { continue };
        let (name, bytes) = shared.original(first.id)?;
        let file = take(&name, &bytes, own, said, &target, &intake);
        read.push((Outcome::of(file), bytes));
    }
    if read
        .iter()
        .any(|(outcome, _)| outcome.status != Status::Committed)
    {
        return Ok(Again::Asked(
            read.into_iter().map(|(outcome, _)| outcome).collect(),
        ));
    }
    for row in &rows {
        let is_read = |(outcome, _): &(Outcome, Vec<u8>)| {
            outcome.file.sha256 == row.sha256
                && outcome
                    .file
                    .returns()
                    .iter()
                    .any(|one| one.taken.sheet == row.sheet)
        };
        if !read.iter().any(is_read) {
            return Err(StepError::NothingRead {
                unit: chosen.unit_name(shared),
                sheet: row.sheet.clone(),
            }
            .into());
        }
    }
    let mut new = HashSet::new();
    for one in read.iter().flat_map(|(outcome, _)| outcome.file.returns()) {
        let key = (
            scheme.units[one.taken.unit].code.clone(),
            scheme.forms[one.taken.form].code.clone(),
        );
        target.holds(&key, &chosen, scheme)?;
        if !new.insert(key.clone()) {
            // two files for one return: which of them counts nobody knows
            return Err(StepError::Elsewhere {
                found: format!("两份{}", named(&key, scheme)),
                wanted: "一份".into(),
            }
            .into());
        }
    }
    let kind = if refiles {
        StepKind::Refile
    } else {
        StepKind::Reread
    };
    let left = rows
        .iter()
        .filter(|row| !new.contains(&(row.unit.clone(), row.form.clone())))
        .map(|row| (row.unit.clone(), row.form.clone(), row.version))
        .collect();
    batch.again(kind, why, left);
    let mut outcomes = Vec::with_capacity(read.len());
    for (mut outcome, bytes) in read {
        let prepared = outcome
            .file
            .returns()
            .iter()
            .map(|one| Prepared::of(one, scheme))
            .collect::<Result<Vec<_>, _>>()?;
        let file = &outcome.file;
        let committed = batch.add(&file.name, &file.sha256, &bytes, &prepared)?;
        outcome.versions = committed.iter().map(|one| one.version).collect();
        outcome.replaced = committed.into_iter().map(|one| one.replaces).collect();
        outcomes.push(outcome);
    }
    batch.finish()?;
    let step = ledger.last_step()?.ok_or(StepError::NothingToUndo)?;
    Ok(Again::Done(Box::new(done(ledger, step)?), outcomes))
}

fn named((unit, form): &(String, String), scheme: &Scheme) -> String {
    let form = scheme.form(form).map_or(form.as_str(), |form| &form.name);
    format!("{}的“{form}”", scheme.unit_name(unit))
}

/// Where returns are to be filed, by codes.
struct Target {
    unit: Option<String>,
    form: Option<String>,
}

impl Target {
    /// Whether a return is filed there already.
    fn is_of(&self, row: &ReturnRow) -> bool {
        self.unit.as_ref().is_none_or(|unit| *unit == row.unit)
            && self.form.as_ref().is_none_or(|form| *form == row.form)
    }

    /// What was read is filed where it was said, or stays with its unit.
    fn holds(
        &self,
        key: &(String, String),
        chosen: &Chosen,
        scheme: &Scheme,
    ) -> Result<(), StepError> {
        let unit = self.unit.as_ref().unwrap_or(&chosen.unit);
        let form = self.form.as_ref().unwrap_or(&key.1);
        if (unit, form) == (&key.0, &key.1) {
            return Ok(());
        }
        Err(StepError::Elsewhere {
            found: named(key, scheme),
            wanted: named(&(unit.clone(), form.clone()), scheme),
        })
    }
}

/// Takes a file in once more, for its returns that are chosen.
fn take(
    name: &str,
    bytes: &[u8],
    own: &[&ReturnRow],
    said: &Otherwise,
    target: &Target,
    intake: &Intake<'_>,
) -> TakenFile {
    let is_own = |sheet: &str| own.iter().any(|row| row.sheet == sheet);
    // what the officer said when it came in still holds, unless other is said now
    let was_said = |of: Of| {
        let is_it = |from: &Source| matches!(from, Source::Said | Source::Remembered);
        let evidence = own.iter().flat_map(|row| &row.evidence);
        evidence
            .into_iter()
            .any(|one| one.of == of && one.weight >= 0.5 && is_it(&one.from))
    };
    let unit = target.unit.clone().or_else(|| {
        let first = own.first().filter(|_| was_said(Of::Unit));
        first.map(|row| row.unit.clone())
    });
    let mut sheets = said.sheets.clone();
    if let Some(form) = &target.form {
        sheets.extend(own.iter().map(|row| SheetSaid {
            sheet: row.sheet.clone(),
            form: Some(form.clone()),
        }));
    } else if was_said(Of::Form) {
        sheets.extend(
            own.iter()
                .filter(|row| !said.sheets.iter().any(|one| one.sheet == row.sheet))
                .map(|row| SheetSaid {
                    sheet: row.sheet.clone(),
                    form: Some(row.form.clone()),
                }),
        );
    }
    // what is pointed at is on the sheet that is read again, where there is but one
    let mut pointed = said.pointed.clone();
    if let [only] = own {
        for one in pointed.iter_mut().filter(|one| one.sheet.is_none()) {
            one.sheet = Some(only.sheet.clone());
        }
    }
    let mut incoming = Incoming {
        unit,
        pointed,
        sheets,
        answers: said.answers.clone(),
        ..Incoming::of(PathBuf::from(name))
    };
    let insisted = Insisted {
        // with a reason, over what the sheet says; and what was said so before
        unit: incoming.unit.is_some(),
        period: was_said(Of::Period),
        answers: own
            .iter()
            .flat_map(|row| answers_in(&row.sheet, &row.evidence))
            .collect(),
    };
    let read = |incoming: &Incoming| {
        let own = Intake {
            unit: incoming.unit.as_deref(),
            pointed: &incoming.pointed,
            sheets: &incoming.sheets,
            insisted: &insisted,
            ..*intake
        };
        let mut file = take_bytes(bytes, name, &own);
        hold(&mut file, bytes, incoming, &own);
        file
    };
    let mut file = read(&incoming);
    // other sheets of the file are not in question now
    if let Verdict::Unsure(asked) = &file.verdict
        && asked.iter().any(|one| !is_own(&one.sheet))
    {
        let others = asked.iter().filter(|one| !is_own(&one.sheet));
        let others = others.map(|one| one.sheet.clone()).collect::<Vec<_>>();
        incoming.sheets.extend(others.iter().map(|sheet| SheetSaid {
            sheet: sheet.clone(),
            form: None,
        }));
        file = read(&incoming);
        // they are read in other returns: that they were left out here is nobody's concern
        let is_left_out = |one: &Finding| {
            one.code == FindingCode::SheetNotAForm
                && matches!(one.args.get("sheet"), Some(Arg::Text(name)) if others.contains(name))
        };
        if let Verdict::Ready(returns) = &mut file.verdict {
            for one in returns {
                one.taken.findings.retain(|one| !is_left_out(one));
            }
        }
    }
    if let Verdict::Ready(returns) = &mut file.verdict {
        returns.retain(|one| is_own(&one.taken.sheet));
        // who stands for the figures is not on the sheet
        if let Some(whence) = own.iter().find_map(|row| Provenance::of(&row.evidence)) {
            for one in returns {
                one.evidence.push(whence.evidence());
            }
        }
    }
    file
}
