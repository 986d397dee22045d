//! A cell of a sheet: what it holds, and what its look does to what a person sees.

use super::look::Veil;
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
    /// what it holds; of a text what is seen of it
    pub content: Content,
    /// which number format of the sheet it has: [`super::Grid::code_of`]; until the sheet is put
    /// together, which style of the workbook
    pub(super) format: u16,
    /// why it is not seen as it stands there
    pub veil: Veil,
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
            format: 0,
            veil: Veil::None,
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

    /// Whether it has the number format of cells that nobody has touched.
    pub fn has_no_format(&self) -> bool {
        self.format == 0
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

    /// The text, when the cell holds one that can be read.
    pub fn as_text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) if !self.veil.covers_words() => Some(text),
            _ => None,
        }
    }
}

fn is_blank(words: &str) -> bool {
    let is_seen = |c: char| c.is_ascii_graphic() || ('\u{4e00}'..='\u{9fff}').contains(&c);
    !words.starts_with(is_seen) && text::compact(words).is_empty()
}
