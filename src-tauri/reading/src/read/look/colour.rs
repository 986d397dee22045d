//! Colours, and how far they stand out from each other.

/// A colour: red, green, blue.
pub(in crate::read) type Rgb = [u8; 3];

pub(in crate::read) const WHITE: Rgb = [255; 3];
pub(in crate::read) const BLACK: Rgb = [0; 3];

/// The contrast of two colours, from 1 for the same to 21 for black and white: WCAG 2.1, 1.4.3.
pub(super) fn contrast(one: Rgb, other: Rgb) -> f32 {
    if one == other {
        return 1.0;
    }
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance: WCAG 2.1, "relative luminance".
fn luminance(colour: Rgb) -> f32 {
    let part = |value: u8| {
        let value = f32::from(value) / 255.0;
        if value <= 0.040_45 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * part(colour[0]) + 0.7152 * part(colour[1]) + 0.0722 * part(colour[2])
}

/// A colour made lighter (above nothing) or darker: ECMA-376 part 1, 18.8.19.
pub(super) fn tinted(colour: Rgb, tint: f64) -> Rgb {
    let tint = tint.clamp(-1.0, 1.0);
    if tint == 0.0 {
        return colour;
    }
    let (hue, saturation, light) = hsl(colour);
    let light = if tint < 0.0 {
        light * (1.0 + tint)
    } else {
        light * (1.0 - tint) + tint
    };
    of_hsl(hue, saturation, light)
}

fn hsl([red, green, blue]: Rgb) -> (f64, f64, f64) {
    let largest = red.max(green).max(blue);
    let (is_red, is_green) = (red == largest, green == largest);
    let (red, green, blue) = (
        f64::from(red) / 255.0,
        f64::from(green) / 255.0,
        f64::from(blue) / 255.0,
    );
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let light = f64::midpoint(most, least);
    let width = most - least;
    if width == 0.0 {
        return (0.0, 0.0, light);
    }
    let saturation = width / (1.0 - (2.0 * light - 1.0).abs());
    let hue = if is_red {
        ((green - blue) / width).rem_euclid(6.0)
    } else if is_green {
        (blue - red) / width + 2.0
    } else {
        (red - green) / width + 4.0
    };
    (hue, saturation, light)
}

fn of_hsl(hue: f64, saturation: f64, light: f64) -> Rgb {
    let width = (1.0 - (2.0 * light - 1.0).abs()) * saturation;
    let middle = width * (1.0 - (hue.rem_euclid(2.0) - 1.0).abs());
    let (red, green, blue) = if hue < 1.0 {
        (width, middle, 0.0)
    } else if hue < 2.0 {
        (middle, width, 0.0)
    } else if hue < 3.0 {
        (0.0, width, middle)
    } else if hue < 4.0 {
        (0.0, middle, width)
    } else if hue < 5.0 {
        (middle, 0.0, width)
    } else {
        (width, 0.0, middle)
    };
    let ground = light - width / 2.0;
    [red, green, blue].map(|part| {
        let value = ((part + ground) * 255.0).round().clamp(0.0, 255.0);
        #[expect(clippy::cast_sign_loss, reason = "from 0 to 255")]
        let value = value as u8;
        value
    })
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
pub(in crate::read) fn indexed(number: u16, own: &[Rgb]) -> Rgb {
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
        _ => BLACK,
    }
}

/// `0xRRGGBB`
pub(in crate::read) fn rgb(colour: u32) -> Rgb {
    let [_, red, green, blue] = colour.to_be_bytes();
    [red, green, blue]
}
