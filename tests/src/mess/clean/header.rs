//! Header rows from the levels that a form's headers have, merged as the issued blank has them.

use crate::mess::model::{Cell, Row, RowKind};

/// Rows for columns with such levels.
pub(super) fn rows(levels: &[Vec<String>]) -> Vec<Row> {
    let depth = levels.iter().map(Vec::len).max().unwrap_or(1);
    let width = levels.len();
    let mut rows = vec![Row::new(RowKind::Header, width); depth];
    for (column, own) in levels.iter().enumerate() {
        for (level, words) in own.iter().enumerate() {
            if level + 1 == own.len() {
                rows[level].cells[column] = Cell {
                    down: depth - own.len(),
                    ..Cell::text(words)
                };
                continue;
            }
            let same = |other: usize| {
                levels[other].len() > level + 1 && levels[other][..=level] == own[..=level]
            };
            if column > 0 && same(column - 1) {
                continue;
            }
            let across = (column + 1..width).take_while(|other| same(*other)).count();
            rows[level].cells[column] = Cell {
                across,
                ..Cell::text(words)
            };
        }
    }
    rows
}
