//! One clean sheet: frame, header, rows.

use super::figures::{self, Figures};
use super::{header, roster};
use crate::mess::model::{Cell, Claim, Column, Fact, Kind, Of, Row, RowKind, Sheet, Shown, State};
use crate::mess::names::one_of;
use fastrand::Rng;
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::HashMap;
use xianbaohui_core::form::{ColumnSpec, CountyTable, Form, Layout, Matrix, Role};
use xianbaohui_core::org_unit::OrgUnit;
use xianbaohui_core::period::Period;
use xianbaohui_core::scheme::Scheme;

/// A sheet of a form, filled in by a unit.
pub(super) fn made(
    scheme: &Scheme,
    form: &Form,
    unit: &OrgUnit,
    claim: Claim,
    period: Period,
    rng: &mut Rng,
) -> Sheet {
    let with_serial = rng.bool();
    let with_remark = rng.bool() && form.ignore.iter().any(|header| header.0[0] == "备注");
    let (columns, levels) = columns(form, period, with_serial, with_remark);
    let width = columns.len();
    let mut sheet = Sheet {
        name: one_of(rng, &["Sheet1", "Sheet1", "报表", "表1"]).to_owned(),
        shown: Shown::Yes,
        claim: Some(claim),
        columns,
        rows: Vec::new(),
        hidden_columns: Vec::new(),
        filtered: false,
        around: crate::mess::model::Around::default(),
    };
    if form.code != "S1" && sheet.name != "Sheet1" {
        sheet.name.push_str(&form.code);
    } else if ["S3", "S5"].contains(&form.code.as_str()) {
        sheet.name = format!("Sheet{}", &form.code[1..]);
    }
    if rng.bool() {
        sheet
            .rows
            .push(Row::line(RowKind::Annex, width, "附件1", false));
    }
    sheet.rows.push(Row::line(
        RowKind::Title,
        width,
        &format!("{}{}", period.name(), form.titles[0]),
        true,
    ));
    let mut line = Row::line(
        RowKind::Line,
        width,
        &format!("填报单位（盖章）：{}科学技术局", unit.name),
        false,
    );
    if width > 4 {
        line.cells[3] = Cell::text(format!(
            "填报日期：{}年{}月{}日",
            period.year + u16::from(period.to == 12),
            period.to % 12 + 1,
            rng.u8(1..28)
        ));
    }
    sheet.rows.push(line);
    if form.unit_note.is_some() || (form.code == "M" && rng.bool()) {
        let mut note = Row::new(RowKind::UnitNote, width);
        note.cells[width - 1] = Cell::text(if form.code == "M" {
            "单位：家、万元、人、%"
        } else {
            "单位：万元"
        });
        sheet.rows.push(note);
    }
    sheet.rows.extend(header::rows(&levels));
    match &form.layout {
        Layout::Matrix(matrix) => matrix_rows(&mut sheet, scheme, matrix, unit, rng),
        Layout::CountyTable(table) => table_rows(&mut sheet, scheme, table, rng),
        Layout::Roster(own) => roster::rows(&mut sheet, own, unit, rng),
    }
    if rng.bool() {
        sheet.rows.push(Row::line(
            RowKind::Note,
            width,
            "注：1.总数为期末数。2.没有目标或上年同期为0的填“/”。",
            rng.bool(),
        ));
    }
    if rng.bool() {
        sheet.rows.push(Row::line(
            RowKind::Signature,
            width,
            "单位负责人：张三　　填报人：李四　　联系电话：0319-1234567",
            rng.bool(),
        ));
    }
    sheet
}

/// The columns, and what their headers say, level by level.
fn columns(
    form: &Form,
    period: Period,
    with_serial: bool,
    with_remark: bool,
) -> (Vec<Column>, Vec<Vec<String>>) {
    let mut all = Vec::new();
    if with_serial {
        all.push((Column::Serial, vec!["序号".to_owned()]));
    }
    let figure = |column: &ColumnSpec| {
        let kind = match &column.role {
            Role::Value => Kind::Value,
            Role::Rank => Kind::Rank,
            _ if column.as_ratio => Kind::Ratio,
            _ => Kind::Rate,
        };
        (
            Column::Figure {
                column: column.code.clone(),
                indicator: column.indicator.clone(),
                kind,
                header: column.headers[0].written(Some(period)),
            },
            column.headers[0].levels(Some(period)),
        )
    };
    match &form.layout {
        Layout::Matrix(matrix) => {
            all.push((Column::Label, matrix.label.levels(Some(period))));
            all.extend(
                matrix
                    .measure_unit
                    .as_ref()
                    .map(|header| (Column::Measure, header.levels(Some(period)))),
            );
            all.extend(matrix.columns.iter().map(figure));
        }
        Layout::CountyTable(table) => {
            all.push((Column::Label, table.unit_column.levels(Some(period))));
            all.extend(
                table
                    .columns
                    .iter()
                    .filter(|column| column.required || column.code == "rank")
                    .map(figure),
            );
        }
        Layout::Roster(own) => all.extend(roster::columns(own)),
    }
    if with_remark {
        all.push((Column::Remark, vec!["备注".to_owned()]));
    }
    all.into_iter().unzip()
}

