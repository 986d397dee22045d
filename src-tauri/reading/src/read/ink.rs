//! When letters cannot be told from the ground they stand on.

use super::Ink;

/// A colour: red, green, blue.
pub(super) type Rgb = [u8; 3];

pub(super) const WHITE: Rgb = [255; 3];

/// Colours this near to each other look like one: white on the lightest grey.
const NEAR: u8 = 16;

/// What is seen of letters. `ground` is white where a cell is not filled; unknown where it is
/// filled with a pattern.
pub(super) fn ink(struck: bool, letters: Option<Rgb>, ground: Option<Rgb>) -> Ink {
    let same = |(one, other): (u8, u8)| one.abs_diff(other) <= NEAR;
    if letters
        .zip(ground)
        .is_some_and(|(letters, ground)| letters.into_iter().zip(ground).all(same))
    {
        Ink::Invisible
    } else if struck {
        Ink::Struck
    } else {
        Ink::Plain
    }
}

/// The colours 8 to 63 of a workbook that brings none of its own: [MS-XLS] 2.5.161.
const PALETTE: [u32; 56] = [
    0x00_0000, 0xFF_FFFF, 0xFF_0000, 0x00_FF00, 0x00_00FF, 0xFF_FF00, 0xFF_00FF, 0x00_FFFF,
    0x80_0000, 0x00_8000, 0x00_0080, 0x80_8000, 0x80_0080, 0x00_8080, 0xC0_C0C0, 0x80_8080,
    0x99_99FF, 0x99_3366, 0xFF_FFCC, 0xCC_FFFF, 0x66_0066, 0xFF_8080, 0x00_66CC, 0xCC_CCFF,
    0x00_0080, 0xFF_00FF, 0xFF_FF00, 0x00_FFFF, 0x80_0080, 0x80_0000, 0x00_8080, 0x00_00FF,
    0x00_CCFF, 0xCC_FFFF, 0xCC_FFCC, 0xFF_FF99, 0x99_CCFF, 0xFF_99CC, 0xCC_99FF, 0xFF_CC99,
    0x33_66FF, 0x33_CCCC, 0x99_CC00, 0xFF_CC00, 0xFF_9900, 0xFF_6600, 0x66_6699, 0x96_9696,
    0x00_3366, 0x33_9966, 0x00_3300, 0x33_3300, 0x99_3300, 0x99_3366, 0x33_3399, 0x33_3333,
];

/// A colour by its number; `own` are the colours from 8 on that a workbook brings.
pub(super) fn indexed(number: u16, own: &[Rgb]) -> Rgb {
    let number = usize::from(number);
    match number {
        // the first eight come again as the next eight
        0..=7 => rgb(PALETTE[number]),
        8..=63 => own
            .get(number - 8)
            .copied()
            .unwrap_or_else(|| rgb(PALETTE[number - 8])),
        // the ground of a window
        65 => WHITE,
        // its letters
        _ => [0; 3],
    }
}

/// `0xRRGGBB`
pub(super) fn rgb(colour: u32) -> Rgb {
    let [_, red, green, blue] = colour.to_be_bytes();
    [red, green, blue]
}
