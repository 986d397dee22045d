//! Where a figure came from: cell, file, version; for a total, what it was added or computed from.

use super::figures::{Consolidated, Key, consolidate};
use crate::form::{Form, Role};
use crate::ledger::{FigureSource, Ledger, LedgerError};
use crate::number::Decimal;
use crate::scheme::Round;
use crate::text;

/// Which figure is asked about.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// indicator code or name
    pub indicator: String,
    /// unit code or name; `None` for the total
    pub unit: Option<String>,
    /// column code or name; `None` for all
    pub column: Option<String>,
    /// form code; `None` for all
    pub form: Option<String>,
}

/// Where a figure came from.
#[derive(Debug, Clone)]
pub struct Origin {
    /// form code
    pub form: String,
    /// indicator code
    pub indicator: String,
    /// column code
    pub column: String,
    /// the unit; the root for a total
    pub unit: String,
    /// the figure, as consolidated
    pub value: Option<Decimal>,
    /// how a total was made: `合计`, `同比增长 = …`; `None` for a reported figure
    pub formula: Option<String>,
    /// reported figures in it
    pub parts: Vec<Part>,
    /// units without a return
    pub missing: Vec<String>,
}

/// One reported figure.
#[derive(Debug, Clone)]
pub struct Part {
    /// the figure and its return
    pub figure: FigureSource,
    /// earlier versions of it, newest first
    pub earlier: Vec<Version>,
}

/// A figure as an earlier version had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// version
    pub version: u32,
    /// what stood there
    pub raw: String,
    /// the figure
    pub value: Option<Decimal>,
    /// name of the file
    pub file: String,
    /// when it was committed
    pub committed_at: String,
}

/// Answers a question; one origin for each form and column that has the indicator.
pub fn trace(ledger: &Ledger, round: &Round, question: &Question) -> Result<Vec<Origin>, LedgerError> {
    let scheme = ledger.scheme();
    let wanted = text::key(&question.indicator);
    let Some(indicator) = scheme.indicators.iter().position(|one| one.code == question.indicator || text::key(&one.name) == wanted) else {
        let nearest = text::nearest(&question.indicator, scheme.indicators.iter().map(|one| one.name.as_str())).map_or_else(
            || format!("，可用：{}", scheme.indicators.iter().take(30).map(|one| one.name.as_str()).collect::<Vec<_>>().join("、")),
            |near| format!("，最接近的是“{near}”"),
        );
        return Err(LedgerError::Unknown { what: "指标", name: question.indicator.clone(), nearest });
    };
    let unit = match &question.unit {
        None => None,
        Some(name) => {
            let found = scheme.units.iter().position(|unit| unit.code == *name).or_else(|| scheme.unit_names.exactly(name, Some(round.period)).first().map(|one| one.unit));
            let Some(unit) = found else {
                let nearest = scheme.unit_names.nearest(name).map(|near| format!("，最接近的是“{near}”")).unwrap_or_default();
                return Err(LedgerError::Unknown { what: "填报单位", name: name.clone(), nearest });
            };
            Some(unit)
        }
    };
    let mut origins = Vec::new();
    for form in round.forms.iter().filter_map(|code| scheme.form(code)).filter(|form| question.form.as_ref().is_none_or(|code| *code == form.code)) {
        if !form.indicators().contains(&scheme.indicators[indicator].code.as_str()) {
            continue;
        }
        let all = consolidate(ledger, round, form)?;
        for key in all.keys.iter().copied().filter(|key| key.indicator == indicator) {
            let spec = all.spec(scheme, key);
            if question.column.as_ref().is_some_and(|column| spec.code != *column && text::key(&spec.name) != text::key(column)) {
                continue;
            }
            let origin = match unit {
                Some(unit) => of_unit(ledger, round, form, &all, key, unit)?,
                None => of_total(ledger, round, form, &all, key)?,
            };
            if origin.value.is_some() || !origin.parts.is_empty() {
                origins.push(origin);
            }
        }
    }
    if origins.is_empty() && question.column.is_some() {
        let known = scheme.forms.iter().flat_map(|form| form.columns_of(&scheme.indicators[indicator].code)).map(|column| column.name.clone()).collect::<Vec<_>>();
        let name = question.column.clone().unwrap_or_default();
        if !known.iter().any(|own| text::key(own) == text::key(&name)) && !scheme.forms.iter().any(|form| form.columns().iter().any(|column| column.code == name)) {
            return Err(LedgerError::Unknown { what: "列", name, nearest: format!("，可用：{}", known.join("、")) });
        }
    }
    Ok(origins)
}