fn matrix_rows(sheet: &mut Sheet, scheme: &Scheme, matrix: &Matrix, unit: &OrgUnit, rng: &mut Rng) {
    let mut before: HashMap<String, Figures> = HashMap::new();
    for (number, spec) in (1_i64..).zip(&matrix.rows) {
        let Some(indicator) = scheme.indicator(&spec.indicator) else {
            continue;
        };
        let figures = figures::drawn(rng, indicator, &matrix.columns, &before);
        let kind = RowKind::Data {
            about: indicator.code.clone(),
            part: indicator.part_of.is_some(),
            unit: indicator.unit_name.clone(),
        };
        let mut row = Row::new(kind, sheet.width());
        for (column, cell) in sheet.columns.iter().zip(&mut row.cells) {
            match column {
                Column::Serial => *cell = Cell::number(Decimal::from(number)),
                Column::Label => *cell = Cell::text(&spec.labels[0]),
                Column::Measure => *cell = Cell::text(&indicator.unit_name),
                Column::Figure { column, .. } => {
                    let of = Of::Figure {
                        unit: unit.code.clone(),
                        indicator: indicator.code.clone(),
                        column: column.clone(),
                    };
                    *cell = figure(of, figures.get(column).copied().flatten());
                }
                _ => {}
            }
        }
        before.insert(indicator.code.clone(), figures);
        sheet.rows.push(row);
    }
}

/// A figure, or a declared nil where there is none.
fn figure(of: Of, value: Option<Decimal>) -> Cell {
    match value {
        Some(value) => Cell {
            fact: Some(Fact {
                of,
                state: Some(State::Number(value)),
                told: false,
            }),
            ..Cell::number(value)
        },
        None => Cell {
            fact: Some(Fact {
                of,
                state: Some(State::Nil),
                told: false,
            }),
            ..Cell::text("/")
        },
    }
}

fn table_rows(sheet: &mut Sheet, scheme: &Scheme, table: &CountyTable, rng: &mut Rng) {
    let units = scheme
        .units
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != scheme.root)
        .map(|(_, unit)| unit)
        .collect::<Vec<_>>();
    let drawn = units
        .iter()
        .map(|_| {
            let of = |code: &String| {
                scheme.indicator(code).map(|one| {
                    (
                        code.clone(),
                        figures::drawn(
                            rng,
                            one,
                            &table
                                .columns
                                .iter()
                                .filter(|column| column.indicator.as_ref() == Some(code))
                                .cloned()
                                .collect::<Vec<_>>(),
                            &HashMap::new(),
                        ),
                    )
                })
            };
            table
                .columns
                .iter()
                .filter_map(|column| column.indicator.as_ref())
                .filter_map(of)
                .collect::<HashMap<_, _>>()
        })
        .collect::<Vec<_>>();
    let value = |at: usize, indicator: &str, code: &str| {
        drawn[at]
            .get(indicator)
            .and_then(|figures| figures.get(code))
            .copied()
            .flatten()
    };
    let sum = |indicator: &str, code: &str| {
        (0..units.len())
            .filter_map(|at| value(at, indicator, code))
            .sum::<Decimal>()
    };
    let growth = |indicator: &str| {
        let (now, then) = (sum(indicator, "current"), sum(indicator, "last_year"));
        let rate = ((now / then - Decimal::ONE) * Decimal::ONE_HUNDRED)
            .round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
        (!then.is_zero()).then_some(rate)
    };
    let total_first = rng.bool();
    let total = |sheet: &Sheet| {
        let mut row = Row::new(RowKind::Total, sheet.width());
        for (column, cell) in sheet.columns.iter().zip(&mut row.cells) {
            match column {
                Column::Label => *cell = Cell::text("合计"),
                Column::Figure {
                    column,
                    indicator: Some(indicator),
                    kind,
                    ..
                } => {
                    let value = match kind {
                        Kind::Value => Some(sum(indicator, column)),
                        Kind::Rate => growth(indicator),
                        Kind::Ratio => growth(indicator).map(|rate| rate / Decimal::ONE_HUNDRED),
                        Kind::Rank => None,
                    };
                    let of = Of::Figure {
                        unit: scheme.root_unit().code.clone(),
                        indicator: indicator.clone(),
                        column: column.clone(),
                    };
                    *cell = of_kind(figure(of, value), *kind);
                }
                _ => {}
            }
        }
        row
    };
    let total = total(sheet);
    if total_first {
        sheet.rows.push(total.clone());
    }
    for (at, unit) in units.iter().enumerate() {
        let mut row = Row::new(
            RowKind::Data {
                about: unit.code.clone(),
                part: false,
                unit: String::new(),
            },
            sheet.width(),
        );
        for (column, cell) in sheet.columns.iter().zip(&mut row.cells) {
            match column {
                Column::Serial => *cell = Cell::number(Decimal::from(at + 1)),
                Column::Label => *cell = Cell::text(&unit.name),
                Column::Figure {
                    column,
                    indicator: Some(indicator),
                    kind,
                    ..
                } => {
                    let own = value(at, indicator, "current");
                    let value = match kind {
                        Kind::Rank => Some(Decimal::from(
                            1 + (0..units.len())
                                .filter(|other| value(*other, indicator, "current") > own)
                                .count(),
                        )),
                        _ => value(at, indicator, column),
                    };
                    let of = Of::Figure {
                        unit: unit.code.clone(),
                        indicator: indicator.clone(),
                        column: column.clone(),
                    };
                    *cell = of_kind(figure(of, value), *kind);
                }
                _ => {}
            }
        }
        sheet.rows.push(row);
    }
    if !total_first {
        sheet.rows.push(total);
    }
}

/// What stands for 34.4 % in the ledger stands as 0.344 on a sheet of ratios.
fn of_kind(mut cell: Cell, kind: Kind) -> Cell {
    if kind == Kind::Ratio
        && let Some(number) = cell.as_number()
    {
        cell.means(State::Number(number * Decimal::ONE_HUNDRED));
    }
    cell
}
