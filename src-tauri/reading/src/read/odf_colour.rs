//! Colours of an ods.

use super::look::{BLACK, Rgb, WHITE, rgb};

/// `#ff0000`, and the two that have names which matter
pub(super) fn hexadecimal(colour: &str) -> Option<Rgb> {
    match colour {
        "white" => return Some(WHITE),
        "black" => return Some(BLACK),
        _ => {}
    }
    let digits = colour
        .strip_prefix('#')
        .filter(|digits| digits.len() == 6)?;
    u32::from_str_radix(digits, 16).ok().map(rgb)
}