fn of_unit(ledger: &Ledger, round: &Round, form: &Form, all: &Consolidated, key: Key, unit: usize) -> Result<Origin, LedgerError> {
    let scheme = ledger.scheme();
    let (indicator, spec) = (&scheme.indicators[key.indicator], all.spec(scheme, key));
    let code = &scheme.units[unit].code;
    let sources = ledger.sources(&round.code, &indicator.code, Some(code), Some(&spec.code), Some(&form.code))?;
    let parts = sources.into_iter().map(|figure| part(ledger, round, figure)).collect::<Result<Vec<_>, _>>()?;
    let value = parts.first().and_then(|part| number(&part.figure));
    Ok(Origin {
        form: form.code.clone(),
        indicator: indicator.code.clone(),
        column: spec.code.clone(),
        unit: code.clone(),
        value,
        formula: None,
        missing: if parts.is_empty() { vec![code.clone()] } else { Vec::new() },
        parts,
    })
}

fn of_total(ledger: &Ledger, round: &Round, form: &Form, all: &Consolidated, key: Key) -> Result<Origin, LedgerError> {
    let scheme = ledger.scheme();
    let (indicator, spec) = (&scheme.indicators[key.indicator], all.spec(scheme, key));
    let name = |code: &str| form.column(&indicator.code, code).map_or(code.to_owned(), |column| column.name.clone());
    let (formula, columns) = match &spec.role {
        Role::Growth { of, base } => (format!("（{} ÷ {} − 1）× 100，缺一数的单位不计", name(of), name(base)), vec![of.clone(), base.clone()]),
        Role::Completion { of, base } => (format!("{} ÷ {} × 100，缺一数的单位不计", name(of), name(base)), vec![of.clone(), base.clone()]),
        _ => ("各单位之和".to_owned(), vec![spec.code.clone()]),
    };
    let mut parts = Vec::new();
    for column in &columns {
        for figure in ledger.sources(&round.code, &indicator.code, None, Some(column), Some(&form.code))? {
            if figure.value.unit != scheme.root_unit().code {
                parts.push(Part { figure, earlier: Vec::new() });
            }
        }
    }
    let order = |code: &str| round.units.iter().position(|unit| unit == code);
    parts.sort_by_key(|part| order(&part.figure.value.unit));
    let missing = all.units.iter().zip(&all.present).filter(|(_, present)| !**present).map(|(unit, _)| scheme.units[*unit].code.clone()).collect();
    Ok(Origin {
        form: form.code.clone(),
        indicator: indicator.code.clone(),
        column: spec.code.clone(),
        unit: scheme.root_unit().code.clone(),
        value: all.total(scheme, key),
        formula: Some(formula),
        parts,
        missing,
    })
}

fn part(ledger: &Ledger, round: &Round, figure: FigureSource) -> Result<Part, LedgerError> {
    let mut earlier = Vec::new();
    if figure.source.version > 1 {
        for row in ledger.versions(&round.code, &figure.source.unit, &figure.source.form)?.into_iter().filter(|row| row.id != figure.source.id) {
            if let Some(value) = ledger.value_of(row.id, &figure.value.unit, &figure.value.indicator, &figure.value.column)? {
                let number = if let crate::number::Datum::Number(number) = value.datum { Some(number) } else { None };
                earlier.push(Version { version: row.version, raw: value.raw, value: number, file: row.file, committed_at: row.committed_at });
            }
        }
    }
    Ok(Part { figure, earlier })
}

fn number(figure: &FigureSource) -> Option<Decimal> {
    match figure.value.datum {
        crate::number::Datum::Number(number) => Some(number),
        _ => None,
    }
}
