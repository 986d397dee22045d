//! What a cell is about, by positions: codes and names are made of them when something is told.

use xianbaohui_core::number::Datum;
use xianbaohui_core::returns::Return;

/// What a cell or row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    /// a figure: positions of unit, indicator and column of the form
    Figure {
        unit: usize,
        indicator: usize,
        column: usize,
    },
    /// a field of the entry that stands in a row
    Field { row: u32, field: usize },
    /// the entry that stands in a row
    Entry { row: u32 },
}

/// A cell in which something is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) about: About,
}

impl Spot {
    /// The cell of a row by which an entry is told.
    pub(super) fn of_entry(row: u32, column: u32) -> Self {
        Self {
            row,
            column,
            about: About::Entry { row },
        }
    }
}

/// The cells of a return, with what was taken from them and what stands there.
pub(super) fn spots(taken: &Return) -> impl Iterator<Item = (Spot, &Datum, &str)> {
    let values = taken.values.iter().map(|value| {
        let about = About::Figure {
            unit: value.unit,
            indicator: value.indicator,
            column: value.column,
        };
        let spot = Spot {
            row: value.row,
            column: value.sheet_column,
            about,
        };
        (spot, &value.datum, &*value.raw)
    });
    let fields = taken.entries.iter().flat_map(|entry| {
        let fields = entry.fields.iter().enumerate();
        fields.filter_map(|(at, field)| {
            let spot = Spot {
                row: entry.row,
                column: field.sheet_column?,
                about: About::Field {
                    row: entry.row,
                    field: at,
                },
            };
            Some((spot, &field.datum, &*field.raw))
        })
    });
    values.chain(fields)
}
