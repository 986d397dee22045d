//! What a workbook that goes out has no room for: figures with more digits than Excel keeps, texts
//! longer than a cell, characters that are not seen.
//!
//! The ledger keeps all of it. That it will stand otherwise in what goes out is told when it comes
//! in, and not found out by the printer.

use crate::read::{Content, Grid};
use std::str::FromStr as _;
use xianbaohui_core::finding::{Finding, Severity};
use xianbaohui_core::number::{Datum, Decimal, EXCEL_DIGITS, from_excel, is_wide};
use xianbaohui_core::returns::Return;
use xianbaohui_core::text::{MOST_IN_CELL, is_too_long};

/// Tells of the cells of a return that cannot be written out as they are.
pub(super) fn findings(grid: &Grid, taken: &Return) -> Vec<Finding> {
    let (mut wide, mut long, mut unseen, mut rounded) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut look = |datum: &Datum, raw: &str, row: u32, column: u32| {
        if let Datum::Number(number) = datum
            && is_wide(&number.normalize().to_string())
        {
            wide.push((row, column));
        }
        if let Some(Content::Number(number)) = grid.cell(row, column).map(|cell| &cell.content)
            && loses_digits(*number)
        {
            rounded.push((row, column));
        }
        if is_too_long(raw) {
            long.push((row, column));
        }
        if raw.contains(|c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
            unseen.push((row, column));
        }
    };
    for value in &taken.values {
        look(&value.datum, &value.raw, value.row, value.sheet_column);
    }
    for entry in &taken.entries {
        for field in &entry.fields {
            if let Some(column) = field.sheet_column {
                look(&field.datum, &field.raw, entry.row, column);
            }
        }
    }
    let told = |cells: Vec<(u32, u32)>, severity: Severity, rule: &str, what: String| {
        let names = cells
            .iter()
            .take(8)
            .map(|(row, column)| grid.cell_name(*row, *column))
            .collect::<Vec<_>>()
            .join("、");
        let more = if cells.len() > 8 {
            format!(" 等 {} 格", cells.len())
        } else {
            String::new()
        };
        let places = cells.iter().map(|(row, column)| grid.place(*row, *column));
        (!cells.is_empty())
            .then(|| Finding::new(severity, rule, format!("{names}{more}{what}")).at_all(places))
    };
    [
        told(
            wide,
            Severity::D,
            "figure.wide",
            format!(
                " 的有效数字超过 {EXCEL_DIGITS} 位，账本里一\
            位不少；Excel 存不下，导出时写成文本，不参加表内公式。请核对位数。"
            ),
        ),
        told(
            rounded,
            Severity::C,
            "figure.rounded",
            format!(
                " 的数在文件里超过 {EXCEL_DIGITS} 位有效数字，Excel 只保证 {EXCEL_DIGITS} 位，\
                后面的按四舍五入读取。请核对；位数确实这么多的，请按文本填写。"
            ),
        ),
        told(
            long,
            Severity::C,
            "text.too-long",
            format!(
                " 的文字超过 {MOST_IN_CELL} 字，账本里一字\
            不少；Excel 一格放不下，导出时后面的写不出来。请核对是不是粘贴错了。"
            ),
        ),
        told(
            unseen,
            Severity::D,
            "text.control",
            " 的文字里有看不见的控制字符，按原样保存，导出时\
            写成 _x0007_ 的样子。请重新录入。"
                .to_owned(),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whether what is left of a number by the fifteen digits of Excel differs from it by half a
/// hundredth or more. Less is the noise of binary fractions (0.1 + 0.2), which nobody typed.
fn loses_digits(number: f64) -> bool {
    /// below this fifteen digits reach to the hundredths
    const LARGE: f64 = 1e12;
    if number.abs() < LARGE {
        return false;
    }
    let own = Decimal::from_str(&number.to_string()).ok();
    let left = own
        .zip(from_excel(number))
        .and_then(|(own, (read, _))| own.checked_sub(read));
    left.is_some_and(|left| left.abs() >= Decimal::new(5, 3))
}
