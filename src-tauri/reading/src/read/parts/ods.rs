//! What sheets of an ods have beside their cells: comments, text boxes, pictures and shapes, page
//! headers, recorded changes.
//!
//! Source: OpenDocument 1.3, part 3, 9.2 (shapes of tables), 10.3 (shapes), 14.1 (comments), 16.9
//! (pages), 5.5 (changes).

use super::beside::Beside;
use super::looks::{Looks, length};
use super::over::{Over, OverKind};
use super::prompts::Prompts;
use super::sizes::Sizes;
use crate::read::area::{Area, MOST_COLUMNS, MOST_ROWS};
use crate::read::xml::{Piece, attribute, walk};
use memchr::memmem;
use quick_xml::events::BytesStart;
use xianbaohui_core::mark;
use xianbaohui_core::place::parse_cell;

const SHAPES: [&str; 14] = [
    "frame",
    "rect",
    "ellipse",
    "circle",
    "line",
    "connector",
    "custom-shape",
    "polygon",
    "polyline",
    "path",
    "regular-polygon",
    "measure",
    "caption",
    "g",
];

/// What each sheet has, in the order of the document.
pub(in crate::read) fn of_document(content: &[u8], styles: Option<&[u8]>) -> Vec<Beside> {
    let mut looks = Looks::default();
    if let Some(styles) = styles {
        walk(styles, |piece| looks.take(&piece));
    }
    looks.page = None;
    // pages stand with the sheets where a document is one text
    let marks: [&[u8]; 5] = [
        b"<office:annotation",
        b"<draw:",
        b"tracked-changes",
        b"<style:master-page",
        b"help-message",
    ];
    let has_any = marks
        .iter()
        .any(|mark| memmem::find(content, mark).is_some());
    if !has_any && looks.pages.values().all(Vec::is_empty) {
        return Vec::new();
    }
    let mut reading = Reading::default();
    walk(content, |piece| {
        if reading.sheets.is_empty() {
            looks.take(&piece);
        }
        reading.take(&piece, &looks);
    });
    let is_tracked = reading.is_tracked;
    let sheets = reading.sheets.into_iter();
    sheets
        .map(|sheet| Beside {
            is_tracked,
            ..sheet
        })
        .collect()
}

/// A shape that is being read.
struct Shape {
    depth: u32,
    kind: OverKind,
    text: String,
    cell: Option<(u32, u32)>,
    from: (f64, f64),
    size: (f64, f64),
    ends: Option<((u32, u32), (f64, f64))>,
    /// a line goes up from left to right
    goes_up: bool,
}

/// A document that is gone through.
#[derive(Default)]
struct Reading {
    sheets: Vec<Beside>,
    is_tracked: bool,
    sizes: Sizes,
    /// shapes whose places depend on sizes that come after them
    shapes: Vec<Shape>,
    shape: Option<Shape>,
    prompts: Prompts,
    row: u32,
    next_row: u32,
    column: u32,
    next_column: u32,
    sheet_column: u32,
    cell: Option<(u32, u32)>,
    note: Option<String>,
    is_words: bool,
    /// tables within tables are none of ours
    tables: u32,
}

