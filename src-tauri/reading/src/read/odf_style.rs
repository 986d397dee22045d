//! What the styles of an ods make of cells: number formats written out as Excel writes them,
//! letters and ground.
//!
//! Source: OpenDocument 1.3, part 3, 16.2 (styles), 16.29 (number formats), 16.3 (conditions).

use super::cell::{Display, Ink, Look};
use super::format::{Units, display_of};
use super::ink::{Rgb, WHITE, ink, rgb};
use super::xml::attribute;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;
use std::fmt::Write as _;

/// Styles stand on each other no deeper than this.
const DEEPEST: usize = 16;

/// The styles of a document.
#[derive(Default)]
pub(super) struct Styles {
    formats: HashMap<String, Format>,
    cells: HashMap<String, Style>,
    texts: HashMap<String, Style>,
    /// the format that is being read
    format: Option<(String, Format)>,
    /// its element whose words are being read
    words: Option<String>,
    /// what follows the digits of its number
    after_digits: String,
    /// the style that is being read: whether of text
    style: Option<(bool, String, Style)>,
}

/// A number format: one section of an Excel code, and others for figures that fulfil a condition.
#[derive(Default)]
struct Format {
    section: String,
    is_percentage: bool,
    /// condition, name of the other format
    maps: Vec<(String, String)>,
}

/// What a style says itself.
#[derive(Default)]
struct Style {
    parent: Option<String>,
    format: Option<String>,
    struck: Option<bool>,
    raised: bool,
    letters: Option<Letters>,
    ground: Option<Rgb>,
}

/// The colour of letters.
#[derive(Clone, Copy)]
enum Letters {
    /// such as can be read on the ground
    Automatic,
    Of(Rgb),
}

