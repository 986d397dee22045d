//! A form laid over a sheet: what was found where.

use super::missing::Missing;
use super::title::{Title, nearest_title, title_fit};
use crate::identify::header::{ColumnMatch, HeaderBlock, SheetHeader};
use crate::identify::role::RowRole;
use crate::read::Grid;
use std::collections::HashMap;
use xianbaohui_core::evidence::Source;
use xianbaohui_core::form::Form;
use xianbaohui_core::pointing::Pointing;
use xianbaohui_core::returns::Binding;

/// A form laid over a sheet.
#[derive(Debug, Clone, Default)]
pub struct Bound {
    /// header rows
    pub header: HeaderBlock,
    /// column with labels (matrix) or unit names (county table)
    pub label_column: Option<u32>,
    /// matrix: column with measure units
    pub unit_column: Option<u32>,
    /// form columns or fields found
    pub columns: Vec<ColumnMatch>,
    /// form columns found more than once: position, further sheet column
    pub repeated: Vec<(usize, u32)>,
    /// required form columns that are not there
    pub missing: Vec<Missing>,
    /// sheet columns that are no form column and not among the ignored ones
    pub extra: Vec<SheetHeader>,
    /// columns that only an issued blank has: what became of an entry, figures of the period before
    pub issued: Vec<u32>,
    /// headers found, label column included
    pub matched: usize,
    /// headers asked for
    pub asked: usize,
    /// the title line, when it is the form's
    pub title: Option<Title>,
    /// share of the form's rows (matrix) or of the sheet's rows (county table) that are known
    pub known_rows: f64,
    /// 0 … 1
    pub score: f64,
    /// 续表: further tables with the same header beside this one
    pub beside: Vec<Bound>,
    /// first column of a table beside another
    pub starts_at: Option<u32>,
    /// rows that were pointed at: row of the form or unit, or nothing to be read
    pub pointed_rows: HashMap<u32, RowRole>,
    /// everything that was pointed at and applied
    pub pointed: Vec<Pointing>,
    /// by whom: the officer now, or an answer remembered
    pub pointed_by: Source,
    /// the same for all sheets with the same headers in the same places, whatever the year
    pub layout: String,
}

impl Bound {
    /// Where header, labels and columns are, with the rows that were taken.
    pub fn binding(&self, rows: Vec<u32>) -> Binding {
        Binding {
            header: (self.header.top, self.header.bottom),
            label_column: self.label_column,
            unit_column: self.unit_column,
            columns: self
                .columns
                .iter()
                .map(|matched| (matched.spec, matched.column))
                .collect(),
            rows,
            turned: false,
            layout: self.layout.clone(),
            pointed: self.pointed.clone(),
        }
    }

    /// This table and those beside it, from the left.
    pub fn tables(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.beside)
    }

    /// Takes columns out that are not to be read.
    pub(in crate::identify) fn leave(&mut self, columns: &[u32]) {
        self.columns
            .retain(|matched| !columns.contains(&matched.column));
        for beside in &mut self.beside {
            beside
                .columns
                .retain(|matched| !columns.contains(&matched.column));
        }
    }

    /// Whether anything can be read: the names of the rows and at least one column.
    pub fn is_usable(&self) -> bool {
        self.label_column.is_some() && !self.columns.is_empty()
    }

    /// First and last of the lines that were bound as columns; on the sheet of a table turned round
    /// these are its rows.
    pub(in crate::identify) fn lines(&self) -> HeaderBlock {
        let lines = self
            .columns
            .iter()
            .map(|matched| matched.column)
            .chain(self.label_column)
            .chain(self.unit_column);
        let (top, bottom) = lines.fold((u32::MAX, 0), |(top, bottom), line| {
            (top.min(line), bottom.max(line))
        });
        HeaderBlock {
            top: top.min(bottom),
            bottom,
            numbers: None,
        }
    }

    /// Of a table turned round, the title stands on the sheet above its rows.
    pub(in crate::identify) fn entitle(&mut self, sheet: &Grid, form: &Form) {
        self.title = nearest_title(sheet, form, self.lines());
        self.score += 0.3
            * self
                .title
                .as_ref()
                .map_or(0.0, |title| title_fit(form, &title.text));
    }

    /// What a row was said to be. Of tables side by side, rows are those of the first.
    pub fn pointed_row(&self, row: u32) -> Option<RowRole> {
        self.pointed_rows
            .get(&row)
            .copied()
            .filter(|_| self.starts_at.is_none())
    }

    /// Whether the sheet can be taken for the form at all.
    pub fn is_enough(&self) -> bool {
        let share = self.matched as f64 / self.asked.max(1) as f64;
        let labelled = self.label_column.is_some();
        labelled
            && ((share >= 0.6 && self.known_rows >= 0.5)
                || (self.title.is_some() && share >= 0.4 && self.known_rows >= 0.3))
    }
}
