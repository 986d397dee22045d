//! What a style makes of the cells that have it.

use super::colour::{Rgb, indexed, rgb};
use super::fit::Fit;
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
    pub(in crate::read) fit: Option<Fit>,
}

impl Look {
    pub(in crate::read) fn of(style: &Style, formats: &mut Formats) -> Self {
        // a colour that the number format says counts more than that of the letters
        let said = named_colours(&style.code).any(|colour| style.ground.swallows(colour));
        let drawn = if said {
            Veil::Invisible
        } else {
            Veil::of(&style.letters, &style.ground)
        };
        Self {
            format: formats.number_of(&style.code),
            veil: if drawn == Veil::None && style.repeats {
                Veil::Repeated
            } else {
                drawn
            },
            letters: style.letters,
            ground: style.ground.clone(),
            fit: style.fit,
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
            fit: style.fit,
        }
    }
}

/// The colours that a number format names: ECMA-376 part 1, 18.8.31, and as Chinese Excel and WPS
/// write them.
fn named_colours(code: &str) -> impl Iterator<Item = Rgb> + '_ {
    code.split('[').skip(1).filter_map(|rest| {
        let name = rest.split(']').next()?.to_lowercase();
        let number = name.strip_prefix("color").or(name.strip_prefix("颜色"));
        if let Some(number) = number.and_then(|number| number.trim().parse::<u16>().ok()) {
            return Some(indexed(number + 7, &[]));
        }
        Some(rgb(match name.as_str() {
            "black" | "黑色" => 0x00_0000,
            "blue" | "蓝色" => 0x00_00FF,
            "cyan" | "青色" => 0x00_FFFF,
            "green" | "绿色" => 0x00_FF00,
            "magenta" | "洋红" => 0xFF_00FF,
            "red" | "红色" => 0xFF_0000,
            "white" | "白色" => 0xFF_FFFF,
            "yellow" | "黄色" => 0xFF_FF00,
            _ => return None,
        }))
    })
}
