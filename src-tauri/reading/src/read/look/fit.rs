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
    /// so many steps away from the edge
    pub(in crate::read) indent: u8,
    /// which of more lines than there is room for are seen
    pub(in crate::read) seen: Seen,
}

/// Which lines are seen where there is no room for all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::read) enum Seen {
    /// the first
    #[default]
    First,
    /// those in the middle
    Middle,
    /// the last
    Last,
}

impl Default for Fit {
    fn default() -> Self {
        Self {
            wraps: false,
            to_right: true,
            to_left: false,
            indent: 0,
            seen: Seen::Last,
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
            indent: (more & 0x0F) as u8,
            seen: match own >> 4 & 7 {
                1 => Seen::Middle,
                2 => Seen::Last,
                _ => Seen::First,
            },
        })
    }
}
