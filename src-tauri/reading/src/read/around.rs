//! What stands around the cells of a sheet.

use super::area::Area;
use super::conditional::Rule;
use super::look::{Formats, Look, Rich};
use super::parts::Beside;
use super::text::Lines;
use super::width::Widths;
use crate::sight::DateSystem;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

/// What stands around the cells of a sheet.
#[derive(Debug, Default)]
pub(super) struct Around {
    pub(super) merges: Vec<Area>,
    pub(super) hidden_rows: Vec<u32>,
    pub(super) hidden_columns: Vec<u32>,
    /// the workbook counts days from 1904
    pub(super) from_1904: bool,
    /// the looks of the workbook's styles; that of cells without a style is the first
    pub(super) looks: Arc<Vec<Look>>,
    /// the number formats that looks name
    pub(super) formats: Arc<Formats>,
    /// which look a cell has, where its reader did not say it with the cell: (row, column)
    pub(super) styles: HashMap<(u32, u32), u16>,
    /// points of the letters that columns are measured by
    pub(super) size: Option<f32>,
    /// texts in parts: (row, column)
    pub(super) rich: HashMap<(u32, u32), Arc<Rich>>,
    /// nothing is shown where there is a zero
    pub(super) hides_zeros: bool,
    /// formats that depend on what stands in a cell
    pub(super) rules: Vec<Rule>,
    /// areas with such formats, where they are not read
    pub(super) ruled: Vec<Area>,
    /// widths of columns, where figures may be too wide for them
    pub(super) widths: Widths,
    /// points of rows, where the file says them
    pub(super) heights: Vec<(u32, f32)>,
    /// points of rows that say none, where that was set by hand
    pub(super) usual_height: Option<f32>,
    /// what is shown of figures, where the file says it: row, column
    pub(super) shown: Vec<(u32, u32, Box<str>)>,
    /// figures that were kept as they are shown, without decimals
    pub(super) rounded: Vec<(u32, u32)>,
    /// what of the styles of a page is not understood
    pub(super) unread: Vec<Box<str>>,
    /// how a text that holds a table is written
    pub(super) lines: Option<Lines>,
    /// a cell or row where Excel has none, as the file names it
    pub(super) beyond: Option<String>,
    /// what there is beside the cells
    pub(super) beside: Beside,
}

impl Around {
    /// Remembers what is not understood of a style; the first few are enough.
    pub(super) fn doubt(&mut self, written: &str) {
        const MOST: usize = 4;
        if self.unread.len() < MOST && !self.unread.iter().any(|own| **own == *written) {
            self.unread.push(written.into());
        }
    }

    /// Takes the height of rows.
    pub(super) fn set_heights(&mut self, rows: Range<u32>, points: f64) {
        /// more are a sheet's empty rest
        const MOST: usize = 100_000;
        /// so many alike are empty
        const ALIKE: usize = 1000;
        let left = MOST.saturating_sub(self.heights.len());
        let rows = rows.take(left.min(ALIKE));
        self.heights.extend(rows.map(|row| (row, points as f32)));
    }

    /// The calendar of its serial numbers.
    pub(super) fn dates(&self) -> DateSystem {
        dates(self.from_1904)
    }
}

/// The calendar of serial numbers.
pub(super) fn dates(from_1904: bool) -> DateSystem {
    if from_1904 {
        DateSystem::From1904
    } else {
        DateSystem::From1900
    }
}
