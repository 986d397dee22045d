//! Words that their cell has no room for: only their beginning is seen.

use super::area::Area;
use super::cell::{Cell, Content};
use super::look::Fit;
use super::width::Widths;
use std::borrow::Cow;
use std::collections::HashMap;

/// How much of its width a text takes at least, in whatever letters.
const LEAST: f32 = 0.8;
/// Points that a line is high for each point of its letters, at least.
const LINE: f32 = 1.1;
/// Points of letters that say no size.
const USUAL: f32 = 11.0;
/// More columns are not gone through for one text.
const MOST: u32 = 64;

/// A text that may have no room.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tight {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) fit: Fit,
    /// points of its letters, and how wide they are to those that columns are measured by
    pub(super) size: (f32, f32),
}

/// Width and height of the room, and how many characters of each text are surely seen.
pub(super) struct Room<'a> {
    widths: &'a Widths,
    heights: &'a [(u32, f32)],
    merges: &'a [Area],
    /// rows, columns
    hidden: (&'a [u32], &'a [u32]),
}

impl Tight {
    /// A text, if its own column has no room for it.
    pub(super) fn of(
        cell: &Cell,
        words: &str,
        fit: Fit,
        size: (Option<f32>, Option<f32>),
        widths: &Widths,
    ) -> Option<Self> {
        let own = size.0.unwrap_or(USUAL);
        let factor = size
            .1
            .filter(|usual| *usual > 0.0)
            .map_or(1.0, |usual| own / usual);
        let width = widths.of(cell.column)?;
        // no character is wider than it has bytes: most texts are short
        let most = words.len() as f32 * LEAST * factor;
        let is_tight = || Widths::needed(words) * LEAST * factor > width;
        (most > width && is_tight()).then_some(Self {
            row: cell.row,
            column: cell.column,
            fit,
            size: (own, factor),
        })
    }
}

impl<'a> Room<'a> {
    pub(super) fn new(
        widths: &'a Widths,
        heights: &'a [(u32, f32)],
        merges: &'a [Area],
        hidden: (&'a [u32], &'a [u32]),
    ) -> Self {
        Self {
            widths,
            heights,
            merges,
            hidden,
        }
    }

    /// How many characters are seen of each text that has no room: row, column, characters. `cells`
    /// are in order.
    pub(super) fn clipped(&self, tight: &[Tight], cells: &[Cell]) -> Vec<(u32, u32, u32)> {
        if tight.is_empty() {
            return Vec::new();
        }
        let heights = self.heights.iter().copied().collect::<HashMap<_, _>>();
        let merges = self.merges.iter().map(|own| ((own.top, own.left), *own));
        let merges = merges.collect::<HashMap<_, _>>();
        let mut clipped = tight
            .iter()
            .filter_map(|one| {
                let place = (one.row, one.column);
                let at = cells.binary_search_by_key(&place, |cell| (cell.row, cell.column));
                let at = at.ok()?;
                if self.hidden.0.binary_search(&one.row).is_ok()
                    || self.hidden.1.binary_search(&one.column).is_ok()
                {
                    return None;
                }
                let words = match &cells[at].content {
                    Content::Text(words) => Cow::Borrowed(&**words),
                    _ => Cow::Owned(cells[at].raw()),
                };
                let seen = self.seen(*one, &words, (at, cells), &heights, merges.get(&place))?;
                // a program that sets no widths wrote it, and whoever opens it sets them
                let is_own = self.widths.is_own(one.column);
                if !is_own && seen * 5 >= words.chars().count() * 2 {
                    return None;
                }
                let seen = u32::try_from(seen).ok()?;
                Some((one.row, one.column, seen))
            })
            .collect::<Vec<_>>();
        clipped.sort_unstable();
        clipped
    }

    /// Characters of a text that are seen; nothing where all may be.
    fn seen(
        &self,
        one: Tight,
        words: &str,
        (at, cells): (usize, &[Cell]),
        heights: &HashMap<u32, f32>,
        area: Option<&Area>,
    ) -> Option<usize> {
        let (right, bottom) = area.map_or((one.column, one.row), |own| (own.right, own.bottom));
        let mut room = self.wide(one.column, right)?;
        let factor = one.size.1 * LEAST;
        if one.fit.wraps {
            let height = (one.row..=bottom.min(one.row + MOST)).map(|row| heights.get(&row));
            let height = height.sum::<Option<f32>>()?;
            let lines = (height / (one.size.0 * LINE)).floor().max(1.0);
            return fitting(words, room * lines / factor, true);
        }
        if area.is_none() {
            let near = |at: Option<usize>| {
                let cell = cells.get(at?)?;
                (cell.row == one.row).then_some(cell.column)
            };
            if one.fit.to_right {
                let next = near(Some(at + 1))?;
                room += self
                    .wide(one.column + 1, next.checked_sub(1)?)
                    .unwrap_or(0.0);
            }
            if one.fit.to_left {
                let before = near(at.checked_sub(1)).map_or(0, |before| before + 1);
                if before < one.column {
                    room += self.wide(before, one.column - 1)?;
                }
            }
        }
        fitting(words, room / factor, false)
    }

    /// Digits that have room in columns.
    fn wide(&self, first: u32, last: u32) -> Option<f32> {
        if first > last {
            return Some(0.0);
        }
        let columns = first..=last.min(first + MOST);
        let width = |column: u32| {
            let own = self.widths.of(column)?;
            Some(if own.is_finite() { own } else { 0.0 })
        };
        columns.map(width).sum()
    }
}

/// Characters of a text that have so much room; nothing where all have it. Lines that wrap begin
/// anew.
fn fitting(words: &str, room: f32, wraps: bool) -> Option<usize> {
    let mut used = 0.0;
    for (at, c) in words.chars().enumerate() {
        if c == '\n' && !wraps {
            continue;
        }
        used += Widths::needed_by(c);
        if used > room {
            return Some(at);
        }
    }
    None
}

/// The same of a sheet whose rows and columns are exchanged, from a row on.
pub(super) fn turned(clipped: &[(u32, u32, u32)], from: u32) -> Vec<(u32, u32, u32)> {
    let below = clipped.iter().filter(|(row, ..)| *row >= from);
    let mut turned = below
        .map(|(row, column, seen)| (*column, *row, *seen))
        .collect::<Vec<_>>();
    turned.sort_unstable();
    turned
}
