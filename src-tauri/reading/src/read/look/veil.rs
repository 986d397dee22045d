//! Why what stands in a cell is not seen as it stands there.

use super::ground::Ground;
use super::letters::Letters;
use serde::{Deserialize, Serialize};

/// Letters of so many points are too small to read.
pub(in crate::read) const TINY: f32 = 4.0;

/// Why what stands in a cell is not seen as it stands there; the graver ones come later.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub enum Veil {
    /// nothing is in the way
    #[default]
    None,
    /// digits are raised or lowered: the mark of a footnote, which is none of the figure's digits
    Raised,
    /// the font is none in which everybody reads digits
    Font,
    /// an exponent in place of digits that are there
    Exponent,
    /// the column is too narrow for the figure: `####`
    Narrow,
    /// the row is too low for the letters: a part of their height is seen at most
    Low,
    /// it is pushed to where another cell is
    Shifted,
    /// a line goes through it from corner to corner
    Crossed,
    /// signs that are not seen turn the order of others round, or are drawn over them
    Marks,
    /// digits that stand together are drawn otherwise: two figures, a changed one, or a mark
    Mixed,
    /// what its number format shows is not certain
    Unsure,
    /// rules of formats that are not read may hide it
    Ruled,
    /// a format that depends on what stands there may show it otherwise, or not at all
    Conditional,
    /// the style of a page says what is not understood
    Styled,
    /// repeated until the cell is full
    Repeated,
    /// a part of the text cannot be seen, and is left out
    PartUnseen,
    /// a part of the text is struck through, and is left out
    PartStruck,
    /// a box with words of its own lies over it
    Covered,
    /// too small to read
    Tiny,
    /// struck through
    Struck,
    /// in the colour of its ground, or shown as nothing
    Invisible,
}

impl Veil {
    pub(super) fn of(letters: &Letters, ground: &Ground) -> Self {
        let is_swallowed = letters
            .colour
            .is_some_and(|letters| ground.swallows(letters));
        if letters.hidden || is_swallowed {
            Self::Invisible
        } else if letters.struck {
            Self::Struck
        } else if letters.size.is_some_and(|size| size < TINY) {
            Self::Tiny
        } else if letters.raised {
            Self::Raised
        } else {
            Self::None
        }
    }

    /// Whether words behind it decide nothing: nobody reads them, or they do not count.
    pub fn covers_words(self) -> bool {
        matches!(
            self,
            Self::Covered | Self::Tiny | Self::Struck | Self::Invisible
        )
    }

    /// The code that is written where programs read it: it stays. Nothing for [`Veil::None`].
    pub fn code(self) -> Option<&'static str> {
        Some(match self {
            Self::None => return None,
            Self::Raised => "raised",
            Self::Narrow => "narrow",
            Self::Low => "low",
            Self::Font => "font",
            Self::Exponent => "exponent",
            Self::Shifted => "shifted",
            Self::Crossed => "crossed",
            Self::Marks => "marks",
            Self::Mixed => "mixed",
            Self::Unsure => "unsure",
            Self::Ruled => "ruled",
            Self::Conditional => "conditional",
            Self::Styled => "styled",
            Self::Repeated => "repeated",
            Self::PartUnseen => "part-unseen",
            Self::PartStruck => "part-struck",
            Self::Covered => "covered",
            Self::Tiny => "tiny",
            Self::Struck => "struck",
            Self::Invisible => "invisible",
        })
    }
}
