//! A sheet without its rows, and the place where they go.

use super::style::Styles;
use crate::present::PresentError;
use rust_xlsxwriter::Worksheet;

/// A sheet and the place of its rows on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Frame {
    /// number of the sheet in the workbook, from 1
    pub(super) sheet: usize,
    /// first of the rows, from 0
    pub(super) first: u32,
    /// how many there are
    pub(super) rows: u32,
    /// columns that they have
    pub(super) columns: u32,
}

impl Frame {
    /// Leaves a place for rows on a sheet.
    pub(super) fn leave(
        self,
        sheet: &mut Worksheet,
        styles: &Styles,
    ) -> Result<Self, PresentError> {
        if styles.are_left.replace(true) {
            sheet.write_blank(self.first, 0, &styles.line)?;
            return Ok(self);
        }
        let mut column = 0;
        let mut failed = None;
        styles.map(|format| {
            failed = failed
                .take()
                .or(sheet.write_blank(self.first, column, format).err());
            column += 1;
        });
        failed.map_or(Ok(self), |error| Err(error.into()))
    }

    pub(super) fn name(self) -> String {
        format!("xl/worksheets/sheet{}.xml", self.sheet)
    }
}
