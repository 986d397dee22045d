//! The styles of an xlsx: ECMA-376 part 1, 18.8.

use super::alignment::{fit, quirks};
use super::colour::{BLACK, Rgb, WHITE};
use super::face::Face;
use super::fit::Fit;
use super::format::Formats;
use super::ground::Ground;
use super::letters::Letters;
use super::one::Look;
use super::palette::{Palette, hexadecimal};
use super::quirks::Quirks;
use super::style::Style;
use crate::read::xml::{attribute, each_element, each_event};
use crate::sight::{Locale, built_in};
use memchr::memmem;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// What a differential style changes: nothing where it says nothing of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::read) struct Change {
    pub(in crate::read) letters: Option<Rgb>,
    pub(in crate::read) struck: Option<bool>,
    pub(in crate::read) ground: Option<Ground>,
    pub(in crate::read) code: Option<String>,
}

/// The styles of a workbook.
#[derive(Debug, Default)]
pub(in crate::read) struct Styles {
    /// by the number that cells have
    pub(in crate::read) looks: Vec<Look>,
    /// by the number that rules have
    pub(in crate::read) changes: Vec<Change>,
    pub(in crate::read) formats: Formats,
    pub(in crate::read) palette: Palette,
    /// points of the letters of cells that have no style of their own
    pub(in crate::read) size: Option<f32>,
}

/// The list that an element stands in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum List {
    #[default]
    None,
    Fonts,
    Fills,
    Borders,
    Xfs,
    Changes,
}

/// What has been read so far.
#[derive(Default)]
struct Reading {
    palette: Palette,
    codes: HashMap<u16, String>,
    fonts: Vec<Letters>,
    fills: Vec<Fill>,
    /// whether a line goes through cells from corner to corner
    crossed: Vec<bool>,
    xfs: Vec<Xf>,
    changes: Vec<Change>,
    list: List,
    /// a font or a fill of a differential style is open
    in_font: bool,
    fill: Option<Fill>,
}

/// A fill as written.
#[derive(Debug, Clone, Default)]
struct Fill {
    pattern: Option<String>,
    front: Option<Rgb>,
    /// a colour in front is said, of whatever kind
    says_front: bool,
    back: Option<Rgb>,
    /// colours of a gradient
    stops: Vec<Rgb>,
    is_gradient: bool,
}

#[derive(Debug, Clone, Copy, Default)]
struct Xf {
    format: u16,
    font: usize,
    fill: usize,
    border: usize,
    repeats: bool,
    fit: Option<Fit>,
    quirks: Quirks,
}

/// Reads one differential style that stands by itself.
pub(in crate::read) struct OneChange(Reading);

/// Ready to read a differential style from its first event on.
pub(in crate::read) fn changes_of(palette: &Palette) -> OneChange {
    OneChange(Reading {
        palette: palette.clone(),
        list: List::Changes,
        ..Reading::default()
    })
}

impl OneChange {
    pub(in crate::read) fn take(&mut self, event: &Event<'_>) {
        self.0.take(event);
    }

    pub(in crate::read) fn into_change(self) -> Option<Change> {
        self.0.changes.into_iter().next()
    }
}

impl Styles {
    /// The styles of a part, as far as it can be read.
    pub(in crate::read) fn of(part: Option<&[u8]>, theme: Option<&[u8]>) -> Self {
        let mut palette = Palette::of(theme);
        let Some(part) = part else {
            return Self {
                palette,
                ..Self::default()
            };
        };
        // they follow the fonts that name them
        if memmem::find(part, b"indexedColors").is_some() {
            palette.own = own_colours(part);
        }
        let mut reading = Reading {
            palette,
            ..Reading::default()
        };
        each_event(part, |event| reading.take(event));
        reading.done()
    }
}

