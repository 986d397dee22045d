//! Words that something lies over: which of them it touches, and which it hides, so that a box's
//! own words are read in their place.

use super::over::{Over, OverKind, Point};
use crate::read::area::Area;
use crate::read::cell::{Cell, Content};
use crate::read::look::Veil;
use crate::read::width::Widths;
use std::collections::HashMap;

/// Columns of a merged area, or beside a cell, that words are followed over.
const MOST: u32 = 64;
/// Width of a column that nothing is known of, in digits.
const USUAL: f32 = 9.14;

/// Words, and where they stand on the sheet.
struct Words {
    /// position among the cells
    at: usize,
    from: Point,
    to: Point,
}

/// Notes of all that lies over cells which words it touches, and puts a box's words where it hides
/// others.
pub(super) fn settle(over: &mut [Over], cells: &mut [Cell], merges: &[Area], widths: &Widths) {
    for over in over.iter_mut() {
        // rows and columns that are exchanged have been looked at before
        if over.kind == OverKind::Frame || std::mem::replace(&mut over.is_settled, true) {
            continue;
        }
        let words = words_near(over, cells, merges, widths);
        let touched = words
            .iter()
            .filter(|own| over.touches(own.from, own.to))
            .collect::<Vec<_>>();
        let hidden = touched
            .iter()
            .filter(|own| over.hides(own.from, own.to))
            .map(|own| own.at)
            .collect::<Vec<_>>();
        over.touched = touched
            .iter()
            .map(|own| (cells[own.at].row, cells[own.at].column))
            .collect();
        let is_figure = |cell: &Cell| {
            !matches!(cell.content, Content::Text(_)) && over.covers(cell.row, cell.column)
        };
        let area = over.area();
        let first = cells.partition_point(|cell| cell.row < area.top);
        let last = cells.partition_point(|cell| cell.row <= area.bottom);
        // over a figure it is told of that, and nothing is read from it
        let renames = over.kind == OverKind::TextBox
            && !over.words.is_empty()
            && !cells[first..last].iter().any(is_figure);
        if renames {
            rename(over, cells, &hidden);
        }
    }
}

/// Puts the words of a box in the place of those that it hides.
fn rename(over: &mut Over, cells: &mut [Cell], hidden: &[usize]) {
    let lines = over.words.lines().collect::<Vec<_>>();
    let each = if lines.len() == hidden.len() {
        lines
    } else {
        vec![&*over.words]
    };
    let each = each.into_iter().map(Box::from).collect::<Vec<Box<str>>>();
    let mut each = each.into_iter();
    for at in hidden {
        let cell = &mut cells[*at];
        let place = (cell.row, cell.column);
        let Content::Text(held) = &cell.content else {
            continue;
        };
        over.hidden.push((place.0, place.1, held.clone()));
        match each.next() {
            Some(words) => {
                *cell = Cell::new(place, Content::Text(words), None);
                over.typed.push(place);
            }
            None => cell.veil = Veil::Covered,
        }
    }
}

/// Words that may stand beneath something.
fn words_near(over: &Over, cells: &[Cell], merges: &[Area], widths: &Widths) -> Vec<Words> {
    let area = over.area();
    let mut found = Vec::new();
    let near = merges
        .iter()
        .filter(|own| own.top <= area.bottom && own.bottom >= area.top);
    let near = near.map(|own| ((own.top, own.left), own));
    let near = near.collect::<HashMap<_, _>>();
    let first = cells.partition_point(|cell| cell.row < area.top);
    let last = cells.partition_point(|cell| cell.row <= area.bottom);
    // what is merged begins before
    let above = near.keys().filter(|(row, _)| *row < area.top);
    let above = above.filter_map(|at| {
        let found = cells.binary_search_by_key(at, |cell| (cell.row, cell.column));
        found.ok()
    });
    for at in above.chain(first..last) {
        let cell = &cells[at];
        let Content::Text(text) = &cell.content else {
            continue;
        };
        if cell.column > area.right || cell.is_blank() {
            continue;
        }
        let own = near.get(&(cell.row, cell.column)).copied();
        let bottom = own.map_or(cell.row, |own| own.bottom);
        let next = cells.get(at + 1).filter(|next| next.row == cell.row);
        let (left, right) = span(cell.column, text, own, next.map(|next| next.column), widths);
        found.push(Words {
            at,
            from: (left, cell.row as f32),
            to: (right, bottom as f32 + 1.0),
        });
    }
    found
}

/// From where to where words stand: in the middle of a merged area, in their cell, or on over the
/// empty ones beside it.
fn span(
    column: u32,
    text: &str,
    merged: Option<&Area>,
    next: Option<u32>,
    widths: &Widths,
) -> Point {
    let width = |column: u32| match widths.of(column) {
        Some(width) if width.is_finite() => width,
        Some(_) => 0.0,
        None => USUAL,
    };
    let needed = text.lines().map(Widths::needed).fold(0.0, f32::max);
    let walk = |mut column: u32, last: u32, mut left: f32| {
        while column <= last {
            let own = width(column);
            if left < own {
                return column as f32 + left / own;
            }
            left -= own;
            column += 1;
        }
        last as f32 + 1.0
    };
    if let Some(area) = merged {
        let right = area.right.min(area.left.saturating_add(MOST));
        let room = (area.left..=right).map(width).sum::<f32>();
        let before = ((room - needed) / 2.0).max(0.0);
        return (
            walk(area.left, right, before),
            walk(area.left, right, before + needed),
        );
    }
    let last = next.map_or(column.saturating_add(MOST), |next| {
        next.saturating_sub(1).max(column)
    });
    let end = if needed > width(column) {
        walk(column, last, needed)
    } else {
        column as f32 + 1.0
    };
    (column as f32, end)
}
