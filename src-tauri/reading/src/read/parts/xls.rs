//! What a sheet of an xls has beside its cells: comments, text boxes, pictures and shapes, page
//! headers.
//!
//! Source: [MS-XLS] 2.4.179 (NOTE), 2.4.181 (OBJ), 2.4.329 (TXO), 2.4.136 (HEADER), and [MS-ODRAW]
//! 2.2 for what stands in MSODRAWING.

use super::beside::Beside;
use super::margins;
use super::over::{Over, OverKind};
use encoding_rs::GB18030;
use std::collections::HashMap;

const HEADER: u16 = 0x0014;
const FOOTER: u16 = 0x0015;
const NOTE: u16 = 0x001C;
const CONTINUE: u16 = 0x003C;
const OBJ: u16 = 0x005D;
const DRAWING: u16 = 0x00EC;
const TXO: u16 = 0x01B6;

/// Pieces of a drawing: what a shape is, its properties, and where it stands.
const SHAPE: u16 = 0xF00A;
const PROPERTIES: u16 = 0xF00B;
const ANCHOR: u16 = 0xF010;
/// The properties that say whether there is a ground, and whether it is hidden.
const FILL: u16 = 0x01BF;
const GROUP: u16 = 0x03BF;
/// Kinds of shapes: a straight line, and those that are seen through where they have no ground.
const LINES: [u16; 2] = [20, 32];
const FRAMES: [u16; 6] = [1, 2, 3, 85, 87, 202];

/// What is gathered of a sheet, record by record.
#[derive(Default)]
pub(in crate::read) struct Gathering {
    beside: Beside,
    /// the drawing since the last object
    drawing: Vec<u8>,
    objects: Vec<Object>,
    /// number of an object → its place in the list
    numbers: HashMap<u16, usize>,
    /// characters of a text that are still to come
    awaited: usize,
    is_drawing: bool,
    notes: Vec<(u32, u32, u16, String)>,
    is_biff8: bool,
}

/// An object of a sheet.
#[derive(Default)]
struct Object {
    kind: u16,
    shape: Shape,
    text: String,
}

/// What the drawing says of an object.
#[derive(Default, Clone, Copy)]
struct Shape {
    kind: u16,
    anchor: Option<[u16; 8]>,
    is_filled: Option<bool>,
    is_hidden: bool,
    flips: (bool, bool),
}

fn word(data: &[u8], at: usize) -> u16 {
    let two = data.get(at..at + 2);
    two.map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
}

fn long(data: &[u8], at: usize) -> u32 {
    u32::from(word(data, at)) | u32::from(word(data, at + 2)) << 16
}

impl Gathering {
    pub(in crate::read) fn new(is_biff8: bool) -> Self {
        Self {
            is_biff8,
            ..Self::default()
        }
    }

    /// Takes a record of the sheet itself, not of a chart in it.
    pub(in crate::read) fn take(&mut self, kind: u16, data: &[u8]) {
        match kind {
            HEADER | FOOTER => {
                margins::read(&self.printed(data), &mut self.beside);
            }
            DRAWING => self.drawing.extend_from_slice(data),
            CONTINUE if self.awaited > 0 => self.take_text(data),
            CONTINUE if self.is_drawing => self.drawing.extend_from_slice(data),
            OBJ if data.len() >= 8 && self.is_biff8 => {
                let object = Object {
                    kind: word(data, 4),
                    shape: shape(&std::mem::take(&mut self.drawing)),
                    text: String::new(),
                };
                self.numbers.insert(word(data, 6), self.objects.len());
                self.objects.push(object);
            }
            TXO if data.len() >= 12 => self.awaited = usize::from(word(data, 10)),
            NOTE if data.len() >= 8 && self.is_biff8 => {
                let author = data.get(8..).map(text_of).unwrap_or_default();
                let (row, column) = (u32::from(word(data, 0)), u32::from(word(data, 2)));
                self.notes.push((row, column, word(data, 6), author));
            }
            // a comment of BIFF5 holds its words
            NOTE if data.len() > 6 => {
                let words = GB18030.decode_without_bom_handling(&data[6..]).0;
                let (row, column) = (u32::from(word(data, 0)), u32::from(word(data, 2)));
                self.beside.add_note(row, column, &words);
            }
            _ => {}
        }
        if kind != CONTINUE {
            self.is_drawing = kind == DRAWING;
            if kind != TXO {
                self.awaited = 0;
            }
        }
    }

    /// Characters of a text: a flag for two bytes each, and they.
    fn take_text(&mut self, data: &[u8]) {
        let (flags, characters) = data.split_first().unwrap_or((&0, &[]));
        let words = characters_of(characters, flags & 1 == 1, self.awaited);
        self.awaited -= words
            .chars()
            .map(char::len_utf16)
            .sum::<usize>()
            .min(self.awaited);
        if let Some(object) = self.objects.last_mut() {
            object.text.push_str(&words);
        }
    }

