//! What calamine does not tell of a sheet of an xls: hidden rows and columns, sizes, panes, and
//! which style each cell has.
//!
//! Source: [MS-XLS] 2.4 (records).

use super::around::Around;
use super::biff_records::{BOF, EOF, records};
use super::conditional;
use super::look::{Rgb, Rich};
use super::parts::{Beside, Gathering};
use super::visibility::{is_closed, is_flat};
use std::collections::HashMap;
use std::sync::Arc;

/// How a sheet is shown.
const WINDOW: u16 = 0x023E;
/// Where its window is split.
const PANE: u16 = 0x0041;
/// The height of rows that have none of their own.
const HEIGHT: u16 = 0x0225;
const ROW: u16 = 0x0208;
const COLINFO: u16 = 0x007D;
/// The width of columns that have none of their own, in characters.
const WIDTH: u16 = 0x0055;
const MULRK: u16 = 0x00BD;
const LABEL_SST: u16 = 0x00FD;
/// FORMULA, NUMBER, RK, LABEL, LABELSST, RSTRING: row, column, number of the style
const CELLS: [u16; 6] = [0x0006, 0x0203, 0x027E, 0x0204, LABEL_SST, 0x00D6];
/// Columns of a sheet.
const COLUMNS: u16 = 256;

/// What stands around the cells of a sheet.
pub(super) fn sheet(
    stream: &[u8],
    from: usize,
    texts: &HashMap<u32, Arc<Rich>>,
    palette: &[Rgb],
) -> Around {
    let word = |at: usize| {
        stream
            .get(at..at + 2)
            .map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
    };
    let mut around = Around::default();
    let mut rules = conditional::Gathering::default();
    let mut depth = 0_u32;
    let (mut is_frozen, mut corner) = (false, (0, 0));
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
            WINDOW if length >= 6 && depth == 1 => {
                around.hides_zeros = word(at) & 0x10 == 0;
                is_frozen = word(at) & 0x08 != 0;
                corner = (word(at + 2), word(at + 4));
            }
            // how far from the left, and from above
            PANE if length >= 4 && depth == 1 && is_frozen => {
                let reach = |from: u16, split: u16| u32::from(if split > 0 { from } else { 0 });
                around.beside.reach = (reach(corner.0, word(at + 2)), reach(corner.1, word(at)));
            }
            // set by hand, hidden; twentieths of a point
            HEIGHT if length >= 4 && depth == 1 => {
                around.usual_height = match word(at) & 3 {
                    0 => None,
                    1 => Some(f32::from(word(at + 2)) / 20.0),
                    _ => Some(0.0),
                };
            }
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
pub(super) fn beside(stream: &[u8], from: usize, is_biff8: bool) -> Beside {
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
