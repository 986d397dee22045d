//! What a workbook that goes out has no room for: figures with more digits than Excel keeps, texts
//! longer than a cell, characters that are not seen.
//!
//! The ledger keeps all of it. That it will stand otherwise in what goes out is told when it comes
//! in, and not found out by the printer.

use super::report::of_all;
use super::sheet::Sheet;
use super::spot::spots;
use crate::read::Content;
use std::str::FromStr as _;
use xianbaohui_core::exact;
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::{FigureRounded, FigureWide, TextLong, TextUnseen};
use xianbaohui_core::number::{Datum, Decimal, EXCEL_DIGITS, from_excel, is_wide};
use xianbaohui_core::returns::Return;
use xianbaohui_core::text::{MOST_IN_CELL, is_too_long};

/// Tells of the cells of a return that cannot be written out as they are.
pub(super) fn findings(sheet: &Sheet<'_>, taken: &Return) -> Vec<Finding> {
    /// What has so few digits at all need not be looked at any closer.
    const FEW: u128 = 10_u128.pow(EXCEL_DIGITS as u32);
    let (mut wide, mut rounded, mut long, mut unseen) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (spot, datum, raw) in spots(taken) {
        if let Datum::Number(number) = datum
            && number.mantissa().unsigned_abs() >= FEW
            && is_wide(&number.normalize().to_string())
        {
            wide.push(spot);
        }
        let cell = sheet.grid.cell(spot.row, spot.column);
        // of a text that was kept as a number the digits are told to be lost
        if let (Datum::Number(_), Some(Content::Number(number))) =
            (datum, cell.map(|cell| &cell.content))
            && loses_digits(*number)
        {
            rounded.push(spot);
        }
        if is_too_long(raw) {
            long.push(spot);
        }
        if raw.contains(|c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r')) {
            unseen.push(spot);
        }
    }
    let digits = EXCEL_DIGITS;
    let told = [
        of_all(sheet, &wide, FigureWide { digits }),
        of_all(sheet, &rounded, FigureRounded { digits }),
        of_all(sheet, &long, TextLong { most: MOST_IN_CELL }),
        of_all(sheet, &unseen, TextUnseen {}),
    ];
    told.into_iter().flatten().collect()
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
        .and_then(|(own, (read, _))| exact::subtract(own, read));
    left.is_some_and(|left| left.abs() >= Decimal::new(5, 3))
}
