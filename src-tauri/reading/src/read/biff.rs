//! What calamine does not tell of an xls: hidden rows and columns, and what number formats, fonts
//! and fills make of cells.
//!
//! Source: [MS-XLS] 2.4 (records), 2.5.156 (formats), 2.5.249 (cell styles). BIFF5 and BIFF8 have
//! these records alike, but for texts.

use super::around::Around;
use super::cell::Look;
use super::format::{Units, display_of};
use super::ink::{Rgb, WHITE, indexed, ink};
use super::parts::{Beside, Formulas, Gathering, Pointers};
use super::rich;
use super::{Display, Ink};
use encoding_rs::GB18030;
use std::collections::HashMap;
use std::io::{Cursor, Read};

const EOF: u16 = 0x000A;
const BOF: u16 = 0x0809;
const BOUNDSHEET: u16 = 0x0085;
const FORMAT: u16 = 0x041E;
const FONT: u16 = 0x0031;
const XF: u16 = 0x00E0;
const PALETTE: u16 = 0x0092;
/// Days are counted from 1904.
const DATE_MODE: u16 = 0x0022;
/// A workbook that formulas point to; what is longer is another than this one.
const LINKS: u16 = 0x01AE;
/// How a sheet is shown.
const WINDOW: u16 = 0x023E;
const ROW: u16 = 0x0208;
const COLINFO: u16 = 0x007D;
const MULRK: u16 = 0x00BD;
/// The table of texts.
const SST: u16 = 0x00FC;
const CONTINUE: u16 = 0x003C;
const LABEL_SST: u16 = 0x00FD;
/// FORMULA, NUMBER, RK, LABEL, LABELSST, RSTRING: row, column, number of the style
const CELLS: [u16; 6] = [0x0006, 0x0203, 0x027E, 0x0204, LABEL_SST, 0x00D6];
/// The formats every workbook has: 0% and 0.00%.
const PERCENT: [u16; 2] = [9, 10];
/// Columns of a sheet.
const COLUMNS: u16 = 256;

/// Each record of a stream: kind, position and length of its data.
pub(super) fn records(
    stream: &[u8],
    from: usize,
) -> impl Iterator<Item = (u16, usize, usize)> + '_ {
    let mut at = from;
    std::iter::from_fn(move || {
        let header = stream.get(at..at.checked_add(4)?)?;
        let kind = u16::from_le_bytes([header[0], header[1]]);
        let start = at + 4;
        let length =
            usize::from(u16::from_le_bytes([header[2], header[3]])).min(stream.len() - start);
        at = start + length;
        Some((kind, start, length))
    })
}

/// The code page to read texts in, where the workbook's own is none that calamine knows: BIFF8
/// keeps its texts as UTF-16 whatever its record says, and Excel for the Mac numbers Chinese in its
/// own way.
pub(super) fn code_page(bytes: &[u8]) -> Option<u16> {
    const CODEPAGE: u16 = 0x0042;
    let stream = workbook_stream(bytes)?;
    let word = |at: usize| {
        stream
            .get(at..at + 2)
            .map(|two| u16::from_le_bytes([two[0], two[1]]))
    };
    if word(4)? >= 0x0600 {
        return Some(1200);
    }
    let (_, at, _) = records(&stream, 0)
        .take_while(|(kind, _, _)| *kind != EOF)
        .find(|(kind, _, length)| *kind == CODEPAGE && *length >= 2)?;
    match word(at)? {
        10008 => Some(936),
        10002 => Some(950),
        _ => None,
    }
}

/// The sheets of a workbook, in its order. What cannot be made out is left out: calamine reads the
/// cells, and says what is damaged.
pub(super) fn around(bytes: &[u8]) -> Vec<Around> {
    let Some(stream) = workbook_stream(bytes) else {
        return Vec::new();
    };
    let word = |at: usize| {
        stream
            .get(at..at + 2)
            .map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
    };
    let is_biff8 = word(4) >= 0x0600;
    let (mut formats, mut fonts, mut styles, mut sheets, mut palette, mut from_1904) = (
        HashMap::new(),
        Vec::new(),
        Vec::new(),
        Vec::new(),
        Vec::<Rgb>::new(),
        false,
    );
    let mut units = Units::default();
    let mut pointers = Pointers::Unread;
    let (mut marking, mut texts, mut is_over) = (HashMap::new(), Vec::new(), false);
    for (kind, at, length) in records(&stream, 0) {
        match kind {
            FORMAT if length > 4 => drop(formats.insert(
                word(at),
                display_of(
                    &format_code(&stream[at + 2..at + length], is_biff8),
                    &mut units,
                ),
            )),
            // bold, italic, struck through and more are bits of a font; then comes its colour
            FONT if length >= 6 => {
                let struck = word(at + 2) & 0x08 != 0;
                // there is no font of number 4
                let number = fonts.len() as u16 + u16::from(fonts.len() > 3);
                let raised = length >= 10 && word(at + 8) != 0;
                marking.extend(
                    (struck || raised)
                        .then_some((number, if struck { Ink::Struck } else { Ink::Raised })),
                );
                fonts.push((struck, word(at + 4)));
            }
            SST => texts = vec![&stream[at..at + length]],
            CONTINUE if !texts.is_empty() && !is_over => texts.push(&stream[at..at + length]),
            // the pattern and the colours of the ground stand elsewhere in BIFF5
            XF if length >= 20 && is_biff8 => styles.push((
                word(at),
                word(at + 2),
                Some((word(at + 16) >> 10, word(at + 18) & 0x7F)),
            )),
            XF if length >= 4 => styles.push((word(at), word(at + 2), None)),
            PALETTE if length >= 2 => {
                palette = stream[at + 2..at + length]
                    .chunks_exact(4)
                    .map(|four| [four[0], four[1], four[2]])
                    .collect();
            }
            LINKS if length > 4 => pointers = Pointers::PerhapsElsewhere,
            DATE_MODE if length >= 2 => from_1904 = word(at) == 1,
            BOUNDSHEET if length >= 6 => {
                sheets.push(u32::from(word(at)) | u32::from(word(at + 2)) << 16);
            }
            EOF => break,
            // the table of texts goes on only in records that follow it closely
            _ => is_over = !texts.is_empty(),
        }
    }
    let texts = rich::inks(texts, &marking);
    let looks = styles
        .into_iter()
        .map(|(font, format, fill)| {
            // there is no font of number 4
            let (struck, colour) = fonts
                .get(usize::from(font) - usize::from(font > 4))
                .copied()
                .unwrap_or_default();
            let ground = match fill {
                Some((0, _)) => Some(WHITE),
                Some((1, colour)) => Some(indexed(colour, &palette)),
                _ => None,
            };
            let display = if PERCENT.contains(&format) {
                Display::Percent
            } else {
                formats.get(&format).copied().unwrap_or_default()
            };
            (
                display,
                ink(struck, Some(indexed(colour, &palette)), ground),
            )
        })
        .collect::<Vec<Look>>();
    let units = units.into_names();
    sheets
        .into_iter()
        .map(|position| Around {
            from_1904,
            units: units.clone(),
            beside: Beside {
                formulas: Formulas {
                    pointers,
                    ..Formulas::default()
                },
                ..beside(&stream, position as usize, is_biff8)
            },
            ..sheet(&stream, position as usize, &looks, &texts)
        })
        .collect()
}

