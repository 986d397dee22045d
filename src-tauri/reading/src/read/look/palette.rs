//! The colours of an xlsx: those of its theme, its own numbered ones, and how its elements name
//! one.
//!
//! Source: ECMA-376 part 1, 18.8.19 (colours), 20.1.6.2 (theme).

use super::colour::{BLACK, Rgb, WHITE, indexed, rgb, tinted};
use crate::read::xml::{attribute, each_element};
use memchr::memmem;
use quick_xml::events::BytesStart;

/// The colours of the theme that Excel brings, in the order in which cells number them.
const OFFICE: [u32; 12] = [
    0xFF_FFFF, 0x00_0000, 0xE7_E6E6, 0x44_546A, 0x44_72C4, 0xED_7D31, 0xA5_A5A5, 0xFF_C000,
    0x5B_9BD5, 0x70_AD47, 0x05_63C1, 0x95_4F72,
];

/// What a theme calls them.
const NAMES: [&str; 12] = [
    "lt1", "dk1", "lt2", "dk2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6",
    "hlink", "folHlink",
];

/// The colours of a workbook.
#[derive(Debug, Clone)]
pub(in crate::read) struct Palette {
    theme: Vec<Rgb>,
    /// from the eighth on
    pub(super) own: Vec<Rgb>,
}

impl Default for Palette {
    fn default() -> Self {
        Self {
            theme: OFFICE.iter().map(|colour| rgb(*colour)).collect(),
            own: Vec::new(),
        }
    }
}

impl Palette {
    /// The colours of a theme's part; those of Excel's own where it says none.
    pub(in crate::read) fn of(theme: Option<&[u8]>) -> Self {
        let mut palette = Self::default();
        let Some(theme) = theme else {
            return palette;
        };
        // what follows are letters and effects
        let end = memmem::find(theme, b"</a:clrScheme>").unwrap_or(theme.len());
        let theme = &theme[..end];
        let mut place = None;
        each_element(theme, |name, element| {
            if let Some(at) = NAMES.iter().position(|own| *own == name) {
                place = Some(at);
                return;
            }
            let said = match name {
                "srgbClr" => attribute(element, "val"),
                // the system's letters and ground, as they last were
                "sysClr" => attribute(element, "lastClr"),
                "fontScheme" | "fmtScheme" => {
                    place = None;
                    return;
                }
                _ => return,
            };
            if let (Some(at), Some(colour)) = (place.take(), said.as_deref().and_then(hexadecimal))
                && let Some(own) = palette.theme.get_mut(at)
            {
                *own = colour;
            }
        });
        palette
    }

    /// The colour that an element says; `automatic` where it says that it is the window's own,
    /// nothing where it cannot be told.
    pub(in crate::read) fn colour(&self, element: &BytesStart<'_>, automatic: Rgb) -> Option<Rgb> {
        let said = |name: &str| attribute(element, name);
        let (rgb, theme, number) = (said("rgb"), said("theme"), said("indexed"));
        let said = Said {
            rgb: rgb.as_deref(),
            theme: theme.as_deref(),
            number: number.as_deref(),
            tint: said("tint").and_then(|tint| tint.parse().ok()),
        };
        self.said(said, automatic)
    }

    /// The same of what an element was found to say.
    pub(in crate::read) fn said(&self, said: Said<'_>, automatic: Rgb) -> Option<Rgb> {
        let base = match said {
            Said { rgb: Some(own), .. } => hexadecimal(own)?,
            Said {
                theme: Some(own), ..
            } => *self.theme.get(own.parse::<usize>().ok()?)?,
            Said {
                number: Some(own), ..
            } => match own.parse::<u16>().ok()? {
                64 => BLACK,
                65 => WHITE,
                number => indexed(number, &self.own),
            },
            _ => automatic,
        };
        Some(tinted(base, said.tint.unwrap_or_default()))
    }
}

/// What an element says of a colour.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::read) struct Said<'a> {
    pub(in crate::read) rgb: Option<&'a str>,
    pub(in crate::read) theme: Option<&'a str>,
    pub(in crate::read) number: Option<&'a str>,
    /// how much lighter or darker
    pub(in crate::read) tint: Option<f64>,
}

/// `FFRRGGBB` or `RRGGBB`; how much shines through is passed over, as Excel does.
pub(in crate::read) fn hexadecimal(colour: &str) -> Option<Rgb> {
    let digits = match colour.len() {
        8 => colour.get(2..)?,
        6 => colour,
        _ => return None,
    };
    u32::from_str_radix(digits, 16).ok().map(rgb)
}
