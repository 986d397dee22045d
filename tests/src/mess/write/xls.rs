//! As Excel 97 and WPS write it: BIFF8 in a compound file.
//!
//! Source: [MS-XLS] 2.4. Only what a reader needs.

use super::xlsx::{CALENDARS, PLAIN_DAY};
use crate::Outcome;
use crate::mess::model::{Book, Cell, Colour, Content, Look as Letters, Sheet, Shown};
use std::io::{Cursor, Write};

/// Number of the first format of a workbook's own.
const FIRST_FORMAT: u16 = 164;
/// Number of the first colour of a workbook's own.
const FIRST_COLOUR: u16 = 8;
/// Styles before those of cells.
const STYLES: u16 = 16;
/// Automatic letters.
const AUTOMATIC: u16 = 0x7FFF;

/// How a cell looks: format, letters, ground.
type Look = (String, Option<(Colour, Option<Colour>)>, Letters);

/// What cells refer to by number.
#[derive(Default)]
struct Tables {
    formats: Vec<String>,
    colours: Vec<Colour>,
    looks: Vec<Look>,
}

fn record(out: &mut Vec<u8>, kind: u16, parts: &[&[u8]]) -> Outcome {
    let data = parts.concat();
    out.extend(kind.to_le_bytes());
    out.extend(u16::try_from(data.len())?.to_le_bytes());
    out.extend(data);
    Ok(())
}

/// Sixteen-bit words.
fn words(words: &[u16]) -> Vec<u8> {
    words.iter().copied().flat_map(u16::to_le_bytes).collect()
}

/// A text behind a count of characters: two bytes each.
fn text(count: &[u8], words: &str) -> Vec<u8> {
    count
        .iter()
        .copied()
        .chain([1])
        .chain(words.encode_utf16().flat_map(u16::to_le_bytes))
        .collect()
}

fn long_text(words: &str) -> Outcome<Vec<u8>> {
    Ok(text(
        &u16::try_from(words.encode_utf16().count())?.to_le_bytes(),
        words,
    ))
}

fn short_text(words: &str) -> Outcome<Vec<u8>> {
    Ok(text(&[u8::try_from(words.encode_utf16().count())?], words))
}

pub(super) fn bytes(book: &Book) -> Outcome<Vec<u8>> {
    let mut tables = Tables::default();
    let sheets = book
        .sheets
        .iter()
        .map(|sheet| one(sheet, book, &mut tables))
        .collect::<Outcome<Vec<_>>>()?;
    // the positions of the sheets are known when the beginning is written, which is as long
    // whatever they are
    let length = beginning(book, &tables, &vec![0; sheets.len()])?.len();
    let positions = sheets.iter().scan(length, |at, sheet| {
        let own = *at;
        *at += sheet.len();
        Some(own as u32)
    });
    let mut stream = beginning(book, &tables, &positions.collect::<Vec<_>>())?;
    stream.extend(sheets.concat());
    let mut file =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new()))?;
    file.create_stream("/Workbook")?.write_all(&stream)?;
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

fn begin(out: &mut Vec<u8>, kind: u16) -> Outcome {
    record(
        out,
        0x0809,
        &[&words(&[
            0x0600, kind, 0x0DBB, 0x07CC, 0x00C1, 0, 0x0306, 0,
        ])],
    )
}

