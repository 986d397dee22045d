//! Figures that their column is too narrow for: Excel fills the cell with `#`.

use super::visibility::is_closed;

/// A column of so many characters, and how it is known.
#[derive(Debug, Clone, Default)]
pub(super) struct Widths {
    /// first column, last column, characters of the default letters; ascending
    own: Vec<(u32, u32, f32)>,
    /// of all other columns; nothing where it is not known
    default: Option<f32>,
}

/// More areas of columns are no return's, and are not gone through for every figure.
const MOST: usize = 1000;

/// Characters of a column that nobody has touched, with the room beside them.
const STANDARD: f32 = 9.14;
/// Points of the letters that columns are measured by where they are measured in points.
pub(super) const POINTS: f32 = 11.0;
/// Points of a digit of them.
const DIGIT: f64 = 5.25;
/// Characters that a step away from the edge takes.
pub(super) const INDENT: f32 = 1.2;
/// The room beside them.
pub(super) const ROOM: f32 = 1.14;

impl Widths {
    /// Takes the width of columns.
    pub(super) fn set(&mut self, first: u32, last: u32, width: f32) {
        if self.own.len() < MOST {
            self.own.push((first, last, width));
        }
    }

    /// Takes the width of columns in points, infinite where they are hidden; `end` is behind them.
    pub(super) fn set_points(&mut self, first: u32, end: u32, points: Option<f64>) {
        if let (Some(points), Some(last)) = (points, end.checked_sub(1)) {
            self.set(first, last, (points / DIGIT) as f32);
        }
    }

    /// Takes the width in points of all columns that have none of their own, where it is said.
    pub(super) fn set_default_points(&mut self, points: Option<f64>) {
        if let Some(points) = points {
            self.set_default(Some((points / DIGIT) as f32));
        }
    }

    /// Takes hidden columns: what of them is not seen is told of the column.
    pub(super) fn set_hidden(&mut self, first: u32, last: u32) {
        self.set(first, last, f32::INFINITY);
    }

    /// Takes the width of all columns that have none of their own.
    pub(super) fn set_default(&mut self, width: Option<f32>) {
        self.default = Some(width.filter(|width| *width >= 0.0).unwrap_or(STANDARD));
    }

    /// Takes the same as old workbooks have it: characters without the room beside them.
    pub(super) fn set_default_characters(&mut self, characters: u16) {
        self.set_default(Some(f32::from(characters) + ROOM));
    }

    /// Whether columns that have no width of their own are as good as hidden.
    pub(super) fn is_closed(&self) -> bool {
        self.default
            .is_some_and(|width| is_closed(f64::from(width)))
    }

    /// Whether nothing is known of widths.
    pub(super) fn is_unknown(&self) -> bool {
        self.own.is_empty() && self.default.is_none()
    }

    /// Characters that have room in a column.
    pub(super) fn of(&self, column: u32) -> Option<f32> {
        let mut own = self.own.iter().rev();
        own.find(|(first, last, _)| (*first..=*last).contains(&column))
            .map(|(_, _, width)| *width)
            .or(self.default)
    }

    /// Whether the width of a column was set by itself.
    pub(super) fn is_own(&self, column: u32) -> bool {
        let mut own = self.own.iter();
        own.any(|(first, last, _)| (*first..=*last).contains(&column))
    }

    /// Characters that a text takes, as wide as digits are.
    pub(super) fn needed(text: &str) -> f32 {
        text.chars().map(Self::needed_by).sum()
    }

    /// The same of one character.
    pub(super) fn needed_by(c: char) -> f32 {
        match c {
            '.' | ',' | ' ' | '-' | '(' | ')' => 0.4,
            '/' | ':' | '\'' => 0.6,
            c if c.is_ascii() => 1.0,
            _ => 1.8,
        }
    }

    /// Characters that a text takes at least, in whatever letters.
    pub(super) fn surely_needed(text: &str) -> f32 {
        text.chars().map(Self::surely_needed_by).sum()
    }

    /// The same of one character.
    pub(super) fn surely_needed_by(c: char) -> f32 {
        match c {
            // as wide as columns that fit them are, but for the room beside them
            '0'..='9' | 'A'..='H' | 'K'..='Z' => 0.98,
            c if c.is_ascii_lowercase() => 0.5,
            c if c.is_ascii() => 0.32,
            '\u{3000}'..='\u{30FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF5E}' => 1.85,
            '\u{0080}'..='\u{2FFF}' => 0.4,
            _ => 1.44,
        }
    }

    /// Whether what needs so many characters is too wide for a column in the letters that columns
    /// are measured by. What lacks less than half a digit may just fit in another program's.
    pub(super) fn is_too_narrow(&self, column: u32, needed: f32) -> bool {
        /// beside figures there are five pixels of seven to a digit; half a digit may be another
        /// program's
        const BESIDE: f32 = 0.2;
        self.of(column).is_some_and(|width| needed + BESIDE > width)
    }
}
