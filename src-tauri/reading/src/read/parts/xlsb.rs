//! What a sheet of an xlsb package has beside its cells.
//!
//! Source: [MS-XLSB] 2.4.36 (comments), 2.4.355 (page headers); drawings are those of xlsx.

use super::beside::Beside;
use super::path::{Files, relations};
use super::sizes::Sizes;
use super::{comments, drawing, margins, vml};

const HEADERS: u16 = 479;
const DRAWING: u16 = 550;
const OLDER_DRAWING: u16 = 551;
const COMMENT: u16 = 635;
const COMMENT_TEXT: u16 = 637;

/// A text of a record, and where it ends: a count, and so many units of UTF-16.
fn text(data: &[u8], at: usize) -> Option<(String, usize)> {
    let count = long(data, at)?;
    if count == u32::MAX {
        return Some((String::new(), at + 4));
    }
    let end = (count as usize).checked_mul(2)?.checked_add(at + 4)?;
    let units = data.get(at + 4..end)?.chunks_exact(2);
    let units = units.map(|two| u16::from_le_bytes([two[0], two[1]]));
    Some((String::from_utf16_lossy(&units.collect::<Vec<_>>()), end))
}

fn long(data: &[u8], at: usize) -> Option<u32> {
    let four = data.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

/// Goes through the records of a part: kind and data.
pub(in crate::read) type Records<'a> = &'a dyn Fn(&[u8], &mut dyn FnMut(u16, &[u8]));

/// What one sheet has.
pub(in crate::read) fn of_sheet(
    part: &str,
    bytes: &[u8],
    records: Records<'_>,
    files: Files<'_>,
) -> Beside {
    let mut beside = Beside::default();
    let (mut own, mut older) = (None, None);
    records(bytes, &mut |kind, data| match kind {
        DRAWING => own = text(data, 0).map(|(id, _)| id),
        OLDER_DRAWING => older = text(data, 0).map(|(id, _)| id),
        HEADERS => read_margins(data, &mut beside),
        _ => {}
    });
    for related in relations(part, files) {
        let is_own = Some(&related.id) == own.as_ref();
        let is_older = Some(&related.id) == older.as_ref();
        let kind = related.kind().to_owned();
        if !is_own && !is_older && !matches!(kind.as_str(), "comments" | "threadedComment") {
            continue;
        }
        let Some(bytes) = related.target.and_then(|part| files(&part)) else {
            continue;
        };
        match kind.as_str() {
            "comments" => read_comments(&bytes, records, &mut beside),
            "threadedComment" => comments::threads(&bytes, &mut beside),
            _ if is_own => drawing::read(&bytes, &Sizes::default(), &mut beside),
            _ => vml::read(&bytes, &Sizes::default(), &mut beside),
        }
    }
    beside
}

fn read_comments(bytes: &[u8], records: Records<'_>, beside: &mut Beside) {
    let mut at = None;
    records(bytes, &mut |kind, data| match kind {
        COMMENT => at = long(data, 4).zip(long(data, 12)),
        COMMENT_TEXT => {
            if let (Some((row, column)), Some((words, _))) = (at.take(), text(data, 1)) {
                beside.add_note(row, column, &words);
            }
        }
        _ => {}
    });
}

/// Flags, and the texts of odd, even and first pages.
fn read_margins(data: &[u8], beside: &mut Beside) {
    let flags = data.first().copied().unwrap_or_default();
    let mut at = 2;
    for pages in 0..6 {
        let Some((words, end)) = text(data, at) else {
            return;
        };
        at = end;
        let is_printed = match pages {
            0 | 1 => true,
            2 | 3 => flags & 1 != 0,
            _ => flags & 2 != 0,
        };
        if is_printed {
            margins::read(&words, beside);
        }
    }
}
