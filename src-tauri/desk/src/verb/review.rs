//! 审核: who has reported, what is wrong, and the county's own sheet with the cell marked.

use super::shared::{Finding, FormRef, Severities, UnitRef, count, days_until};
use super::sheet::{Overlay, SheetView, view};
use crate::app_error::AppError;
use crate::desk::{Desk, Viewed};
use serde::Serialize;
use ts_rs::TS;
use xianbaohui_core::finding::Severity;
use xianbaohui_core::period::Period;
use xianbaohui_results::consolidate::coverage;

/// State of a unit's returns. 退回, 通过 and 封存 come with the review loop.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub(crate) enum UnitState {
    Missing,
    /// it had reported, and an officer took that out
    Withdrawn,
    /// it had reported, and an officer filed that elsewhere
    Refiled,
    Pending,
}

/// One unit of a round.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct UnitStatus {
    unit: UnitRef,
    version: Option<u32>,
    state: UnitState,
    missing_forms: Vec<String>,
    severities: Severities,
    days_late: Option<i32>,
    committed_at: Option<String>,
    /// its return to look at when nothing is wrong with it
    #[ts(type = "number | null")]
    return_id: Option<i64>,
}

/// A finding with the return it is about.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct FindingRow {
    #[serde(flatten)]
    finding: Finding,
    /// the rule as it is written in the scheme
    rule_text: Option<String>,
    /// it is of what this level adds to the scheme
    own: bool,
    unit: UnitRef,
    form: FormRef,
    #[ts(type = "number")]
    return_id: i64,
    version: u32,
    file: String,
}

/// A window of findings.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct FindingPage {
    total: u32,
    /// how many, of all severities, say that something could not be checked
    unchecked: u32,
    rows: Vec<FindingRow>,
}

impl Desk {
    pub(crate) fn review_units(&self, round: &str) -> Result<Vec<UnitStatus>, AppError> {
        self.read(|ledger| {
            let round = ledger.round(round)?;
            let known = ledger.round_state(&round.code)?;
            // a unit that was given more time is late by its own day
            let late = |unit: &str| {
                known
                    .deadline(round, unit)
                    .and_then(|day| days_until(self.host.today(), day))
                    .filter(|days| *days < 0)
                    .map(|days| -days)
            };
            let all = coverage(ledger, round)?;
            let scheme = ledger.scheme();
            let of_table = ledger
                .current_returns(&round.code)?
                .into_iter()
                .find(|row| row.unit == scheme.root_unit().code);
            let status = |unit: xianbaohui_results::consolidate::UnitCoverage| UnitStatus {
                version: unit.returns.iter().map(|row| row.version).max(),
                state: if unit.reported() {
                    UnitState::Pending
                } else if unit.state() == "已改挂" {
                    UnitState::Refiled
                } else if unit.withdrawn() {
                    UnitState::Withdrawn
                } else {
                    UnitState::Missing
                },
                days_late: late(&unit.unit).filter(|_| !unit.reported()),
                committed_at: unit
                    .returns
                    .iter()
                    .map(|row| row.committed_at.clone())
                    .max(),
                return_id: unit.returns.first().or(of_table.as_ref()).map(|row| row.id),
                severities: unit.severities.into(),
                unit: UnitRef::of(scheme, &unit.unit),
                missing_forms: unit.missing_forms,
            };
            let mut units = all.units.into_iter().map(status).collect::<Vec<_>>();
            // the city's own table is reviewed like a county's return
            if let Some(row) = &of_table {
                let severities = ledger
                    .severities(&round.code)?
                    .remove(&row.unit)
                    .unwrap_or_default();
                units.insert(
                    0,
                    UnitStatus {
                        unit: UnitRef::of(scheme, &row.unit),
                        version: Some(row.version),
                        state: UnitState::Pending,
                        missing_forms: Vec::new(),
                        severities: severities.into(),
                        days_late: None,
                        committed_at: Some(row.committed_at.clone()),
                        return_id: Some(row.id),
                    },
                );
            }
            Ok(units)
        })
    }

    pub(crate) fn review_findings(
        &self,
        round: &str,
        unit: Option<&str>,
        severities: &[String],
        offset: u32,
        limit: u32,
    ) -> Result<FindingPage, AppError> {
        let wanted = [
            ("A", Severity::A),
            ("B", Severity::B),
            ("C", Severity::C),
            ("D", Severity::D),
        ]
        .into_iter()
        .filter(|(letter, _)| severities.iter().any(|own| own == letter))
        .map(|(_, severity)| severity)
        .collect::<Vec<_>>();
        self.read(|ledger| {
            let round = ledger.round(round)?;
            let scheme = ledger.scheme();
            let mut found = ledger.findings(&round.code, unit, &[])?;
            let unchecked = found.iter().filter(|one| one.finding.is_unchecked());
            let unchecked = count(unchecked.count());
            found.retain(|one| wanted.is_empty() || wanted.contains(&one.finding.severity));
            let total = count(found.len());
            let row = |one: xianbaohui_core::record::StoredFinding| {
                Some(FindingRow {
                    finding: Finding::from(&one.finding),
                    rule_text: scheme.rule_of(&one.finding).map(|rule| rule.text.clone()),
                    own: scheme.is_of_own(&one.finding),
                    unit: UnitRef::of(scheme, &one.unit),
                    form: FormRef::from(scheme.form(&one.form)?),
                    return_id: one.return_id,
                    version: one.version,
                    file: one.file,
                })
            };
            Ok(FindingPage {
                total,
                unchecked,
                rows: found
                    .into_iter()
                    .skip(offset as usize)
                    .take(limit as usize)
                    .filter_map(row)
                    .collect(),
            })
        })
    }

    /// The sheet that a return was read from, with its findings.
    pub(crate) fn return_sheet(
        &self,
        return_id: i64,
        sheet: Option<&str>,
        from_row: u32,
        rows: u32,
    ) -> Result<SheetView, AppError> {
        let (row, findings) = self.read(|ledger| {
            let row = ledger
                .return_row(return_id)?
                .ok_or_else(|| AppError::new("review.gone", "找不到这份报送件。请刷新后再看。"))?;
            Ok((row, ledger.findings_of(return_id)?))
        })?;
        let workbook = self.workbook(&Viewed::Return(return_id), || {
            let (_, bytes) = self.read(|ledger| Ok(ledger.original(return_id)?))?;
            self.workbook_of(&bytes)
        })?;
        let overlay = self.read(|ledger| {
            let scheme = ledger.scheme();
            let form = scheme.forms.iter().position(|form| form.code == row.form);
            Ok(form.map(|form| {
                Overlay::new(
                    &row.sheet,
                    &row.binding,
                    form,
                    Period::parse(&row.period),
                    scheme,
                )
            }))
        })?;
        Ok(view(
            &workbook,
            sheet,
            from_row,
            rows,
            overlay.as_slice(),
            &findings.iter().collect::<Vec<_>>(),
        ))
    }
}