fn workbook_stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let name = ["/Workbook", "/Book"]
        .into_iter()
        .find(|name| file.is_stream(name))?;
    let mut stream = Vec::new();
    file.open_stream(name).ok()?.read_to_end(&mut stream).ok()?;
    Some(stream)
}

/// A format's code: in BIFF8 a count of characters and a flag for two bytes each, in BIFF5 a count
/// of bytes.
fn format_code(data: &[u8], is_biff8: bool) -> String {
    if !is_biff8 {
        return GB18030
            .decode_without_bom_handling(data.get(1..).unwrap_or_default())
            .0
            .into_owned();
    }
    let characters = data.get(3..).unwrap_or_default();
    if data.get(2).is_some_and(|flags| flags & 1 == 1) {
        let units = characters
            .chunks_exact(2)
            .map(|two| u16::from_le_bytes([two[0], two[1]]))
            .collect::<Vec<_>>();
        String::from_utf16_lossy(&units)
    } else {
        characters.iter().map(|byte| char::from(*byte)).collect()
    }
}

fn sheet(stream: &[u8], from: usize, looks: &[Look], texts: &HashMap<u32, Ink>) -> Around {
    let word = |at: usize| {
        stream
            .get(at..at + 2)
            .map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
    };
    let mut around = Around::default();
    let mut depth = 0_u32;
    let mark = |around: &mut Around, row: u16, column: u16, style: u16| {
        if let Some(look) = looks
            .get(usize::from(style))
            .filter(|look| **look != Look::default())
        {
            around
                .looks
                .insert((u32::from(row), u32::from(column)), *look);
        }
    };
    for (kind, at, length) in records(stream, from) {
        match kind {
            // charts are sheets within the sheet
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            // a row of no height is a hidden one
            ROW if length >= 14 && depth == 1 && word(at + 12) & 0x20 != 0 => {
                around.hidden_rows.push(u32::from(word(at)));
            }
            WINDOW if length >= 2 && depth == 1 => around.hides_zeros = word(at) & 0x10 == 0,
            COLINFO if length >= 10 && depth == 1 && word(at + 8) & 1 != 0 => {
                around
                    .hidden_columns
                    .extend((word(at)..=word(at + 2).min(COLUMNS - 1)).map(u32::from));
            }
            MULRK if length >= 6 && depth == 1 => {
                for (column, cell) in
                    (word(at + 2)..COLUMNS).zip((at + 4..at + length - 2).step_by(6))
                {
                    mark(&mut around, word(at), column, word(cell));
                }
            }
            _ if CELLS.contains(&kind) && length >= 6 && depth == 1 => {
                mark(&mut around, word(at), word(at + 2), word(at + 4));
                let text = u32::from(word(at + 6)) | u32::from(word(at + 8)) << 16;
                if let Some(ink) = texts
                    .get(&text)
                    .filter(|_| kind == LABEL_SST && length >= 10)
                {
                    around
                        .looks
                        .entry((u32::from(word(at)), u32::from(word(at + 2))))
                        .or_default()
                        .1 = *ink;
                }
            }
            _ => {}
        }
    }
    around
}

/// What a sheet has beside its cells.
fn beside(stream: &[u8], from: usize, is_biff8: bool) -> Beside {
    let mut gathering = Gathering::new(is_biff8);
    let mut depth = 0_u32;
    for (kind, at, length) in records(stream, from) {
        match kind {
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            _ if depth == 1 => gathering.take(kind, &stream[at..at + length]),
            _ => {}
        }
    }
    gathering.done()
}