/// Fonts, formats, styles, names of the sheets.
fn beginning(book: &Book, tables: &Tables, positions: &[u32]) -> Outcome<Vec<u8>> {
    let mut out = Vec::new();
    begin(&mut out, 0x0005)?;
    record(&mut out, 0x0042, &[&words(&[1200])])?;
    record(&mut out, 0x0022, &[&words(&[u16::from(book.from_1904)])])?;
    let font = |out: &mut Vec<u8>, colour: u16, letters: Letters| {
        let height = if letters == Letters::Tiny { 20 } else { 220 };
        let bits = if letters == Letters::Struck { 8 } else { 0 };
        record(
            out,
            0x0031,
            &[
                &words(&[height, bits, colour, 400, 0, 0, 134]),
                &short_text("宋体")?,
            ],
        )
    };
    // four that every workbook has; there is no fifth
    for _ in 0..4 {
        font(&mut out, AUTOMATIC, Letters::Plain)?;
    }
    for (_, ink, look) in &tables.looks {
        font(
            &mut out,
            ink.map_or(AUTOMATIC, |(letters, _)| tables.number_of(letters)),
            *look,
        )?;
    }
    for (number, code) in (FIRST_FORMAT..).zip(&tables.formats) {
        record(&mut out, 0x041E, &[&words(&[number]), &long_text(code)?])?;
    }
    for _ in 0..STYLES {
        record(
            &mut out,
            0x00E0,
            &[&words(&[0, 0, 0xFFF5, 0x20, 0, 0, 0, 0, 0, 0x20C0])],
        )?;
    }
    for (at, (code, ink, letters)) in (0_u16..).zip(&tables.looks) {
        let format = tables
            .formats
            .iter()
            .position(|own| own == code)
            .map_or(Ok(0), |at| u16::try_from(at).map(|at| FIRST_FORMAT + at))?;
        let (pattern, colour) = ink
            .and_then(|(_, ground)| ground)
            .map_or((0, 0x20C0), |ground| {
                (1 << 10, tables.number_of(ground) | 64 << 7)
            });
        record(
            &mut out,
            0x00E0,
            &[&words(&[
                at + 5,
                format,
                1,
                0x20 | if *letters == Letters::Fill { 4 } else { 0 },
                0,
                0,
                0,
                0,
                pattern,
                colour,
            ])],
        )?;
    }
    if !tables.colours.is_empty() {
        let mut colours = tables
            .colours
            .iter()
            .map(|colour| rgb(*colour))
            .collect::<Vec<_>>();
        colours.resize(56, 0);
        let bytes = colours
            .into_iter()
            .flat_map(|colour| [(colour >> 16) as u8, (colour >> 8) as u8, colour as u8, 0])
            .collect::<Vec<_>>();
        record(&mut out, 0x0092, &[&words(&[56]), &bytes])?;
    }
    for (sheet, position) in book.sheets.iter().zip(positions) {
        let shown = match sheet.shown {
            Shown::Yes => 0,
            Shown::Hidden => 1,
            Shown::VeryHidden => 2,
        };
        record(
            &mut out,
            0x0085,
            &[
                &position.to_le_bytes(),
                &[shown, 0],
                &short_text(&sheet.name)?,
            ],
        )?;
    }
    record(&mut out, 0x000A, &[])?;
    Ok(out)
}

fn rgb(colour: Colour) -> u32 {
    match colour {
        Colour::Rgb(rgb) => rgb,
        Colour::Theme(0) => 0xFF_FFFF,
        Colour::Theme(_) => 0,
    }
}

impl Tables {
    fn number_of(&self, colour: Colour) -> u16 {
        self.colours
            .iter()
            .position(|own| *own == colour)
            .map_or(AUTOMATIC, |at| FIRST_COLOUR + at as u16)
    }

    /// The number of a cell's style.
    fn style(&mut self, cell: &Cell) -> u16 {
        let format = match (&cell.format, &cell.content) {
            (Some(format), _) => format.clone(),
            (None, Content::Day(_)) => PLAIN_DAY.to_owned(),
            _ => String::new(),
        };
        if !format.is_empty() && !self.formats.contains(&format) {
            self.formats.push(format.clone());
        }
        let white = (cell.look == Letters::White).then_some((Colour::Rgb(0xFF_FFFF), None));
        let ink = cell.ink.or(white);
        if let Some((letters, ground)) = ink {
            for colour in [Some(letters), ground].into_iter().flatten() {
                if !self.colours.contains(&colour) {
                    self.colours.push(colour);
                }
            }
        }
        let look = (format, ink, cell.look);
        let at = self
            .looks
            .iter()
            .position(|own| *own == look)
            .unwrap_or_else(|| {
                self.looks.push(look);
                self.looks.len() - 1
            });
        STYLES + at as u16
    }
}

