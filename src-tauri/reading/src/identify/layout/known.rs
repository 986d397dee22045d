//! How many rows of a sheet a form knows.

use super::bound::Bound;
use crate::identify::rows::{self, RowKind};
use crate::read::Grid;
use std::collections::HashSet;
use xianbaohui_core::form::{Form, LabelKey, Layout, Matrix};
use xianbaohui_core::label;
use xianbaohui_core::period::Period;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;

pub(super) fn known_rows(
    grid: &Grid,
    form: &Form,
    scheme: &Scheme,
    bound: &Bound,
    period: Option<Period>,
) -> f64 {
    let below = || {
        grid.filled_rows()
            .filter(|row| *row > bound.header.bottom)
            .take(400)
    };
    let labels = || {
        bound
            .tables()
            .filter_map(|table| table.label_column.map(|column| (column, table)))
    };
    if bound.label_column.is_none() {
        return 0.0;
    }
    match &form.layout {
        Layout::Matrix(matrix) => {
            let mut found = HashSet::new();
            let mut last = None;
            for (row, column) in
                labels().flat_map(|(column, _)| below().map(move |row| (row, column)))
            {
                let words = grid.seen_text(row, column);
                let nearly = || {
                    let own = label::split_label(&words).0;
                    matrix
                        .rows
                        .iter()
                        .position(|row| row.keys.iter().any(|key| text::slip_of(&key.bare, &own)))
                };
                if let Some(spec) = label_row(matrix, scheme, &words, last).or_else(nearly) {
                    found.insert(spec);
                    last = Some(spec);
                }
            }
            found.len() as f64 / matrix.rows.len().max(1) as f64
        }
        Layout::CountyTable(_) => {
            let mut known = 0_usize;
            let mut all = 0_usize;
            for (row, (column, table)) in
                labels().flat_map(|label| below().map(move |row| (row, label)))
            {
                let data = table
                    .columns
                    .iter()
                    .map(|matched| matched.column)
                    .collect::<Vec<_>>();
                let words = grid.seen_text(row, column);
                let is_known = !scheme.unit_names.exactly(&words, period).is_empty();
                // sections, totals and notes name no unit and say nothing against the form
                if !is_known
                    && (words.trim().is_empty()
                        || rows::kind(grid, row, &words) != RowKind::Other
                        || !rows::is_filled(grid, row, &data, 1))
                {
                    continue;
                }
                all += 1;
                known += usize::from(is_known);
            }
            known as f64 / all.clamp(1, scheme.units.len()) as f64
        }
        Layout::Roster(_) => 1.0,
    }
}

/// The form row that a label names. 其中 items may repeat a wording under several wholes; then the
/// one that belongs to the row before counts.
pub fn label_row(
    matrix: &Matrix,
    scheme: &Scheme,
    raw: &str,
    previous: Option<usize>,
) -> Option<usize> {
    let own = LabelKey::new(raw);
    if own.bare.is_empty() {
        return None;
    }
    let is_part = |at: usize| {
        scheme
            .indicator(&matrix.rows[at].indicator)
            .is_some_and(|indicator| indicator.part_of.is_some())
    };
    let fits = |at: usize, key: &LabelKey| {
        key.whole == own.whole || (key.bare == own.bare && (!own.part || key.part || is_part(at)))
    };
    let mut matches = matrix.places.with(&own);
    matches.retain(|at| matrix.rows[*at].keys.iter().any(|key| fits(*at, key)));
    if let [only] = matches.as_slice() {
        return Some(*only);
    }
    // the same wording under several wholes: the nearest whole above decides
    let previous = previous?;
    let whole_of = |at: usize| {
        scheme
            .indicator(&matrix.rows[at].indicator)
            .and_then(|indicator| indicator.part_of.as_deref())
    };
    let family = whole_of(previous).unwrap_or(&matrix.rows[previous].indicator);
    let mut near = matches
        .iter()
        .copied()
        .filter(|at| whole_of(*at) == Some(family) && *at > previous);
    near.next().filter(|_| near.next().is_none())
}
