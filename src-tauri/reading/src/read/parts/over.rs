//! What lies over the cells of a sheet, and which of them it covers.

use super::words::lines;
use crate::read::area::{Area, MOST_COLUMNS, MOST_ROWS};
use serde::{Deserialize, Serialize};

/// What lies over cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum OverKind {
    /// words in a box
    TextBox,
    /// a picture
    Picture,
    /// a filled shape
    Shape,
    /// a straight line: from the one corner to the other
    Line,
    /// strokes that are no straight line and no frame
    Strokes,
    /// a frame that what lies beneath is seen through
    Frame,
    /// a chart
    Chart,
    /// a document of another kind
    Object,
}

/// A point of a sheet: columns from the left and rows from the top, with parts of them.
pub(super) type Point = (f32, f32);

/// Something that lies over cells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Over {
    /// what it is
    pub kind: OverKind,
    /// its upper left corner, or where a line begins
    from: Point,
    /// its lower right corner, or where a line ends
    to: Point,
    /// the words in it
    pub words: Box<str>,
    /// where its words were put as if they were typed: row and column
    pub typed: Vec<(u32, u32)>,
    /// words that it hides, and that its own stand for: row, column
    pub hidden: Vec<(u32, u32, Box<str>)>,
    /// where it touches words
    pub touched: Vec<(u32, u32)>,
    /// which words it lies over has been looked at
    pub(super) is_settled: bool,
}

/// Parts of a cell that must be covered before what stands there cannot be read: of its width, of
/// its height.
const COVERED: Point = (0.15, 0.3);
/// Parts of words that must be covered before they are not read at all.
const HIDDEN: Point = (0.6, 0.5);
/// A line through a cell's figure passes so far from its edges.
const INNER: Point = (0.1, 0.2);

impl Over {
    pub(super) fn new(kind: OverKind, from: Point, to: Point, words: &str) -> Self {
        let (mut from, mut to) = (within(from), within(to));
        if kind != OverKind::Line {
            let corners = (from, to);
            from = (corners.0.0.min(corners.1.0), corners.0.1.min(corners.1.1));
            to = (corners.0.0.max(corners.1.0), corners.0.1.max(corners.1.1));
        }
        Self {
            kind,
            from,
            to,
            words: lines(words),
            typed: Vec::new(),
            hidden: Vec::new(),
            touched: Vec::new(),
            is_settled: false,
        }
    }

    /// The cells that it touches by more than an edge; at least one.
    pub fn area(&self) -> Area {
        let (left, right) = ends(self.from.0, self.to.0);
        let (top, bottom) = ends(self.from.1, self.to.1);
        Area {
            top,
            left,
            bottom,
            right,
        }
    }

    /// Whether what stands in a cell may be hidden by it, or a line goes through it.
    pub fn covers(&self, row: u32, column: u32) -> bool {
        let (x, y) = (column as f32, row as f32);
        if self.kind == OverKind::Line {
            return self.crosses(
                (x + INNER.0, y + INNER.1),
                (x + 1.0 - INNER.0, y + 1.0 - INNER.1),
            );
        }
        let part = |from: f32, to: f32, at: f32, least: f32| {
            let own = to.min(at + 1.0) - from.max(at);
            own >= least || own > 0.0 && own >= (to - from) / 2.0
        };
        part(self.from.0, self.to.0, x, COVERED.0) && part(self.from.1, self.to.1, y, COVERED.1)
    }

    /// Whether it touches words that stand between two points, or a line goes through them.
    pub(super) fn touches(&self, from: Point, to: Point) -> bool {
        if self.kind == OverKind::Line {
            return self.crosses(
                (from.0 + INNER.0, from.1 + INNER.1),
                (to.0 - INNER.0, to.1 - INNER.1),
            );
        }
        let own = self.shared(from, to);
        let most = |size: f32, least: f32| (size / 2.0).min(least);
        own.0 > most(to.0 - from.0, COVERED.0) && own.1 > most(to.1 - from.1, COVERED.1)
    }

    /// Whether it hides words that stand between two points, so that they cannot be read.
    pub(super) fn hides(&self, from: Point, to: Point) -> bool {
        let own = self.shared(from, to);
        own.0 >= HIDDEN.0 * (to.0 - from.0) && own.1 >= HIDDEN.1 * (to.1 - from.1)
    }

    /// Width and height of what it shares with a rectangle.
    fn shared(&self, from: Point, to: Point) -> Point {
        let part =
            |own: (f32, f32), other: (f32, f32)| (own.1.min(other.1) - own.0.max(other.0)).max(0.0);
        (
            part((self.from.0, self.to.0), (from.0, to.0)),
            part((self.from.1, self.to.1), (from.1, to.1)),
        )
    }

    /// Whether the line from corner to corner passes through a rectangle.
    fn crosses(&self, least: Point, most: Point) -> bool {
        let (mut enters, mut leaves) = (0.0_f32, 1.0_f32);
        let axes = [
            (self.from.0, self.to.0, least.0, most.0),
            (self.from.1, self.to.1, least.1, most.1),
        ];
        for (from, to, least, most) in axes {
            let length = to - from;
            if length.abs() < 1e-6 {
                if from < least || from > most {
                    return false;
                }
                continue;
            }
            let (one, other) = ((least - from) / length, (most - from) / length);
            enters = enters.max(one.min(other));
            leaves = leaves.min(one.max(other));
        }
        enters < leaves
    }

    /// The same with rows and columns exchanged.
    pub(super) fn turned(&self) -> Self {
        let turn = |point: Point| (point.1, point.0);
        Self {
            from: turn(self.from),
            to: turn(self.to),
            typed: exchanged(&self.typed),
            hidden: self
                .hidden
                .iter()
                .map(|(row, column, words)| (*column, *row, words.clone()))
                .collect(),
            touched: exchanged(&self.touched),
            ..self.clone()
        }
    }
}

/// The point, or the nearest on the sheet.
fn within(point: Point) -> Point {
    let near = |value: f32, most: u32| {
        if value.is_finite() {
            value.clamp(0.0, most as f32)
        } else {
            0.0
        }
    };
    (near(point.0, MOST_COLUMNS), near(point.1, MOST_ROWS))
}

/// First and last of the columns or rows between two ends: one that is only grazed does not count.
fn ends(one: f32, other: f32) -> (u32, u32) {
    const GRAZED: f32 = 0.1;
    let (from, to) = (one.min(other), one.max(other));
    let mut first = from.floor();
    if from - first > 1.0 - GRAZED && to > first + 1.0 {
        first += 1.0;
    }
    let mut last = (to.ceil() - 1.0).max(first);
    if to - last < GRAZED && last > first {
        last -= 1.0;
    }
    (whole(f64::from(first)), whole(f64::from(last)))
}

/// The column or row that a place is in.
pub(super) fn whole(value: f64) -> u32 {
    u32::try_from(value as i64).unwrap_or_default()
}

fn exchanged(places: &[(u32, u32)]) -> Vec<(u32, u32)> {
    places.iter().map(|(row, column)| (*column, *row)).collect()
}
