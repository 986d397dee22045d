//! Words that a cause has put on a sheet, and what lies around its cells.

/// Words, and what a careful person makes of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::mess) struct Said {
    /// as they stand there
    pub(in crate::mess) words: String,
    /// they change what figures mean and are seen: something must be told or asked
    pub(in crate::mess) must: bool,
    /// they name a unit of measure: a conversion that is noted says enough
    pub(in crate::mess) is_unit: bool,
}

/// What is not in the cells.
#[derive(Debug, Clone, Default)]
pub(in crate::mess) struct Around {
    /// text boxes: row, column, words
    pub(in crate::mess) boxes: Vec<(usize, usize, String)>,
    /// headers and footers of the printed page
    pub(in crate::mess) head: Option<String>,
    pub(in crate::mess) foot: Option<String>,
    /// columns too narrow for their figures
    pub(in crate::mess) narrow: Vec<usize>,
    /// cells that a conditional format writes in white, and whether its condition holds
    pub(in crate::mess) whitened: Vec<((usize, usize), bool)>,
    /// what tab, boxes and page say
    pub(in crate::mess) said: Vec<Said>,
}

impl Around {
    /// Whether only an xlsx of this machine can have it.
    pub(in crate::mess) fn is_lost_elsewhere(&self) -> bool {
        !self.boxes.is_empty() || !self.whitened.is_empty()
    }
}
