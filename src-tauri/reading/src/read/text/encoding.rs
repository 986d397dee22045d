//! Bytes → text, in the encoding that they show.

use encoding_rs::{GB18030, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::str::from_utf8;

/// A text, and whether its end is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct Decoded {
    pub(in crate::read) text: String,
    /// the bytes end in the middle of a character
    pub(in crate::read) is_cut: bool,
}

/// Of so many characters one may be a control character or none at all: programs leave some behind,
/// and what is no text has many.
const SOUND: usize = 50;

/// A text in the encoding its bytes show: UTF-8, UTF-16 or UTF-32 by their mark or their zeros,
/// UTF-8 when it is valid, else GB18030 when that is, else Windows-1252; `None` for what is no
/// text. What an old program put behind the end (Ctrl-Z, zeros) is left out.
pub(in crate::read) fn decode(bytes: &[u8]) -> Option<Decoded> {
    let mut decoded = as_shown(bytes)?;
    let end = decoded
        .text
        .trim_end_matches(|c: char| matches!(c, '\u{1a}' | '\0') || c.is_whitespace());
    if decoded.text[end.len()..].contains(['\u{1a}', '\0']) {
        decoded.text.truncate(end.len());
        decoded.text.push('\n');
    }
    let start = decoded.text.trim_start_matches('\u{feff}').len();
    decoded.text.drain(..decoded.text.len() - start);
    let (mut all, mut odd) = (0_usize, 0_usize);
    for c in decoded.text.chars() {
        all += 1;
        odd += usize::from(c == '\u{fffd}' || c.is_control() && !c.is_whitespace());
    }
    (odd <= 2.max(all / SOUND) && odd < all.max(1)).then_some(decoded)
}

fn as_shown(bytes: &[u8]) -> Option<Decoded> {
    let whole = |text: String| Decoded {
        text,
        is_cut: false,
    };
    if let Some(rest) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        // what says that it is UTF-8 is, but for what was damaged or appended
        return Some(utf_8(rest).unwrap_or_else(|| whole(String::from_utf8_lossy(rest).into())));
    }
    if let Some(text) = utf_32(bytes) {
        return Some(whole(text));
    }
    let zeros = zeros(bytes);
    let sixteen = if bytes.starts_with(&[0xFF, 0xFE]) || zeros == Some(Zeros::Second) {
        Some(UTF_16LE)
    } else if bytes.starts_with(&[0xFE, 0xFF]) || zeros == Some(Zeros::First) {
        Some(UTF_16BE)
    } else {
        None
    };
    if let Some(encoding) = sixteen {
        let (pairs, half) = bytes.split_at(bytes.len() - bytes.len() % 2);
        return Some(Decoded {
            text: encoding.decode_with_bom_removal(pairs).0.into_owned(),
            is_cut: !half.is_empty(),
        });
    }
    utf_8(bytes).or_else(|| chinese(bytes)).or_else(|| {
        WINDOWS_1252
            .decode_without_bom_handling_and_without_replacement(bytes)
            .map(|text| whole(text.into_owned()))
    })
}

fn utf_8(bytes: &[u8]) -> Option<Decoded> {
    match from_utf8(bytes) {
        Ok(text) => Some(Decoded {
            text: text.to_owned(),
            is_cut: false,
        }),
        // the last character is incomplete, and it is not the only one
        Err(error) if error.error_len().is_none() && error.valid_up_to() > 0 => {
            let text = from_utf8(&bytes[..error.valid_up_to()]).ok()?;
            (!text.is_ascii()).then(|| Decoded {
                text: text.to_owned(),
                is_cut: true,
            })
        }
        Err(_) => None,
    }
}

/// GB18030, which has all that GB2312 and GBK have. Where the rest is Chinese, the last character
/// may be cut off, and few may be damaged.
fn chinese(bytes: &[u8]) -> Option<Decoded> {
    /// a character takes up to four bytes
    const LONGEST: usize = 4;
    /// so many characters are not Chinese by chance
    const CERTAIN: usize = 16;
    for missing in 0..LONGEST.min(bytes.len()) {
        let rest = &bytes[..bytes.len() - missing];
        let text = GB18030.decode_without_bom_handling_and_without_replacement(rest);
        if let Some(text) = text.filter(|text| missing == 0 || han(text) >= CERTAIN) {
            return Some(Decoded {
                text: text.into_owned(),
                is_cut: missing > 0,
            });
        }
    }
    let text = GB18030.decode_without_bom_handling(bytes).0;
    let lost = text.chars().filter(|c| *c == '\u{fffd}').count();
    (han(&text) > lost * SOUND).then(|| Decoded {
        text: text.into_owned(),
        is_cut: false,
    })
}

/// How many Chinese characters a text has.
fn han(text: &str) -> usize {
    let is_han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    text.chars().filter(is_han).count()
}

/// Which byte of each pair is mostly zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zeros {
    First,
    Second,
}

/// UTF-16 without a mark: digits, delimiters and line ends have a zero beside them. So has 一
/// (U+4E00), at the other side.
fn zeros(bytes: &[u8]) -> Option<Zeros> {
    let pairs = &bytes[..bytes.len().min(4000)];
    if bytes.len() < 4 {
        return None;
    }
    let count = |which: usize| {
        pairs
            .iter()
            .skip(which)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (first, second) = (count(0), count(1));
    if (first + second) * 5 < pairs.len() / 2 {
        return None;
    }
    if second > first * 4 {
        Some(Zeros::Second)
    } else if first > second * 4 {
        Some(Zeros::First)
    } else {
        None
    }
}

/// UTF-32 in either order, with or without a mark: every four bytes are a character.
fn utf_32(bytes: &[u8]) -> Option<String> {
    if bytes.is_empty() || !bytes.len().is_multiple_of(4) || !bytes.contains(&0) {
        return None;
    }
    let decoded = |number: fn([u8; 4]) -> u32| {
        bytes
            .chunks_exact(4)
            .map(|four| char::from_u32(number([four[0], four[1], four[2], four[3]])))
            .collect::<Option<String>>()
    };
    decoded(u32::from_le_bytes).or_else(|| decoded(u32::from_be_bytes))
}
