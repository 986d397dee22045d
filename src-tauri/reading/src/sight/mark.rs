//! What a section shows as it stands.

use super::piece::Piece;

/// What is shown as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    Word(String),
    Blank,
    Fill(char),
}

impl Mark {
    /// A piece that shows itself; what has a meaning elsewhere shows its character.
    pub(super) fn of(piece: Piece) -> Option<Self> {
        Some(match piece {
            Piece::Word(word) => Self::Word(word),
            Piece::Blank => Self::Blank,
            Piece::Fill(c) => Self::Fill(c),
            Piece::Figure(c) => Self::Word(c.into()),
            Piece::Point => Self::Word('.'.into()),
            Piece::Comma => Self::Word(','.into()),
            Piece::Slash => Self::Word('/'.into()),
            Piece::Percent => Self::Word('%'.into()),
            _ => return None,
        })
    }

    pub(super) fn of_all(pieces: &[Piece]) -> Vec<Self> {
        pieces.iter().cloned().filter_map(Self::of).collect()
    }
}
