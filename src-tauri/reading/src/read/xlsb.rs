//! What calamine does not tell of an xlsb: merged areas, hidden rows and columns, and what number
//! formats, fonts and fills make of cells.
//!
//! Source: [MS-XLSB] 2.1.4 (records), 2.4 (each record), 2.5.5 (colours).

use super::area::{MOST_COLUMNS, MOST_ROWS};
use super::around::Around;
use super::look::{
    BLACK, Face, Fit, Formats, Ground, Letters, Look, Quirks, Rgb, Style, WHITE, indexed,
};
use super::package::unpackable;
use super::parts::{self, Beside, Formulas, Pointers};
use super::visibility::{is_closed, is_flat};
use super::xml::{attribute, each_element};
use super::{Area, Limits, ReadError};
use crate::sight::{Locale, built_in};
use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::sync::Arc;
use zip::ZipArchive;

const ROW: u16 = 0;
/// Cells with a figure or a text of their own, or of a formula; 1 is a blank one.
const CELLS: std::ops::RangeInclusive<u16> = 2..=11;
const RICH_TEXT: u16 = 62;
const FONT: u16 = 43;
const FORMAT: u16 = 44;
const FILL: u16 = 45;
const BORDER: u16 = 46;
const XF: u16 = 47;
const COLUMNS: u16 = 60;
/// A window on the sheet, where it is split, and sizes of what says none.
const VIEW: u16 = 137;
const PANE: u16 = 151;
const SIZES: u16 = 485;
/// Formats that depend on what stands in cells.
const RULES: u16 = 461;
/// Another workbook that formulas point to.
const LINKS: u16 = 355;
const PROPERTIES: u16 = 153;
const SHEET: u16 = 156;
const MERGED: u16 = 176;
/// Styles of cells; before them stand those that styles of cells are made from.
const BEGIN_XFS: u16 = 617;
const END_XFS: u16 = 618;

/// A record's data; what lies beyond its end reads as nothing.
struct Record<'a>(&'a [u8]);

impl Record<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.0.get(at).copied().unwrap_or_default()
    }

    fn word(&self, at: usize) -> u16 {
        u16::from_le_bytes([self.byte(at), self.byte(at + 1)])
    }

    fn long(&self, at: usize) -> u32 {
        u32::from(self.word(at)) | u32::from(self.word(at + 2)) << 16
    }

    /// A text: a count, and so many units of UTF-16.
    fn text(&self, at: usize) -> Option<String> {
        let units = usize::try_from(self.long(at)).ok()?;
        let bytes = self.0.get(at + 4..)?.get(..units.checked_mul(2)?)?;
        Some(String::from_utf16_lossy(
            &bytes
                .chunks_exact(2)
                .map(|two| u16::from_le_bytes([two[0], two[1]]))
                .collect::<Vec<_>>(),
        ))
    }

    /// A colour of letters or ground; `automatic` where it says that it has none.
    fn colour(&self, at: usize, automatic: Rgb) -> Option<Rgb> {
        let (kind, is_valid, number, tint) = (
            self.byte(at) >> 1,
            self.byte(at) & 1 == 1,
            self.byte(at + 1),
            self.word(at + 2),
        );
        let own = [self.byte(at + 4), self.byte(at + 5), self.byte(at + 6)];
        match (kind, number) {
            (0, _) => Some(automatic),
            (1, _) => Some(indexed(u16::from(number), &[])),
            // the ground of a window, its letters
            (3, 0) if tint == 0 => Some(WHITE),
            (3, 1) if tint == 0 => Some([0; 3]),
            _ => is_valid.then_some(own),
        }
    }
}

/// Each record of a part: kind and data. The kind takes up to two bytes, the length up to four,
/// seven bits each.
fn records(part: &[u8]) -> impl Iterator<Item = (u16, Record<'_>)> {
    let mut rest = part;
    std::iter::from_fn(move || {
        let kind = number(&mut rest, 2)?;
        let length = number(&mut rest, 4)?;
        let (data, after) = rest.split_at_checked(length as usize)?;
        rest = after;
        Some((u16::try_from(kind).ok()?, Record(data)))
    })
}

fn each_record(part: &[u8], act: &mut dyn FnMut(u16, &[u8])) {
    records(part).for_each(|(kind, record)| act(kind, record.0));
}

fn number(rest: &mut &[u8], most: u32) -> Option<u32> {
    let mut sum = 0;
    for at in 0..most {
        let (byte, after) = rest.split_first()?;
        *rest = after;
        sum |= u32::from(byte & 0x7F) << (7 * at);
        if byte & 0x80 == 0 {
            break;
        }
    }
    Some(sum)
}

