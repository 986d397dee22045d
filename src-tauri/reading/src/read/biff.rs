//! What calamine does not tell of an xls: hidden rows and columns, and what number formats, fonts
//! and fills make of cells.
//!
//! Source: [MS-XLS] 2.4 (records), 2.5.156 (formats), 2.5.249 (cell styles). BIFF5 and BIFF8 have
//! these records alike, but for texts.

use super::around::Around;
use super::conditional;
use super::look::{
    BLACK, Fit, Formats, Ground, Letters, Look, Rgb, Rich, Style, WHITE, indexed, is_of_signs,
};
use super::parts::{Beside, Formulas, Gathering, Pointers};
use super::rich;
use super::visibility::{is_closed, is_flat};
use crate::sight::{Locale, built_in};
use encoding_rs::GB18030;
use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

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
/// The width of columns that have none of their own, in characters.
const WIDTH: u16 = 0x0055;
const MULRK: u16 = 0x00BD;
/// The table of texts.
const SST: u16 = 0x00FC;
const CONTINUE: u16 = 0x003C;
const LABEL_SST: u16 = 0x00FD;
/// FORMULA, NUMBER, RK, LABEL, LABELSST, RSTRING: row, column, number of the style
const CELLS: [u16; 6] = [0x0006, 0x0203, 0x027E, 0x0204, LABEL_SST, 0x00D6];
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
    let (mut codes, mut fonts, mut styles, mut sheets, mut palette, mut from_1904) = (
        HashMap::new(),
        Vec::new(),
        Vec::new(),
        Vec::new(),
        Vec::<Rgb>::new(),
        false,
    );
    let (mut texts, mut is_over) = (Vec::new(), false);
    let mut pointers = Pointers::Unread;
    for (kind, at, length) in records(&stream, 0) {
        match kind {
            FORMAT if length > 4 => drop(codes.insert(
                word(at),
                format_code(&stream[at + 2..at + length], is_biff8),
            )),
            // twentieths of a point; bold, italic, struck through and more are bits; then comes the
            // colour
            FONT if length >= 6 => fonts.push(Font {
                height: word(at),
                struck: word(at + 2) & 0x08 != 0,
                colour: word(at + 4),
                raised: length >= 10 && word(at + 8) != 0,
                signs: is_of_signs(&font_name(&stream[at..at + length], is_biff8)),
            }),
            SST => texts = vec![&stream[at..at + length]],
            CONTINUE if !texts.is_empty() && !is_over => texts.push(&stream[at..at + length]),
            // the pattern and the colours of the ground stand elsewhere in BIFF5
            XF if length >= 20 && is_biff8 => styles.push(Xf {
                font: word(at),
                format: word(at + 2),
                repeats: word(at + 6) & 7 == REPEATED,
                fit: Fit::of_record(word(at + 6), word(at + 8)),
                fill: Some((
                    word(at + 16) >> 10,
                    word(at + 18) & 0x7F,
                    word(at + 18) >> 7 & 0x7F,
                )),
            }),
            XF if length >= 4 => styles.push(Xf {
                font: word(at),
                format: word(at + 2),
                repeats: length >= 8 && word(at + 6) & 7 == REPEATED,
                fit: None,
                fill: None,
            }),
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
    let fonts = fonts
        .iter()
        .map(|font| font.letters(&palette))
        .collect::<Vec<_>>();
    // there is no font of number 4
    let font = |number: u16| {
        let at = usize::from(number) - usize::from(number > 4);
        fonts.get(at).copied()
    };
    let texts = rich::texts(texts, &font);
    let mut formats = Formats::default();
    let looks = styles
        .iter()
        .map(|xf| {
            let code = codes.get(&xf.format).map(String::as_str);
            let style = Style {
                code: code
                    .or_else(|| built_in(xf.format, Locale::ZhCn))
                    .unwrap_or_default()
                    .to_owned(),
                letters: font(xf.font).unwrap_or_default(),
                ground: xf
                    .fill
                    .map_or(Ground::Unknown, |fill| ground(fill, &palette)),
                repeats: xf.repeats,
                fit: xf.fit,
            };
            Look::of(&style, &mut formats)
        })
        .collect::<Vec<Look>>();
    let (looks, formats) = (Arc::new(looks), Arc::new(formats));
    let size = fonts.first().and_then(|letters| letters.size);
    sheets
        .into_iter()
        .map(|position| Around {
            from_1904,
            looks: Arc::clone(&looks),
            formats: Arc::clone(&formats),
            size,
            beside: Beside {
                formulas: Formulas {
                    pointers,
                    ..Formulas::default()
                },
                ..beside(&stream, position as usize, is_biff8)
            },
            ..sheet(&stream, position as usize, &texts, &palette)
        })
        .collect()
}

/// A font as a record says it.
struct Font {
    /// twentieths of a point
    height: u16,
    struck: bool,
    raised: bool,
    /// its letters are signs
    signs: bool,
    /// a number of the palette
    colour: u16,
}

impl Font {
    fn letters(&self, palette: &[Rgb]) -> Letters {
        Letters {
            colour: Some(indexed(self.colour, palette)),
            size: Some(f32::from(self.height) / 20.0),
            struck: self.struck,
            raised: self.raised,
            hidden: self.signs,
        }
    }
}

/// A style of cells as a record says it.
struct Xf {
    font: u16,
    format: u16,
    repeats: bool,
    fit: Option<Fit>,
    /// pattern, colour of what is drawn, colour behind
    fill: Option<(u16, u16, u16)>,
}

/// Horizontal alignment: the text is repeated until the cell is full.
const REPEATED: u16 = 4;

/// [MS-XLS] 2.5.154: how much of the ground each pattern draws.
fn ground((pattern, front, back): (u16, u16, u16), palette: &[Rgb]) -> Ground {
    let front = indexed(front, palette);
    let percent = match pattern {
        0 => return Ground::Of(WHITE),
        1 => return Ground::Of(front),
        2 | 5..=8 => 50,
        3 | 9 | 10 => 75,
        4 | 11..=14 => 25,
        15 | 16 => 40,
        17 => 12,
        18 => 6,
        _ => return Ground::Unknown,
    };
    let front = if front == WHITE { BLACK } else { front };
    Ground::pattern(front, percent, indexed(back, palette))
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

/// The name of a font, as far as it is plain letters: a count, and in BIFF8 a flag for two bytes
/// each. No font of signs has a name of any other letters.
fn font_name(record: &[u8], is_biff8: bool) -> String {
    let name = record.get(if is_biff8 { 16 } else { 15 }..);
    let bytes = name.unwrap_or_default().iter();
    let letters = bytes.filter(|byte| **byte != 0);
    letters.map(|byte| char::from(*byte)).collect()
}

fn sheet(stream: &[u8], from: usize, texts: &HashMap<u32, Arc<Rich>>, palette: &[Rgb]) -> Around {
    let word = |at: usize| {
        stream
            .get(at..at + 2)
            .map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
    };
    let mut around = Around::default();
    let mut rules = conditional::Gathering::default();
    let mut depth = 0_u32;
    let place = |row: u16, column: u16| (u32::from(row), u32::from(column));
    for (kind, at, length) in records(stream, from) {
        match kind {
            // charts are sheets within the sheet
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            // a row of no height is a hidden one
            // twentieths of a point; the highest bit says that it is the usual height
            ROW if length >= 14
                && depth == 1
                && (word(at + 12) & 0x20 != 0
                    || is_flat(f64::from(word(at + 6) & 0x7FFF) / 20.0)) =>
            {
                around.hidden_rows.push(u32::from(word(at)));
            }
            // the highest bit says that it is the usual height
            ROW if length >= 14 && depth == 1 && word(at + 6) & 0x8000 == 0 => {
                let height = f32::from(word(at + 6) & 0x7FFF) / 20.0;
                around.heights.push((u32::from(word(at)), height));
            }
            WINDOW if length >= 2 && depth == 1 => around.hides_zeros = word(at) & 0x10 == 0,
            WIDTH if length >= 2 && depth == 1 => {
                around.widths.set_default_characters(word(at));
            }
            COLINFO if length >= 10 && depth == 1 => {
                let (first, last) = (word(at), word(at + 2).min(COLUMNS - 1));
                // 1/256 of a character
                let width = f32::from(word(at + 4)) / 256.0;
                if word(at + 8) & 1 != 0 || is_closed(f64::from(width)) {
                    let columns = (first..=last).map(u32::from);
                    around.hidden_columns.extend(columns);
                    around.widths.set_hidden(u32::from(first), u32::from(last));
                } else {
                    around.widths.set(u32::from(first), u32::from(last), width);
                }
            }
            MULRK if length >= 6 && depth == 1 => {
                for (column, cell) in
                    (word(at + 2)..COLUMNS).zip((at + 4..at + length - 2).step_by(6))
                {
                    around.styles.insert(place(word(at), column), word(cell));
                }
            }
            _ if CELLS.contains(&kind) && length >= 6 && depth == 1 => {
                let place = place(word(at), word(at + 2));
                around.styles.insert(place, word(at + 4));
                let text = u32::from(word(at + 6)) | u32::from(word(at + 8)) << 16;
                if let Some(rich) = texts
                    .get(&text)
                    .filter(|_| kind == LABEL_SST && length >= 10)
                {
                    around.rich.insert(place, Arc::clone(rich));
                }
            }
            _ if depth == 1 => rules.take(kind, &stream[at..at + length], palette),
            _ => {}
        }
    }
    around.rules = rules.rules;
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
