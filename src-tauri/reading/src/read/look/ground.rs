//! What letters stand on.

use super::colour::{Rgb, WHITE, contrast};

/// Letters that stand out less than this from their ground are not seen by who does not search.
/// Grey letters of #D9D9D9 on white have 1.41.
const LEAST: f32 = 1.2;
/// Dark letters on a dark ground are lost earlier: pure red on #C00000 has 1.6.
const LEAST_IN_THE_DARK: f32 = 1.65;
/// Percent of a pattern from which on letters of its colour are lost in it.
const DENSE: u16 = 50;
/// What stands out more than this from white is dark.
const DARK: f32 = 3.5;

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
        let mixed = [
            mix(drawn[0], behind[0]),
            mix(drawn[1], behind[1]),
            mix(drawn[2], behind[2]),
        ];
        // strokes of letters are as wide as those of the pattern, and go under where it is dense
        if percent >= DENSE {
            Self::Between(vec![mixed, drawn])
        } else {
            Self::Of(mixed)
        }
    }

    /// Whether letters of a colour cannot be told from it, in some part of it at least.
    pub(in crate::read) fn swallows(&self, letters: Rgb) -> bool {
        match self {
            Self::Of(colour) => is_lost(letters, *colour),
            Self::Between(colours) => colours.iter().any(|colour| is_lost(letters, *colour)),
            Self::Unknown => false,
        }
    }
}

fn is_lost(letters: Rgb, ground: Rgb) -> bool {
    let is_dark = |colour: Rgb| contrast(colour, WHITE) > DARK;
    let least = if is_dark(letters) && is_dark(ground) {
        LEAST_IN_THE_DARK
    } else {
        LEAST
    };
    contrast(letters, ground) < least
}
