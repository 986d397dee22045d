//! Rows of a roster: entries that do not exist.

use crate::mess::model::{Cell, Column, Content, Fact, FieldKind, Of, Row, RowKind, Sheet, State};
use crate::mess::names;
use fastrand::Rng;
use rust_decimal::Decimal;
use xianbaohui_core::form::{self, FieldSpec, Roster};
use xianbaohui_core::org_unit::OrgUnit;

/// 2018-01-01, as Excel counts days.
const FIRST_DAY: u32 = 43_101;

pub(super) fn columns(roster: &Roster) -> impl Iterator<Item = (Column, Vec<String>)> {
    roster.fields.iter().map(|field| {
        let kind = match &field.kind {
            form::FieldKind::Text => FieldKind::Text,
            form::FieldKind::Number => FieldKind::Number,
            form::FieldKind::Date => FieldKind::Date,
            form::FieldKind::Code => FieldKind::Code,
            form::FieldKind::Unit => FieldKind::Unit,
            form::FieldKind::Choice(_) => FieldKind::Choice,
        };
        (
            Column::Field {
                field: field.code.clone(),
                kind,
                header: field.headers[0].written(None),
            },
            field.headers[0].levels(None),
        )
    })
}

pub(super) fn rows(sheet: &mut Sheet, roster: &Roster, unit: &OrgUnit, rng: &mut Rng) {
    let entries = rng.usize(2..9);
    for number in 0..entries {
        let mut row = Row::new(
            RowKind::Data {
                about: number.to_string(),
                part: false,
                unit: String::new(),
            },
            sheet.width(),
        );
        for (column, cell) in sheet.columns.iter().zip(&mut row.cells) {
            match column {
                Column::Serial => *cell = Cell::number(Decimal::from(number + 1)),
                Column::Field { field, .. } => {
                    if let Some(spec) = roster.fields.iter().find(|spec| spec.code == *field) {
                        let (content, state) = filled(spec, unit, number, rng);
                        let of = Of::Field {
                            entry: number,
                            field: field.clone(),
                        };
                        *cell = Cell {
                            content,
                            fact: Some(Fact {
                                of,
                                state: Some(state),
                                told: false,
                            }),
                            ..Cell::default()
                        };
                    }
                }
                _ => {}
            }
        }
        sheet.rows.push(row);
    }
    if rng.bool() {
        let mut row = Row::new(RowKind::Total, sheet.width());
        let name = sheet
            .columns
            .iter()
            .position(|column| matches!(column, Column::Field { .. }))
            .unwrap_or(0);
        row.cells[name] = Cell::text("合计");
        for (at, column) in sheet.columns.iter().enumerate() {
            let Column::Field { field, .. } = column else {
                continue;
            };
            if roster
                .fields
                .iter()
                .any(|spec| spec.code == *field && spec.sum)
            {
                let sum = sheet
                    .rows
                    .iter()
                    .filter(|row| row.is_data())
                    .filter_map(|row| row.cells[at].as_number())
                    .sum();
                row.cells[at] = Cell::number(sum);
            }
        }
        sheet.rows.push(row);
    }
}

/// What stands in a field, and what comes of it.
fn filled(field: &FieldSpec, unit: &OrgUnit, number: usize, rng: &mut Rng) -> (Content, State) {
    let text = |words: String| (Content::Text(words.clone()), State::Text(words));
    match &field.kind {
        form::FieldKind::Number => {
            let value = match field.unit_name.as_str() {
                "万元" => Decimal::new(rng.i64(10_000..9_000_000), 2),
                "%" => Decimal::new(rng.i64(310..900), 2),
                _ => Decimal::from(rng.i64(1..400)),
            };
            (Content::Number(value), State::Number(value))
        }
        form::FieldKind::Date => {
            let day = FIRST_DAY + rng.u32(..1400);
            (Content::Day(day), State::Text(written(day)))
        }
        form::FieldKind::Unit => text(unit.name.clone()),
        form::FieldKind::Choice(values) => text(values[rng.usize(..values.len())].clone()),
        _ => match field.code.as_str() {
            "year" => (
                Content::Number(Decimal::from(2018 + number % 4)),
                State::Text((2018 + number % 4).to_string()),
            ),
            "phone" => text(format!("1380319{:04}", rng.u32(..10_000))),
            "credit_code" | "credit" => text(names::credit_code(rng, &unit.code, number)),
            code => text(names::words(rng, code, number)),
        },
    }
}

/// A day counted from 1900 as 2021-03-31.
pub(in crate::mess) fn written(day: u32) -> String {
    let (year, month, day) = civil(day);
    format!("{year}-{month:02}-{day:02}")
}

/// Year, month and day of a day counted from 1900 (all are after February 1900, where Excel has a
/// day that never was).
pub(in crate::mess) fn civil(day: u32) -> (u32, u32, u32) {
    let mut left = day - 1 - 1;
    let mut year = 1900;
    let leap = |year: u32| {
        year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
    };
    while left >= 365 + u32::from(leap(year)) {
        left -= 365 + u32::from(leap(year));
        year += 1;
    }
    let mut month = 1;
    for days in [
        31,
        28 + u32::from(leap(year)),
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ] {
        if left < days {
            break;
        }
        left -= days;
        month += 1;
    }
    (year, month, left + 1)
}
