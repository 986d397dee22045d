//! Styles: number formats, letters and grounds.

use crate::read::cell::Look;
use crate::read::format::{Units, display_of};
use crate::read::ink::{Rgb, WHITE, ink, rgb};
use crate::read::xml::attribute;
use crate::read::{Display, Ink};
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// Styles stand on each other no deeper than this.
const DEEPEST: usize = 16;

/// What a style says itself.
#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    format: Option<String>,
    struck: Option<bool>,
    raised: bool,
    letters: Option<Rgb>,
    ground: Option<Ground>,
}

/// What letters stand on.
#[derive(Debug, Clone, Copy)]
enum Ground {
    Of(Rgb),
    /// a pattern has no one colour
    Pattern,
}

/// The styles of a workbook.
#[derive(Debug, Default)]
pub(super) struct Styles {
    own: HashMap<String, Style>,
    open: Option<(String, Style)>,
}

impl Styles {
    pub(super) fn start(&mut self, name: &str, element: &BytesStart<'_>) {
        if name == "Style" {
            let parent = attribute(element, "Parent");
            self.open = attribute(element, "ID").map(|id| {
                let style = Style {
                    parent,
                    ..Style::default()
                };
                (id, style)
            });
        }
        let Some((_, style)) = &mut self.open else {
            return;
        };
        let is = |name: &str| attribute(element, name).map(|own| own == "1");
        match name {
            "NumberFormat" => style.format = attribute(element, "Format"),
            "Font" => {
                style.struck = is("StrikeThrough");
                style.raised = attribute(element, "VerticalAlign")
                    .is_some_and(|own| matches!(own.as_str(), "Superscript" | "Subscript"));
                style.letters = attribute(element, "Color").and_then(|own| colour(&own));
            }
            "Interior" => {
                let colour = attribute(element, "Color").and_then(|own| colour(&own));
                style.ground = match attribute(element, "Pattern").as_deref() {
                    None | Some("None") => None,
                    Some("Solid") => Some(colour.map_or(Ground::Pattern, Ground::Of)),
                    Some(_) => Some(Ground::Pattern),
                };
            }
            _ => {}
        }
    }

    pub(super) fn end(&mut self, name: &str) {
        if name == "Style"
            && let Some((id, style)) = self.open.take()
        {
            self.own.insert(id, style);
        }
    }

    /// What a style makes of a cell.
    pub(super) fn look(&self, id: &str, units: &mut Units) -> Look {
        let mut chain = Vec::new();
        let mut next = self.own.get(id);
        while let Some(style) = next.filter(|_| chain.len() < DEEPEST) {
            chain.push(style);
            let parent = style.parent.as_deref().unwrap_or("Default");
            next = self
                .own
                .get(parent)
                .filter(|own| !std::ptr::eq(*own, style));
        }
        let format = chain.iter().find_map(|style| style.format.as_deref());
        let display = match format {
            None | Some("General" | "" | "General Number" | "Fixed" | "Standard" | "@") => {
                Display::Plain
            }
            Some("Percent") => Display::Percent,
            Some(code) => display_of(code, units),
        };
        let letters = chain.iter().find_map(|style| style.letters);
        let ground = chain.iter().find_map(|style| style.ground);
        let struck = chain.iter().find_map(|style| style.struck) == Some(true);
        let drawn = ink(
            struck,
            Some(letters.unwrap_or([0; 3])),
            match ground {
                None => Some(WHITE),
                Some(Ground::Of(colour)) => Some(colour),
                Some(Ground::Pattern) => None,
            },
        );
        let is_raised = chain.first().is_some_and(|style| style.raised);
        (
            display,
            if drawn == Ink::Plain && is_raised {
                Ink::Raised
            } else {
                drawn
            },
        )
    }
}

/// `#RRGGBB`
fn colour(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#').filter(|own| own.len() == 6)?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    Some(rgb(number))
}
