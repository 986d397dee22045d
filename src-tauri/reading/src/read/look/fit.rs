//! How a style lays words out in a cell.

/// How a style lays words out in a cell, where they may have no room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) struct Fit {
    /// in lines as long as the cell is wide
    pub(in crate::read) wraps: bool,
    /// they go on over empty cells to the right
    pub(in crate::read) to_right: bool,
    /// they go on over empty cells to the left
    pub(in crate::read) to_left: bool,
}

impl Default for Fit {
    fn default() -> Self {
        Self {
            wraps: false,
            to_right: true,
            to_left: false,
        }
    }
}

impl Fit {
    /// Alignment, wrapping and rotation as an old workbook keeps them, and whether words shrink:
    /// [MS-XLS] 2.5.249. Nothing of words that are turned, or as small as they must be.
    pub(in crate::read) fn of_record(own: u16, more: u16) -> Option<Self> {
        let (horizontal, shrinks) = (own & 7, more & 0x10 != 0);
        (own >> 8 == 0 && !shrinks).then_some(Self {
            wraps: own & 8 != 0 || matches!(horizontal, 5 | 7) || own >> 4 & 7 > 2,
            to_right: matches!(horizontal, 0..=2 | 6),
            to_left: matches!(horizontal, 2 | 3 | 6),
        })
    }
}
