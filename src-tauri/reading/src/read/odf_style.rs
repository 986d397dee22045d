//! What the styles of an ods make of cells: number formats written out as Excel writes them,
//! letters and ground.
//!
//! Source: OpenDocument 1.3, part 3, 16.2 (styles), 16.29 (number formats), 16.3 (conditions).

use super::look::{self, BLACK, Change, Face, Ground, Quirks, Rgb, WHITE};
use super::odf_colour::hexadecimal;
use super::odf_format::Format;
use super::odf_laid::Laid;
use super::parts::points;
use super::xml::attribute;
use quick_xml::events::{BytesStart, Event};
use std::collections::{HashMap, HashSet};

/// Styles stand on each other no deeper than this.
const DEEPEST: usize = 16;

/// The styles of a document.
#[derive(Default)]
pub(super) struct Styles {
    formats: HashMap<String, Format>,
    cells: HashMap<String, Style>,
    texts: HashMap<String, Style>,
    /// some style has conditions
    has_maps: bool,
    /// names as they are shown → names
    shown: HashMap<String, String>,
    /// points of rows and columns, by the names of their styles
    lines: HashMap<String, f64>,
    /// those of rows that grow with what stands in them
    growing: HashSet<String>,
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
    letters: Option<Letters>,
    /// points
    size: Option<f32>,
    ground: Option<Rgb>,
    repeats: bool,
    /// not shown
    hidden: Option<bool>,
    face: Option<Face>,
    /// a line from corner to corner
    crossed: Option<bool>,
    laid: Laid,
    /// conditions, and the styles that they give
    maps: Vec<Map>,
}

