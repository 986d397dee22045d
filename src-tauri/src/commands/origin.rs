//! Where a figure on the screen came from.

use super::consolidated::FigureState;
use super::shared::{Finding, UnitRef};
use crate::error::AppError;
use crate::state::State;
use serde::Serialize;
use ts_rs::TS;
use xianbaohui_core::form::{FieldKind, FieldSpec, Form, Layout};
use xianbaohui_core::number::{Datum, Decimal, display};
use xianbaohui_core::place::Place;
use xianbaohui_core::place::cell_name;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_ledger::Ledger;
use xianbaohui_results::consolidate::{
    Left, Origin as CoreOrigin, Part, Question, Side, Why, YearsApart, trace,
};
use xianbaohui_results::present::{
    CellState, Derived, FigureKey, RowKind, Subject, Table, TableKind,
};

/// A reported figure in a total.
#[derive(Serialize, TS)]
#[ts(export)]
pub(crate) struct OriginPart {
    /// which of several figures of the unit it is: indicator and column, or round; empty where
    /// there is one only
    of: String,
    unit: UnitRef,
    text: String,
    state: FigureState,
    sheet: Option<String>,
    cell: Option<String>,
    file: Option<String>,
}

/// The figure in an earlier version.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct OriginVersion {
    version: u32,
    text: String,
    committed_at: String,
    file: String,
}

/// Where a figure came from.
#[derive(Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub(crate) struct Origin {
    unit: UnitRef,
    indicator: String,
    column: String,
    text: String,
    measure_unit: String,
    state: FigureState,
    raw: Option<String>,
    conversion: Option<String>,
    sheet: Option<String>,
    cell: Option<String>,
    file: Option<String>,
    sha256: Option<String>,
    #[ts(type = "number | null")]
    return_id: Option<i64>,
    version: Option<u32>,
    committed_at: Option<String>,
    formula: Option<String>,
    /// what the total lacks, and whose figure in it is in question
    told: Vec<String>,
    parts: Vec<OriginPart>,
    versions: Vec<OriginVersion>,
    findings: Vec<Finding>,
}

#[tauri::command(async)]
pub(crate) fn figure_origin(
    state: tauri::State<'_, State>,
    round: &str,
    table: &str,
    row: u32,
    column: u32,
) -> Result<Origin, AppError> {
    let shown = state.table(round, table)?;
    let built = &shown.table;
    let row = built.rows.get(row as usize).ok_or_else(nothing)?;
    state.with_ledger(|ledger| match row.subject {
        Subject::Entry(return_id, line) => {
            of_entry(ledger, built, return_id, line, column as usize)
        }
        subject if built.kind == TableKind::EntryCounts => {
            let unit = if let Subject::Unit(unit) = subject {
                Some(unit)
            } else {
                None
            };
            of_sum(
                ledger,
                round,
                built,
                column as usize,
                unit,
                row.cells[column as usize].shown(built.decimals(row, column as usize)),
            )
        }
        subject => {
            let figure = built
                .columns
                .get(column as usize)
                .and_then(|column| column.figure)
                .ok_or_else(nothing)?;
            let indicator = if let Subject::Indicator(at) = subject {
                at
            } else {
                figure.indicator
            };
            let unit = match (subject, row.kind) {
                (Subject::Unit(unit), _) => Some(unit),
                (_, RowKind::ReportedTotal) => Some(ledger.scheme().root),
                _ => None,
            };
            of_figure(
                ledger,
                round,
                built,
                FigureKey {
                    indicator,
                    ..figure
                },
                unit,
                row.cells[column as usize].shown(built.decimals(row, column as usize)),
            )
        }
    })
}

fn nothing() -> AppError {
    AppError::new("origin.none", "这一格没有来源：不是填报或汇总的数。")
}

