//! Whether a sheet can be seen.

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