impl Reading {
    fn take(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(element) => self.start(element),
            Event::Empty(element) => {
                self.start(element);
                self.end(element.local_name().as_ref());
            }
            Event::End(element) => self.end(element.local_name().as_ref()),
            _ => {}
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        let name = element.local_name();
        let said = |name: &str| attribute(element, name);
        let number = |name: &str| said(name).and_then(|number| number.parse::<usize>().ok());
        match (self.list, name.as_ref()) {
            (List::None, "numFmt") => {
                if let (Some(id), Some(code)) = (number("numFmtId"), said("formatCode")) {
                    self.codes
                        .extend(u16::try_from(id).ok().map(|id| (id, code)));
                }
            }
            (List::None, "fonts") => self.list = List::Fonts,
            (List::None, "fills") => self.list = List::Fills,
            (List::None, "borders") => self.list = List::Borders,
            (List::None, "cellXfs") => self.list = List::Xfs,
            (List::None, "dxfs") => self.list = List::Changes,
            (List::Fonts, "font") => self.fonts.push(Letters::default()),
            (List::Fonts, name) => {
                if let Some(letters) = self.fonts.last_mut() {
                    draw(letters, name, element, &self.palette);
                }
            }
            (List::Fills, name) => self.start_of_fill(name, element),
            (List::Borders, "border") => {
                let is_on = |name| said(name).is_some_and(|said| said == "1" || said == "true");
                self.crossed
                    .push(is_on("diagonalUp") || is_on("diagonalDown"));
            }
            (List::Borders, "diagonal") => {
                if let Some(crossed) = self.crossed.last_mut() {
                    *crossed &= said("style").is_some_and(|style| style != "none");
                }
            }
            (List::Xfs, "xf") => self.xfs.push(Xf {
                format: number("numFmtId")
                    .and_then(|id| u16::try_from(id).ok())
                    .unwrap_or_default(),
                font: number("fontId").unwrap_or_default(),
                fill: number("fillId").unwrap_or_default(),
                border: number("borderId").unwrap_or_default(),
                repeats: false,
                fit: Some(Fit::default()),
                quirks: Quirks::default(),
            }),
            (List::Xfs, "alignment") => {
                if let Some(xf) = self.xfs.last_mut() {
                    let horizontal = said("horizontal");
                    let horizontal = horizontal.as_deref().unwrap_or("general");
                    xf.repeats = horizontal == "fill";
                    xf.fit = fit(element, horizontal);
                    xf.quirks = quirks(element, horizontal);
                }
            }
            (List::Changes, "dxf") => self.changes.push(Change::default()),
            (List::Changes, name) => self.start_of_change(name, element),
            _ => {}
        }
    }

    fn start_of_fill(&mut self, name: &str, element: &BytesStart<'_>) {
        if name == "fill" {
            self.fill = Some(Fill::default());
            return;
        }
        let Some(fill) = &mut self.fill else {
            return;
        };
        match name {
            "patternFill" => fill.pattern = attribute(element, "patternType"),
            "gradientFill" => fill.is_gradient = true,
            "fgColor" => {
                fill.says_front = true;
                fill.front = self.palette.colour(element, BLACK);
            }
            "bgColor" => fill.back = self.palette.colour(element, WHITE),
            "color" => fill.stops.extend(self.palette.colour(element, WHITE)),
            _ => {}
        }
    }

