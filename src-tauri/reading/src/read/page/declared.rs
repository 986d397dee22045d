//! What declarations of a style say of how words are drawn.

use crate::read::look::{BLACK, Rgb, WHITE, hexadecimal, is_of_signs, rgb};
use scraper::node::Element;

/// What is said; nothing where nothing is.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Declared {
    pub(super) hidden: Option<bool>,
    pub(super) letters: Option<Rgb>,
    pub(super) ground: Option<Rgb>,
    /// points
    pub(super) size: Option<f32>,
    pub(super) struck: Option<bool>,
    pub(super) raised: Option<bool>,
    /// in a font of signs
    pub(super) signs: Option<bool>,
    /// words are shown that do not stand in the page: `::after { content: "万" }`
    pub(super) adds_words: bool,
}

impl Declared {
    /// The same with what another one says, which counts more.
    #[must_use]
    pub(super) fn with(&self, other: &Self) -> Self {
        Self {
            hidden: other.hidden.or(self.hidden),
            letters: other.letters.or(self.letters),
            ground: other.ground.or(self.ground),
            size: other.size.or(self.size),
            struck: other.struck.or(self.struck),
            raised: other.raised.or(self.raised),
            signs: other.signs.or(self.signs),
            adds_words: other.adds_words || self.adds_words,
        }
    }

    /// What elements said before there were styles: `<font color=white size=1>`, `<td bgcolor=…>`.
    pub(super) fn of_attributes(element: &Element) -> Self {
        let is_font = element.name() == "font";
        Self {
            letters: element.attr("color").filter(|_| is_font).and_then(colour),
            signs: element.attr("face").filter(|_| is_font).map(is_of_signs),
            ground: element.attr("bgcolor").and_then(colour),
            size: element
                .attr("size")
                .filter(|_| is_font)
                .and_then(|size| size.trim().parse::<f32>().ok())
                // 1 is the smallest, and can be read
                .map(|size| if size < 1.0 { 1.0 } else { 8.0 }),
            ..Self::default()
        }
    }

    /// Whether words that it holds of may not be seen as they stand there.
    pub(super) fn hides_words(&self) -> bool {
        self.hidden == Some(true)
            || self.adds_words
            || self.signs == Some(true)
            || self.struck == Some(true)
            || self.size.is_some_and(|size| size < 4.0)
            || self.letters.is_some() && self.letters != Some(BLACK)
            || self.ground.is_some() && self.ground != Some(WHITE)
    }
}

/// The declarations of a style: `color:white;font-size:1pt`.
pub(super) fn declared(body: &str) -> Declared {
    let mut says = Declared::default();
    for declaration in body.split(';') {
        let Some((name, value)) = declaration.split_once(':') else {
            continue;
        };
        let name = name.trim().to_ascii_lowercase();
        let value = value.trim().to_ascii_lowercase();
        let value = value.trim_end_matches("!important").trim();
        match name.as_str() {
            "display" => says.hidden = Some(value == "none"),
            "visibility" => says.hidden = Some(matches!(value, "hidden" | "collapse")),
            "opacity" => says.hidden = value.parse::<f32>().ok().map(|own| own < 0.1),
            "color" if value == "transparent" => says.hidden = Some(true),
            "color" => says.letters = colour(value),
            "background" | "background-color" | "mso-background" => {
                says.ground = value.split_whitespace().find_map(colour);
            }
            "font-family" => says.signs = Some(is_of_signs(value)),
            "font-size" => says.size = points(value),
            "text-decoration" | "text-decoration-line" => {
                says.struck = Some(value.contains("line-through"));
            }
            "vertical-align" => says.raised = Some(matches!(value, "super" | "sub")),
            "content" => {
                let bare = value.trim_matches(['"', '\'']);
                says.adds_words |= !matches!(bare, "" | "none" | "normal");
            }
            _ => {}
        }
    }
    says
}

/// A size in points; nothing of one that others decide.
fn points(value: &str) -> Option<f32> {
    let number = |unit: &str| value.strip_suffix(unit)?.trim().parse::<f32>().ok();
    number("pt")
        .or_else(|| number("px").map(|size| size * 0.75))
        .or_else(|| value.parse::<f32>().ok().filter(|size| *size == 0.0))
}

/// `#fff`, `#ffffff`, `rgb(255,255,255)`, `white`.
fn colour(value: &str) -> Option<Rgb> {
    let value = value.trim().to_ascii_lowercase();
    if let Some(digits) = value.strip_prefix('#') {
        if digits.len() == 3 {
            let doubled = digits.chars().flat_map(|c| [c, c]).collect::<String>();
            return hexadecimal(&doubled);
        }
        return hexadecimal(digits);
    }
    if let Some(parts) = value
        .strip_prefix("rgb(")
        .or_else(|| value.strip_prefix("rgba("))
    {
        let mut parts = parts
            .trim_end_matches(')')
            .split([',', ' ', '/'])
            .filter(|part| !part.is_empty())
            .map(|part| part.parse::<u8>().ok());
        return Some([parts.next()??, parts.next()??, parts.next()??]);
    }
    NAMED
        .iter()
        .find(|(name, _)| *name == value)
        .map(|(_, colour)| rgb(*colour))
}

/// Colours by name: CSS 2.1, 4.3.6, and those of windows that Excel writes.
const NAMED: [(&str, u32); 22] = [
    ("white", 0xFF_FFFF),
    ("black", 0x00_0000),
    ("windowtext", 0x00_0000),
    ("window", 0xFF_FFFF),
    ("red", 0xFF_0000),
    ("blue", 0x00_00FF),
    ("green", 0x00_8000),
    ("lime", 0x00_FF00),
    ("yellow", 0xFF_FF00),
    ("aqua", 0x00_FFFF),
    ("cyan", 0x00_FFFF),
    ("fuchsia", 0xFF_00FF),
    ("magenta", 0xFF_00FF),
    ("gray", 0x80_8080),
    ("grey", 0x80_8080),
    ("silver", 0xC0_C0C0),
    ("maroon", 0x80_0000),
    ("navy", 0x00_0080),
    ("olive", 0x80_8000),
    ("purple", 0x80_0080),
    ("teal", 0x00_8080),
    ("orange", 0xFF_A500),
];