fn one(sheet: &Sheet, book: &Book, tables: &mut Tables) -> Outcome<Vec<u8>> {
    let mut out = Vec::new();
    begin(&mut out, 0x0010)?;
    for (kind, words) in [(0x0014, &sheet.around.head), (0x0015, &sheet.around.foot)] {
        if let Some(words) = words {
            record(&mut out, kind, &[&long_text(&format!("&C{words}"))?])?;
        }
    }
    // eight digits, as Excel has it where nothing is said
    record(&mut out, 0x0055, &[&words(&[8])])?;
    for column in &sheet.around.narrow {
        let column = u16::try_from(*column)?;
        record(
            &mut out,
            0x007D,
            &[&words(&[column, column, 694, 15, 2, 0])],
        )?;
    }
    for column in &sheet.hidden_columns {
        let column = u16::try_from(*column)?;
        record(
            &mut out,
            0x007D,
            &[&words(&[column, column, 2304, 15, 1, 0])],
        )?;
    }
    record(
        &mut out,
        0x0200,
        &[
            &[0; 4],
            &(sheet.rows.len() as u32).to_le_bytes(),
            &words(&[0, u16::try_from(sheet.width())?, 0]),
        ],
    )?;
    for (row, cells) in (0_u16..).zip(&sheet.rows) {
        let bits = if cells.hidden { 0x0120 } else { 0x0100 };
        record(
            &mut out,
            0x0208,
            &[&words(&[
                row,
                0,
                u16::try_from(sheet.width())?,
                300,
                0,
                0,
                bits,
                15,
            ])],
        )?;
        for (column, cell) in (0_u16..).zip(&cells.cells) {
            let place = words(&[row, column, tables.style(cell)]);
            put(&mut out, &place, &cell.content, book.from_1904)?;
        }
    }
    let mut merged = Vec::new();
    for (row, cells) in (0_u16..).zip(&sheet.rows) {
        for (column, cell) in (0_u16..)
            .zip(&cells.cells)
            .filter(|(_, cell)| cell.across + cell.down > 0)
        {
            merged.push(words(&[
                row,
                row + u16::try_from(cell.down)?,
                column,
                column + u16::try_from(cell.across)?,
            ]));
        }
    }
    for some in merged.chunks(1000) {
        record(
            &mut out,
            0x00E5,
            &[&words(&[some.len() as u16]), &some.concat()],
        )?;
    }
    record(&mut out, 0x000A, &[])?;
    Ok(out)
}

fn put(out: &mut Vec<u8>, place: &[u8], content: &Content, from_1904: bool) -> Outcome {
    let number =
        |out: &mut Vec<u8>, number: f64| record(out, 0x0203, &[place, &number.to_le_bytes()]);
    match content {
        Content::Empty => Ok(()),
        Content::Number(figure) => number(out, figure.to_string().parse::<f64>()?),
        Content::Float(figure) => number(out, *figure),
        Content::Day(day) => number(
            out,
            f64::from(if from_1904 { day - CALENDARS } else { *day }),
        ),
        Content::Text(words) => record(out, 0x0204, &[place, &long_text(words)?]),
        Content::Raised(words, mark) => record(
            out,
            0x0204,
            &[place, &long_text(&format!("{words}{mark}"))?],
        ),
        Content::Rich(parts) => {
            let words = parts.iter().map(|(words, _)| words.as_str());
            record(
                out,
                0x0204,
                &[place, &long_text(&words.collect::<String>())?],
            )
        }
        Content::Formula(_, result) => {
            let error = [
                "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A",
            ]
            .iter()
            .position(|error| error == result);
            let stored = match (error, result.parse::<f64>()) {
                (Some(at), _) => [2, 0, [0, 7, 15, 23, 29, 36, 42][at], 0, 0, 0, 0xFF, 0xFF],
                (None, Ok(figure)) => figure.to_le_bytes(),
                (None, Err(_)) => [0, 0, 0, 0, 0, 0, 0xFF, 0xFF],
            };
            // the formula itself is its result: nothing here asks for more
            let formula = match (error, result.parse::<f64>()) {
                (Some(at), _) => vec![0x1C, [0, 7, 15, 23, 29, 36, 42][at]],
                (None, Ok(figure)) => [&[0x1F], figure.to_le_bytes().as_slice()].concat(),
                (None, Err(_)) => [&[0x17], short_text(result)?.as_slice()].concat(),
            };
            let length = words(&[u16::try_from(formula.len())?]);
            record(out, 0x0006, &[place, &stored, &[0; 6], &length, &formula])?;
            if error.is_none() && result.parse::<f64>().is_err() {
                record(out, 0x0207, &[&long_text(result)?])
            } else {
                Ok(())
            }
        }
    }
}
