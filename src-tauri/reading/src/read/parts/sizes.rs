//! How wide columns and how high rows of a sheet are, as far as places of shapes depend on them.

use super::over::{Point, whole};
use crate::read::area::{MOST_COLUMNS, MOST_ROWS};
use crate::read::xml::{attribute, each_element};
use quick_xml::events::BytesStart;
use std::collections::BTreeMap;

/// Units that drawings measure in, of one point and of one dot of the screen.
pub(super) const POINT: f64 = 12_700.0;
pub(super) const DOT: f64 = 9_525.0;
/// Columns or rows of another size than the usual that are told apart.
const MOST_SIZES: usize = 5000;
/// Dots that a digit is wide.
const DIGIT: f64 = 7.0;

/// Widths and heights in units of drawings: those that differ from the usual.
pub(super) struct Sizes {
    columns: Lines,
    rows: Lines,
}

/// Columns or rows.
struct Lines {
    usual: f64,
    most: u32,
    /// first → last, and their size
    other: BTreeMap<u32, (u32, f64)>,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            columns: Lines::new(64.0 * DOT, MOST_COLUMNS),
            rows: Lines::new(15.0 * POINT, MOST_ROWS),
        }
    }
}

impl Sizes {
    /// Those of a sheet of a package.
    pub(super) fn of(sheet: &[u8]) -> Self {
        let mut sizes = Self::default();
        let value = |element: &BytesStart<'_>, name: &str| {
            let value = attribute(element, name)?.parse::<f64>().ok();
            value.filter(|value| value.is_finite() && *value >= 0.0)
        };
        let is_hidden = |element: &BytesStart<'_>| {
            attribute(element, "hidden").is_some_and(|own| own == "1" || own == "true")
        };
        let mut next = 0;
        each_element(sheet, |name, element| match name {
            "sheetFormatPr" => {
                if let Some(width) = value(element, "defaultColWidth") {
                    sizes.columns.usual = width * DIGIT * DOT;
                }
                if let Some(height) = value(element, "defaultRowHeight") {
                    sizes.rows.usual = height * POINT;
                }
            }
            "col" => {
                let line = |name: &str| attribute(element, name)?.parse::<u32>().ok();
                let (Some(min), Some(max)) = (line("min"), line("max")) else {
                    return;
                };
                let width = value(element, "width").map(|width| width * DIGIT * DOT);
                let size = if is_hidden(element) { Some(0.0) } else { width };
                if let (Some(size), true) = (size, min >= 1 && max >= min) {
                    sizes.columns.set(min - 1, max - 1, size);
                }
            }
            "row" => {
                let row = attribute(element, "r").and_then(|row| row.parse::<u32>().ok());
                let row = row.map_or(next, |row| row.max(1) - 1);
                next = row.saturating_add(1);
                let height = value(element, "ht").map(|height| height * POINT);
                let size = if is_hidden(element) {
                    Some(0.0)
                } else {
                    height
                };
                if let Some(size) = size {
                    sizes.rows.set(row, row, size);
                }
            }
            _ => {}
        });
        sizes
    }

    /// Sets the width of columns.
    pub(super) fn set_columns(&mut self, first: u32, last: u32, size: f64) {
        self.columns.set(first, last, size);
    }

    /// Sets the height of rows.
    pub(super) fn set_rows(&mut self, first: u32, last: u32, size: f64) {
        self.rows.set(first, last, size);
    }

    /// The point so far right and below of the corner of a cell.
    pub(super) fn beside(&self, (row, column): (u32, u32), (right, down): (f64, f64)) -> Point {
        (self.columns.go(column, right), self.rows.go(row, down))
    }

    /// The point in a cell, never beyond its edges.
    pub(super) fn in_cell(&self, (row, column): (u32, u32), (right, down): (f64, f64)) -> Point {
        (self.columns.part(column, right), self.rows.part(row, down))
    }

    /// The point so far right and below of another.
    pub(super) fn from(&self, (x, y): Point, (right, down): (f64, f64)) -> Point {
        let inner =
            |lines: &Lines, at: f32| f64::from(at.fract()) * lines.of(whole(f64::from(at))).0;
        let (own_x, own_y) = (inner(&self.columns, x), inner(&self.rows, y));
        (
            self.columns.go(whole(f64::from(x)), own_x + right),
            self.rows.go(whole(f64::from(y)), own_y + down),
        )
    }

    /// The point so far left and above of another.
    pub(super) fn before(&self, (x, y): Point, (left, up): (f64, f64)) -> Point {
        (
            self.columns.go(0, self.columns.up_to(x) - left),
            self.rows.go(0, self.rows.up_to(y) - up),
        )
    }
}

impl Lines {
    fn new(usual: f64, most: u32) -> Self {
        Self {
            usual,
            most,
            other: BTreeMap::new(),
        }
    }

    fn set(&mut self, first: u32, last: u32, size: f64) {
        if first < self.most && self.other.len() < MOST_SIZES {
            self.other.insert(first, (last.min(self.most - 1), size));
        }
    }

    /// The size of a line, and the last one that has the same for sure.
    fn of(&self, line: u32) -> (f64, u32) {
        let own = self.other.range(..=line).next_back();
        if let Some((_, (last, size))) = own.filter(|(_, (last, _))| *last >= line) {
            return (*size, *last);
        }
        let next = self.other.range(line..).next().map(|(first, _)| *first);
        (
            self.usual,
            next.map_or(self.most, |next| next.saturating_sub(1)),
        )
    }

    fn part(&self, line: u32, offset: f64) -> f32 {
        let (size, _) = self.of(line);
        let part = if size > 0.0 {
            (offset / size).clamp(0.0, 1.0)
        } else {
            0.0
        };
        line as f32 + part as f32
    }

    /// All before a place.
    fn up_to(&self, place: f32) -> f64 {
        let (end, mut line, mut sum) = (whole(f64::from(place)), 0, 0.0);
        while line < end {
            let (size, last) = self.of(line);
            let next = last.saturating_add(1).min(end);
            sum += size * f64::from(next - line);
            line = next;
        }
        sum + self.of(end).0 * f64::from(place.fract())
    }

    /// So far on from the beginning of a line.
    fn go(&self, mut line: u32, mut offset: f64) -> f32 {
        if !offset.is_finite() || offset <= 0.0 {
            return line as f32;
        }
        while line < self.most {
            let (size, last) = self.of(line);
            let lines = f64::from(last.saturating_sub(line)) + 1.0;
            if offset < size * lines {
                return (f64::from(line) + offset / size) as f32;
            }
            offset -= size * lines;
            line = last.saturating_add(1);
        }
        self.most as f32
    }
}
