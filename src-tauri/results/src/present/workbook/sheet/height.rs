//! How high the rows of a sheet are, and how wide some of its columns together.

use crate::present::paper::{height_of, lines};
use crate::present::workbook::pages::Page;
use crate::present::{Cell, Row};
use xianbaohui_core::number::EXCEL_DIGITS;

/// How high a row is, in points, where its texts need more than one line.
pub(super) fn height_of_row(page: &Page, row: &Row) -> Option<f64> {
    let texts = page
        .columns
        .iter()
        .zip(&page.widths)
        .filter_map(|(column, width)| match &row.cells[*column] {
            Cell::Text(text) => Some(lines(text, *width)),
            // a figure with more digits than Excel keeps stands there as a text
            Cell::Number(number)
                if number.mantissa().unsigned_abs() >= 10_u128.pow(EXCEL_DIGITS as u32) =>
            {
                Some(lines(&number.normalize().to_string(), *width))
            }
            _ => None,
        });
    // Excel fits a wrapped row when it is typed in, not when it is opened
    let most = texts.max().unwrap_or(1);
    (most > 1).then(|| height_of(most))
}

/// Height of a row of one line, in points.
pub(super) const ROW: f64 = 19.0;

/// Half-width characters from one column to another.
pub(super) fn width_of(widths: &[f64], first: u16, last: u16) -> f64 {
    widths[usize::from(first)..=usize::from(last)].iter().sum()
}
