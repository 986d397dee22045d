//! Colours of a page: CSS Color Module Level 4, 4 (notations), 6.1 (names), 6.2 (those of windows).

use super::declared::{Colour, byte};
use crate::read::look::{Rgb, hexadecimal, rgb};

/// A colour, with how much of it covers what is behind; nothing of what is none that is known.
pub(super) fn colour(value: &str) -> Option<Colour> {
    let value = value.trim().to_ascii_lowercase();
    if let Some(digits) = value.strip_prefix('#') {
        return of_digits(digits);
    }
    if let Some((function, rest)) = value.split_once('(') {
        let parts = rest.strip_suffix(')')?;
        return match function.trim() {
            "rgb" | "rgba" => of_parts(parts, |[r, g, b]| {
                Some([channel(r)?, channel(g)?, channel(b)?])
            }),
            "hsl" | "hsla" => of_parts(parts, |[h, s, l]| {
                let turn = h.trim_end_matches("deg").parse::<f32>().ok()?;
                Some(of_hue(turn, share(s)?, share(l)?))
            }),
            _ => None,
        };
    }
    if value == "transparent" {
        return Some(Colour {
            rgb: [0; 3],
            cover: 0.0,
        });
    }
    named(&value).map(Colour::full)
}

/// A colour by its name, or as old pages write it.
fn named(name: &str) -> Option<Rgb> {
    let mut words = NAMED.split_ascii_whitespace();
    while let (Some(own), Some(digits)) = (words.next(), words.next()) {
        if own == name {
            return u32::from_str_radix(digits, 16).ok().map(rgb);
        }
    }
    // <font color=ff0000>
    hexadecimal(name).filter(|_| name.len() == 6)
}

fn of_digits(digits: &str) -> Option<Colour> {
    let doubled = || digits.chars().flat_map(|c| [c, c]).collect::<String>();
    let (full, cover) = match digits.len() {
        3 => (doubled(), None),
        4 => {
            let full = doubled();
            (full.get(..6)?.to_owned(), Some(full.get(6..)?.to_owned()))
        }
        6 => (digits.to_owned(), None),
        8 => (
            digits.get(..6)?.to_owned(),
            Some(digits.get(6..)?.to_owned()),
        ),
        _ => return None,
    };
    let cover = match cover {
        Some(cover) => f32::from(u8::from_str_radix(&cover, 16).ok()?) / 255.0,
        None => 1.0,
    };
    let rgb = hexadecimal(&full)?;
    Some(Colour { rgb, cover })
}

fn of_parts(parts: &str, make: impl Fn([&str; 3]) -> Option<Rgb>) -> Option<Colour> {
    let parts = parts
        .split([',', ' ', '/'])
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>();
    let (own, cover) = match parts.as_slice() {
        [a, b, c] => ([*a, *b, *c], 1.0),
        [a, b, c, cover] => ([*a, *b, *c], share(cover)?),
        _ => return None,
    };
    let rgb = make(own)?;
    Some(Colour { rgb, cover })
}

/// `255` or `100%`
fn channel(part: &str) -> Option<u8> {
    let value = match part.strip_suffix('%') {
        Some(percent) => percent.parse::<f32>().ok()? * 2.55,
        None => part.parse::<f32>().ok()?,
    };
    Some(byte(value))
}

/// `0.85` or `85%`
fn share(part: &str) -> Option<f32> {
    let value = match part.strip_suffix('%') {
        Some(percent) => percent.parse::<f32>().ok()? / 100.0,
        None => part.parse::<f32>().ok()?,
    };
    Some(value.clamp(0.0, 1.0))
}

/// CSS Color 4, 7.1.
fn of_hue(turn: f32, saturation: f32, lightness: f32) -> Rgb {
    let most = saturation * lightness.min(1.0 - lightness);
    [0.0_f32, 8.0, 4.0].map(|offset| {
        let k = (offset + turn / 30.0).rem_euclid(12.0);
        let own = lightness - most * (k - 3.0).min(9.0 - k).clamp(-1.0, 1.0);
        byte(own * 255.0)
    })
}

/// Names of colours, and of those of windows that office programs write.
const NAMED: &str = "\
windowtext 000000 window ffffff buttontext 000000 buttonface f0f0f0 infotext 000000 \
canvas ffffff canvastext 000000 auto 000000 menutext 000000 \
black 000000 silver c0c0c0 gray 808080 grey 808080 white ffffff maroon 800000 red ff0000 \
purple 800080 fuchsia ff00ff magenta ff00ff green 008000 lime 00ff00 olive 808000 \
yellow ffff00 navy 000080 blue 0000ff teal 008080 aqua 00ffff cyan 00ffff orange ffa500 \
aliceblue f0f8ff antiquewhite faebd7 aquamarine 7fffd4 azure f0ffff beige f5f5dc \
bisque ffe4c4 blanchedalmond ffebcd blueviolet 8a2be2 brown a52a2a burlywood deb887 \
cadetblue 5f9ea0 chartreuse 7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed \
cornsilk fff8dc crimson dc143c darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b \
darkgray a9a9a9 darkgrey a9a9a9 darkgreen 006400 darkkhaki bdb76b darkmagenta 8b008b \
darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a \
darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f \
darkturquoise 00ced1 darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 \
dimgrey 696969 dodgerblue 1e90ff firebrick b22222 floralwhite fffaf0 forestgreen 228b22 \
gainsboro dcdcdc ghostwhite f8f8ff gold ffd700 goldenrod daa520 greenyellow adff2f \
honeydew f0fff0 hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c \
lavender e6e6fa lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6 \
lightcoral f08080 lightcyan e0ffff lightgoldenrodyellow fafad2 lightgray d3d3d3 \
lightgrey d3d3d3 lightgreen 90ee90 lightpink ffb6c1 lightsalmon ffa07a lightseagreen 20b2aa \
lightskyblue 87cefa lightslategray 778899 lightslategrey 778899 lightsteelblue b0c4de \
lightyellow ffffe0 limegreen 32cd32 linen faf0e6 mediumaquamarine 66cdaa mediumblue 0000cd \
mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee \
mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970 \
mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead oldlace fdf5e6 \
olivedrab 6b8e23 orangered ff4500 orchid da70d6 palegoldenrod eee8aa palegreen 98fb98 \
paleturquoise afeeee palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9 peru cd853f \
pink ffc0cb plum dda0dd powderblue b0e0e6 rebeccapurple 663399 rosybrown bc8f8f \
royalblue 4169e1 saddlebrown 8b4513 salmon fa8072 sandybrown f4a460 seagreen 2e8b57 \
seashell fff5ee sienna a0522d skyblue 87ceeb slateblue 6a5acd slategray 708090 \
slategrey 708090 snow fffafa springgreen 00ff7f steelblue 4682b4 tan d2b48c thistle d8bfd8 \
tomato ff6347 turquoise 40e0d0 violet ee82ee wheat f5deb3 whitesmoke f5f5f5 \
yellowgreen 9acd32";
