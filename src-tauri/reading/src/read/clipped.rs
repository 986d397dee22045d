//! Words that their cell has no room for: only their beginning is seen.

use super::area::Area;
use super::cell::{Cell, Content};
use super::look::{Fit, Seen};
use super::width::{INDENT, Widths};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// Points that a line is high for each point of its letters, at least.
const LINE: f32 = 1.1;
/// Points of letters that say no size.
const USUAL: f32 = 11.0;
/// More columns are not gone through for one text.
const MOST: u32 = 64;

/// A text of which a part is seen: row, column, its first character that is seen, and the one
/// behind the last.
pub(super) type Clipped = (u32, u32, u32, u32);

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
        let width = width - f32::from(fit.indent) * INDENT;
        // no character is wider than it has bytes: most texts are short
        let most = words.len() as f32 * factor;
        let is_tight = || Widths::surely_needed(words) * factor > width;
        let has_lines = || fit.wraps && words.contains('\n');
        (most > width && is_tight() || has_lines()).then_some(Self {
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

    /// Which characters are seen of each text that has no room. `cells` are in order.
    pub(super) fn clipped(&self, tight: &[Tight], cells: &[Cell]) -> Vec<Clipped> {
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
                let is_own = self.widths.is_own(one.column) || one.fit.turned != 0;
                if !is_own && !one.fit.wraps && seen.len() * 4 >= words.chars().count() {
                    return None;
                }
                let whole = |at: usize| u32::try_from(at).ok();
                Some((one.row, one.column, whole(seen.start)?, whole(seen.end)?))
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
    ) -> Option<Range<usize>> {
        if one.fit.turned != 0 {
            let room = heights.get(&one.row)? / one.size.0;
            let mut used = 0.0;
            let mut chars = words.chars();
            let seen = chars.by_ref().take_while(|c| {
                used += one.fit.rise(*c);
                used <= room
            });
            return Some(0..seen.count());
        }
        let (right, bottom) = area.map_or((one.column, one.row), |own| (own.right, own.bottom));
        let mut room = self.wide(one.column, right)?;
        let factor = one.size.1;
        let indent = f32::from(one.fit.indent) * INDENT;
        if one.fit.wraps {
            let height = (one.row..=bottom.min(one.row + MOST)).map(|row| heights.get(&row));
            let height = height.sum::<Option<f32>>()?;
            let lines = (height / (one.size.0 * LINE)).max(1.0);
            #[expect(clippy::cast_sign_loss, reason = "one at least")]
            let lines = lines as usize;
            // a width that nobody set is another one where the file is opened
            if !self.widths.is_own(one.column) {
                room = f32::INFINITY;
            }
            return lines_seen(words, (room - indent) / factor, lines, one.fit.seen);
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
        fitting(words, (room - indent) / factor, one.fit)
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

/// Characters of a text on one line that have so much room; nothing where all have it.
fn fitting(words: &str, room: f32, fit: Fit) -> Option<Range<usize>> {
    let all = words.chars().count();
    let most = |chars: &mut dyn Iterator<Item = char>| {
        let mut used = 0.0;
        let mut seen = chars.filter(|c| *c != '\n').take_while(|c| {
            used += Widths::surely_needed_by(*c);
            used <= room
        });
        seen.by_ref().count()
    };
    let seen = most(&mut words.chars());
    if seen >= words.chars().filter(|c| *c != '\n').count() {
        return None;
    }
    Some(match (fit.to_left, fit.to_right) {
        (true, false) => all - most(&mut words.chars().rev())..all,
        (true, true) => (all - seen) / 2..(all - seen) / 2 + seen,
        _ => 0..seen,
    })
}

/// Characters that are seen of a text in lines of so much room, of which there is room for so many;
/// nothing where all have it.
fn lines_seen(words: &str, room: f32, most: usize, seen: Seen) -> Option<Range<usize>> {
    let mut starts = vec![0];
    let mut used = 0.0;
    for (at, c) in words.chars().enumerate() {
        used += if c == '\n' {
            0.0
        } else {
            Widths::surely_needed_by(c)
        };
        if c == '\n' || used > room && starts.last() != Some(&at) {
            starts.push(if c == '\n' { at + 1 } else { at });
            used = if c == '\n' {
                0.0
            } else {
                Widths::surely_needed_by(c)
            };
        }
    }
    let left = starts.len().checked_sub(most).filter(|left| *left > 0)?;
    let first = match seen {
        Seen::First => 0,
        Seen::Middle => left / 2,
        Seen::Last => left,
    };
    let all = words.chars().count();
    let begin = |line: usize| starts.get(line).copied().unwrap_or(all);
    Some(begin(first)..begin(first + most))
}

/// The same of a sheet whose rows and columns are exchanged, from a row on.
pub(super) fn turned(clipped: &[Clipped], from: u32) -> Vec<Clipped> {
    let below = clipped.iter().filter(|(row, ..)| *row >= from);
    let mut turned = below
        .map(|(row, column, first, end)| (*column, *row, *first, *end))
        .collect::<Vec<_>>();
    turned.sort_unstable();
    turned
}
