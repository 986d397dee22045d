//! What lies over the cells of a sheet, by its older drawing: [MS-OI29500] 2.2 and ECMA-376 part 4,
//! 19. Buttons, boxes to tick and pictures of embedded documents stand only there.

use super::beside::Beside;
use super::over::{Over, OverKind};
use super::sizes::{DOT, Sizes};
use crate::read::xml::{Piece, attribute, walk};

/// What is there to be pressed or chosen: its words are none of the sheet's.
const CONTROLS: [&str; 9] = [
    "Button", "Checkbox", "Radio", "Dialog", "Drop", "List", "Scroll", "Spin", "GBox",
];

/// A shape as far as it is read.
#[derive(Default)]
struct Shape {
    kind: String,
    is_hidden: bool,
    is_filled: bool,
    has_picture: bool,
    text: String,
    anchor: String,
}

/// Adds what a drawing has to what is beside the cells.
pub(super) fn read(part: &[u8], sizes: &Sizes, beside: &mut Beside) {
    let mut shape: Option<Shape> = None;
    let (mut in_text, mut in_anchor) = (0_u32, false);
    walk(part, |piece| match piece {
        Piece::Open("shape" | "rect" | "oval" | "line" | "roundrect", element) => {
            let style = attribute(element, "style").unwrap_or_default();
            let style = style.replace(' ', "").to_ascii_lowercase();
            let filled = attribute(element, "filled");
            shape = Some(Shape {
                is_hidden: style.contains("visibility:hidden") || style.contains("display:none"),
                is_filled: !filled.is_some_and(|own| own == "f" || own == "false"),
                ..Shape::default()
            });
        }
        Piece::Open(name, element) => {
            let Some(shape) = &mut shape else { return };
            match name {
                "ClientData" => {
                    shape.kind = attribute(element, "ObjectType").unwrap_or_default();
                }
                "imagedata" => shape.has_picture = true,
                "textbox" => in_text += 1,
                "br" if in_text > 0 => shape.text.push('\n'),
                "Anchor" => in_anchor = true,
                _ => {}
            }
        }
        Piece::Close(name) => match name {
            "textbox" => in_text = in_text.saturating_sub(1),
            "div" if in_text > 0 => {
                if let Some(shape) = &mut shape {
                    shape.text.push('\n');
                }
            }
            "Anchor" => in_anchor = false,
            "shape" | "rect" | "oval" | "line" | "roundrect" => {
                let over = shape.take().and_then(|shape| shape.over(sizes));
                if let Some(over) = over {
                    beside.add_over(over);
                }
            }
            _ => {}
        },
        Piece::Words(words) => {
            if let Some(shape) = &mut shape {
                if in_anchor {
                    shape.anchor.push_str(&words);
                } else if in_text > 0 {
                    shape.text.push_str(words.trim());
                }
            }
        }
    });
}

impl Shape {
    fn over(&self, sizes: &Sizes) -> Option<Over> {
        // comments are read where they are kept
        if self.is_hidden || self.kind == "Note" || self.kind.is_empty() {
            return None;
        }
        let numbers = self
            .anchor
            .split(',')
            .map(|part| part.trim().parse::<u32>().ok());
        let numbers = numbers.collect::<Option<Vec<_>>>()?;
        let [left, right_of, top, below, right, left_of, bottom, above] = numbers[..] else {
            return None;
        };
        let dots = |one: u32, other: u32| (f64::from(one) * DOT, f64::from(other) * DOT);
        let kind = if self.has_picture || self.kind == "Pict" {
            OverKind::Picture
        } else if CONTROLS.contains(&self.kind.as_str()) {
            OverKind::Shape
        } else if !self.text.trim().is_empty() {
            OverKind::TextBox
        } else if self.is_filled || !matches!(self.kind.as_str(), "Shape" | "Rect") {
            OverKind::Shape
        } else {
            OverKind::Frame
        };
        let from = sizes.in_cell((top, left), dots(right_of, below));
        let to = sizes.in_cell((bottom, right), dots(left_of, above));
        Some(Over::new(kind, from, to, &self.text))
    }
}
