//! Plain lists as a workbook: registers and their history.

use super::book::{new_book, properties};
use super::lists::headed;
use super::package;
use super::style::Styles;
use crate::present::PresentError;
use std::str::FromStr as _;
use xianbaohui_core::number::{Decimal, plain};
use xianbaohui_core::text::fitting;
use xianbaohui_files::output::{Kind, Output};

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// name of the sheet
    pub sheet: String,
    /// above it
    pub title: String,
    /// below the title
    pub line: String,
    /// headings and widths
    pub columns: Vec<(String, u32)>,
    /// positions of the columns with figures
    pub numbers: Vec<usize>,
    /// what stands in it
    pub rows: Vec<Vec<String>>,
}

/// Writes lists, one a sheet. `still`: whether what was read is still what is there.
///
/// # Errors
/// The file could not be written.
pub fn listings_workbook(
    all: &[Listing],
    output: Output,
    still: impl FnOnce() -> Result<(), PresentError>,
) -> Result<(), PresentError> {
    let mut book = new_book()?;
    book.set_properties(&properties(None, Kind::Register));
    let styles = Styles::new();
    for list in all {
        let sheet = book.add_worksheet().set_name(&list.sheet)?;
        let columns = list.columns.iter();
        let columns = columns.map(|(name, width)| (name.as_str(), f64::from(*width)));
        let columns = columns.collect::<Vec<_>>();
        headed(sheet, &list.title, &list.line, &columns, 2, &styles)?;
        for (row, cells) in (3_u32..).zip(&list.rows) {
            for (column, text) in (0_u16..).zip(cells) {
                let number = list
                    .numbers
                    .contains(&usize::from(column))
                    .then(|| figure(text));
                if let Some(number) = number.flatten() {
                    sheet.write_number_with_format(row, column, number, &styles.any_figure)?;
                } else {
                    let text = fitting(text);
                    sheet.write_string_with_format(row, column, &*text, &styles.text.plain)?;
                }
            }
        }
    }
    package::save(&mut book, output, &[], &styles, |_| still())?;
    Ok(())
}

/// A figure that Excel keeps digit for digit.
fn figure(text: &str) -> Option<f64> {
    let number = Decimal::from_str(text).ok()?;
    let digits = number
        .mantissa()
        .unsigned_abs()
        .checked_ilog10()
        .unwrap_or(0);
    (digits < 15).then(|| plain(number).parse().ok()).flatten()
}
