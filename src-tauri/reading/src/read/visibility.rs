//! Whether a sheet, a row, a column can be seen.

use serde::{Deserialize, Serialize};

/// Whether a sheet can be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Visibility {
    /// seen
    #[default]
    Visible,
    /// hidden, can be shown by a menu
    Hidden,
    /// hidden, can be shown only by a program
    VeryHidden,
}

/// Points of a row in which nothing is seen of letters: a third of the usual ones.
const FLAT: f64 = 4.0;
/// Points of the room that a digit takes.
const DIGIT: f64 = 5.25;

/// Whether a row of so many points is as good as hidden.
pub(super) fn is_flat(points: f64) -> bool {
    points < FLAT
}

/// Whether a column of so many digits is.
pub(super) fn is_closed(digits: f64) -> bool {
    digits < 1.0
}

/// Whether a column of so many points is.
pub(super) fn is_closed_in_points(points: f64) -> bool {
    is_closed(points / DIGIT)
}
