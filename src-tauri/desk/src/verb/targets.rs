//! 目标: what is set for a round's year, one that is set anew, a list that is taken in.

use super::shared::UnitRef;
use super::steps::StepTold;
pub(crate) use super::target_shape::{TargetAnswer, TargetDraft, TargetPage, TargetWanted};
use super::target_shape::{TargetChoice, draft, row};
use crate::app_error::AppError;
use crate::desk::Desk;
use crate::step;
use crate::target::sheet::{Given, read};
use crate::target::{Filter, TargetError, Wanted, kept, lines, reached, set, told_words};
use std::path::Path;
use xianbaohui_core::register::last_day;
use xianbaohui_core::target::told;
use xianbaohui_ledger::{LedgerError, Step};

/// A step without effects on returns.
fn done(step: Step) -> step::Done {
    step::Done {
        step,
        undone: None,
        changes: Vec::new(),
        with_round: false,
        forgotten: Vec::new(),
    }
}

fn given(answers: &[TargetAnswer], year: Option<&str>, passwords: Vec<String>) -> Given {
    let answers = answers.iter();
    Given {
        year: year.map(str::to_owned).filter(|year| !year.is_empty()),
        answers: answers
            .map(|one| (one.id.clone(), one.choice.clone()))
            .collect(),
        passwords,
    }
}

impl Desk {
    /// The targets of a round's year, held against what the round has.
    pub(crate) fn targets(&self, round: &str) -> Result<TargetPage, AppError> {
        self.read(|ledger| {
            let scheme = ledger.scheme();
            let round = ledger.round(round)?;
            let all = ledger.targets()?;
            let book = all.as_of(&last_day(round.period));
            let filter = Filter {
                year: Some(round.period.year),
                ..Filter::default()
            };
            let sets = lines(scheme, &book, &filter);
            let held = reached(ledger, round, &book, &sets)?;
            let rows = sets.iter().zip(&held);
            let rows = rows.map(|(set, held)| row(scheme, &all, set, held.as_ref()));
            let kinds = scheme.targets.iter().map(|kind| {
                let own = kind.indicator.as_ref();
                let own = own.and_then(|code| scheme.indicator(code));
                TargetChoice {
                    code: kind.code.clone(),
                    name: kind.name.clone(),
                    measure: own.map(|own| own.unit_name.clone()).unwrap_or_default(),
                    task: kind.indicator.is_none(),
                }
            });
            let root = &scheme.root_unit().code;
            let units = scheme.units.iter();
            let units = units.filter(|unit| unit.reports && unit.code != *root);
            let units = std::iter::once(root).chain(units.map(|unit| &unit.code));
            let apart = told(scheme, &book);
            let apart = apart
                .iter()
                .filter(|one| one.key().span.has(round.period.year));
            Ok(TargetPage {
                year: round.period.year.to_string(),
                rows: rows.collect(),
                kinds: kinds.collect(),
                units: units.map(|code| UnitRef::of(scheme, code)).collect(),
                told: apart.map(|one| told_words(scheme, one)).collect(),
                seen: ledger.target_mark()?,
            })
        })
    }

    /// Sets a target. `seen`: the mark of the targets when they were shown.
    pub(crate) fn set_target(
        &self,
        wanted: &TargetWanted,
        seen: i64,
    ) -> Result<StepTold, AppError> {
        let hand = self.hand();
        let some = |text: &String| Some(text.clone()).filter(|text| !text.trim().is_empty());
        self.write(|ledger| {
            let own = Wanted {
                unit: wanted.unit.clone(),
                kind: wanted.code.clone(),
                value: wanted.value.clone(),
                year: some(&wanted.years),
                node: some(&wanted.node),
                item: some(&wanted.item),
                lead: None,
                owner: None,
            };
            let said = (wanted.date.as_str(), wanted.reason.as_str());
            let step = set(ledger, &own, said, Some(seen), &hand)?.step;
            Ok(super::steps::told(&done(step), ledger.scheme()))
        })
    }

    /// What a list would set, and what is unclear.
    pub(crate) fn target_list(
        &self,
        path: &Path,
        year: Option<&str>,
        answers: &[TargetAnswer],
    ) -> Result<TargetDraft, AppError> {
        self.given()?.may_read(path)?;
        let given = given(answers, year, self.passwords()?);
        self.read(|ledger| {
            let own = read(ledger, path, &given, &*self.files)?;
            Ok(draft(ledger.scheme(), &own))
        })
    }

    /// Sets all that a list says.
    pub(crate) fn target_list_set(
        &self,
        path: &Path,
        year: Option<&str>,
        answers: &[TargetAnswer],
        date: &str,
        reason: &str,
        seen: i64,
    ) -> Result<StepTold, AppError> {
        self.given()?.may_read(path)?;
        let given = given(answers, year, self.passwords()?);
        let hand = self.hand();
        self.write(|ledger| {
            let own = read(ledger, path, &given, &*self.files)?;
            // the file may be another one by now, with more to ask
            if own.seen != seen || !own.questions.is_empty() {
                return Err(crate::Error::from(LedgerError::ChangedElsewhere).into());
            }
            let settings = own.rows.iter().map(|row| row.setting.clone());
            let settings = settings.collect::<Vec<_>>();
            if settings.is_empty() {
                let file = own.file;
                return Err(crate::Error::from(TargetError::Nothing { file }).into());
            }
            let step = kept(ledger, &settings, (date, reason), seen, &hand)?;
            Ok(super::steps::told(&done(step), ledger.scheme()))
        })
    }
}
