//! Texts of an xls in parts, by their number in the table of texts.
//!
//! Source: [MS-XLS] 2.4.265 (the table), 2.5.293 (a text), 2.5.129 (its runs).

use super::look::{Letters, Rich, Run};
use std::collections::HashMap;
use std::sync::Arc;

/// The table of texts, which goes on over records; a text that is cut says anew how wide its
/// characters are.
struct Table<'a> {
    pieces: Vec<&'a [u8]>,
    piece: usize,
    at: usize,
}

impl Table<'_> {
    /// So many bytes, over the ends of records.
    fn bytes(&mut self, mut count: usize) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        loop {
            let rest = self.pieces.get(self.piece)?.get(self.at..)?;
            let own = rest.len().min(count);
            out.extend_from_slice(&rest[..own]);
            self.at += own;
            count -= own;
            if count == 0 {
                return Some(out);
            }
            (self.piece, self.at) = (self.piece + 1, 0);
        }
    }

    fn word(&mut self) -> Option<u16> {
        let two = self.bytes(2)?;
        Some(u16::from_le_bytes([two[0], two[1]]))
    }

    /// So many characters, in units of UTF-16.
    fn characters(&mut self, count: usize, mut wide: bool) -> Option<Vec<u16>> {
        let mut out = Vec::new();
        while out.len() < count {
            let rest = self.pieces.get(self.piece)?.get(self.at..)?;
            if rest.is_empty() {
                (self.piece, self.at) = (self.piece + 1, 0);
                wide = self.bytes(1)?[0] & 1 == 1;
                continue;
            }
            let width = if wide { 2 } else { 1 };
            let own = (rest.len() / width).min(count - out.len());
            if own == 0 {
                return None;
            }
            let units = rest[..own * width].chunks_exact(width).map(|unit| {
                u16::from_le_bytes([unit[0], unit.get(1).copied().unwrap_or_default()])
            });
            out.extend(units);
            self.at += own * width;
        }
        Some(out)
    }

    /// The next text.
    fn text(&mut self, font: &dyn Fn(u16) -> Option<Letters>) -> Option<Rich> {
        let count = usize::from(self.word()?);
        let flags = self.bytes(1)?[0];
        let runs = if flags & 8 != 0 {
            usize::from(self.word()?)
        } else {
            0
        };
        let after = if flags & 4 != 0 {
            self.bytes(4)
                .and_then(|four| Some(u32::from_le_bytes(four.try_into().ok()?) as usize))?
        } else {
            0
        };
        let text = self.characters(count, flags & 1 == 1)?;
        let runs = self.bytes(runs * 4)?;
        self.bytes(after)?;
        let runs = runs
            .chunks_exact(4)
            .map(|run| {
                (
                    usize::from(u16::from_le_bytes([run[0], run[1]])),
                    u16::from_le_bytes([run[2], run[3]]),
                )
            })
            .collect::<Vec<_>>();
        let part = |from: usize, to: usize| {
            let units = text.get(from..to.min(text.len())).unwrap_or_default();
            String::from_utf16_lossy(units)
        };
        let mut rich = Rich::default();
        // what stands before the first run is drawn as the cell says
        let first = runs.first().map_or(0, |(from, _)| *from);
        if first > 0 {
            rich.runs.push(Run {
                text: part(0, first),
                letters: None,
            });
        }
        for (at, (from, number)) in runs.iter().enumerate() {
            let to = runs.get(at + 1).map_or(text.len(), |(to, _)| *to);
            rich.runs.push(Run {
                text: part(*from, to),
                letters: font(*number),
            });
        }
        Some(rich)
    }
}

/// Texts in parts, by number. `pieces` are the data of the table's record and of those that go on
/// with it; `font` gives letters by the number of their font. What cannot be made out ends the
/// table.
pub(super) fn texts(
    pieces: Vec<&[u8]>,
    font: &dyn Fn(u16) -> Option<Letters>,
) -> HashMap<u32, Arc<Rich>> {
    let mut table = Table {
        pieces,
        piece: 0,
        at: 0,
    };
    let mut texts = HashMap::new();
    // how many texts there are; the table may hold fewer
    let Some(counts) = table.bytes(8) else {
        return texts;
    };
    let count = u32::from_le_bytes([counts[4], counts[5], counts[6], counts[7]]);
    for number in 0..count {
        match table.text(font) {
            Some(rich) if rich.matters() => drop(texts.insert(number, Arc::new(rich))),
            Some(_) => {}
            None => break,
        }
    }
    texts
}
