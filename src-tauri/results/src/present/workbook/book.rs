//! An empty workbook with the marks of this program.

use crate::present::PresentError;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};
use xianbaohui_files::output::{KIND, Kind, MARK, REMARK};

/// A workbook whose columns are measured by the type that offices have, not by one that their
/// machines put another in place of.
pub(in crate::present) fn new_book() -> Result<Workbook, PresentError> {
    /// pixels of a row and a column of 宋体 11
    const DEFAULT: (u32, u32) = (18, 72);
    let mut book = Workbook::new();
    book.set_default_format(
        &Format::new().set_font_name("宋体").set_font_size(11),
        DEFAULT.0,
        DEFAULT.1,
    )?;
    Ok(book)
}

/// Every workbook carries the mark by which it may be replaced later, and what it is.
pub(in crate::present) fn properties(at: Option<&str>, kind: Kind) -> DocProperties {
    let properties = DocProperties::new()
        .set_comment(REMARK)
        .set_custom_property(MARK, env!("CARGO_PKG_VERSION"));
    let properties = properties.set_custom_property(KIND, kind.word().unwrap_or_default());
    match at.and_then(|at| ExcelDateTime::parse_from_str(&at.replace(' ', "T")).ok()) {
        Some(time) => properties.set_creation_datetime(&time),
        None => properties,
    }
}
