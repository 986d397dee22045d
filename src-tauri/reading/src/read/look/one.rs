//! What a style makes of the cells that have it.

use super::colour::{Rgb, indexed, rgb};
use super::fit::Fit;
use super::format::Formats;
use super::ground::Ground;
use super::letters::Letters;
use super::quirks::Quirks;
use super::style::Style;
use super::veil::Veil;
use crate::sight::Format;

/// A style understood: what each cell that has it needs to know.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::read) struct Look {
    /// which of [`Formats`]
    pub(in crate::read) format: u16,
    pub(in crate::read) veil: Veil,
    /// sections of the format, from the lowest bit, that name the colour of the ground: a colour
    /// that the format says counts more than that of the letters
    pub(in crate::read) unseen: u8,
    /// sections that name a colour which stands out from the ground
    pub(in crate::read) inked: u8,
    pub(in crate::read) letters: Letters,
    pub(in crate::read) ground: Ground,
    pub(in crate::read) fit: Option<Fit>,
    pub(in crate::read) quirks: Quirks,
    /// figures may have an exponent
    pub(in crate::read) exponent: bool,
}

impl Look {
    pub(in crate::read) fn of(style: &Style, formats: &mut Formats) -> Self {
        let format = formats.number_of(&style.code);
        let drawn = Veil::of(&style.letters, &style.ground);
        Self {
            format,
            unseen: inked(style, format, formats, true),
            inked: inked(style, format, formats, false),
            veil: if drawn == Veil::None && style.repeats {
                Veil::Repeated
            } else {
                drawn
            },
            letters: style.letters,
            ground: style.ground.clone(),
            fit: style.fit,
            quirks: style.quirks,
            exponent: style.code.contains("E+") || style.code.contains("E-"),
        }
    }
}

impl Look {
    /// What hides a cell whose format gives it a colour that is seen.
    pub(in crate::read) fn inked_veil(&self) -> Veil {
        let letters = Letters {
            colour: None,
            ..self.letters
        };
        Veil::of(&letters, &self.ground)
    }
}

impl Default for Look {
    fn default() -> Self {
        let style = Style::default();
        Self {
            format: 0,
            veil: Veil::None,
            unseen: 0,
            inked: 0,
            letters: style.letters,
            ground: style.ground,
            fit: style.fit,
            quirks: Quirks::default(),
            exponent: false,
        }
    }
}

/// The sections of its format whose colour the ground swallows, or those where it does not.
fn inked(style: &Style, format: u16, formats: &Formats, is_swallowed: bool) -> u8 {
    if !style.code.contains('[') {
        return 0;
    }
    let inks = formats.get(format).into_iter().flat_map(Format::inks);
    let swallows = |ink: Option<&str>| {
        let colour = ink.and_then(named);
        colour.is_some_and(|colour| style.ground.swallows(colour) == is_swallowed)
    };
    inks.take(8)
        .enumerate()
        .filter(|(_, ink)| swallows(*ink))
        .fold(0, |all, (at, _)| all | 1 << at)
}

/// A colour that a number format names: ECMA-376 part 1, 18.8.31, and as Chinese Excel and WPS
/// write it.
fn named(name: &str) -> Option<Rgb> {
    let number = name.strip_prefix("color").or(name.strip_prefix("颜色"));
    if let Some(number) = number.and_then(|number| number.trim().parse::<u16>().ok()) {
        return Some(indexed(number + 7, &[]));
    }
    Some(rgb(match name {
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
}
