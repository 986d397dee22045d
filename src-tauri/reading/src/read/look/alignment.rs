//! The alignment of a style of an xlsx: ECMA-376 part 1, 18.8.1.

use super::fit::{Fit, Seen};
use super::quirks::Quirks;
use crate::read::xml::attribute;
use quick_xml::events::BytesStart;

/// How an alignment lays words out: 18.8.1. Nothing of words that are as small as they must be.
pub(super) fn fit(element: &BytesStart<'_>, horizontal: &str) -> Option<Fit> {
    let is_on = |name: &str| {
        let said = attribute(element, name);
        said.is_some_and(|said| said == "1" || said == "true")
    };
    let vertical = attribute(element, "vertical");
    let turned = attribute(element, "textRotation").and_then(|turned| turned.parse().ok());
    let turned = turned.unwrap_or(0);
    let is_middle = matches!(horizontal, "center" | "centerContinuous");
    (turned != 0 || !is_on("shrinkToFit")).then(|| Fit {
        turned,
        // lines that fill the cell are as long as it is wide
        wraps: is_on("wrapText")
            || matches!(horizontal, "justify" | "distributed")
            || matches!(vertical.as_deref(), Some("justify" | "distributed")),
        to_right: is_middle || matches!(horizontal, "general" | "left"),
        to_left: is_middle || horizontal == "right",
        indent: quirks(element, horizontal).indent,
        seen: match vertical.as_deref() {
            Some("top" | "justify" | "distributed") => Seen::First,
            Some("center") => Seen::Middle,
            _ => Seen::Last,
        },
    })
}

/// What few alignments say; an indent says something of words on one side only.
pub(super) fn quirks(element: &BytesStart<'_>, horizontal: &str) -> Quirks {
    let said = |name: &str| attribute(element, name);
    let has_side = matches!(horizontal, "left" | "right" | "distributed");
    let indent = said("indent").and_then(|steps| steps.parse::<u8>().ok());
    Quirks {
        shrinks: said("shrinkToFit").is_some_and(|said| said == "1" || said == "true"),
        backwards: said("readingOrder").as_deref() == Some("2"),
        indent: indent.filter(|_| has_side).unwrap_or_default(),
        ..Quirks::default()
    }
}
