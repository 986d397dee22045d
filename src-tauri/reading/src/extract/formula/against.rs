//! A stored result against what its formula gives.

use super::evaluate::Given;
use super::value::{Cut, Value, rounded, same};
use crate::extract::sheet::Sheet;
use crate::read::{Cell, Content};
use xianbaohui_core::day::Day;
use xianbaohui_core::number;

/// Stored and worked out are doubles: what differs by less than this share is the same, and so is
/// what differs by less of the largest figure that went into it.
const SAME: f64 = 1e-9;
const NOISE: f64 = 1e-12;
/// Whether the stored result is what the formula gives.
pub(super) fn said_same(sheet: &Sheet<'_>, cell: &Cell, given: &Given) -> bool {
    match (&cell.content, &given.value) {
        (Content::Number(stored), Value::Number(result)) => {
            let differs = (result - stored).abs();
            let is_rounded = sheet.grid.beside.formulas.is_rounded && is_rounded(*stored, *result);
            is_rounded
                || differs <= SAME * stored.abs().max(result.abs())
                || differs <= NOISE * given.largest
        }
        (Content::Date(stored, _), Value::Number(result)) => {
            !stored.is_finite() || (result - stored).abs() < 1e-4
        }
        // what is seen of a text may be less than what is stored
        (Content::Text(stored), Value::Text(result)) => {
            stored == result || sheet.grid.beneath_of(cell) == Some(result)
        }
        (Content::Error(stored), Value::Error(result)) => **stored == **result,
        (Content::Number(_) | Content::Date(..) | Content::Error(_), _)
        | (Content::Text(_), Value::Number(_) | Value::Error(_)) => false,
        _ => true,
    }
}

/// What a formula gives, as it is written out.
pub(super) fn result_of(sheet: &Sheet<'_>, cell: &Cell, value: &Value) -> String {
    match value {
        Value::Number(number) => {
            let written = number::shortest(*number);
            let day = Day::of_serial(&written, sheet.grid.from_1904);
            let day = day.filter(|_| matches!(cell.content, Content::Date(..)));
            day.map_or(written, |day| day.to_string())
        }
        Value::Error(error) => error.clone().into_owned(),
        other => other.words().unwrap_or_default(),
    }
}

/// Whether a stored figure is the result with the decimals it has itself.
fn is_rounded(stored: f64, result: f64) -> bool {
    let written = number::shortest(stored);
    let decimals = written.split_once('.').map_or(0, |(_, rest)| rest.len());
    let places = f64::from(u32::try_from(decimals).unwrap_or_default());
    same(rounded(result, places, Cut::Nearest), stored)
}
