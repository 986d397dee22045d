//! Formulas of rules of an xls: [MS-XLS] 2.5.198 (tokens), Ftab and Cetab (functions).

use xianbaohui_core::place::{cell_name, column_name};

/// What is left of a record.
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn some(&mut self, count: usize) -> Option<&'a [u8]> {
        let own = self.0.get(..count)?;
        self.0 = &self.0[count..];
        Some(own)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.some(1).map(|own| own[0])
    }

    pub(super) fn word(&mut self) -> Option<u16> {
        self.some(2).map(|own| u16::from_le_bytes([own[0], own[1]]))
    }

    pub(super) fn long(&mut self) -> Option<u32> {
        let own = self.some(4)?;
        Some(u32::from_le_bytes([own[0], own[1], own[2], own[3]]))
    }
}

/// What binds more strongly has a higher one.
const LEAF: u8 = 7;
/// A minus before it, or a percent sign behind it.
const SIGNED: u8 = 6;

/// Functions with so many arguments each, of those that are worked out.
const FIXED: [(u16, &str, usize); 33] = [
    (2, "ISNA", 1),
    (3, "ISERROR", 1),
    (10, "NA", 0),
    (19, "PI", 0),
    (20, "SQRT", 1),
    (21, "EXP", 1),
    (22, "LN", 1),
    (23, "LOG10", 1),
    (24, "ABS", 1),
    (25, "INT", 1),
    (26, "SIGN", 1),
    (27, "ROUND", 2),
    (31, "MID", 3),
    (32, "LEN", 1),
    (33, "VALUE", 1),
    (34, "TRUE", 0),
    (35, "FALSE", 0),
    (38, "NOT", 1),
    (39, "MOD", 2),
    (48, "TEXT", 2),
    (76, "ROWS", 1),
    (77, "COLUMNS", 1),
    (118, "TRIM", 1),
    (126, "ISERR", 1),
    (127, "ISTEXT", 1),
    (128, "ISNUMBER", 1),
    (129, "ISBLANK", 1),
    (131, "N", 1),
    (212, "ROUNDUP", 2),
    (213, "ROUNDDOWN", 2),
    (337, "POWER", 2),
    (346, "COUNTIF", 2),
    (347, "COUNTBLANK", 1),
];

/// Functions that say how many arguments they have.
const OPEN: [(u16, &str); 25] = [
    (0, "COUNT"),
    (1, "IF"),
    (4, "SUM"),
    (5, "AVERAGE"),
    (6, "MIN"),
    (7, "MAX"),
    (8, "ROW"),
    (9, "COLUMN"),
    (29, "INDEX"),
    (36, "AND"),
    (37, "OR"),
    (64, "MATCH"),
    (101, "HLOOKUP"),
    (102, "VLOOKUP"),
    (115, "LEFT"),
    (116, "RIGHT"),
    (169, "COUNTA"),
    (183, "PRODUCT"),
    (197, "TRUNC"),
    (216, "RANK"),
    (227, "MEDIAN"),
    (228, "SUMPRODUCT"),
    (336, "CONCATENATE"),
    (344, "SUBTOTAL"),
    (345, "SUMIF"),
];

/// A formula as it is written for a cell; none where some of it is not known.
pub(super) fn written(formula: &[u8], at: (u32, u32)) -> Option<String> {
    let mut bytes = Bytes(formula);
    let mut parts: Vec<(String, u8)> = Vec::new();
    while !bytes.0.is_empty() {
        token(&mut bytes, at, &mut parts)?;
    }
    match (parts.pop(), parts.as_slice()) {
        (Some((own, _)), []) => Some(own),
        _ => None,
    }
}

