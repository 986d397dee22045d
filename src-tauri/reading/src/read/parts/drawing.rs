//! What lies over the cells of a sheet, by its drawing: ECMA-376 part 1, 20.5, and the pieces of
//! DrawingML that say what is seen of a shape.

use super::beside::Beside;
use super::over::{Over, OverKind, whole};
use super::sizes::Sizes;
use crate::read::xml::{Piece, attribute, walk};
use quick_xml::events::BytesStart;

/// Shapes that are seen through where they have no ground: what they surround is not struck out.
const FRAMES: [&str; 8] = [
    "rect", "Rect", "ellipse", "frame", "Frame", "bracket", "Bracket", "brace",
];
/// Straight lines.
const LINES: [&str; 3] = ["line", "lineInv", "straightConnector1"];

/// Adds what a drawing has to what is beside the cells.
pub(super) fn read(part: &[u8], sizes: &Sizes, beside: &mut Beside) {
    let mut anchor: Option<Anchor> = None;
    walk(part, |piece| match piece {
        Piece::Open(name, element) => {
            if let Some(anchor) = &mut anchor {
                anchor.open(name, element);
            } else if matches!(name, "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor") {
                anchor = Some(Anchor::default());
            }
        }
        Piece::Close(name) => {
            if matches!(name, "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor") {
                let over = anchor.take().and_then(|anchor| anchor.over(sizes));
                if let Some(over) = over {
                    beside.add_over(over);
                }
            } else if let Some(anchor) = &mut anchor {
                anchor.close(name);
            }
        }
        Piece::Words(words) => {
            if let Some(anchor) = &mut anchor {
                anchor.words(&words);
            }
        }
    });
}

/// A cell, and an offset in it.
#[derive(Default, Clone, Copy)]
struct Corner {
    row: u32,
    column: u32,
    right: f64,
    down: f64,
}

/// One thing on a sheet, or a group of them.
#[derive(Default)]
struct Anchor {
    /// elements that are open, the innermost last
    open: Vec<String>,
    from: Option<Corner>,
    to: Option<Corner>,
    size: Option<(f64, f64)>,
    position: Option<(f64, f64)>,
    text: String,
    own: Own,
    /// of the things in it that are seen, the kind that covers most
    kind: Option<OverKind>,
    flips: (bool, bool),
    /// a choice between two ways to say the same was made
    is_chosen: bool,
}

/// The thing of a group that is being read.
#[derive(Default)]
struct Own {
    kind: Option<OverKind>,
    is_hidden: bool,
    is_filled: Option<bool>,
    /// the ground that the workbook's looks give
    is_filled_by_style: bool,
    geometry: String,
    text: String,
}

impl Anchor {
    fn is_in(&self, name: &str) -> bool {
        self.open.iter().any(|own| own == name)
    }

    fn is_passed_over(&self) -> bool {
        self.is_chosen && self.is_in("Fallback")
    }

    fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        let value = |name: &str| attribute(element, name);
        let number = |name: &str| value(name).and_then(|own| own.parse::<f64>().ok());
        let is_on = |name: &str| value(name).is_some_and(|own| own == "1" || own == "true");
        let parent = self.open.last().map(String::as_str).unwrap_or_default();
        let is_own_look = parent == "spPr";
        match name {
            _ if self.is_passed_over() => {}
            "from" => self.from = Some(Corner::default()),
            "to" => self.to = Some(Corner::default()),
            "pos" => self.position = number("x").zip(number("y")),
            "ext" if self.open.is_empty() => self.size = number("cx").zip(number("cy")),
            "sp" | "pic" | "cxnSp" | "graphicFrame" | "contentPart" => {
                self.is_chosen |= self.is_in("Choice");
                self.own = Own {
                    kind: Some(match name {
                        "pic" => OverKind::Picture,
                        "cxnSp" => OverKind::Line,
                        "graphicFrame" => OverKind::Object,
                        "contentPart" => OverKind::Strokes,
                        _ => OverKind::Shape,
                    }),
                    ..Own::default()
                };
            }
            "cNvPr" => self.own.is_hidden |= is_on("hidden"),
            "xfrm" if is_own_look => self.flips = (is_on("flipH"), is_on("flipV")),
            "prstGeom" => self.own.geometry = value("prst").unwrap_or_default(),
            "custGeom" => "custom".clone_into(&mut self.own.geometry),
            "noFill" if is_own_look => self.own.is_filled = Some(false),
            "solidFill" | "gradFill" | "blipFill" | "pattFill" | "grpFill" if is_own_look => {
                self.own.is_filled = Some(true);
            }
            // a picture that is seen through covers nothing
            "alphaModFix" if number("amt").is_some_and(|own| own < 10_000.0) => {
                self.own.is_hidden |= self.own.kind == Some(OverKind::Picture);
            }
            // a ground that lets everything through is none
            "alpha"
                if !self.is_in("ln")
                    && self.is_in("solidFill")
                    && self.is_in("spPr")
                    && number("val").is_some_and(|own| own < 10_000.0) =>
            {
                self.own.is_filled = Some(false);
            }
            "fillRef" => self.own.is_filled_by_style = number("idx").is_some_and(|own| own > 0.0),
            "graphicData" if value("uri").is_some_and(|uri| uri.contains("chart")) => {
                self.own.kind = Some(OverKind::Chart);
            }
            "br" => self.own.text.push('\n'),
            _ => {}
        }
        self.open.push(name.to_owned());
    }

    fn close(&mut self, name: &str) {
        // an end that nothing began is passed over
        if let Some(at) = self.open.iter().rposition(|own| own == name) {
            self.open.truncate(at);
        }
        match name {
            _ if self.is_passed_over() => {}
            "p" => self.own.text.push('\n'),
            "sp" | "pic" | "cxnSp" | "graphicFrame" | "contentPart" => self.take_own(),
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.is_passed_over() {
            return;
        }
        let number = || words.trim().parse::<f64>().ok();
        let corner = match self.open.as_slice() {
            [one, _] if one == "from" => &mut self.from,
            [one, _] if one == "to" => &mut self.to,
            [.., last] if last == "t" => {
                self.own.text.push_str(words);
                return;
            }
            _ => return,
        };
        let (Some(corner), Some(value), Some(name)) = (corner, number(), self.open.last()) else {
            return;
        };
        match name.as_str() {
            "col" => corner.column = whole(value),
            "row" => corner.row = whole(value),
            "colOff" => corner.right = value,
            "rowOff" => corner.down = value,
            _ => {}
        }
    }

    /// Adds the thing that was read to its group.
    fn take_own(&mut self) {
        let own = std::mem::take(&mut self.own);
        let Some(kind) = own.kind.filter(|_| !own.is_hidden) else {
            return;
        };
        let is_filled = own.is_filled.unwrap_or(own.is_filled_by_style);
        let has_words = !own.text.trim().is_empty();
        let kind = match kind {
            OverKind::Shape if has_words => OverKind::TextBox,
            OverKind::Shape if LINES.contains(&own.geometry.as_str()) => OverKind::Line,
            OverKind::Shape if is_filled => OverKind::Shape,
            OverKind::Shape if FRAMES.iter().any(|name| own.geometry.contains(name)) => {
                OverKind::Frame
            }
            OverKind::Shape => OverKind::Strokes,
            OverKind::Line if !LINES.contains(&own.geometry.as_str()) => OverKind::Strokes,
            kind => kind,
        };
        if has_words {
            self.text.push_str(&own.text);
            self.text.push('\n');
        }
        self.kind = Some(match self.kind {
            None => kind,
            Some(other) => wider(other, kind),
        });
    }

    fn over(self, sizes: &Sizes) -> Option<Over> {
        let corner = |corner: Corner| {
            sizes.in_cell((corner.row, corner.column), (corner.right, corner.down))
        };
        let from = match (self.from, self.position) {
            (Some(from), _) => corner(from),
            (None, Some(position)) => sizes.beside((0, 0), position),
            (None, None) => return None,
        };
        let to = match (self.to, self.size) {
            (Some(to), _) => corner(to),
            (None, Some(size)) => sizes.from(from, size),
            (None, None) => return None,
        };
        let (mut one, mut other) = (from, to);
        if self.flips.0 != self.flips.1 {
            (one.1, other.1) = (other.1, one.1);
        }
        Some(Over::new(self.kind?, one, other, &self.text))
    }
}

/// Of two things in a group the one that hides more.
fn wider(one: OverKind, other: OverKind) -> OverKind {
    const ORDER: [OverKind; 8] = [
        OverKind::TextBox,
        OverKind::Chart,
        OverKind::Object,
        OverKind::Picture,
        OverKind::Shape,
        OverKind::Strokes,
        OverKind::Line,
        OverKind::Frame,
    ];
    let place = |kind: OverKind| ORDER.iter().position(|own| *own == kind);
    // lines of a group go where they please within it
    match (one, other) {
        (OverKind::Line, OverKind::Line) => OverKind::Strokes,
        _ if place(one) <= place(other) => one,
        _ => other,
    }
}