/// The sheets of a workbook, in its order. What cannot be made out is left out: calamine reads the
/// cells, and says what is damaged.
pub(super) fn around(bytes: &[u8], limits: &Limits) -> Result<Vec<Around>, ReadError> {
    let mut zip = unpackable(bytes, limits)?;
    let (Some(workbook), Some(relations)) = (
        part(&mut zip, "xl/workbook.bin", limits),
        part(&mut zip, "xl/_rels/workbook.bin.rels", limits),
    ) else {
        return Ok(Vec::new());
    };
    let mut targets = HashMap::new();
    each_element(&relations, |_, element| {
        if let (Some(id), Some(target)) = (attribute(element, "Id"), attribute(element, "Target")) {
            targets.insert(
                id,
                target
                    .strip_prefix('/')
                    .map_or_else(|| format!("xl/{target}"), str::to_owned),
            );
        }
    });
    let (looks, formats, size) = part(&mut zip, "xl/styles.bin", limits)
        .map(|styles| looks(&styles))
        .unwrap_or_default();
    let (looks, formats) = (Arc::new(looks), Arc::new(formats));
    let (mut from_1904, mut pointers) = (false, Pointers::Unread);
    let mut sheets = Vec::new();
    for (kind, record) in records(&workbook) {
        match kind {
            LINKS => pointers = Pointers::PerhapsElsewhere,
            PROPERTIES => from_1904 = record.byte(0) & 1 == 1,
            // an entry without a part is no sheet for calamine either
            SHEET if record.long(8) != u32::MAX => {
                let path = record.text(8).and_then(|id| targets.get(&id));
                let bytes = path.and_then(|path| part(&mut zip, path, limits));
                let (Some(path), Some(bytes)) = (path, bytes) else {
                    sheets.push(Around::default());
                    continue;
                };
                let beside = parts::of_binary_sheet(path, &bytes, &each_record, &mut |name| {
                    part(&mut zip, name, limits)
                });
                let own = sheet(&bytes);
                let reach = own.beside.reach;
                sheets.push(Around {
                    beside: Beside { reach, ..beside },
                    ..own
                });
            }
            _ => {}
        }
    }
    Ok(sheets
        .into_iter()
        .map(|around| Around {
            from_1904,
            looks: Arc::clone(&looks),
            formats: Arc::clone(&formats),
            size,
            beside: Beside {
                formulas: Formulas {
                    pointers,
                    ..Formulas::default()
                },
                ..around.beside
            },
            ..around
        })
        .collect())
}

fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str, limits: &Limits) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    zip.by_name(name)
        .ok()?
        .take(limits.unpacked_bytes)
        .read_to_end(&mut bytes)
        .ok()?;
    Some(bytes)
}

/// What each style of cells does to what a person sees.
fn looks(part: &[u8]) -> (Vec<Look>, Formats, Option<f32>) {
    let (mut codes, mut fonts, mut fills, mut crossed, mut looks) = (
        HashMap::new(),
        Vec::<Letters>::new(),
        Vec::new(),
        Vec::new(),
        Vec::new(),
    );
    let mut formats = Formats::default();
    let mut of_cells = false;
    for (kind, record) in records(part) {
        match kind {
            FORMAT => drop(
                record
                    .text(2)
                    .map(|code| codes.insert(record.word(0), code)),
            ),
            FONT => fonts.push(Letters {
                colour: record.colour(12, BLACK),
                // twentieths of a point
                size: Some(f32::from(record.word(0)) / 20.0),
                struck: record.word(2) & 0x08 != 0,
                raised: record.word(6) != 0,
                hidden: false,
                face: record
                    .text(21)
                    .map_or(Face::Ordinary, |name| Face::of(&name)),
            }),
            FILL => fills.push(match record.long(0) {
                0 => Ground::Of(WHITE),
                1 => record.colour(4, WHITE).map_or(Ground::Unknown, Ground::Of),
                _ => Ground::Unknown,
            }),
            // from corner to corner, and how that line is drawn
            BORDER => crossed.push(record.byte(0) & 3 != 0 && record.byte(41) != 0),
            BEGIN_XFS | END_XFS => of_cells = kind == BEGIN_XFS,
            XF if of_cells => {
                let format = record.word(2);
                let code = codes.get(&format).map(String::as_str);
                let alignment = record.word(12);
                let has_side = matches!(alignment & 7, 1 | 3 | 7);
                let style = Style {
                    code: code
                        .or_else(|| built_in(format, Locale::ZhCn))
                        .unwrap_or_default()
                        .to_owned(),
                    letters: fonts
                        .get(usize::from(record.word(4)))
                        .copied()
                        .unwrap_or_default(),
                    ground: fills
                        .get(usize::from(record.word(6)))
                        .cloned()
                        .unwrap_or(Ground::Of(WHITE)),
                    // horizontal alignment: the text is repeated until the cell is full
                    repeats: record.word(12) & 7 == 4,
                    fit: fit(&record),
                    quirks: Quirks {
                        crossed: crossed.get(usize::from(record.word(8))) == Some(&true),
                        shrinks: alignment & 0x100 != 0,
                        backwards: alignment >> 10 & 3 == 2,
                        indent: if has_side { record.byte(11) } else { 0 },
                    },
                };
                looks.push(Look::of(&style, &mut formats));
            }
            _ => {}
        }
    }
    let size = fonts.first().and_then(|letters| letters.size);
    (looks, formats, size)
}

