//! What a table of delimited lines says beside its cells.

use serde::{Deserialize, Serialize};

/// How a text that holds a table is written, as far as it matters to who takes figures from it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lines {
    /// the rows of the sheet
    pub rows: Vec<Line>,
    /// what a comma between digits is
    pub comma: Comma,
    /// rows with a quotation mark that never closes, or closes behind other fields or rows
    pub open_quotes: Vec<u32>,
    /// rows that were put together again, as the first says, of so many
    pub joined: Vec<(u32, u32)>,
    /// no line end follows the last row
    pub ends_openly: bool,
    /// the file ends in the middle of a character
    pub is_cut: bool,
}

/// A row of delimited fields.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// the line of the file that it begins on, from 1
    pub line: u32,
    /// how many fields it has, empty ones at its end with them
    pub fields: u32,
    /// something stands in its last field
    pub ends_filled: bool,
}

/// What a comma between digits is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comma {
    /// it divides thousands: 3,380.79
    #[default]
    Thousands,
    /// it divides the decimals: 3380,79
    Decimal,
    /// fields are divided by semicolons, and no figure shows which of the two it is
    Undecided,
}
