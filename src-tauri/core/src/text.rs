//! Texts as sheets have them, made comparable: full and half width, spaces inside `青    海`, line
//! breaks, brackets, numbering.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Full-width forms to half-width (NFKC), nothing else. `…` and `㎡`-like signs that NFKC would
/// spell out are kept, and so are the digits of footnotes: `120①` and `120²` are no 1201 and 1202.
pub fn half_width(raw: &str) -> String {
    if raw.is_ascii() {
        return raw.to_owned();
    }
    let mut out = String::with_capacity(raw.len());
    for c in raw.chars() {
        match c {
            // most of what stands on a sheet: nothing to normalise
            '\u{4e00}'..='\u{9fff}' | '\0'..='\u{7f}' | '…' | '㎡' | '‰' | '×' => out.push(c),
            // marks of footnotes
            _ if is_raised(c) => out.push(c),
            '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}' => {}
            _ => out.extend(std::iter::once(c).nfkc()),
        }
    }
    out
}

fn is_raised(c: char) -> bool {
    matches!(c, '①'..='⑳' | '⓪' | '❶'..='❿' | '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '₀'..='₉')
}

/// [`half_width`] without any white space.
pub fn compact(raw: &str) -> String {
    if is_compact(raw) {
        return raw.to_owned();
    }
    let mut text = half_width(raw);
    text.retain(|c| !c.is_whitespace() && !c.is_control());
    text
}

/// Whether a text consists of ASCII signs and common Chinese characters alone: most are.
pub fn is_compact(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at += match byte {
            b'!'..=b'~' => 1,
            // U+4E00 to U+9FFF
            0xE5..=0xE9 => 3,
            0xE4 if bytes[at + 1] >= 0xB8 => 3,
            _ => return false,
        };
    }
    true
}

/// A key under which two headers or labels that a person takes for the same are equal: [`compact`],
/// one kind of bracket, dash, quote and comma, lower case, without a colon or 、 at the end.
pub fn key(raw: &str) -> String {
    as_key(raw).into_owned()
}

/// [`key`], borrowed where a text is its own: nearly everything that stands on a sheet.
pub fn as_key(raw: &str) -> Cow<'_, str> {
    /// what says nothing at the end
    const ENDS: [char; 4] = [':', ',', '.', '。'];
    let bytes = raw.as_bytes();
    let mut out = String::new();
    // what is its own key is copied in runs
    let (mut from, mut at) = (0, 0);
    while let Some(&byte) = bytes.get(at) {
        let own = match byte {
            b'!'..=b'~' if !is_changed(byte) => 1,
            // U+4E00 to U+9FFF, but for 至
            0xE5..=0xE7 | 0xE9 => 3,
            0xE4 if bytes[at + 1] >= 0xB8 => 3,
            0xE8 if bytes[at + 1..at + 3] != [0x87, 0xB3] => 3,
            _ => 0,
        };
        if own > 0 {
            at += own;
            continue;
        }
        if from == 0 {
            out.reserve(raw.len());
        }
        out.push_str(&raw[from..at]);
        let Some(c) = raw[at..].chars().next() else {
            break;
        };
        match c {
            '至' => out.push('-'),
            '!'..='~' => key_ascii(c, &mut out),
            ' ' => {}
            _ => compact(c.encode_utf8(&mut [0; 4]))
                .chars()
                .for_each(|c| key_char(c, &mut out)),
        }
        at += c.len_utf8();
        from = at;
    }
    if from == 0 {
        return Cow::Borrowed(raw.trim_end_matches(ENDS));
    }
    out.push_str(&raw[from..]);
    out.truncate(out.trim_end_matches(ENDS).len());
    Cow::Owned(out)
}

/// Whether [`key_ascii`] makes something else of a sign.
fn is_changed(byte: u8) -> bool {
    matches!(
        byte,
        b'A'..=b'Z' | b'[' | b']' | b'{' | b'}' | b'~' | b';' | b'"' | b'\'' | b'*'
    )
}

fn key_ascii(c: char, out: &mut String) {
    match c {
        '[' | '{' => out.push('('),
        ']' | '}' => out.push(')'),
        '~' => out.push('-'),
        ';' => out.push(','),
        '"' | '\'' | '*' => {}
        _ => out.push(c.to_ascii_lowercase()),
    }
}

