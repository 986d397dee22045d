//! Places in a workbook, and names of cells and columns as a spreadsheet shows them.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt::{self, Write as _};
use std::str::FromStr;

/// A cell of a workbook. Written as `Sheet1!D7`, also in ledgers and in what programs read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// name of the sheet
    pub sheet: String,
    /// row, from 0
    pub row: u32,
    /// column, from 0
    pub column: u32,
}

impl Place {
    /// A cell.
    pub fn new(sheet: impl Into<String>, row: u32, column: u32) -> Self {
        Self {
            sheet: sheet.into(),
            row,
            column,
        }
    }

    /// `D7`
    pub fn cell(&self) -> String {
        cell_name(self.row, self.column)
    }
}

impl From<&Place> for Place {
    fn from(place: &Place) -> Self {
        place.clone()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}!{}", self.sheet, self.cell())
    }
}

/// A text that names no cell.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是单元格")]
pub struct NoPlace(String);

impl FromStr for Place {
    type Err = NoPlace;

    /// The name of a sheet may have a `!`, that of a cell has none.
    fn from_str(text: &str) -> Result<Self, NoPlace> {
        let (sheet, (row, column)) = text
            .rsplit_once('!')
            .and_then(|(sheet, cell)| Some((sheet, parse_cell(cell)?)))
            .ok_or_else(|| NoPlace(text.to_owned()))?;
        Ok(Self::new(sheet, row, column))
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

/// `A`, `Z`, `AA` …
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// `D7`
pub fn cell_name(row: u32, column: u32) -> String {
    let mut name = column_name(column);
    let _ = write!(name, "{}", u64::from(row) + 1);
    name
}

/// `D7` → row 6, column 3.
pub fn parse_cell(name: &str) -> Option<(u32, u32)> {
    let split = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = name.split_at(split);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().try_fold(0_u32, |sum, letter| {
        letter
            .is_ascii_uppercase()
            .then(|| sum * 26 + u32::from(letter - b'A') + 1)
    })?;
    Some((
        digits.parse::<u32>().ok()?.checked_sub(1)?,
        column.checked_sub(1)?,
    ))
}
