//! What a person sees of the cells of a sheet.

use super::around::dates;
use super::cell::{Cell, Content};
use super::grid::Grid;
use super::iso;
use super::look::Veil;
use crate::sight::{Plain, Unsure, Value};
use std::borrow::Cow;

/// What a cell shows, as far as it is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Sight<'a> {
    /// the text that the sheet shows; where it is in doubt, the likeliest one
    pub text: Cow<'a, str>,
    /// why it is not certain
    pub doubt: Option<Doubt>,
}

/// Why it is not certain what a cell shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// its number format leaves it open
    Format(Unsure),
    /// its look hides it, or shows it otherwise
    Veil(Veil),
}

impl Doubt {
    /// The code that is written where programs read it: it stays.
    pub fn code(self) -> &'static str {
        match self {
            Self::Format(unsure) => unsure.code(),
            Self::Veil(veil) => veil.code().unwrap_or("none"),
        }
    }
}

impl Grid {
    /// The number format code of a cell.
    pub fn code_of(&self, cell: &Cell) -> &str {
        self.formats.code(cell.format)
    }

    /// What a cell shows.
    pub fn sight<'a>(&'a self, cell: &'a Cell) -> Sight<'a> {
        let mut sight = self.shown_of(cell);
        if let (None, true) = (sight.doubt, cell.veil != Veil::None) {
            sight.doubt = Some(Doubt::Veil(cell.veil));
        }
        sight
    }

    /// How a figure is shown where that needs no text: rounded at most, perhaps as a percentage.
    pub fn plain(&self, cell: &Cell) -> Option<Plain> {
        let Content::Number(figure) = cell.content else {
            return None;
        };
        if !self.shown.is_empty() && self.said(cell).is_some() || figure == 0.0 && self.hides_zeros
        {
            return None;
        }
        self.formats.get(cell.format)?.plain(Value::Number(figure))
    }

    /// What the content becomes by the number format, whatever its look.
    fn shown_of<'a>(&'a self, cell: &'a Cell) -> Sight<'a> {
        let certain = |text: Cow<'a, str>| Sight { text, doubt: None };
        if let Some(said) = self.said(cell) {
            return certain(Cow::Borrowed(said));
        }
        let value = match &cell.content {
            // that has been seen already
            Content::Text(text) => return certain(Cow::Borrowed(text)),
            Content::NoResult => return certain(Cow::Borrowed("")),
            Content::Number(figure) | Content::Date(figure, _)
                if *figure == 0.0 && self.hides_zeros =>
            {
                return certain(Cow::Borrowed(""));
            }
            // dates that are written out
            Content::Date(serial, text) if serial.is_nan() => {
                match iso::serial(text, dates(self.from_1904)) {
                    Some(serial) => Value::Number(serial),
                    None => return certain(Cow::Borrowed(text)),
                }
            }
            Content::Number(figure) | Content::Date(figure, _) => Value::Number(*figure),
            Content::Truth(truth) => Value::Bool(*truth),
            Content::Error(name) => Value::Error(name),
        };
        match self.formats.get(cell.format) {
            Some(format) => {
                let shown = format.show(value, dates(self.from_1904));
                // what fills the cell, and may be read as digits or words of it
                let fills = shown.fill.is_some_and(|fill| fill.mark.is_alphanumeric());
                let unsure = fills.then_some(Unsure::FormatUnknown).or(shown.unsure);
                Sight {
                    text: Cow::Owned(shown.text),
                    doubt: unsure.map(Doubt::Format),
                }
            }
            None => Sight {
                text: Cow::Owned(cell.raw()),
                doubt: Some(Doubt::Format(Unsure::FormatUnknown)),
            },
        }
    }

    /// What the file itself says that is shown.
    fn said(&self, cell: &Cell) -> Option<&str> {
        held(&self.shown, cell.row, cell.column)
    }

    /// A text as the file holds it; what is seen of it may be less.
    pub fn held(&self, cell: &Cell) -> String {
        held(&self.beneath, cell.row, cell.column).map_or_else(|| cell.raw(), str::to_owned)
    }

    /// What words a cell shows: a text, or a figure as it is shown. A look that hides it is not
    /// asked.
    pub fn words<'a>(&'a self, cell: &'a Cell) -> Cow<'a, str> {
        match &cell.content {
            Content::Text(text) => Cow::Borrowed(text),
            // digits that are shown with an exponent are still the digits of a code
            Content::Number(_) if cell.format == 0 => Cow::Owned(cell.raw()),
            Content::Date(_, text) if cell.format == 0 => Cow::Borrowed(text),
            _ => {
                let shown = self.shown_of(cell);
                if shown.doubt.is_some() {
                    Cow::Owned(cell.raw())
                } else {
                    shown.text
                }
            }
        }
    }

    /// What a cell says in words: its text, or the words that its number format has in place of a
    /// figure; nothing where it is not seen, or struck through.
    pub fn says<'a>(&'a self, cell: &'a Cell) -> Option<Cow<'a, str>> {
        if let Some(words) = cell.as_text() {
            return Some(Cow::Borrowed(words));
        }
        if cell.format == 0
            || cell.veil.covers_words()
            || !matches!(cell.content, Content::Number(_))
        {
            return None;
        }
        // digits and signs are no words: nearly every figure needs no text
        if self.plain(cell).is_some() {
            return None;
        }
        let shown = self.shown_of(cell);
        let is_words = shown
            .text
            .contains(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let has_digits = shown.text.contains(|c: char| c.is_ascii_digit());
        let is_other = !has_digits || is_literal(self.code_of(cell));
        (shown.doubt.is_none() && is_words && is_other).then_some(shown.text)
    }

    /// What a file holds of a text where something else is seen.
    pub fn beneath_of(&self, cell: &Cell) -> Option<&str> {
        held(&self.beneath, cell.row, cell.column)
    }

    /// The words that a person reads at a place, in the merged area it lies in; nothing where they
    /// are not seen, or struck through.
    pub fn seen_text(&self, row: u32, column: u32) -> String {
        self.seen(row, column)
            .filter(|cell| !cell.veil.covers_words())
            .map(|cell| self.words(cell).into_owned())
            .unwrap_or_default()
    }

    /// The same, whether they can be read or not: where something is asked for, that is told.
    pub fn words_at(&self, row: u32, column: u32) -> String {
        self.seen(row, column)
            .map(|cell| self.words(cell).into_owned())
            .unwrap_or_default()
    }
}

/// Whether a format code shows its own words and nothing of the figure.
fn is_literal(code: &str) -> bool {
    let mut outside = code.split('"').step_by(2);
    outside.all(|part| {
        part.chars()
            .all(|c| matches!(c, ' ' | ';' | '_' | '(' | ')'))
    })
}

fn held(list: &[(u32, u32, Box<str>)], row: u32, column: u32) -> Option<&str> {
    if list.is_empty() {
        return None;
    }
    let at = list
        .binary_search_by_key(&(row, column), |(row, column, _)| (*row, *column))
        .ok()?;
    list.get(at).map(|(_, _, words)| &**words)
}
