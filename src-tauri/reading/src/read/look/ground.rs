//! What letters stand on.

use super::colour::{Rgb, contrast};

/// Letters that stand out less than this from their ground are not seen by who does not search.
/// Grey letters of #D9D9D9 on white have 1.41.
const LEAST: f32 = 1.2;

/// What letters stand on.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) enum Ground {
    /// one colour
    Of(Rgb),
    /// colours that go over into each other
    Between(Vec<Rgb>),
    /// it cannot be told
    Unknown,
}

impl Ground {
    /// A pattern: so much of it, in percent, is drawn in one colour, the rest in the other.
    pub(in crate::read) fn pattern(drawn: Rgb, percent: u16, behind: Rgb) -> Self {
        let mix = |one: u8, other: u8| {
            let sum =
                u32::from(one) * u32::from(percent) + u32::from(other) * (100 - u32::from(percent));
            u8::try_from(sum / 100).unwrap_or(u8::MAX)
        };
        Self::Of([
            mix(drawn[0], behind[0]),
            mix(drawn[1], behind[1]),
            mix(drawn[2], behind[2]),
        ])
    }

    /// Whether letters of a colour cannot be told from it, in some part of it at least.
    pub(in crate::read) fn swallows(&self, letters: Rgb) -> bool {
        match self {
            Self::Of(colour) => contrast(letters, *colour) < LEAST,
            Self::Between(colours) => colours
                .iter()
                .any(|colour| contrast(letters, *colour) < LEAST),
            Self::Unknown => false,
        }
    }
}
