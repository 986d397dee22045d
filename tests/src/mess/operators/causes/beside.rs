//! Words beside figures: in a column of remarks, right of a row, below by a star.

use super::alone::alone;
use super::seen::Seen;
use crate::mess::model::{Cell, Column, Content, Row, RowKind, Said, Sheet};
use crate::mess::operators::headers::intact;
use crate::mess::operators::one;
use fastrand::Rng;

/// Rows whose figures words beside them speak of.
fn rows_with_figures(sheet: &Sheet) -> Vec<usize> {
    let mut rows = sheet.figures().into_iter().map(|(row, _)| row);
    let mut found = rows.by_ref().collect::<Vec<_>>();
    found.dedup();
    found
}

pub(super) fn remark(sheet: &mut Sheet, seen: Seen, said: &Said, rng: &mut Rng) -> bool {
    let Some((first, last)) = intact(sheet) else {
        return false;
    };
    let column = sheet.column_of(&Column::Remark).unwrap_or_else(|| {
        let column = sheet.width();
        sheet.insert_column(column, Column::Remark);
        sheet.rows[first].cells[column] = Cell {
            down: last - first,
            ..Cell::text("备注")
        };
        column
    });
    let Some(row) = one(rng, &rows_with_figures(sheet)) else {
        return false;
    };
    sheet.rows[row].cells[column] = alone(&said.words, seen, said);
    if seen == Seen::HiddenColumn && !sheet.hidden_columns.contains(&column) {
        sheet.hidden_columns.push(column);
    }
    true
}

pub(super) fn right(sheet: &mut Sheet, seen: Seen, said: &Said, rng: &mut Rng) -> bool {
    let Some(row) = one(rng, &rows_with_figures(sheet)) else {
        return false;
    };
    let column = sheet.width();
    sheet.insert_column(column, Column::Foreign);
    sheet.rows[row].cells[column] = alone(&said.words, seen, said);
    if seen == Seen::HiddenColumn {
        sheet.hidden_columns.push(column);
    }
    true
}

/// A star at a label, and what it says below the table.
pub(super) fn star(sheet: &mut Sheet, seen: Seen, said: &Said, rng: &mut Rng) -> bool {
    let (Some(row), Some(label)) = (
        one(rng, &rows_with_figures(sheet)),
        sheet.column_of(&Column::Label),
    ) else {
        return false;
    };
    let Some(own) = sheet.rows[row].cells[label].as_text().map(str::to_owned) else {
        return false;
    };
    sheet.rows[row].cells[label].content = Content::Text(format!("{own}*"));
    let last = sheet.rows.iter().rposition(Row::is_of_table);
    let Some(last) = last else { return false };
    let mut below = Row::new(RowKind::Note, sheet.width());
    below.cells[0] = alone(&format!("*{}", said.words), seen, said);
    sheet.insert_row(last + 1, below);
    true
}
