//! What styles of an ods say of shapes, sizes and pages.

use super::sizes::POINT;
use crate::read::xml::{Piece, attribute};
use quick_xml::events::BytesStart;
use std::collections::HashMap;

/// Elements whose words the program fills in as it prints.
const FILLED_IN: [&str; 8] = [
    "page-number",
    "page-count",
    "sheet-name",
    "title",
    "file-name",
    "date",
    "time",
    "author-name",
];

/// Headers and footers of a page: of all, of left ones, of the first.
const MARGINS: [&str; 6] = [
    "header",
    "footer",
    "header-left",
    "footer-left",
    "header-first",
    "footer-first",
];

/// What styles say.
#[derive(Default)]
pub(super) struct Looks {
    style: Option<(String, String)>,
    /// widths and heights
    pub(super) sizes: HashMap<String, f64>,
    /// the ground of shapes, and the style that each stands on
    grounds: HashMap<String, bool>,
    parents: HashMap<String, String>,
    /// style of a table → style of its page
    pages_of: HashMap<String, String>,
    /// style of a page → words of its headers and footers
    pub(super) pages: HashMap<String, Vec<String>>,
    pub(super) page: Option<String>,
    /// the page that sheets have that name none
    first_page: Option<String>,
    /// a header or footer that is not printed
    is_hidden: bool,
    line: Option<String>,
    filled_in: u32,
}

impl Looks {
    pub(super) fn take(&mut self, piece: &Piece<'_>) {
        match piece {
            Piece::Open(name, element) => self.open(name, element),
            Piece::Words(words) => {
                if let (Some(line), 0) = (&mut self.line, self.filled_in) {
                    line.push_str(words);
                }
            }
            Piece::Close("p") => {
                if let (Some(page), Some(line), false) =
                    (&self.page, self.line.take(), self.is_hidden)
                {
                    self.pages.entry(page.clone()).or_default().push(line);
                }
            }
            Piece::Close("master-page") => self.page = None,
            Piece::Close("style" | "default-style") => self.style = None,
            Piece::Close(name) if MARGINS.contains(name) => self.is_hidden = false,
            Piece::Close(name) if FILLED_IN.contains(name) => {
                self.filled_in = self.filled_in.saturating_sub(1);
            }
            Piece::Close(_) => {}
        }
    }

    fn open(&mut self, name: &str, element: &BytesStart<'_>) {
        match name {
            "style" | "default-style" => {
                let own = attribute(element, "name").unwrap_or_default();
                let family = attribute(element, "family").unwrap_or_default();
                if let Some(parent) = attribute(element, "parent-style-name") {
                    self.parents.insert(own.clone(), parent);
                }
                if let Some(page) = attribute(element, "master-page-name") {
                    self.pages_of.insert(own.clone(), page);
                }
                self.style = Some((own, family));
            }
            "graphic-properties" => {
                if let (Some((own, _)), Some(fill)) = (&self.style, attribute(element, "fill")) {
                    self.grounds.insert(own.clone(), fill != "none");
                }
            }
            "table-column-properties" | "table-row-properties" => {
                let size = attribute(element, "column-width")
                    .or_else(|| attribute(element, "row-height"))
                    .and_then(|size| length(&size));
                if let (Some((own, _)), Some(size)) = (&self.style, size) {
                    self.sizes.insert(own.clone(), size);
                }
            }
            "master-page" => {
                self.page = attribute(element, "name");
                if self.first_page.is_none() {
                    self.first_page.clone_from(&self.page);
                }
            }
            name if MARGINS.contains(&name) => {
                self.is_hidden = attribute(element, "display").as_deref() == Some("false");
            }
            "p" if self.page.is_some() => self.line = Some(String::new()),
            name if FILLED_IN.contains(&name) => self.filled_in += 1,
            _ => {}
        }
    }

    /// The words on the page that a sheet of a style is printed on.
    pub(super) fn margins_of(&self, style: Option<String>) -> &[String] {
        let mut style = style;
        let mut page = None;
        for _ in 0..16 {
            let Some(own) = style else { break };
            page = self.pages_of.get(&own);
            if page.is_some() {
                break;
            }
            style = self.parents.get(&own).cloned();
        }
        page.or(self.first_page.as_ref())
            .and_then(|page| self.pages.get(page))
            .map_or(&[], Vec::as_slice)
    }

    /// Whether a shape of a style has a ground.
    pub(super) fn is_filled(&self, style: Option<String>, usual: bool) -> bool {
        let mut style = style;
        for _ in 0..16 {
            let Some(own) = &style else { break };
            if let Some(ground) = self.grounds.get(own) {
                return *ground;
            }
            style = self.parents.get(own).cloned();
        }
        usual
    }
}

/// A length in units of drawings: `2.258cm`.
pub(super) fn length(words: &str) -> Option<f64> {
    points(words).map(|points| points * POINT)
}

/// The same in points.
pub(in crate::read) fn points(words: &str) -> Option<f64> {
    let at = words.find(|c: char| c.is_ascii_alphabetic())?;
    let (number, unit) = words.split_at(at);
    let number = number.parse::<f64>().ok().filter(|own| own.is_finite())?;
    let points = match unit {
        "cm" => 72.0 / 2.54,
        "mm" => 72.0 / 25.4,
        "in" => 72.0,
        "pt" => 1.0,
        "pc" => 12.0,
        "px" => 0.75,
        _ => return None,
    };
    Some(number * points)
}
