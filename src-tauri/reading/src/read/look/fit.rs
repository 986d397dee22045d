//! How a style lays words out in a cell.

use crate::read::width::Widths;

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
    /// degrees that words are turned by, as Excel counts them: up to 90 upwards, from 91 on one
    /// downwards and so on; [`STACKED`] for letters upon letters
    pub(in crate::read) turned: u8,
}

/// Letters stand upon letters.
pub(in crate::read) const STACKED: u8 = 255;

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
            turned: 0,
        }
    }
}

impl Fit {
    /// Points of the height of a row that a character in letters of one point takes, as it is
    /// turned.
    pub(in crate::read) fn rise(self, c: char) -> f32 {
        /// of a digit's width
        const WIDTH: f32 = 0.477;
        /// of letters upon letters
        const LINE: f32 = 1.05;
        match self.turned {
            0 => 0.0,
            STACKED => LINE,
            up => {
                let degrees = if up > 90 { up - 90 } else { up };
                Widths::surely_needed_by(c) * WIDTH * f32::from(degrees).to_radians().sin()
            }
        }
    }

    /// An angle in whole degrees, counted against the clock, as Excel counts it.
    pub(in crate::read) fn turned_by(degrees: i32) -> u8 {
        let turned = match degrees.rem_euclid(360) {
            up @ 0..=90 => up,
            // upside down: as high as the same angle upwards, or downwards
            up @ 91..=180 => 180 - up,
            down @ 181..=269 => down - 90,
            down => 450 - down,
        };
        u8::try_from(turned).unwrap_or(0)
    }

    /// Alignment, wrapping and rotation as an old workbook keeps them, and whether words shrink:
    /// [MS-XLS] 2.5.249. Nothing of words that are as small as they must be.
    pub(in crate::read) fn of_record(own: u16, more: u16) -> Option<Self> {
        let (horizontal, shrinks) = (own & 7, more & 0x10 != 0);
        let turned = (own >> 8) as u8;
        (turned != 0 || !shrinks).then_some(Self {
            turned,
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