/// One character of a text without white space and full-width forms.
fn key_char(c: char, out: &mut String) {
    match c {
        '至' | '—' | '–' | '―' | '─' | '～' | '−' => out.push('-'),
        '\u{4e00}'..='\u{9fff}' => out.push(c),
        '【' | '〔' | '〈' | '《' | '「' => out.push('('),
        '】' | '〕' | '〉' | '》' | '」' => out.push(')'),
        '，' | '、' | '；' => out.push(','),
        '“' | '”' | '‘' | '’' | '★' => {}
        _ if c.is_ascii() => key_ascii(c, out),
        _ => out.extend(c.to_lowercase()),
    }
}

/// The sentences of a text as keys: what full stops, line breaks or wide blanks part.
pub fn sentences(raw: &str) -> Vec<String> {
    let wide = raw.replace("  ", "\n");
    let parts = wide.split([
        '\n', '\r', '\t', '\u{3000}', '。', '；', ';', '!', '！', '?', '？',
    ]);
    let keys = parts.map(|part| key(part.trim()));
    keys.filter(|key| !key.is_empty()).collect()
}

/// Whether two keys are the same but for a slip of the pen: one character of six or more, two of
/// twelve or more, and none of the characters that carry the meaning of a statistical header (新 /
/// 净, 本 / 上, 额 / 数, digits).
pub fn slip_of(one: &str, other: &str) -> bool {
    const MEANING: &str = "未拟差距应预原半去工农林商部加新净总累减增本上下同期年季月率额数\
        占比内外入出国省市县区不非无合小计收支\
        最高低一二三四五六七八九十0123456789%";
    let lengths = (one.chars().count(), other.chars().count());
    let allowed = match lengths.0.min(lengths.1) {
        0..=5 => return false,
        6..=11 => 1,
        _ => 2,
    };
    // each character more is a slip
    if lengths.0.abs_diff(lengths.1) > allowed {
        return false;
    }
    let (a, b) = (
        one.chars().collect::<Vec<_>>(),
        other.chars().collect::<Vec<_>>(),
    );
    if strsim::generic_levenshtein(&a, &b) > allowed {
        return false;
    }
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let tail = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(x, y)| x == y)
        .count()
        .min(a.len().min(b.len()) - head);
    let differing = a[head..a.len() - tail]
        .iter()
        .chain(&b[head..b.len() - tail]);
    !differing.into_iter().any(|c| MEANING.contains(*c))
}

/// How alike two keys are, 0 … 1, for naming the nearest match.
pub fn likeness(one: &str, other: &str) -> f64 {
    strsim::normalized_levenshtein(one, other)
}

/// The nearest of `known` to `text`, if any is at all alike.
pub fn nearest<'a>(text: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = key(text);
    let mut best: Option<(&str, f64)> = None;
    for candidate in known {
        let alike = likeness(&wanted, &key(candidate));
        if alike > best.map_or(0.34, |(_, alike)| alike) {
            best = Some((candidate, alike));
        }
    }
    best.map(|(candidate, _)| candidate)
}

/// The most characters that a cell of a workbook takes, in units of UTF-16.
pub const MOST_IN_CELL: usize = 32_767;

/// Whether a text is longer than a cell of a workbook may be.
pub fn is_too_long(text: &str) -> bool {
    // a text is never longer in UTF-16 than in bytes
    text.len() > MOST_IN_CELL && text.encode_utf16().count() > MOST_IN_CELL
}

/// The text as a cell of a workbook takes it: one that is too long is cut, and says how long it
/// was.
pub fn fitting(text: &str) -> Cow<'_, str> {
    if !is_too_long(text) {
        return Cow::Borrowed(text);
    }
    let mark = format!(
        "……（原文共 {} 字，超出 Excel 一格的上限，后面的没有写出）",
        text.chars().count()
    );
    let mut left = MOST_IN_CELL - mark.encode_utf16().count();
    let kept = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= left;
        left -= if fits { c.len_utf16() } else { 0 };
        fits
    });
    Cow::Owned(kept.chain(mark.chars()).collect())
}
