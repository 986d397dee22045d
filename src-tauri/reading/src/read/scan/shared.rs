//! What the cells of all sheets of a workbook refer to.

use super::super::look::Palette;
use super::texts::Texts;
use calamine::ExcelDateTimeType;

/// What cells refer to.
pub(super) struct Shared {
    pub(super) texts: Texts,
    /// for each style, whether and how it shows numbers as dates
    pub(super) dates: Vec<Option<ExcelDateTimeType>>,
    pub(super) from_1904: bool,
    /// the colours that runs of texts name
    pub(super) palette: Palette,
}
