//! What has been taken from a sheet.

use super::spot::About;
use std::collections::BTreeSet;
use xianbaohui_core::returns::{CellCounts, Entry, Value};

/// Figures, entries, and how the cells were accounted for.
#[derive(Default)]
pub(super) struct Kept {
    pub(super) values: Vec<Value>,
    pub(super) entries: Vec<Entry>,
    pub(super) totals: Vec<Entry>,
    pub(super) cells: CellCounts,
    /// filled cells that are accounted for as data
    pub(super) inside: u64,
    /// rows that were taken
    pub(super) rows: Vec<u32>,
}

impl Kept {
    /// What was taken from some rows.
    pub(super) fn in_rows(&self, rows: &BTreeSet<u32>) -> Vec<About> {
        let figures = self
            .values
            .iter()
            .filter(|value| rows.contains(&value.row))
            .map(figure);
        let entries = self
            .entries
            .iter()
            .filter(|entry| rows.contains(&entry.row))
            .map(|entry| About::Entry { row: entry.row });
        figures.chain(entries).collect()
    }

    /// What was taken from some columns.
    pub(super) fn in_columns(&self, columns: &BTreeSet<u32>) -> Vec<About> {
        let figures = self
            .values
            .iter()
            .filter(|value| columns.contains(&value.sheet_column))
            .map(figure);
        let fields = self.entries.iter().flat_map(|entry| {
            let fields = entry.fields.iter().enumerate();
            fields
                .filter(|(_, field)| field.sheet_column.is_some_and(|own| columns.contains(&own)))
                .map(|(field, _)| About::Field {
                    row: entry.row,
                    field,
                })
        });
        figures.chain(fields).collect()
    }
}

fn figure(value: &Value) -> About {
    About::Figure {
        unit: value.unit,
        indicator: value.indicator,
        column: value.column,
    }
}
