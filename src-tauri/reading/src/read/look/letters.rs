//! How letters are drawn.

use super::colour::{BLACK, Rgb};
use super::face::Face;

/// How letters are drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::read) struct Letters {
    /// nothing where the colour is one that is always seen, or unknown
    pub(in crate::read) colour: Option<Rgb>,
    /// points; nothing where it is not said
    pub(in crate::read) size: Option<f32>,
    pub(in crate::read) struck: bool,
    /// above or below the line
    pub(in crate::read) raised: bool,
    /// not drawn at all
    pub(in crate::read) hidden: bool,
    /// what letters of its font look like
    pub(in crate::read) face: Face,
}

impl Default for Letters {
    fn default() -> Self {
        Self {
            colour: Some(BLACK),
            size: None,
            struck: false,
            raised: false,
            hidden: false,
            face: Face::Ordinary,
        }
    }
}

/// Whether letters of a font are signs: nobody reads digits or words in them.
pub(in crate::read) fn is_of_signs(font: &str) -> bool {
    Face::of(font.trim().trim_matches(['"', '\''])) == Face::Signs
}
