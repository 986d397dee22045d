//! What the styles of an ods make of cells: number formats written out as Excel writes them,
//! letters and ground.
//!
//! Source: OpenDocument 1.3, part 3, 16.2 (styles), 16.29 (number formats), 16.3 (conditions).

use super::look::{self, BLACK, Ground, Rgb, WHITE, is_of_signs, rgb};
use super::odf_format::Format;
use super::parts::points;
use super::xml::attribute;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// Styles stand on each other no deeper than this.
const DEEPEST: usize = 16;

/// The styles of a document.
#[derive(Default)]
pub(super) struct Styles {
    formats: HashMap<String, Format>,
    cells: HashMap<String, Style>,
    texts: HashMap<String, Style>,
    /// points of rows and columns, by the names of their styles
    lines: HashMap<String, f64>,
    line: Option<String>,
    /// the format that is being read
    format: Option<(String, Format)>,
    /// the style that is being read: whether of text
    style: Option<(bool, String, Style)>,
}

/// What a style says itself.
#[derive(Default)]
struct Style {
    parent: Option<String>,
    format: Option<String>,
    struck: Option<bool>,
    raised: bool,
    /// its font is one of signs: nothing where it says none
    signs: Option<bool>,
    letters: Option<Letters>,
    /// points
    size: Option<f32>,
    ground: Option<Rgb>,
    repeats: bool,
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
                if let Some((_, format)) = &mut self.format {
                    format.text(&text.xml10_content());
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
                let is_percentage = name.as_ref() == "percentage-style";
                let counts_on = said("truncate-on-overflow").as_deref() == Some("false");
                let format = Format::new(is_percentage).counting_on(counts_on);
                self.format = said("name").map(|own| (own, format));
            }
            "table-row-properties" | "table-column-properties" => {
                let size = said("row-height").or_else(|| said("column-width"));
                let points = size.and_then(|size| points(&size));
                self.lines.extend(self.line.clone().zip(points));
            }
            "style" => {
                let is_line = matches!(
                    said("family").as_deref(),
                    Some("table-row" | "table-column")
                );
                self.line = said("name").filter(|_| is_line);
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
                    let font = said("font-name").or_else(|| said("font-family"));
                    style.signs = font.map(|name| is_of_signs(&name)).or(style.signs);
                    let size = said("font-size");
                    let points = size.as_deref().and_then(|size| size.strip_suffix("pt"));
                    style.size = points.and_then(|size| size.parse().ok()).or(style.size);
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
            "table-cell-properties" | "paragraph-properties"
                if said("repeat-content").as_deref() == Some("true") =>
            {
                if let Some((_, _, style)) = &mut self.style {
                    style.repeats = true;
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
            other => {
                if let Some((_, format)) = &mut self.format {
                    format.start(other, element);
                }
            }
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
                if let Some((_, format)) = &mut self.format {
                    format.end(name);
                }
            }
        }
    }

    /// Points of the rows or columns of a style.
    pub(super) fn points(&self, name: Option<String>) -> Option<f64> {
        self.lines.get(&name?).copied()
    }

    /// What a style makes of a cell.
    pub(super) fn cell(&self, name: &str) -> look::Style {
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
        let format = format.and_then(|name| self.formats.get(name));
        look::Style {
            code: format.map_or_else(String::new, |format| format.code(&self.formats)),
            letters: look::Letters {
                colour: match chain.iter().find_map(|style| style.letters) {
                    Some(Letters::Of(colour)) => Some(colour),
                    // such as can be read on any ground
                    Some(Letters::Automatic) => None,
                    None => Some(BLACK),
                },
                size: chain.iter().find_map(|style| style.size),
                struck: chain
                    .iter()
                    .find_map(|style| style.struck)
                    .unwrap_or_default(),
                raised: chain.iter().any(|style| style.raised),
                hidden: chain.iter().find_map(|style| style.signs) == Some(true),
            },
            ground: Ground::Of(chain.iter().find_map(|style| style.ground).unwrap_or(WHITE)),
            repeats: chain.iter().any(|style| style.repeats),
            fit: None,
        }
    }

    /// What a style makes of a piece of text in a cell that is drawn so.
    pub(super) fn text(&self, name: &str, around: &look::Letters) -> look::Letters {
        let Some(style) = self.texts.get(name) else {
            return *around;
        };
        look::Letters {
            colour: match style.letters {
                Some(Letters::Of(colour)) => Some(colour),
                Some(Letters::Automatic) => None,
                None => around.colour,
            },
            size: style.size.or(around.size),
            struck: style.struck.unwrap_or(around.struck),
            raised: style.raised || around.raised,
            hidden: style.signs.unwrap_or(around.hidden),
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