/// Puts what a token makes of the parts before it in their place.
fn token(bytes: &mut Bytes<'_>, at: (u32, u32), parts: &mut Vec<(String, u8)>) -> Option<()> {
    let leaf = |own: String| (own, LEAF);
    // those of references and functions come in three classes
    let kind = match bytes.byte()? {
        own @ 0x40..=0x5F => own - 0x20,
        own @ 0x60..=0x7F => own - 0x40,
        own => own,
    };
    let own = match kind {
        0x03..=0x0E => {
            let (sign, strength) = [
                ("+", 3),
                ("-", 3),
                ("*", 4),
                ("/", 4),
                ("^", 5),
                ("&", 2),
                ("<", 1),
                ("<=", 1),
                ("=", 1),
                (">=", 1),
                (">", 1),
                ("<>", 1),
            ][usize::from(kind - 3)];
            let (right, left) = (parts.pop()?, parts.pop()?);
            let left = bound(left, strength);
            let right = bound(right, strength + 1);
            (format!("{left}{sign}{right}"), strength)
        }
        0x12 => parts.pop()?,
        0x13 => (format!("-{}", bound(parts.pop()?, SIGNED)), SIGNED),
        0x14 => (format!("{}%", bound(parts.pop()?, LEAF)), SIGNED),
        0x15 => {
            let (own, strength) = parts.pop()?;
            // one that is bound already needs no more
            let own = if strength == LEAF {
                own
            } else {
                format!("({own})")
            };
            leaf(own)
        }
        0x16 => leaf(String::new()),
        0x17 => {
            let (count, flags) = (usize::from(bytes.byte()?), bytes.byte()?);
            let own = if flags & 1 == 1 {
                let units = bytes.some(count * 2)?.chunks_exact(2);
                let units = units.map(|two| u16::from_le_bytes([two[0], two[1]]));
                String::from_utf16_lossy(&units.collect::<Vec<_>>())
            } else {
                let letters = bytes.some(count)?.iter();
                letters.map(|own| char::from(*own)).collect()
            };
            leaf(format!("\"{}\"", own.replace('"', "\"\"")))
        }
        0x19 => {
            let (flags, count) = (bytes.byte()?, bytes.word()?);
            match flags {
                0x10 => {
                    let (own, _) = parts.pop()?;
                    leaf(format!("SUM({own})"))
                }
                0x04 => {
                    bytes.some((usize::from(count) + 1) * 2)?;
                    return Some(());
                }
                _ => return Some(()),
            }
        }
        0x1D => leaf(if bytes.byte()? == 0 { "FALSE" } else { "TRUE" }.to_owned()),
        0x1E => leaf(bytes.word()?.to_string()),
        0x1F => {
            let own = bytes.some(8)?.first_chunk::<8>()?;
            let own = f64::from_le_bytes(*own);
            if !own.is_finite() {
                return None;
            }
            let strength = if own < 0.0 { SIGNED } else { LEAF };
            (own.to_string(), strength)
        }
        0x21 => {
            let number = bytes.word()?;
            let (_, name, count) = FIXED.iter().find(|(own, _, _)| *own == number)?;
            call(name, *count, parts)?
        }
        0x22 => {
            let (count, number) = (bytes.byte()? & 0x7F, bytes.word()?);
            let (_, name) = OPEN.iter().find(|(own, _)| *own == number)?;
            call(name, count.into(), parts)?
        }
        0x24 | 0x2C => {
            let (row, column) = (bytes.word()?, bytes.word()?);
            leaf(cell(row, column, (kind == 0x2C).then_some(at))?)
        }
        0x25 | 0x2D => {
            let (top, bottom) = (bytes.word()?, bytes.word()?);
            let (left, right) = (bytes.word()?, bytes.word()?);
            let from = (kind == 0x2D).then_some(at);
            let (first, last) = (cell(top, left, from)?, cell(bottom, right, from)?);
            leaf(format!("{first}:{last}"))
        }
        _ => return None,
    };
    parts.push(own);
    Some(())
}

/// A part that is bound at least so strongly.
fn bound((own, strength): (String, u8), least: u8) -> String {
    if strength < least {
        format!("({own})")
    } else {
        own
    }
}

fn call(name: &str, count: usize, parts: &mut Vec<(String, u8)>) -> Option<(String, u8)> {
    let from = parts.len().checked_sub(count)?;
    let own = parts.drain(from..).map(|(own, _)| own);
    let own = own.collect::<Vec<_>>().join(",");
    Some((format!("{name}({own})"), LEAF))
}

/// The name of a cell. What is not kept by `$` is counted from a cell, where one is given: 2.5.198.
fn cell(row: u16, column: u16, from: Option<(u32, u32)>) -> Option<String> {
    let (moves_row, moves_column) = (column & 0x8000 != 0, column & 0x4000 != 0);
    let [low, _] = column.to_le_bytes();
    let (mut own_row, mut own_column) = (u32::from(row), u32::from(low));
    if let Some((row_from, column_from)) = from {
        if moves_row {
            own_row = row_from.checked_add_signed(row.cast_signed().into())?;
        }
        if moves_column {
            own_column = column_from.checked_add_signed(low.cast_signed().into())?;
        }
    }
    let sign = |moves: bool| if moves { "" } else { "$" };
    let number = cell_name(own_row, 0);
    let number = number.get(1..)?;
    let (before, between) = (sign(moves_column), sign(moves_row));
    Some(format!(
        "{before}{}{between}{number}",
        column_name(own_column)
    ))
}
