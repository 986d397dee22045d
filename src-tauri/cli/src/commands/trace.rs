//! `xbh trace`

use super::open;
use crate::args::Trace;
use crate::json::{Named, padded};
use crate::output::{self, Exit};
use serde::Serialize;
use xianbaohui_core::Error;
use xianbaohui_core::consolidate::{Origin, Part, Question, trace as ask};
use xianbaohui_core::number::{Datum, round as rounded};
use xianbaohui_core::read::cell_name;
use xianbaohui_core::scheme::Scheme;

#[derive(Serialize)]
struct Report {
    round: String,
    origins: Vec<OriginReport>,
}

#[derive(Serialize)]
struct OriginReport {
    form: String,
    unit: Named,
    indicator: Named,
    column: Named,
    measure_unit: String,
    value: Option<String>,
    formula: Option<String>,
    missing: Vec<Named>,
    parts: Vec<PartReport>,
}

#[derive(Serialize)]
struct PartReport {
    unit: Named,
    column: String,
    /// for people
    #[serde(skip)]
    column_name: String,
    value: Option<String>,
    raw: String,
    note: Option<String>,
    sheet: String,
    cell: String,
    file: String,
    sha256: String,
    version: u32,
    committed_at: String,
    earlier: Vec<EarlierReport>,
}

#[derive(Serialize)]
struct EarlierReport {
    version: u32,
    value: Option<String>,
    raw: String,
    file: String,
    committed_at: String,
}

pub(super) fn trace(arguments: &Trace) -> Result<Exit, Error> {
    let ledger = open(&arguments.place.ledger)?;
    let round = ledger.round(&arguments.place.round)?;
    let question = Question { indicator: arguments.indicator.clone(), unit: arguments.unit.clone(), column: arguments.column.clone(), form: arguments.form.clone() };
    let scheme = ledger.scheme();
    let origins = ask(&ledger, round, &question)?.iter().map(|origin| report(origin, scheme)).collect::<Vec<_>>();
    if arguments.place.json {
        output::json(&Report { round: round.code.clone(), origins });
        return Ok(Exit::Done);
    }
    if origins.is_empty() {
        output::line("账本里没有这个数：还没有报，或这个单位没有这项指标。");
    }
    for origin in &origins {
        output::line(&format!(
            "{} {} {}（{}）= {}{}",
            origin.unit.name,
            origin.indicator.name,
            origin.column.name,
            origin.form,
            origin.value.as_deref().unwrap_or("—"),
            origin.measure_unit
        ));
        if let Some(formula) = &origin.formula {
            output::line(&format!("  {formula}"));
        }
        for part in &origin.parts {
            let note = part.note.as_ref().map(|note| format!("，{note}")).unwrap_or_default();
            output::line(&format!(
                "  {} {}：{} ← {}!{} “{}”{note}，{} 第 {} 版，{}",
                part.unit.name,
                part.column_name,
                part.value.as_deref().unwrap_or("—"),
                part.sheet,
                part.cell,
                part.raw,
                part.file,
                part.version,
                part.committed_at
            ));
            for earlier in &part.earlier {
                output::line(&format!("    第 {} 版：{} “{}”，{}，{}", earlier.version, earlier.value.as_deref().unwrap_or("—"), earlier.raw, earlier.file, earlier.committed_at));
            }
        }
        if !origin.missing.is_empty() {
            output::line(&format!("  缺：{}", origin.missing.iter().map(|unit| unit.name.as_str()).collect::<Vec<_>>().join("、")));
        }
    }
    Ok(Exit::Done)
}

fn report(origin: &Origin, scheme: &Scheme) -> OriginReport {
    let unit = |code: &str| Named { code: code.to_owned(), name: scheme.unit_name(code).to_owned() };
    let indicator = scheme.indicator(&origin.indicator);
    let column = scheme.form(&origin.form).and_then(|form| form.column(&origin.indicator, &origin.column));
    let is_rate = column.is_some_and(|column| column.role.is_rate());
    let decimals = column.zip(indicator).map_or(0, |(column, indicator)| column.digits(indicator));
    // a recomputed rate has no end of digits; a reported figure keeps its own
    let shown = |value| if origin.formula.is_some() && is_rate { rounded(value, decimals) } else { value };
    OriginReport {
        form: origin.form.clone(),
        unit: unit(&origin.unit),
        indicator: Named { code: origin.indicator.clone(), name: indicator.map_or_else(String::new, |indicator| indicator.name.clone()) },
        column: Named { code: origin.column.clone(), name: column.map_or_else(String::new, |column| column.name.clone()) },
        measure_unit: column.zip(indicator).map_or_else(String::new, |(column, indicator)| column.unit_name(indicator).to_owned()),
        value: origin.value.map(|value| padded(shown(value), decimals)),
        formula: origin.formula.clone(),
        missing: origin.missing.iter().map(|code| unit(code)).collect(),
        parts: origin.parts.iter().map(|part| part_report(part, scheme)).collect(),
    }
}

fn part_report(part: &Part, scheme: &Scheme) -> PartReport {
    let (value, source) = (&part.figure.value, &part.figure.source);
    let column = scheme.form(&source.form).and_then(|form| form.column(&value.indicator, &value.column));
    let decimals = column.zip(scheme.indicator(&value.indicator)).map_or(0, |(column, indicator)| column.digits(indicator));
    PartReport {
        unit: Named { code: value.unit.clone(), name: scheme.unit_name(&value.unit).to_owned() },
        column: value.column.clone(),
        column_name: column.map_or_else(|| value.column.clone(), |column| column.name.clone()),
        value: if let Datum::Number(number) = value.datum { Some(padded(number, decimals)) } else { None },
        raw: value.raw.clone(),
        note: value.note.clone(),
        sheet: source.sheet.clone(),
        cell: cell_name(value.row, value.sheet_column),
        file: source.file.clone(),
        sha256: source.sha256.clone(),
        version: source.version,
        committed_at: source.committed_at.clone(),
        earlier: part
            .earlier
            .iter()
            .map(|one| EarlierReport {
                version: one.version,
                value: one.value.map(|number| padded(number, decimals)),
                raw: one.raw.clone(),
                file: one.file.clone(),
                committed_at: one.committed_at.clone(),
            })
            .collect(),
    }
}