impl Styles {
    /// Takes what an event says of styles.
    pub(super) fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) => self.start(element),
            Event::Empty(element) => {
                self.start(element);
                self.end(element.local_name().as_ref());
            }
            Event::Text(text) => {
                if let Some(words) = &mut self.words {
                    words.push_str(&text.xml10_content());
                }
            }
            Event::End(element) => self.end(element.local_name().as_ref()),
            _ => {}
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        let name = element.local_name();
        let said = |name: &str| attribute(element, name);
        match name.as_ref() {
            "number-style" | "percentage-style" | "currency-style" | "date-style"
            | "time-style" | "boolean-style" | "text-style" => {
                self.format = said("name").map(|own| {
                    (
                        own,
                        Format {
                            is_percentage: name.as_ref() == "percentage-style",
                            ..Format::default()
                        },
                    )
                });
            }
            "style" => {
                let is_text = said("family").as_deref() == Some("text");
                let style = Style {
                    parent: said("parent-style-name"),
                    format: said("data-style-name"),
                    ..Style::default()
                };
                self.style = said("name")
                    .filter(|_| is_text || said("family").as_deref() == Some("table-cell"))
                    .map(|own| (is_text, own, style));
            }
            "default-style" if said("family").as_deref() == Some("table-cell") => {
                self.style = Some((
                    false,
                    String::new(),
                    Style {
                        format: said("data-style-name"),
                        ..Style::default()
                    },
                ));
            }
            "text-properties" => {
                if let Some((_, _, style)) = &mut self.style {
                    let line =
                        said("text-line-through-style").or_else(|| said("text-line-through-type"));
                    style.struck = line.map(|line| line != "none").or(style.struck);
                    style.raised |=
                        said("text-position").is_some_and(|position| !position.starts_with('0'));
                    let colour = said("color")
                        .and_then(|colour| hexadecimal(&colour))
                        .map(Letters::Of);
                    style.letters = if said("use-window-font-color").as_deref() == Some("true") {
                        Some(Letters::Automatic)
                    } else {
                        colour.or(style.letters)
                    };
                }
            }
            "table-cell-properties" => {
                if let (Some((_, _, style)), Some(ground)) =
                    (&mut self.style, said("background-color"))
                {
                    style.ground = if ground == "transparent" {
                        Some(WHITE)
                    } else {
                        hexadecimal(&ground)
                    };
                }
            }
            other => self.start_of_format(other, element),
        }
    }

    fn start_of_format(&mut self, name: &str, element: &BytesStart<'_>) {
        let Some((_, format)) = &mut self.format else {
            return;
        };
        let number = |name: &str| {
            attribute(element, name)
                .and_then(|number| number.parse::<f64>().ok())
                .unwrap_or(0.0)
        };
        match name {
            "number" => {
                format.section.push(if number("min-integer-digits") < 1.0 {
                    '#'
                } else {
                    '0'
                });
                self.after_digits = if number("decimal-places") >= 1.0 {
                    ".0".to_owned()
                } else {
                    String::new()
                };
                let factor = number("display-factor");
                self.after_digits
                    .push_str(if factor > 1.0 { "," } else { "" });
            }
            "text" | "currency-symbol" | "embedded-text" => self.words = Some(String::new()),
            "scientific-number" | "fraction" => format.section.push('0'),
            "text-content" => format.section.push('@'),
            "day" | "month" | "year" | "era" | "day-of-week" | "week-of-year" | "quarter"
            | "hours" | "minutes" | "seconds" | "am-pm" | "boolean" => format.section.push('y'),
            "map" => {
                if let (Some(condition), Some(other)) = (
                    attribute(element, "condition"),
                    attribute(element, "apply-style-name"),
                ) {
                    format.maps.push((condition.replace(' ', ""), other));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "style" | "default-style" => {
                if let Some((is_text, name, style)) = self.style.take() {
                    (if is_text {
                        &mut self.texts
                    } else {
                        &mut self.cells
                    })
                    .insert(name, style);
                }
            }
            "number-style" | "percentage-style" | "currency-style" | "date-style"
            | "time-style" | "boolean-style" | "text-style" => {
                self.formats.extend(self.format.take());
            }
            _ => {
                let Some((_, format)) = &mut self.format else {
                    return;
                };
                match name {
                    "number" => format
                        .section
                        .push_str(&std::mem::take(&mut self.after_digits)),
                    "text" | "currency-symbol" | "embedded-text" => {
                        let words = self.words.take().unwrap_or_default();
                        let is_percent = format.is_percentage && words.contains('%');
                        format.section.push_str(if is_percent { "%" } else { "" });
                        // an empty text still says that something is shown in place of the figure
                        let _ = write!(
                            format.section,
                            "\"{}\"",
                            if is_percent {
                                words.replace('%', "")
                            } else {
                                words
                            }
                            .replace('"', "")
                        );
                        if name == "embedded-text" {
                            format.section.push('0');
                        }
                    }
                    _ => {}
                }
            }
        }
    }

    /// What a style makes of a cell.
    pub(super) fn cell(&self, name: &str, units: &mut Units) -> Look {
        let mut chain = Vec::new();
        let mut next = Some(name);
        while let Some(style) = next
            .and_then(|name| self.cells.get(name))
            .filter(|_| chain.len() < DEEPEST)
        {
            chain.push(style);
            next = style.parent.as_deref();
        }
        chain.extend(self.cells.get(""));
        let format = chain.iter().find_map(|style| style.format.as_deref());
        let struck = chain
            .iter()
            .find_map(|style| style.struck)
            .unwrap_or_default();
        let letters = match chain.iter().find_map(|style| style.letters) {
            Some(Letters::Of(colour)) => Some(colour),
            _ => None,
        };
        let ground = chain.iter().find_map(|style| style.ground).unwrap_or(WHITE);
        (
            format.map_or(Display::Plain, |format| {
                display_of(&self.code(format), units)
            }),
            ink(struck, letters, Some(ground)),
        )
    }

    /// What a style makes of a piece of text.
    pub(super) fn text(&self, name: &str) -> Ink {
        match self.texts.get(name) {
            Some(style) if style.struck == Some(true) => Ink::Struck,
            Some(style) if style.raised => Ink::Raised,
            _ => Ink::Plain,
        }
    }

    /// The code as Excel writes it: the section of positive figures, that of negative ones.
    fn code(&self, name: &str) -> String {
        let Some(format) = self.formats.get(name) else {
            return String::new();
        };
        let mapped = |conditions: &[&str]| {
            let other = format
                .maps
                .iter()
                .find(|(condition, _)| conditions.contains(&condition.as_str()))
                .and_then(|(_, other)| self.formats.get(other));
            other.map(|other| {
                if other.section.is_empty() {
                    "\"\""
                } else {
                    other.section.as_str()
                }
            })
        };
        let own = if format.section.is_empty() {
            "\"\""
        } else {
            format.section.as_str()
        };
        match (
            mapped(&["value()>=0", "value()>0"]),
            mapped(&["value()<0", "value()<=0"]),
        ) {
            (None, None) => own.to_owned(),
            (positive, negative) => {
                format!("{};{}", positive.unwrap_or(own), negative.unwrap_or(own))
            }
        }
    }
}

/// `#ff0000`
fn hexadecimal(colour: &str) -> Option<Rgb> {
    let digits = colour
        .strip_prefix('#')
        .filter(|digits| digits.len() == 6)?;
    u32::from_str_radix(digits, 16).ok().map(rgb)
}
