//! A cell of a sheet: what it holds, and what its look does to what a person sees.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use xianbaohui_core::number;
use xianbaohui_core::text;

/// One filled cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// row, from 0
    pub row: u32,
    /// column, from 0
    pub column: u32,
    /// what it holds
    pub content: Content,
    /// how its number format shows it
    pub display: Display,
    /// how its letters are drawn
    pub ink: Ink,
    /// the formula, where it is not a constant
    pub formula: Option<Box<str>>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Content {
    /// a number
    Number(f64),
    /// a text
    Text(Box<str>),
    /// TRUE or FALSE
    Truth(bool),
    /// a number that its format shows as a date: the serial number and the date
    Date(f64, Box<str>),
    /// an error value
    Error(Cow<'static, str>),
    /// a formula whose result is not in the file
    NoResult,
}

/// What the format of a cell does to what a person sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Display {
    /// as it is, up to rounding
    #[default]
    Plain,
    /// as a percentage
    Percent,
    /// divided by a power of ten: `0,` shows thousands
    Scaled,
    /// nothing of the figure, or digits that are not the figure's: `;;;`, `0"0"`
    Masked,
    /// without the minus of a negative figure: `0;0`
    Unsigned,
    /// nothing where there is a zero: `0;-0;`
    NoZero,
    /// perhaps not at all or otherwise, by a format that depends on what stands there
    Conditional,
    /// with a unit of measure behind it: `0"亿元"`; which of [`Grid::units`]
    Unit(u16),
}

/// What the letters and the ground of a cell do to what a person sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Ink {
    /// it can be read
    #[default]
    Plain,
    /// struck through, as a whole or in part
    Struck,
    /// in the colour of its ground: white on white
    Invisible,
    /// a part of it is raised or lowered: the mark of a footnote, which is none of the figure's
    /// digits
    Raised,
}

/// All that the look of a cell does to what a person sees.
pub(super) type Look = (Display, Ink);

impl Cell {
    /// A cell that is shown plainly, as far as is known.
    pub(super) fn new(
        (row, column): (u32, u32),
        content: Content,
        formula: Option<Box<str>>,
    ) -> Self {
        Self {
            row,
            column,
            content,
            display: Display::Plain,
            ink: Ink::Plain,
            formula,
        }
    }

    /// The content as text: a number in its shortest form, a date as 2021-03-31.
    pub fn raw(&self) -> String {
        match &self.content {
            Content::Number(number) => number::shortest(*number),
            Content::Text(text) | Content::Date(_, text) => text.to_string(),
            Content::Truth(truth) => if *truth { "TRUE" } else { "FALSE" }.to_owned(),
            Content::Error(error) => error.clone().into_owned(),
            Content::NoResult => String::new(),
        }
    }

    /// Whether there is nothing but white space in it.
    pub fn is_blank(&self) -> bool {
        match &self.content {
            Content::Number(_) | Content::Truth(_) => false,
            Content::Text(words) | Content::Date(_, words) => is_blank(words),
            Content::Error(words) => is_blank(words),
            Content::NoResult => true,
        }
    }

    /// The text, when the cell holds one.
    pub fn as_text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }
}

fn is_blank(words: &str) -> bool {
    let is_seen = |c: char| c.is_ascii_graphic() || ('\u{4e00}'..='\u{9fff}').contains(&c);
    !words.starts_with(is_seen) && text::compact(words).is_empty()
}
