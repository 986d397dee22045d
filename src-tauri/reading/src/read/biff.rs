//! What calamine does not tell of an xls: what number formats, fonts and fills make of cells.
//!
//! Source: [MS-XLS] 2.4 (records), 2.5.156 (formats), 2.5.249 (cell styles). BIFF5 and BIFF8 have
//! these records alike, but for texts.

use super::around::Around;
use super::biff_records::{EOF, records};
use super::biff_sheet::{beside, sheet};
use super::look::{
    BLACK, Face, Fit, Formats, Ground, Letters, Look, Quirks, Rgb, Style, WHITE, indexed,
};
use super::parts::{Beside, Formulas, Pointers};
use super::rich;
use crate::sight::{Locale, built_in};
use encoding_rs::GB18030;
use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::sync::Arc;

const BOUNDSHEET: u16 = 0x0085;
const FORMAT: u16 = 0x041E;
const FONT: u16 = 0x0031;
const XF: u16 = 0x00E0;
const PALETTE: u16 = 0x0092;
/// Days are counted from 1904.
const DATE_MODE: u16 = 0x0022;
/// A workbook that formulas point to; what is longer is another than this one.
const LINKS: u16 = 0x01AE;
/// The table of texts.
const SST: u16 = 0x00FC;
const CONTINUE: u16 = 0x003C;

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
                face: Face::of(&font_name(&stream[at..at + length], is_biff8)),
            }),
            SST => texts = vec![&stream[at..at + length]],
            CONTINUE if !texts.is_empty() && !is_over => texts.push(&stream[at..at + length]),
            // the pattern and the colours of the ground stand elsewhere in BIFF5
            XF if length >= 20 && is_biff8 => styles.push(Xf {
                font: word(at),
                format: word(at + 2),
                repeats: word(at + 6) & 7 == REPEATED,
                fit: Fit::of_record(word(at + 6), word(at + 8)),
                quirks: quirks(&stream[at..at + length]),
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
                quirks: Quirks::default(),
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
                quirks: xf.quirks,
            };
            Look::of(&style, &mut formats)
        })
        .collect::<Vec<Look>>();
    let (looks, formats) = (Arc::new(looks), Arc::new(formats));
    let size = fonts.first().and_then(|letters| letters.size);
    sheets
        .into_iter()
        .map(|position| {
            (
                position,
                sheet(&stream, position as usize, &texts, &palette),
            )
        })
        .map(|(position, own)| Around {
            from_1904,
            looks: Arc::clone(&looks),
            formats: Arc::clone(&formats),
            size,
            beside: Beside {
                formulas: Formulas {
                    pointers,
                    ..Formulas::default()
                },
                reach: own.beside.reach,
                ..beside(&stream, position as usize, is_biff8)
            },
            ..own
        })
        .collect()
}

/// A font as a record says it.
struct Font {
    /// twentieths of a point
    height: u16,
    struck: bool,
    raised: bool,
    face: Face,
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
            hidden: false,
            face: self.face,
        }
    }
}

/// A style of cells as a record says it.
struct Xf {
    font: u16,
    format: u16,
    repeats: bool,
    fit: Option<Fit>,
    quirks: Quirks,
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

/// The name of a font: a count, and in BIFF8 a flag for two bytes each.
fn font_name(record: &[u8], is_biff8: bool) -> String {
    let name = record.get(14..).unwrap_or_default();
    if !is_biff8 {
        return format_code(name, false);
    }
    // a count of one byte, not of two
    let name = [
        name.get(..1).unwrap_or_default(),
        &[0],
        name.get(1..).unwrap_or_default(),
    ];
    format_code(&name.concat(), true)
}

/// What few styles say: [MS-XLS] 2.5.249.
fn quirks(record: &[u8]) -> Quirks {
    let word = |at: usize| {
        let two = record.get(at..at + 2);
        two.map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
    };
    let (alignment, more) = (word(6), word(8));
    let lines = u32::from(word(14)) | u32::from(word(16)) << 16;
    let has_side = matches!(alignment & 7, 1 | 3 | 7);
    Quirks {
        crossed: word(12) >> 14 != 0 && lines >> 21 & 0x0F != 0,
        shrinks: more & 0x10 != 0,
        backwards: more >> 6 & 3 == 2,
        indent: if has_side { (more & 0x0F) as u8 } else { 0 },
    }
}