impl Reading {
    fn take(&mut self, piece: &Piece<'_>, looks: &Looks) {
        if self.tables == 0 {
            self.prompts.take(piece);
        }
        match piece {
            Piece::Open("table", element) => {
                self.tables += 1;
                if self.tables == 1 {
                    self.begin(element, looks);
                }
            }
            Piece::Close("table") => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.end();
                }
            }
            Piece::Open("content-change" | "insertion" | "deletion" | "movement", _)
                if self.sheets.is_empty() =>
            {
                self.is_tracked = true;
            }
            Piece::Open(name, element) if self.tables == 1 => self.open(name, element, looks),
            Piece::Close(name) if self.tables == 1 => self.close(name),
            Piece::Words(words) if self.is_words => {
                let shape = self.shape.as_mut().map(|shape| &mut shape.text);
                if let Some(text) = self.note.as_mut().or(shape) {
                    text.push_str(words);
                }
            }
            _ => {}
        }
    }

    fn begin(&mut self, element: &BytesStart<'_>, looks: &Looks) {
        let mut beside = Beside::default();
        for words in looks.margins_of(attribute(element, "style-name")) {
            beside.add_margin(words);
        }
        self.sheets.push(beside);
        self.sizes = Sizes::default();
        (self.next_row, self.sheet_column, self.cell) = (0, 0, None);
    }

    fn end(&mut self) {
        let sizes = std::mem::take(&mut self.sizes);
        let shapes = std::mem::take(&mut self.shapes);
        let Some(sheet) = self.sheets.last_mut() else {
            return;
        };
        self.prompts.settle(sheet);
        for shape in shapes {
            // LibreOffice leaves out empty cells before the one with the shape: where the shape
            // ends is certain
            let (from, to) = match shape.ends {
                Some((cell, offset)) if shape.size.0 > 0.0 && shape.size.1 > 0.0 => {
                    let to = sizes.in_cell(cell, offset);
                    (sizes.before(to, shape.size), to)
                }
                ends => {
                    let from = sizes.beside(shape.cell.unwrap_or_default(), shape.from);
                    let to = ends.map(|(cell, offset)| sizes.in_cell(cell, offset));
                    (from, to.unwrap_or_else(|| sizes.from(from, shape.size)))
                }
            };
            let (mut one, mut other) = (from, to);
            if shape.goes_up {
                (one.1, other.1) = (other.1, one.1);
            }
            sheet.add_over(Over::new(shape.kind, one, other, &shape.text));
        }
    }

    fn open(&mut self, name: &str, element: &BytesStart<'_>, looks: &Looks) {
        let style = || attribute(element, "style-name");
        let times = |name: &str, most: u32| {
            let times = attribute(element, name).and_then(|times| times.parse::<u32>().ok());
            times.unwrap_or(1).clamp(1, most)
        };
        match name {
            "named-expression" if attribute(element, "name").as_deref() == Some(mark::NAME) => {
                let said = attribute(element, "expression").unwrap_or_default();
                let line = said.trim_start_matches("of:").trim_start_matches('=');
                if let Some(beside) = self.sheets.last_mut() {
                    beside.add_mark(line.trim_matches('"'));
                }
            }
            "table-column" => {
                let end = self.sheet_column + times("number-columns-repeated", MOST_COLUMNS);
                let end = end.min(MOST_COLUMNS);
                let size = style().and_then(|own| looks.sizes.get(&own).copied());
                if let (Some(size), true) = (size, end > self.sheet_column) {
                    self.sizes.set_columns(self.sheet_column, end - 1, size);
                }
                self.sheet_column = end;
            }
            "table-row" => {
                (self.row, self.next_column) = (self.next_row, 0);
                let end = self.row + times("number-rows-repeated", MOST_ROWS);
                self.next_row = end.min(MOST_ROWS);
                let size = style().and_then(|own| looks.sizes.get(&own).copied());
                if let (Some(size), true) = (size, self.next_row > self.row) {
                    self.sizes.set_rows(self.row, self.next_row - 1, size);
                }
            }
            "table-cell" | "covered-table-cell" => {
                self.column = self.next_column;
                let end = self.column + times("number-columns-repeated", MOST_COLUMNS);
                self.next_column = end.min(MOST_COLUMNS);
                self.cell = Some((self.row, self.column));
                if self.prompts.has_any()
                    && let Some(name) = attribute(element, "content-validation-name")
                {
                    let area = Area {
                        top: self.row,
                        left: self.column,
                        bottom: self.next_row.saturating_sub(1),
                        right: self.next_column.saturating_sub(1),
                    };
                    self.prompts.add(name, area);
                }
            }
            "annotation" if self.cell.is_some() => self.note = Some(String::new()),
            "p" | "h" => self.is_words = self.note.is_some() || self.shape.is_some(),
            "line-break" if self.is_words => {
                let shape = self.shape.as_mut().map(|shape| &mut shape.text);
                if let Some(text) = self.note.as_mut().or(shape) {
                    text.push('\n');
                }
            }
            "image" => self.of_kind(OverKind::Picture),
            "object" | "object-ole" | "plugin" => self.of_kind(OverKind::Object),
            _ if SHAPES.contains(&name) && self.note.is_none() => {
                if let Some(shape) = &mut self.shape {
                    shape.depth += 1;
                } else {
                    self.shape = Some(self.shape_of(name, element, looks));
                }
            }
            _ => {}
        }
    }

    /// Says what a frame holds; a table that is kept as a picture beside an object is that object.
    fn of_kind(&mut self, kind: OverKind) {
        if let Some(shape) = &mut self.shape
            && shape.kind != OverKind::Object
        {
            shape.kind = kind;
        }
    }

    fn shape_of(&self, name: &str, element: &BytesStart<'_>, looks: &Looks) -> Shape {
        let size = |name: &str| attribute(element, name).and_then(|size| length(&size));
        let style = attribute(element, "style-name");
        let kind = match name {
            "line" | "connector" | "measure" => OverKind::Line,
            "polyline" | "path" | "polygon" => OverKind::Strokes,
            // an empty frame is a box without ground
            "frame" if !looks.is_filled(style.clone(), false) => OverKind::Frame,
            "frame" | "g" => OverKind::Shape,
            _ if looks.is_filled(style, true) => OverKind::Shape,
            _ => OverKind::Frame,
        };
        let value = |name: &str| size(name).unwrap_or_default();
        let (mut from, mut extent) = ((value("x"), value("y")), (value("width"), value("height")));
        let end = attribute(element, "end-cell-address").and_then(|cell| {
            let (_, name) = cell.rsplit_once('.')?;
            parse_cell(&name.replace('$', ""))
        });
        let mut ends = end.map(|cell| (cell, (value("end-x"), value("end-y"))));
        let mut goes_up = false;
        if let (Some(x1), Some(x2)) = (size("x1"), size("x2")) {
            let (y1, y2) = (value("y1"), value("y2"));
            from = (x1.min(x2), y1.min(y2));
            extent = ((x2 - x1).abs(), (y2 - y1).abs());
            goes_up = (x2 - x1) * (y2 - y1) < 0.0;
            // a line says itself where it ends
            ends = None;
        }
        Shape {
            depth: 1,
            kind,
            text: String::new(),
            cell: self.cell,
            from,
            size: extent,
            ends,
            goes_up,
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "table-cell" | "covered-table-cell" => self.cell = None,
            "p" | "h" => {
                self.is_words = false;
                let shape = self.shape.as_mut().map(|shape| &mut shape.text);
                if let Some(text) = self.note.as_mut().or(shape) {
                    text.push('\n');
                }
            }
            "annotation" => {
                let sheet = self.sheets.last_mut();
                if let (Some(words), Some((row, column)), Some(sheet)) =
                    (self.note.take(), self.cell, sheet)
                {
                    sheet.add_note(row, column, &words);
                }
            }
            _ if SHAPES.contains(&name) && self.note.is_none() => {
                let Some(mut shape) = self.shape.take() else {
                    return;
                };
                shape.depth -= 1;
                if shape.depth > 0 {
                    self.shape = Some(shape);
                    return;
                }
                if !shape.text.trim().is_empty() {
                    shape.kind = OverKind::TextBox;
                }
                if self.shapes.len() < super::beside::MOST {
                    self.shapes.push(shape);
                }
            }
            _ => {}
        }
    }
}
