//! What is written between two tags as a text: line ends, entities and escapes made into what they
//! stand for, as calamine does it.

use std::borrow::Cow;

/// A text with its line ends and entities resolved. Nothing of one that holds what no text may.
#[inline]
pub(super) fn decoded(raw: &str) -> Option<Cow<'_, str>> {
    let is_odd = |byte: u8| byte < 0x20 || byte == b'&';
    // all bytes are looked at, one like the other: that is quicker than stopping at the first
    if raw.bytes().fold(false, |odd, byte| odd | is_odd(byte)) {
        resolved(raw).map(Cow::Owned)
    } else {
        Some(Cow::Borrowed(raw))
    }
}

fn resolved(raw: &str) -> Option<String> {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(|c: char| c < ' ' || c == '&') {
        out.push_str(rest.get(..at)?);
        rest = rest.get(at..)?;
        match *rest.as_bytes().first()? {
            b'\t' => out.push('\t'),
            b'\n' => out.push('\n'),
            // a line ends with either or both
            b'\r' => {
                out.push('\n');
                rest = rest.strip_prefix("\r\n").map_or(rest, |_| &rest[1..]);
            }
            b'&' => {
                let end = rest.bytes().take(10).position(|byte| byte == b';')?;
                out.push(entity(rest.get(1..end)?)?);
                rest = rest.get(end..)?;
            }
            _ => return None,
        }
        rest = rest.get(1..)?;
    }
    out.push_str(rest);
    Some(out)
}

/// The sign that an entity stands for.
pub(super) fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let digits = name.strip_prefix('#')?;
            let (digits, radix) = match digits.strip_prefix('x') {
                Some(digits) => (digits, 16),
                None => (digits, 10),
            };
            if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
                return None;
            }
            let code = u32::from_str_radix(digits, radix).ok()?;
            // control characters are no text; these three are
            if code < 0x20 && !matches!(code, 0x09 | 0x0A | 0x0D) {
                return None;
            }
            char::from_u32(code)?
        }
    })
}

/// A text with what Excel writes as `_x000D_` in place of it. Nothing of one that needs two of them
/// for a character.
#[inline]
pub(super) fn unescaped(text: Cow<'_, str>) -> Option<Cow<'_, str>> {
    if memchr::memmem::find(text.as_bytes(), b"_x").is_none() {
        return Some(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let code = from
            .as_bytes()
            .get(2..7)
            .filter(|code| code[4] == b'_' && code[..4].iter().all(u8::is_ascii_hexdigit));
        if code.is_some() {
            out.push(char::from_u32(
                u32::from_str_radix(from.get(2..6)?, 16).ok()?,
            )?);
            rest = from.get(7..)?;
        } else {
            // the x may begin nothing, but the next _ may
            out.push('_');
            rest = from.get(1..)?;
        }
    }
    out.push_str(rest);
    Some(Cow::Owned(out))
}
