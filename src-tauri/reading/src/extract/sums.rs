//! Whether the figures of a row are the sums of other rows, as they stand on the sheet: within one
//! column all are in one unit of measure.

use crate::read::{Cell, Content, Grid};
use xianbaohui_core::exact::{self, Sum};
use xianbaohui_core::number::{self, Datum, Decimal, Reading};
use xianbaohui_core::text;

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// in every column that can be compared
    Fits,
    /// not in this one
    Off {
        column: u32,
        reported: Decimal,
        sum: Decimal,
    },
    /// there is nothing to compare
    Nothing,
}

/// Compares the figures of a row with the sums of others. Rounding may take half a unit of the last
/// digit of each.
pub(super) fn fit(grid: &Grid, columns: &[u32], row: u32, others: &[u32]) -> Fit {
    let mut fit = Fit::Nothing;
    for &column in columns {
        // a nil says nothing of the sum
        let own = grid.cell(row, column).filter(|cell| {
            let compact = text::compact(&cell.raw());
            !compact.is_empty() && number::nil(&compact).is_none()
        });
        let Some(reported) = own.and_then(plain) else {
            continue;
        };
        let cells = others.iter().map(|other| grid.cell(*other, column));
        let figures = cells
            .map(|cell| cell.map_or(Some(Decimal::ZERO), plain))
            .collect::<Option<Vec<_>>>();
        let Some((figures, sum)) = figures.and_then(|figures| {
            let sum = figures.iter().copied().collect::<Sum>().value()?;
            Some((figures, sum))
        }) else {
            continue;
        };
        let digits = figures
            .iter()
            .chain([&reported])
            .map(|own| own.normalize().scale());
        let digits = digits.max().unwrap_or_default();
        let slack = if digits == 0 {
            Decimal::ZERO
        } else {
            let figures = Decimal::from(figures.len().saturating_add(1));
            exact::half_digit(digits).times(figures).unwrap_or_default()
        };
        if !exact::within(reported, sum, slack) {
            return Fit::Off {
                column,
                reported,
                sum,
            };
        }
        fit = Fit::Fits;
    }
    fit
}

/// The figure of a cell as it stands there; a nil is nothing, and what is no exact figure none.
fn plain(cell: &Cell) -> Option<Decimal> {
    let reading = match &cell.content {
        Content::Number(number) => number::read_number(*number, false),
        Content::Text(text) => number::read_text(text),
        _ => return None,
    };
    match reading {
        Reading {
            datum: Datum::Number(number),
            unit: None,
            bound: None,
            ..
        } => Some(number),
        Reading {
            datum: Datum::Nil(_) | Datum::Blank,
            ..
        } => Some(Decimal::ZERO),
        _ => None,
    }
}
