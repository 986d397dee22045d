//! Where a figure of an indicator came from.

use super::shape::{Origin, OriginVersion, nothing, part, shown_fully, state_of};
use super::told::{told_of_total, told_of_years};
use crate::app_error::AppError;
use crate::target::beside;
use crate::verb::shared::{Finding, UnitRef};
use crate::verb::table::FigureState;
use xianbaohui_core::indicator::Direction;
use xianbaohui_core::number::{Datum, display};
use xianbaohui_core::place::{Place, cell_name};
use xianbaohui_ledger::Ledger;
use xianbaohui_results::consolidate::{Origin as CoreOrigin, Part, Question, trace};
use xianbaohui_results::present::{CellState, Derived, FigureKey, Table};

pub(super) fn of_figure(
    ledger: &Ledger,
    round: &str,
    table: &Table,
    figure: FigureKey,
    unit: Option<usize>,
    shown: String,
) -> Result<Origin, AppError> {
    let scheme = ledger.scheme();
    let round = ledger.round(round)?;
    let form = &scheme.forms[table.form];
    let (indicator, spec) = (
        &scheme.indicators[figure.indicator],
        &form.columns()[figure.column],
    );
    let question = Question {
        indicator: indicator.code.clone(),
        unit: unit.map(|unit| scheme.units[unit].code.clone()),
        column: Some(spec.code.clone()),
        form: Some(form.code.clone()),
    };
    // of the unit that consolidates, what its sheet reports as the total is meant
    let found = trace(ledger, round, &question)?
        .into_iter()
        .find(|found| unit.is_none() || found.formula.is_none())
        .ok_or_else(nothing)?;
    let decimals = spec.digits(indicator);
    let years = found
        .year_on_year
        .as_ref()
        .filter(|_| figure.derived == Some(Derived::YearOnYear));
    let formula = match figure.derived {
        Some(Derived::YearOnYear) => {
            Some(format!("（{} ÷ 账本中本表上年同期 − 1）× 100", spec.name))
        }
        Some(Derived::Share) => Some(format!("{} ÷ 合计 × 100", spec.name)),
        Some(Derived::Target) => Some("下达的目标，不是报上来的数".to_owned()),
        Some(Derived::Completed) => Some(match indicator.direction {
            Direction::Higher => format!("{} ÷ 下达目标 × 100", spec.name),
            Direction::Lower => format!("下达目标 ÷ {} × 100", spec.name),
        }),
        None => found.formula.clone(),
    };
    let mut told = match years {
        Some(years) => told_of_years(scheme, years, unit.is_none()),
        None if unit.is_none() => told_of_total(scheme, &found),
        None => Vec::new(),
    };
    let is_aimed = |derived| matches!(derived, Derived::Target | Derived::Completed);
    if figure.derived.is_none_or(is_aimed) {
        let unit = unit.map_or(scheme.root_unit(), |unit| &scheme.units[unit]);
        told.extend(beside(
            ledger,
            round,
            (&indicator.code, &spec.code, &unit.code),
        )?);
    }
    // a reported figure is shown with all its own digits
    let own = found.parts.first().filter(|_| formula.is_none());
    let text = match own.map(|part| &part.figure.value.datum) {
        Some(Datum::Number(number)) => display(*number, number.normalize().scale().max(decimals)),
        _ => shown,
    };
    let findings = match own {
        Some(part) => {
            let place = Place::new(
                &*part.figure.source.sheet,
                part.figure.value.row,
                part.figure.value.sheet_column,
            );
            ledger
                .findings_of(part.figure.source.id)?
                .iter()
                .filter(|finding| finding.cells.contains(&place))
                .map(Finding::from)
                .collect()
        }
        None => Vec::new(),
    };
    let source = own.map(|part| &part.figure.source);
    Ok(Origin {
        unit: UnitRef::of(scheme, &found.unit),
        indicator: indicator.name.clone(),
        column: match figure.derived {
            Some(Derived::YearOnYear) => format!("{} 账本同比", spec.name),
            Some(Derived::Share) => format!("{} 占比", spec.name),
            Some(Derived::Target) => format!("{} 下达目标", spec.name),
            Some(Derived::Completed) => format!("{} 目标完成率", spec.name),
            None => spec.name.clone(),
        },
        measure_unit: if text == CellState::NotApplicable.word() {
            String::new()
        } else if figure.derived.is_some_and(|own| own != Derived::Target) {
            "%".into()
        } else {
            spec.unit_name(indicator).to_owned()
        },
        text,
        state: own.map_or(
            if found.overflow {
                FigureState::Overflow
            } else {
                FigureState::Number
            },
            |part| state_of(&part.figure.value.datum),
        ),
        raw: own.map(|part| part.figure.value.raw.clone()),
        conversion: own.and_then(|part| part.figure.value.note.clone()),
        sheet: source.map(|source| source.sheet.clone()),
        cell: own.map(|part| cell_name(part.figure.value.row, part.figure.value.sheet_column)),
        file: source.map(|source| source.file.clone()),
        sha256: source.map(|source| source.sha256.clone()),
        return_id: source.map(|source| source.id),
        version: source.map(|source| source.version),
        committed_at: source.map(|source| source.committed_at.clone()),
        parts: match (years, &formula) {
            _ if figure.derived == Some(Derived::Target) => Vec::new(),
            (Some(years), _) => {
                let name = |code: &str| {
                    ledger
                        .round(code)
                        .map_or_else(|_| code.to_owned(), |round| round.name.clone())
                };
                years
                    .parts
                    .iter()
                    .map(|one| part(ledger, one, name(&one.round)))
                    .collect()
            }
            (None, Some(_)) => found
                .parts
                .iter()
                .map(|one| part(ledger, one, which(ledger, &found, one)))
                .collect(),
            (None, None) => Vec::new(),
        },
        told,
        versions: own
            .map(|part| {
                part.earlier
                    .iter()
                    .map(|one| OriginVersion {
                        version: one.version,
                        text: one.value.map_or_else(
                            || one.raw.clone(),
                            |number| shown_fully(number, decimals),
                        ),
                        committed_at: one.committed_at.clone(),
                        file: one.file.clone(),
                    })
                    .collect()
            })
            .unwrap_or_default(),
        formula,
        findings,
    })
}

/// Of a rate or ratio: which side a part is.
fn which(ledger: &Ledger, found: &CoreOrigin, part: &Part) -> String {
    let Some((of, base)) = &found.sides else {
        return String::new();
    };
    let scheme = ledger.scheme();
    let value = &part.figure.value;
    if of.indicator == base.indicator {
        return scheme
            .form(&found.form)
            .and_then(|form| form.column(&value.indicator, &value.column))
            .map_or_else(|| value.column.clone(), |column| column.name.clone());
    }
    scheme
        .indicator(&value.indicator)
        .map_or_else(|| value.indicator.clone(), |own| own.name.clone())
}
