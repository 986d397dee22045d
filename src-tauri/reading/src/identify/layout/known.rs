//! How many rows of a sheet a form knows.

use super::bound::Bound;
use crate::identify::header;
use crate::identify::rows::{self, RowKind};
use crate::read::Grid;
use std::collections::HashSet;
use xianbaohui_core::form::{Form, Layout, Matrix};
use xianbaohui_core::label;
use xianbaohui_core::label_key::LabelKey;
use xianbaohui_core::period::Period;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;
use xianbaohui_core::words::attribute::{self, Attribute};

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
                if let Some(spec) = label_row(matrix, scheme, &words, last, period).or_else(nearly)
                {
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
                let is_known = !scheme.unit_names.in_row(&words, period).is_empty();
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

/// The form row that a label names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::identify) struct LabelFit {
    /// position of the row
    pub(in crate::identify) spec: usize,
    /// status and scope that the label says beside
    pub(in crate::identify) attributes: Vec<Attribute>,
}

/// The form row that a label names, in the form's words or in others, and the status and scope that
/// it says beside. 其中 items may repeat a wording under several wholes; then the one that belongs
/// to the row before counts.
pub(in crate::identify) fn label_fit(
    matrix: &Matrix,
    scheme: &Scheme,
    raw: &str,
    previous: Option<usize>,
    period: Option<Period>,
) -> Option<LabelFit> {
    let own = LabelKey::new(raw);
    if own.bare.is_empty() {
        return None;
    }
    let known = |own: &LabelKey| {
        exactly(matrix, scheme, own, previous)
            .or_else(|| in_other_words(matrix, scheme, own, previous, period))
    };
    if let Some(spec) = known(&own) {
        return Some(LabelFit {
            spec,
            attributes: Vec::new(),
        });
    }
    let attributes = attribute::all_in(&own.bare, false);
    if attributes.is_empty() {
        return None;
    }
    let rest = header::without(&own.bare, &attributes);
    let rest = LabelKey {
        whole: rest.clone(),
        bare: rest,
        part: own.part,
    };
    let spec = Some(&rest)
        .filter(|rest| !rest.bare.is_empty())
        .and_then(known)?;
    Some(LabelFit { spec, attributes })
}

/// [`label_fit`] where only the row matters.
pub fn label_row(
    matrix: &Matrix,
    scheme: &Scheme,
    raw: &str,
    previous: Option<usize>,
    period: Option<Period>,
) -> Option<usize> {
    label_fit(matrix, scheme, raw, previous, period).map(|fit| fit.spec)
}

fn is_part(matrix: &Matrix, scheme: &Scheme, at: usize) -> bool {
    scheme
        .indicator(&matrix.rows[at].indicator)
        .is_some_and(|indicator| indicator.part_of.is_some())
}

fn exactly(
    matrix: &Matrix,
    scheme: &Scheme,
    own: &LabelKey,
    previous: Option<usize>,
) -> Option<usize> {
    let fits = |at: usize, key: &LabelKey| {
        key.whole == own.whole
            || (key.bare == own.bare && (!own.part || key.part || is_part(matrix, scheme, at)))
    };
    let mut matches = matrix.places.with(own);
    matches.retain(|at| matrix.rows[*at].keys.iter().any(|key| fits(*at, key)));
    one_of(matrix, scheme, &matches, previous)
}

/// 新增高企数 for 高新技术企业新增
fn in_other_words(
    matrix: &Matrix,
    scheme: &Scheme,
    own: &LabelKey,
    previous: Option<usize>,
    period: Option<Period>,
) -> Option<usize> {
    let mut matches = matrix.places.alike(&own.bare, period);
    matches.retain(|at| {
        let has_part = matrix.rows[*at].keys.iter().any(|key| key.part);
        own.part == has_part || (own.part && is_part(matrix, scheme, *at))
    });
    one_of(matrix, scheme, &matches, previous)
}

/// The only one; of the same wording under several wholes, the one that belongs to the nearest
/// whole above.
fn one_of(
    matrix: &Matrix,
    scheme: &Scheme,
    matches: &[usize],
    previous: Option<usize>,
) -> Option<usize> {
    if let [only] = matches {
        return Some(*only);
    }
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