/// How a style lays words out: as old workbooks say it, in other places.
fn fit(record: &Record<'_>) -> Option<Fit> {
    let own = record.word(12);
    let (turned, indent) = (record.byte(10), record.byte(11));
    let alignment = own & 7 | (own >> 6 & 1) << 3 | (own >> 3 & 7) << 4 | u16::from(turned) << 8;
    Fit::of_record(alignment, u16::from(indent & 0x0F) | (own >> 8 & 1) << 4)
}

fn sheet(part: &[u8]) -> Around {
    let mut around = Around::default();
    let (mut row, mut corner) = (0, (0, 0));
    for (kind, record) in records(part) {
        match kind {
            ROW => {
                row = record.long(0);
                // calamine takes such a row for the end of the sheet
                if row >= MOST_ROWS {
                    around
                        .beyond
                        .get_or_insert_with(|| format!("第 {} 行", u64::from(row) + 1));
                }
                // hidden, or of no height; twentieths of a point
                if record.byte(11) & 0x10 != 0 || is_flat(f64::from(record.word(8)) / 20.0) {
                    around.hidden_rows.push(row);
                } else {
                    around.heights.push((row, f32::from(record.word(8)) / 20.0));
                }
            }
            COLUMNS if record.word(16) & 1 == 1 || is_closed(f64::from(record.long(8)) / 256.0) => {
                around
                    .hidden_columns
                    .extend(record.long(0)..=record.long(4).min(MOST_COLUMNS - 1));
                around.widths.set_hidden(record.long(0), record.long(4));
            }
            COLUMNS => {
                let width = record.long(8) as f32 / 256.0;
                around.widths.set(record.long(0), record.long(4), width);
            }
            SIZES => {
                let own = Some(record.long(0)).filter(|width| *width != u32::MAX);
                match own {
                    Some(width) => around.widths.set_default(Some(width as f32 / 256.0)),
                    None => around.widths.set_default_characters(record.word(4)),
                }
                // set by hand, hidden; twentieths of a point
                around.usual_height = match record.byte(8) & 3 {
                    0 => None,
                    1 => Some(f32::from(record.word(6)) / 20.0),
                    _ => Some(0.0),
                };
            }
            VIEW => corner = (record.long(6), record.long(10)),
            // split from the left, from above: a number of eight bytes; whether that is fixed
            PANE if record.byte(28) & 1 == 1 => {
                let is_split = |at: usize| record.long(at) != 0 || record.long(at + 4) != 0;
                let reach = |from: u32, at: usize| if is_split(at) { from } else { 0 };
                around.beside.reach = (reach(corner.0, 8), reach(corner.1, 0));
            }
            RULES => {
                for at in (0..record.long(8).min(1000) as usize).map(|at| 12 + 16 * at) {
                    around.ruled.push(Area {
                        top: record.long(at),
                        bottom: record.long(at + 4),
                        left: record.long(at + 8),
                        right: record.long(at + 12),
                    });
                }
            }
            MERGED => around.merges.push(Area {
                top: record.long(0),
                bottom: record.long(4),
                left: record.long(8),
                right: record.long(12),
            }),
            _ if CELLS.contains(&kind) || kind == RICH_TEXT => {
                let style = u16::try_from(record.long(4) & 0x00FF_FFFF).unwrap_or(u16::MAX);
                around.styles.insert((row, record.long(0)), style);
            }
            _ => {}
        }
    }
    around
}
