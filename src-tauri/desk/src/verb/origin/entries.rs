//! Where what a roster says came from: a sum, a count, one field.

use super::shape::{Origin, OriginPart, nothing, part, shown_fully, state_of};
use super::told::told_of_total;
use crate::app_error::AppError;
use crate::verb::shared::UnitRef;
use crate::verb::table::FigureState;
use xianbaohui_core::form::{FieldKind, FieldSpec, Form, Layout};
use xianbaohui_core::number::Datum;
use xianbaohui_core::personal;
use xianbaohui_core::place::cell_name;
use xianbaohui_ledger::Ledger;
use xianbaohui_results::consolidate::{Question, trace};
use xianbaohui_results::present::Table;

/// The sum of a roster's field, of one unit or of all: the third column of the table is the first
/// field that is added.
pub(super) fn of_sum(
    ledger: &Ledger,
    round: &str,
    table: &Table,
    column: usize,
    unit: Option<usize>,
    shown: String,
) -> Result<Origin, AppError> {
    /// entries that a page lists
    const MOST: usize = 200;
    let scheme = ledger.scheme();
    let form = &scheme.forms[table.form];
    let Layout::Roster(roster) = &form.layout else {
        return Err(nothing());
    };
    // the second column counts the entries: they are listed by what names them
    let is_count = column == 1;
    let fields = roster
        .fields
        .iter()
        .filter(|field| if is_count { field.key } else { field.sum })
        .collect::<Vec<_>>();
    let field = column
        .checked_sub(if is_count { 1 } else { 2 })
        .and_then(|at| fields.get(at))
        .ok_or_else(nothing)?;
    if is_count {
        return of_count(ledger, round, form, field, unit, shown);
    }
    let question = Question {
        indicator: field.code.clone(),
        unit: unit.map(|unit| scheme.units[unit].code.clone()),
        column: Some(field.code.clone()),
        form: Some(form.code.clone()),
    };
    let found = trace(ledger, ledger.round(round)?, &question)?
        .into_iter()
        .next()
        .ok_or_else(nothing)?;
    let mut told = told_of_total(scheme, &found);
    if let Some(more) = found.parts.len().checked_sub(MOST).filter(|more| *more > 0) {
        told.push(format!(
            "共 {} 条，这里列出前 {MOST} 条，另有 {more} 条见汇总名册。",
            found.parts.len()
        ));
    }
    Ok(Origin {
        unit: UnitRef::of(scheme, &found.unit),
        indicator: form.name.clone(),
        column: field.name.clone(),
        text: shown,
        measure_unit: field.unit_name.clone(),
        state: if found.overflow {
            FigureState::Overflow
        } else {
            FigureState::Number
        },
        raw: None,
        conversion: None,
        sheet: None,
        cell: None,
        file: None,
        sha256: None,
        return_id: None,
        version: None,
        committed_at: None,
        formula: found.formula.clone(),
        told,
        parts: found
            .parts
            .iter()
            .take(MOST)
            .map(|one| part(ledger, one, one.entry.clone().unwrap_or_default()))
            .collect(),
        versions: Vec::new(),
        findings: Vec::new(),
    })
}

/// How many entries there are, of one unit or of all that are added: unit by unit.
fn of_count(
    ledger: &Ledger,
    round: &str,
    form: &Form,
    field: &FieldSpec,
    unit: Option<usize>,
    shown: String,
) -> Result<Origin, AppError> {
    let scheme = ledger.scheme();
    let code = unit.map_or_else(
        || scheme.root_unit().code.clone(),
        |unit| scheme.units[unit].code.clone(),
    );
    let returns = ledger
        .current_returns(&ledger.round(round)?.code)?
        .into_iter()
        .filter(|row| row.form == form.code && (unit.is_none() || row.unit == code));
    let parts = returns.map(|row| OriginPart {
        of: row.sheet.clone(),
        unit: UnitRef::of(scheme, &row.unit),
        text: format!("第 {} 版", row.version),
        state: FigureState::Text,
        sheet: Some(row.sheet.clone()),
        cell: None,
        file: Some(row.file),
    });
    Ok(Origin {
        unit: UnitRef::of(scheme, &code),
        indicator: form.name.clone(),
        column: format!("条数（按“{}”）", field.name),
        text: shown,
        measure_unit: "条".into(),
        state: FigureState::Number,
        raw: None,
        conversion: None,
        sheet: None,
        cell: None,
        file: None,
        sha256: None,
        return_id: None,
        version: None,
        committed_at: None,
        formula: Some(if unit.is_some() {
            "名单的条数".into()
        } else {
            "各单位名单的条数之和，下级单位的名单不重复加入".into()
        }),
        told: Vec::new(),
        parts: parts.collect(),
        versions: Vec::new(),
        findings: Vec::new(),
    })
}

/// A field of a roster: the third column of the table is the first field that is no unit.
pub(super) fn of_entry(
    ledger: &Ledger,
    table: &Table,
    return_id: i64,
    line: u32,
    column: usize,
) -> Result<Origin, AppError> {
    let scheme = ledger.scheme();
    let Layout::Roster(roster) = &scheme.forms[table.form].layout else {
        return Err(nothing());
    };
    let entry = ledger.entry_of(return_id, line)?.ok_or_else(nothing)?;
    let source = ledger.return_row(return_id)?.ok_or_else(nothing)?;
    let fields = roster
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.kind != FieldKind::Unit)
        .map(|(at, _)| at)
        .collect::<Vec<_>>();
    let at = *column
        .checked_sub(2)
        .and_then(|position| fields.get(position))
        .ok_or_else(nothing)?;
    let (spec, field) = (
        &roster.fields[at],
        entry.fields.get(at).ok_or_else(nothing)?,
    );
    let name = roster
        .fields
        .iter()
        .position(|field| field.key)
        .and_then(|key| Some((&roster.fields[key], entry.fields.get(key)?)))
        .map(|(spec, field)| personal::field(spec, field.raw.trim()).into_owned())
        .unwrap_or_default();
    Ok(Origin {
        unit: UnitRef::of(scheme, &entry.unit),
        indicator: name,
        column: spec.name.clone(),
        text: match &field.datum {
            Datum::Number(number) => shown_fully(*number, spec.decimals),
            Datum::Text(text) => personal::field(spec, text).into_owned(),
            _ => personal::field(spec, &field.raw).into_owned(),
        },
        measure_unit: spec.unit_name.clone(),
        state: state_of(&field.datum),
        raw: Some(personal::field(spec, &field.raw).into_owned()),
        conversion: field.note.clone(),
        sheet: Some(source.sheet.clone()),
        cell: field.sheet_column.map(|column| cell_name(line, column)),
        file: Some(source.file.clone()),
        sha256: Some(source.sha256.clone()),
        return_id: Some(return_id),
        version: Some(source.version),
        committed_at: Some(source.committed_at.clone()),
        formula: None,
        told: Vec::new(),
        parts: Vec::new(),
        versions: Vec::new(),
        findings: Vec::new(),
    })
}