/// A condition, the style that it gives, and the cell that its formula is written for.
#[derive(Debug)]
pub(super) struct Map {
    pub(super) condition: String,
    pub(super) style: String,
    pub(super) base: Option<String>,
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
                let format = Format::new(is_percentage, name.as_ref() == "text-style")
                    .counting_on(counts_on);
                self.format = said("name").map(|own| (own, format));
            }
            "table-row-properties" | "table-column-properties" => {
                let size = said("row-height").or_else(|| said("column-width"));
                let points = size.and_then(|size| points(&size));
                self.lines.extend(self.line.clone().zip(points));
                let grows = said("use-optimal-row-height").as_deref() == Some("true");
                self.growing.extend(self.line.clone().filter(|_| grows));
            }
            "style" => {
                let is_line = matches!(
                    said("family").as_deref(),
                    Some("table-row" | "table-column")
                );
                self.line = said("name").filter(|_| is_line);
                let is_text = said("family").as_deref() == Some("text");
                if let (Some(shown), Some(own)) = (said("display-name"), said("name")) {
                    self.shown.insert(shown, own);
                }
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
            "text-properties" if self.format.is_none() => {
                if let Some((_, _, style)) = &mut self.style {
                    let line =
                        said("text-line-through-style").or_else(|| said("text-line-through-type"));
                    style.struck = line.map(|line| line != "none").or(style.struck);
                    style.raised |=
                        said("text-position").is_some_and(|position| !position.starts_with('0'));
                    let font = said("font-family").or_else(|| said("font-name"));
                    if said("display").as_deref() == Some("none") {
                        style.hidden = Some(true);
                    }
                    // names of other fonts may follow
                    let font = font.as_deref().and_then(|own| own.split([',', ';']).next());
                    let face = font.map(|own| Face::of(own.trim_matches(['\'', '"', ' '])));
                    style.face = face.or(style.face);
                    let ground = said("background-color").and_then(|own| hexadecimal(&own));
                    style.ground = ground.or(style.ground);
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
            "table-cell-properties" | "paragraph-properties" => {
                if let Some((_, _, style)) = &mut self.style {
                    style.repeats |= said("repeat-content").as_deref() == Some("true");
                    if name.as_ref() == "table-cell-properties" {
                        if let Some(ground) = said("background-color") {
                            style.ground = if ground == "transparent" {
                                Some(WHITE)
                            } else {
                                hexadecimal(&ground)
                            };
                        }
                        let lines = ["diagonal-bl-tr", "diagonal-tl-br"].map(said);
                        if lines.iter().any(Option::is_some) {
                            let mut lines = lines.iter().flatten();
                            style.crossed = Some(lines.any(|line| line != "none"));
                        }
                    }
                    style.laid.take(name.as_ref(), element);
                }
            }
            "map" if self.style.is_some() => {
                let rule = said("condition").zip(said("apply-style-name"));
                let rule = rule.map(|(condition, style)| Map {
                    condition,
                    style,
                    base: said("base-cell-address"),
                });
                self.has_maps |= rule.is_some();
                if let Some((_, _, style)) = &mut self.style {
                    style.maps.extend(rule);
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

    /// Points of the rows of a style, but for those that grow with what stands in them.
    pub(super) fn height(&self, name: Option<String>) -> Option<f64> {
        self.points(name.filter(|name| !self.growing.contains(name)))
    }

    /// A style with those that it stands on.
    fn chain<'a>(of: &'a HashMap<String, Style>, name: &str) -> Vec<&'a Style> {
        let mut chain = Vec::new();
        let mut next = Some(name);
        while let Some(style) = next
            .and_then(|name| of.get(name))
            .filter(|_| chain.len() < DEEPEST)
        {
            chain.push(style);
            next = style.parent.as_deref();
        }
        chain
    }

    fn code(&self, chain: &[&Style]) -> Option<String> {
        let format = chain.iter().find_map(|style| style.format.as_deref())?;
        let format = self.formats.get(format)?;
        Some(format.code(&self.formats))
    }

    /// What a style makes of a cell.
    pub(super) fn cell(&self, name: &str) -> look::Style {
        let mut chain = Self::chain(&self.cells, name);
        chain.extend(self.cells.get(""));
        let laid = Laid::of(&chain.iter().map(|style| &style.laid).collect::<Vec<_>>());
        look::Style {
            code: self.code(&chain).unwrap_or_default(),
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
                hidden: chain.iter().find_map(|style| style.hidden) == Some(true),
                face: chain
                    .iter()
                    .find_map(|style| style.face)
                    .unwrap_or_default(),
            },
            ground: Ground::Of(chain.iter().find_map(|style| style.ground).unwrap_or(WHITE)),
            repeats: chain.iter().any(|style| style.repeats),
            fit: laid.fit(),
            quirks: Quirks {
                crossed: chain.iter().find_map(|style| style.crossed) == Some(true),
                ..laid.quirks()
            },
        }
    }

    /// The conditions that a style of cells has, and the styles that they give.
    pub(super) fn maps(&self, name: &str) -> Vec<&Map> {
        if !self.has_maps {
            return Vec::new();
        }
        let chain = Self::chain(&self.cells, name);
        chain.into_iter().flat_map(|style| &style.maps).collect()
    }

    /// What a style changes of cells that a condition gives it to, by its name or as it is shown.
    pub(super) fn change(&self, name: &str) -> Change {
        let own = self.shown.get(name).map_or(name, String::as_str);
        let mut chain = Self::chain(&self.cells, own);
        // what all cells stand on changes none
        let common = self.cells.get("Default");
        chain.retain(|style| !common.is_some_and(|common| std::ptr::eq(*style, common)));
        let hides = chain.iter().any(|style| {
            style.hidden == Some(true)
                || style.face == Some(Face::Signs)
                || style.size.is_some_and(|size| size < look::TINY)
        });
        Change {
            letters: chain.iter().find_map(|style| match style.letters? {
                Letters::Of(colour) => Some(colour),
                Letters::Automatic => None,
            }),
            // what cannot be read is as good as struck through
            struck: if hides {
                Some(true)
            } else {
                chain.iter().find_map(|style| style.struck)
            },
            ground: chain.iter().find_map(|style| style.ground).map(Ground::Of),
            code: self.code(&chain),
        }
    }

    /// What a style makes of a piece of text in a cell that is drawn so, and what the piece stands
    /// on.
    pub(super) fn text(&self, name: &str, around: &look::Letters) -> look::Letters {
        let chain = Self::chain(&self.texts, name);
        let colour = match chain.iter().find_map(|style| style.letters) {
            Some(Letters::Of(colour)) => Some(colour),
            Some(Letters::Automatic) => None,
            None => around.colour,
        };
        let ground = chain.iter().find_map(|style| style.ground);
        let is_swallowed = ground
            .zip(colour)
            .is_some_and(|(ground, colour)| Ground::Of(ground).swallows(colour));
        look::Letters {
            // on a ground of its own it is judged by that
            colour: colour.filter(|_| ground.is_none()),
            size: chain.iter().find_map(|style| style.size).or(around.size),
            struck: chain
                .iter()
                .find_map(|style| style.struck)
                .unwrap_or(around.struck),
            raised: chain.iter().any(|style| style.raised) || around.raised,
            hidden: is_swallowed
                || chain
                    .iter()
                    .find_map(|style| style.hidden)
                    .unwrap_or(around.hidden),
            face: chain
                .iter()
                .find_map(|style| style.face)
                .unwrap_or(around.face),
        }
    }
}