    fn start_of_change(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "font" => self.in_font = true,
            "fill" => self.fill = Some(Fill::default()),
            "numFmt" => {
                if let Some(change) = self.changes.last_mut() {
                    change.code = attribute(element, "formatCode");
                }
            }
            _ if self.fill.is_some() => self.start_of_fill(name, element),
            "color" | "strike" if self.in_font => {
                let mut letters = Letters::default();
                draw(&mut letters, name, element, &self.palette);
                if let Some(change) = self.changes.last_mut() {
                    if name == "color" {
                        change.letters = letters.colour;
                    } else {
                        change.struck = Some(letters.struck);
                    }
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "fonts" | "fills" | "borders" | "cellXfs" | "dxfs" => self.list = List::None,
            "font" => self.in_font = false,
            "fill" => {
                let Some(fill) = self.fill.take() else {
                    return;
                };
                match (self.list, self.changes.last_mut()) {
                    (List::Changes, Some(change)) => change.ground = Some(fill.of_change()),
                    (List::Fills, _) => self.fills.push(fill),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn done(self) -> Styles {
        let mut formats = Formats::default();
        let looks = self
            .xfs
            .iter()
            .map(|xf| {
                let own = self.codes.get(&xf.format).map(String::as_str);
                let code = own.or_else(|| built_in(xf.format, Locale::ZhCn));
                let style = Style {
                    code: code.unwrap_or_default().to_owned(),
                    letters: self.fonts.get(xf.font).copied().unwrap_or_default(),
                    ground: self
                        .fills
                        .get(xf.fill)
                        .map_or(Ground::Of(WHITE), Fill::ground),
                    repeats: xf.repeats,
                    fit: xf.fit,
                    quirks: Quirks {
                        crossed: self.crossed.get(xf.border) == Some(&true),
                        ..xf.quirks
                    },
                };
                Look::of(&style, &mut formats)
            })
            .collect();
        Styles {
            looks,
            changes: self.changes,
            formats,
            palette: self.palette,
            size: self.fonts.first().and_then(|letters| letters.size),
        }
    }
}

/// Takes what an element of a font says: 18.8.22.
pub(in crate::read) fn draw(
    letters: &mut Letters,
    name: &str,
    element: &BytesStart<'_>,
    palette: &Palette,
) {
    let value = || attribute(element, "val");
    match name {
        "color" => letters.colour = palette.colour(element, BLACK),
        "name" | "rFont" => {
            letters.face = value().map_or(Face::Ordinary, |font| Face::of(&font));
        }
        "sz" => letters.size = value().and_then(|size| size.parse().ok()),
        "strike" => letters.struck = value().is_none_or(|value| value != "0" && value != "false"),
        "vertAlign" => letters.raised = value().is_some_and(|value| value != "baseline"),
        _ => {}
    }
}

impl Fill {
    /// What a fill makes of the ground of a cell.
    fn ground(&self) -> Ground {
        if self.is_gradient {
            return Ground::Between(self.stops.clone());
        }
        let (front, back) = (self.front, self.back.unwrap_or(WHITE));
        let percent = match self.pattern.as_deref() {
            None | Some("none") => return Ground::Of(WHITE),
            Some("solid") => {
                // without a colour of its own it is black
                let front = front.or((!self.says_front).then_some(BLACK));
                return front.map_or(Ground::Unknown, Ground::Of);
            }
            Some("gray0625") => 6,
            Some("gray125") => 12,
            Some("lightGray" | "lightHorizontal" | "lightVertical" | "lightDown" | "lightUp") => 25,
            Some("lightGrid" | "lightTrellis") => 40,
            Some("mediumGray" | "darkHorizontal" | "darkVertical" | "darkDown" | "darkUp") => 50,
            Some("darkGray" | "darkGrid" | "darkTrellis") => 75,
            Some(_) => return Ground::Unknown,
        };
        Ground::pattern(front.unwrap_or(BLACK), percent, back)
    }

    /// The same of a differential style, where the colour behind is that of a plain fill.
    fn of_change(self) -> Ground {
        match self.pattern.as_deref() {
            None | Some("solid") if !self.is_gradient => {
                let colour = self.back.or(self.front);
                colour.map_or(Ground::Unknown, Ground::Of)
            }
            _ => self.ground(),
        }
    }
}

/// The colours that a workbook has in place of the numbered ones, from the eighth on.
fn own_colours(part: &[u8]) -> Vec<Rgb> {
    let mut colours = Vec::new();
    let mut is_inside = false;
    each_element(part, |name, element| match name {
        "indexedColors" => is_inside = true,
        "mruColors" => is_inside = false,
        "rgbColor" if is_inside => {
            let own = attribute(element, "rgb");
            colours.push(own.as_deref().and_then(hexadecimal).unwrap_or(BLACK));
        }
        _ => {}
    });
    colours.into_iter().skip(8).collect()
}
