//! What a style makes of the cells that have it.

use super::format::Formats;
use super::ground::Ground;
use super::letters::Letters;
use super::style::Style;
use super::veil::Veil;

/// A style understood: what each cell that has it needs to know.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) struct Look {
    /// which of [`Formats`]
    pub(in crate::read) format: u16,
    pub(in crate::read) veil: Veil,
    pub(in crate::read) letters: Letters,
    pub(in crate::read) ground: Ground,
}

impl Look {
    pub(in crate::read) fn of(style: &Style, formats: &mut Formats) -> Self {
        let drawn = Veil::of(&style.letters, &style.ground);
        Self {
            format: formats.number_of(&style.code),
            veil: if drawn == Veil::None && style.repeats {
                Veil::Repeated
            } else {
                drawn
            },
            letters: style.letters,
            ground: style.ground.clone(),
        }
    }
}

impl Default for Look {
    fn default() -> Self {
        let style = Style::default();
        Self {
            format: 0,
            veil: Veil::None,
            letters: style.letters,
            ground: style.ground,
        }
    }
}
