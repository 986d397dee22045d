//! What was heard on a sheet around its figures.

use std::collections::BTreeMap;
use xianbaohui_core::finding::Finding;
use xianbaohui_core::measure::MeasureUnit;

/// What a sheet says of its units of measure.
#[derive(Debug, Clone, Default)]
pub struct Note {
    /// units, with the cells that say them
    pub units: Vec<(MeasureUnit, (u32, u32))>,
    /// the only ones stand below the table
    pub below: bool,
}

/// What was heard on a sheet, and how it was answered.
#[derive(Debug, Clone, Default)]
pub struct Heard {
    /// units of measure that are said of the whole sheet
    pub note: Note,
    /// status and scope that every figure has
    pub sheet: Vec<String>,
    /// the same of columns
    pub columns: BTreeMap<u32, Vec<String>>,
    /// the same of rows
    pub rows: BTreeMap<u32, Vec<String>>,
    /// columns that are not to be read
    pub left_columns: Vec<u32>,
    /// rows that are not to be read
    pub left_rows: Vec<u32>,
    /// the whole sheet is not to be read
    pub left_sheet: bool,
    /// rows from, to, with the unit of measure that a line above them says, and its cell
    pub units: Vec<(u32, u32, MeasureUnit, (u32, u32))>,
    /// what is told of it
    pub told: Vec<Finding>,
}

impl Heard {
    /// What is said of a figure, in words; the nearest first.
    pub fn of(&self, row: u32, column: u32) -> impl Iterator<Item = &String> {
        let of_row = self.rows.get(&row).into_iter().flatten();
        let of_column = self.columns.get(&column).into_iter().flatten();
        of_row.chain(of_column).chain(&self.sheet)
    }

    /// Whether anything is said of any figure.
    pub fn says_anything(&self) -> bool {
        !(self.sheet.is_empty() && self.columns.is_empty() && self.rows.is_empty())
    }

    /// The unit of measure that a line above a row says.
    pub fn unit_of(&self, row: u32) -> Option<(&MeasureUnit, (u32, u32))> {
        let mut units = self.units.iter().rev();
        let (_, _, unit, cell) = units.find(|(from, to, ..)| (*from..=*to).contains(&row))?;
        Some((unit, *cell))
    }
}
