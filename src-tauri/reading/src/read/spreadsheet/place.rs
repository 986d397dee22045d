//! Where rows and cells stand: by the number they say, or behind the one before.

use crate::read::area::{MOST_COLUMNS, MOST_ROWS};
use crate::read::xml::attribute;
use quick_xml::events::BytesStart;
use std::ops::Range;
use xianbaohui_core::place::cell_name;

/// How far a sheet has been read.
#[derive(Debug, Default)]
pub(super) struct At {
    pub(super) row: u32,
    pub(super) column: u32,
    next_row: u32,
    next_column: u32,
    next_sheet_column: u32,
    /// style of the row, and of columns up to the one before a number
    row_style: Option<String>,
    columns: Vec<(Range<u32>, Option<String>)>,
    /// style of cells for which nothing else says one
    pub(super) of_table: Option<String>,
}

impl At {
    /// A column that is described, with those that are like it.
    pub(super) fn column_element(&mut self, element: &BytesStart<'_>) -> Range<u32> {
        let from = number(element, "Index").map_or(self.next_sheet_column, |own| own - 1);
        let end = from
            .saturating_add(1)
            .saturating_add(number(element, "Span").unwrap_or(0))
            .min(MOST_COLUMNS);
        self.next_sheet_column = end;
        self.columns
            .push((from..end, attribute(element, "StyleID")));
        from..end
    }

    /// A row, with empty ones that are like it.
    pub(super) fn row_element(&mut self, element: &BytesStart<'_>) -> Range<u32> {
        self.row = number(element, "Index").map_or(self.next_row, |own| own - 1);
        self.next_row = self
            .row
            .saturating_add(1)
            .saturating_add(number(element, "Span").unwrap_or(0));
        (self.column, self.next_column) = (0, 0);
        self.row_style = attribute(element, "StyleID");
        self.row..self.next_row.min(MOST_ROWS)
    }

    /// A cell; how far it reaches right and down, where it does.
    pub(super) fn cell_element(&mut self, element: &BytesStart<'_>) -> Option<(u32, u32)> {
        self.column = number(element, "Index").map_or(self.next_column, |own| own - 1);
        let right = number(element, "MergeAcross").unwrap_or(0);
        let down = number(element, "MergeDown").unwrap_or(0);
        self.next_column = self.column.saturating_add(1).saturating_add(right);
        (right > 0 || down > 0).then_some((right, down))
    }

    /// The style of a cell that has none of its own: the row's, or the column's.
    pub(super) fn style(&self) -> Option<String> {
        let mut columns = self.columns.iter();
        let of_column = || {
            columns
                .find(|(range, _)| range.contains(&self.column))
                .and_then(|(_, style)| style.clone())
        };
        let own = self.row_style.clone().or_else(of_column);
        own.or_else(|| self.of_table.clone())
    }

    /// The name of a place where Excel has none.
    pub(super) fn beyond(&self) -> Option<String> {
        (self.row >= MOST_ROWS || self.column >= MOST_COLUMNS)
            .then(|| cell_name(self.row, self.column))
    }
}

/// Whether rows or columns are not shown.
pub(super) fn is_hidden(element: &BytesStart<'_>) -> bool {
    attribute(element, "Hidden").as_deref() == Some("1")
}

/// Whether a row grows with what stands in it.
pub(super) fn fits_itself(element: &BytesStart<'_>) -> bool {
    attribute(element, "AutoFitHeight").as_deref() == Some("1")
}

/// A number from 1 on; `None` where there is none, and for what is no number.
fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?
        .trim()
        .parse()
        .ok()
        .filter(|number| *number > 0)
}

/// A width or height.
pub(super) fn points(element: &BytesStart<'_>, name: &str) -> Option<f64> {
    attribute(element, name)?.parse().ok()
}
