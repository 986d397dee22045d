//! Styles: number formats, letters and grounds.

use crate::read::look::{
    self, BLACK, Face, Fit, Letters, Quirks, Rgb, STACKED, Seen, WHITE, named, rgb,
};
use crate::read::xml::attribute;
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
    /// of the font: nothing where it says none
    face: Option<Face>,
    letters: Option<Rgb>,
    /// points
    size: Option<f32>,
    ground: Option<Ground>,
    repeats: bool,
    /// how words are laid out, and what few alignments say
    laid: Option<(Option<Fit>, Quirks)>,
    crossed: Option<bool>,
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
                style.face = attribute(element, "FontName").map(|name| Face::of(&name));
                style.raised = attribute(element, "VerticalAlign")
                    .is_some_and(|own| matches!(own.as_str(), "Superscript" | "Subscript"));
                style.letters = attribute(element, "Color").and_then(|own| colour(&own));
                style.size = attribute(element, "Size").and_then(|own| own.parse().ok());
            }
            "Alignment" => {
                style.repeats = attribute(element, "Horizontal").as_deref() == Some("Fill");
                style.laid = Some(laid(element));
            }
            // a style that says its borders has none of those that it stands on
            "Borders" => style.crossed = Some(false),
            "Border" => {
                let position = attribute(element, "Position").unwrap_or_default();
                let line = attribute(element, "LineStyle");
                if position.starts_with("Diagonal") && line.is_some_and(|own| own != "None") {
                    style.crossed = Some(true);
                }
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

    /// What a style says of a cell.
    pub(super) fn style(&self, id: &str) -> look::Style {
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
        let ground = chain.iter().find_map(|style| style.ground);
        let laid = chain.iter().find_map(|style| style.laid);
        let (fit, quirks) = laid.unwrap_or((Some(Fit::default()), Quirks::default()));
        look::Style {
            code: format.map_or("", named).to_owned(),
            letters: Letters {
                colour: Some(
                    chain
                        .iter()
                        .find_map(|style| style.letters)
                        .unwrap_or(BLACK),
                ),
                size: chain.iter().find_map(|style| style.size),
                struck: chain.iter().find_map(|style| style.struck) == Some(true),
                raised: chain.first().is_some_and(|style| style.raised),
                hidden: false,
                face: chain
                    .iter()
                    .find_map(|style| style.face)
                    .unwrap_or_default(),
            },
            ground: match ground {
                None => look::Ground::Of(WHITE),
                Some(Ground::Of(colour)) => look::Ground::Of(colour),
                Some(Ground::Pattern) => look::Ground::Unknown,
            },
            repeats: chain.iter().any(|style| style.repeats),
            fit,
            quirks: Quirks {
                crossed: chain.iter().find_map(|style| style.crossed) == Some(true),
                ..quirks
            },
        }
    }
}

/// How an alignment lays words out.
fn laid(element: &BytesStart<'_>) -> (Option<Fit>, Quirks) {
    let said = |name: &str| attribute(element, name);
    let is = |name: &str| said(name).as_deref() == Some("1");
    let (horizontal, vertical) = (said("Horizontal"), said("Vertical"));
    let horizontal = horizontal.as_deref().unwrap_or("Automatic");
    let degrees = said("Rotate").or_else(|| said("Rotation"));
    let degrees = degrees.and_then(|own| own.parse::<f32>().ok());
    #[expect(clippy::cast_possible_truncation, reason = "whole degrees are enough")]
    let turned = match degrees {
        _ if is("VerticalText") => STACKED,
        Some(own) => Fit::turned_by(own as i32),
        None => 0,
    };
    let indent = said("Indent").and_then(|own| own.parse().ok());
    let indent = indent.filter(|_| matches!(horizontal, "Left" | "Right" | "Distributed"));
    let quirks = Quirks {
        crossed: false,
        shrinks: is("ShrinkToFit"),
        backwards: said("ReadingOrder").as_deref() == Some("RightToLeft"),
        indent: indent.unwrap_or(0),
    };
    let is_middle = matches!(horizontal, "Center" | "CenterAcrossSelection");
    let fills = |own: &str| own.starts_with("Justify") || own.starts_with("Distributed");
    let fit = Fit {
        wraps: is("WrapText") || fills(horizontal) || vertical.as_deref().is_some_and(fills),
        to_right: is_middle || matches!(horizontal, "Automatic" | "Left"),
        to_left: is_middle || horizontal == "Right",
        indent: quirks.indent,
        seen: match vertical.as_deref() {
            Some("Center") => Seen::Middle,
            None | Some("Bottom" | "Automatic") => Seen::Last,
            Some(_) => Seen::First,
        },
        turned,
    };
    ((turned != 0 || !quirks.shrinks).then_some(fit), quirks)
}

/// `#RRGGBB`
pub(super) fn colour(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#').filter(|own| own.len() == 6)?;
    let number = u32::from_str_radix(digits, 16).ok()?;
    Some(rgb(number))
}
