//! Units of money, and figures converted from one to another.

use crate::mess::model::{Cell, Column, Content, Kind, RowKind, Sheet};
use fastrand::Rng;
use rust_decimal::Decimal;

/// Units of money and their powers of ten.
const MONEY: [(&str, u32); 4] = [("元", 0), ("千元", 3), ("万元", 4), ("亿元", 8)];

/// A figure in `from` written in `to`.
pub(super) fn converted(number: Decimal, from: u32, to: u32) -> Decimal {
    let ten = |power: u32| Decimal::from(10_i64.pow(power));
    if from >= to {
        number * ten(from - to)
    } else {
        (number / ten(to - from)).normalize()
    }
}

pub(super) fn power(unit: &str) -> Option<u32> {
    MONEY
        .iter()
        .find(|(name, _)| *name == unit)
        .map(|(_, power)| *power)
}

/// Another unit of money.
pub(super) fn other(rng: &mut Rng, than: u32) -> (&'static str, u32) {
    let others = MONEY
        .iter()
        .filter(|(_, power)| *power != than)
        .copied()
        .collect::<Vec<_>>();
    others[rng.usize(..others.len())]
}

/// Writes the amounts of a row in another unit; `false` when one of them is not a plain number.
pub(super) fn convert_row(sheet: &mut Sheet, row: usize, from: u32, to: u32) -> bool {
    let amounts = (0..sheet.width())
        .filter(|at| {
            matches!(
                sheet.columns[*at],
                Column::Figure {
                    kind: Kind::Value,
                    ..
                }
            )
        })
        .collect::<Vec<_>>();
    let plain = |cell: &Cell| {
        cell.format.is_none()
            && (cell.as_number().is_some()
                || cell.is_empty()
                || cell.as_text().is_some_and(|words| words.trim() == "/"))
    };
    if !amounts.iter().all(|at| plain(&sheet.rows[row].cells[*at])) {
        return false;
    }
    for at in amounts {
        if let Some(number) = sheet.rows[row].cells[at].as_number() {
            sheet.rows[row].cells[at].content = Content::Number(converted(number, from, to));
        }
    }
    true
}

/// Rows of a matrix that are about money, with their unit.
pub(super) fn money_rows(sheet: &Sheet) -> Vec<(usize, u32)> {
    sheet
        .data_rows()
        .into_iter()
        .filter_map(|row| {
            if let RowKind::Data { unit, .. } = &sheet.rows[row].kind {
                Some((row, power(unit)?))
            } else {
                None
            }
        })
        .collect()
}