    fn printed(&self, data: &[u8]) -> String {
        if self.is_biff8 {
            let count = usize::from(word(data, 0));
            let is_wide = data.get(2).is_some_and(|flags| flags & 1 == 1);
            return characters_of(data.get(3..).unwrap_or_default(), is_wide, count);
        }
        let words = data.get(1..).unwrap_or_default();
        GB18030.decode_without_bom_handling(words).0.into_owned()
    }

    /// What was gathered; merged areas are not needed.
    pub(in crate::read) fn done(mut self) -> Beside {
        const OF_NOTE: u16 = 0x19;
        for (row, column, number, author) in std::mem::take(&mut self.notes) {
            let object = self
                .numbers
                .get(&number)
                .and_then(|at| self.objects.get(*at));
            if let Some(object) = object {
                let words = super::comments::without_author(&object.text, Some(&author));
                self.beside.add_note(row, column, words);
            }
        }
        let objects = std::mem::take(&mut self.objects).into_iter();
        for object in objects.filter(|own| own.kind != OF_NOTE) {
            if let Some(over) = object.over() {
                self.beside.add_over(over);
            }
        }
        self.beside
    }
}

impl Object {
    fn over(&self) -> Option<Over> {
        let [left, right_of, top, below, right, left_of, bottom, above] = self.shape.anchor?;
        let has_words = !self.text.trim().is_empty();
        let is_filled = self.shape.is_filled.unwrap_or(true);
        let kind = match self.kind {
            _ if self.shape.is_hidden => return None,
            // the arrow of a list in a cell, or of a filter, is none of what is sent
            0x14 => return None,
            // what is there to be pressed or chosen: its words are none of the sheet's
            0x07 | 0x0B | 0x0C | 0x0F..=0x13 => OverKind::Shape,
            _ if has_words => OverKind::TextBox,
            0x01 => OverKind::Line,
            _ if LINES.contains(&self.shape.kind) => OverKind::Line,
            0x05 => OverKind::Chart,
            0x08 => OverKind::Picture,
            _ if is_filled => OverKind::Shape,
            0x02 | 0x03 | 0x06 => OverKind::Frame,
            _ if FRAMES.contains(&self.shape.kind) => OverKind::Frame,
            _ => OverKind::Strokes,
        };
        // parts of a column's width in 1024, of a row's height in 256
        let point = |column: u16, x: u16, row: u16, y: u16| {
            (
                f32::from(column) + f32::from(x.min(1024)) / 1024.0,
                f32::from(row) + f32::from(y.min(256)) / 256.0,
            )
        };
        let mut from = point(left, right_of, top, below);
        let mut to = point(right, left_of, bottom, above);
        if self.shape.flips.0 != self.shape.flips.1 {
            (from.1, to.1) = (to.1, from.1);
        }
        Some(Over::new(kind, from, to, &self.text))
    }
}

/// The last shape of a piece of a drawing: an object's own stands right before it.
fn shape(drawing: &[u8]) -> Shape {
    let mut own = Shape::default();
    let mut at = 0;
    while let Some(header) = drawing.get(at..at + 8) {
        let (options, kind) = (word(header, 0), word(header, 2));
        let length = long(header, 4) as usize;
        at += 8;
        // what holds others is gone into
        if options & 0xF == 0xF {
            continue;
        }
        let data = drawing.get(at..drawing.len().min(at.saturating_add(length)));
        let data = data.unwrap_or_default();
        match kind {
            SHAPE => {
                let flags = long(data, 4);
                own = Shape {
                    kind: options >> 4,
                    flips: (flags & 0x40 != 0, flags & 0x80 != 0),
                    ..Shape::default()
                };
            }
            PROPERTIES => {
                for six in data.chunks_exact(6).take(usize::from(options >> 4)) {
                    let value = long(six, 2);
                    match word(six, 0) & 0x3FFF {
                        FILL if value & 0x10_0000 != 0 => own.is_filled = Some(value & 0x10 != 0),
                        GROUP if value & 0x2_0000 != 0 => own.is_hidden = value & 0x2 != 0,
                        _ => {}
                    }
                }
            }
            ANCHOR if data.len() >= 18 => {
                let mut corners = [0; 8];
                for (place, corner) in corners.iter_mut().enumerate() {
                    *corner = word(data, 2 + 2 * place);
                }
                own.anchor = Some(corners);
            }
            _ => {}
        }
        at = at.saturating_add(length);
    }
    own
}

/// A text with its count before it.
fn text_of(data: &[u8]) -> String {
    let is_wide = data.get(2).is_some_and(|flags| flags & 1 == 1);
    let count = usize::from(word(data, 0));
    characters_of(data.get(3..).unwrap_or_default(), is_wide, count)
}

fn characters_of(data: &[u8], is_wide: bool, most: usize) -> String {
    if !is_wide {
        return data
            .iter()
            .take(most)
            .map(|byte| char::from(*byte))
            .collect();
    }
    let units = data.chunks_exact(2).take(most);
    let units = units.map(|two| u16::from_le_bytes([two[0], two[1]]));
    String::from_utf16_lossy(&units.collect::<Vec<_>>())
}
