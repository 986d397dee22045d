//! Areas of a sheet, and how far sheets reach.

use serde::{Deserialize, Serialize};

/// A merged area; both corners are in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Area {
    /// top row
    pub top: u32,
    /// left column
    pub left: u32,
    /// bottom row
    pub bottom: u32,
    /// right column
    pub right: u32,
}

/// Rows and columns of a sheet: Excel has no more.
pub(super) const MOST_ROWS: u32 = 1_048_576;
pub(super) const MOST_COLUMNS: u32 = 16_384;

impl Area {
    /// The same area, from its upper left corner to its lower right one.
    #[must_use]
    pub fn ordered(self) -> Self {
        Self {
            top: self.top.min(self.bottom),
            left: self.left.min(self.right),
            bottom: self.top.max(self.bottom),
            right: self.left.max(self.right),
        }
    }

    /// The same with rows and columns exchanged.
    #[must_use]
    pub fn exchanged(&self) -> Self {
        Self {
            top: self.left,
            left: self.top,
            bottom: self.right,
            right: self.bottom,
        }
    }

    /// Whether a cell is in the area.
    pub fn contains(&self, row: u32, column: u32) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }
}