fn of_figure(
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
        None => found.formula.clone(),
    };
    let told = match years {
        Some(years) => told_of_years(scheme, years, unit.is_none()),
        None if unit.is_none() => told_of_total(scheme, &found),
        None => Vec::new(),
    };
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
            None => spec.name.clone(),
        },
        measure_unit: if text == CellState::NotApplicable.word() {
            String::new()
        } else if figure.derived.is_some() {
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

/// The sum of a roster's field, of one unit or of all: the third column of the table is the first
/// field that is added.
fn of_sum(
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

fn shown_fully(number: Decimal, decimals: u32) -> String {
    display(number, number.normalize().scale().max(decimals))
}

fn state_of(datum: &Datum) -> FigureState {
    match datum {
        Datum::Number(_) => FigureState::Number,
        Datum::Text(_) => FigureState::Text,
        Datum::Blank => FigureState::Blank,
        Datum::Nil(_) => FigureState::Nil,
        Datum::Unreadable(_) => FigureState::Unreadable,
    }
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

fn why(scheme: &Scheme, why: &Why) -> String {
    match why {
        Why::Blank => "没有填数".to_owned(),
        Why::Unreadable => "填的内容不能识别".to_owned(),
        Why::OneSide => "缺一个数".to_owned(),
        Why::NotThisYear => "本年没有数".to_owned(),
        Why::NotLastYear => "本表没有上年的数".to_owned(),
        Why::NotExpected => "不在本批应报单位里".to_owned(),
        Why::Within(above) => format!("合计按{}报的数计", scheme.unit_name(above)),
    }
}

/// `未计：青县（没有填数）、沧县（…）。`
fn left_out(scheme: &Scheme, units: &[Left]) -> Option<String> {
    let named = units.iter().map(|left| {
        format!(
            "{}（{}）",
            scheme.unit_name(&left.unit),
            why(scheme, &left.why)
        )
    });
    (!units.is_empty()).then(|| format!("未计：{}。", named.collect::<Vec<_>>().join("、")))
}

fn named(scheme: &Scheme, words: &str, units: &[String]) -> Option<String> {
    (!units.is_empty()).then(|| {
        format!(
            "{words}：{}。",
            units
                .iter()
                .map(|code| scheme.unit_name(code))
                .collect::<Vec<_>>()
                .join("、")
        )
    })
}

fn told_of_total(scheme: &Scheme, found: &CoreOrigin) -> Vec<String> {
    let side = |words: &str, side: &Side| {
        let (own, column) = (
            scheme.indicator(&side.indicator)?,
            scheme
                .form(&found.form)?
                .column(&side.indicator, &side.column)?,
        );
        // where one side is missing there is no sum of either
        let sum = side.sum.map_or("没有可以计算的数".to_owned(), |sum| {
            format!(
                "{}{}",
                shown_fully(sum, column.digits(own)),
                column.unit_name(own)
            )
        });
        Some(format!("{words}：{} {} {sum}", own.name, column.name))
    };
    let (of, base) = found.sides.as_ref().map_or((None, None), |(of, base)| {
        (side("分子", of), side("分母", base))
    });
    let overflow = found
        .overflow
        .then(|| "溢出，无法合计：超过 28 位数字，请核对计量单位。".to_owned());
    let lists = [
        named(scheme, "缺", &found.missing),
        left_out(scheme, &found.left_out),
        named(scheme, "有 A 级（强制性）审核问题", &found.flagged),
    ];
    let at_large = found
        .at_large
        .iter()
        .map(|one| Some(format!("{}：{}", scheme.unit_name(&one.unit), one.message)));
    let nil_sides = named(scheme, "一边填“/”，按 0 计入", &found.nil_sides);
    let told = found
        .told
        .iter()
        .map(|one| Some(format!("{}。", one.words(scheme))));
    [of, base, overflow]
        .into_iter()
        .chain(lists)
        .chain(at_large)
        .chain([nil_sides])
        .chain(told)
        .flatten()
        .collect()
}

fn told_of_years(scheme: &Scheme, years: &YearsApart, total: bool) -> Vec<String> {
    let of = years.of.zip(years.base).map(|(of, base)| {
        let units = if total {
            format!("两年都有数的单位 {} 个：", years.both.len())
        } else {
            String::new()
        };
        format!(
            "{units}本年 {}，上年 {}。",
            shown_fully(of, 0),
            shown_fully(base, 0)
        )
    });
    let overflow = years
        .overflow
        .then(|| "溢出，无法计算：超过 28 位数字，请核对计量单位。".to_owned());
    of.into_iter()
        .chain(overflow)
        .chain(left_out(scheme, &years.left_out))
        .chain(named(
            scheme,
            "上年数有 A 级（强制性）审核问题",
            &years.flagged,
        ))
        .chain(named(scheme, "上年数不是确数", &years.bounded))
        .chain(named(scheme, "上年报了数、本批次不应报，未计", &years.gone))
        .collect()
}

fn part(ledger: &Ledger, part: &Part, of: String) -> OriginPart {
    let (value, source) = (&part.figure.value, &part.figure.source);
    let scheme = ledger.scheme();
    let column = scheme
        .form(&source.form)
        .and_then(|form| form.column(&value.indicator, &value.column));
    let field = scheme
        .form(&source.form)
        .and_then(|form| form.field(&value.indicator));
    let decimals = column.zip(scheme.indicator(&value.indicator)).map_or(
        field.map_or(0, |field| field.decimals),
        |(column, indicator)| column.digits(indicator),
    );
    OriginPart {
        of,
        unit: UnitRef::of(ledger.scheme(), &value.unit),
        text: if let Datum::Number(number) = value.datum {
            shown_fully(number, decimals)
        } else {
            value.raw.clone()
        },
        state: state_of(&value.datum),
        sheet: Some(source.sheet.clone()),
        cell: Some(cell_name(value.row, value.sheet_column)),
        file: Some(source.file.clone()),
    }
}

/// A field of a roster: the third column of the table is the first field that is no unit.
fn of_entry(
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
        .and_then(|key| entry.fields.get(key))
        .map(|field| field.raw.trim().to_owned())
        .unwrap_or_default();
    Ok(Origin {
        unit: UnitRef::of(scheme, &entry.unit),
        indicator: name,
        column: spec.name.clone(),
        text: match &field.datum {
            Datum::Number(number) => shown_fully(*number, spec.decimals),
            Datum::Text(text) => text.clone(),
            _ => field.raw.clone(),
        },
        measure_unit: spec.unit_name.clone(),
        state: state_of(&field.datum),
        raw: Some(field.raw.clone()),
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
