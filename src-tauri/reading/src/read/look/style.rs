//! What a style of cells says.

use super::colour::WHITE;
use super::fit::Fit;
use super::ground::Ground;
use super::letters::Letters;
use super::quirks::Quirks;

/// What a style of cells says, whatever kind of file it stands in.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) struct Style {
    /// number format code; empty for none
    pub(in crate::read) code: String,
    /// how letters are drawn
    pub(in crate::read) letters: Letters,
    /// what they stand on
    pub(in crate::read) ground: Ground,
    /// a text is repeated until the cell is full
    pub(in crate::read) repeats: bool,
    /// how words are laid out; nothing where it is not known
    pub(in crate::read) fit: Option<Fit>,
    /// what few styles say
    pub(in crate::read) quirks: Quirks,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            code: String::new(),
            letters: Letters::default(),
            ground: Ground::Of(WHITE),
            repeats: false,
            fit: None,
            quirks: Quirks::default(),
        }
    }
}
