//! Headers and labels taken apart: the text, its unit of measure, numbering, 其中.

use crate::measure::MeasureUnit;
use crate::text::{as_key, key};
use std::borrow::Cow;

/// A header or label without its unit of measure in brackets, and that unit: `成交额（万元）` →
/// `成交额`, 万元. A unit may also follow a comma: `金额，万元`.
pub fn split_measure(raw: &str) -> (String, Option<MeasureUnit>) {
    let whole = key(raw);
    if says_no_unit(&whole) {
        return (whole, None);
    }
    let mut unit = None;
    let mut out = String::with_capacity(whole.len());
    let mut rest = whole.as_str();
    while let Some(open) = rest.find('(') {
        let Some(close) = rest[open..].find(')').map(|at| open + at) else {
            break;
        };
        let inside = rest[open + 1..close].trim_start_matches("单位:");
        out.push_str(&rest[..open]);
        match MeasureUnit::parse(inside) {
            // a second one that differs is not used up: the text is no longer a form's own
            Some(found) if unit.as_ref().is_none_or(|first| *first == found) => unit = Some(found),
            _ => out.push_str(&rest[open..=close]),
        }
        rest = &rest[close + 1..];
    }
    out.push_str(rest);
    if unit.is_none()
        && let Some((before, after)) = out.rsplit_once(',')
        && let Some(found) = MeasureUnit::parse(after)
    {
        unit = Some(found);
        out = before.to_owned();
    }
    if unit.is_none() && out.ends_with(['%', '‰']) && out.chars().count() > 1 {
        unit = out
            .chars()
            .last()
            .and_then(|sign| MeasureUnit::parse(&sign.to_string()));
        out.pop();
    }
    (out, unit)
}

/// [`split_measure`] without the unit, borrowed where the text says none and is its own key.
pub fn key_without_measure(raw: &str) -> Cow<'_, str> {
    match as_key(raw) {
        whole if says_no_unit(&whole) => whole,
        _ => Cow::Owned(split_measure(raw).0),
    }
}

/// Most texts say no unit.
fn says_no_unit(key: &str) -> bool {
    // all bytes are looked at, one like the other: that is quicker than stopping at the first
    let is_sign = |byte: u8| matches!(byte, b'(' | b',');
    let says = key.bytes().fold(false, |says, byte| says | is_sign(byte));
    !says && !key.ends_with(['%', '‰'])
}

/// A header without its measure unit in brackets, otherwise as it is written: `Ⅰ类（件）` → `Ⅰ类`.
pub fn without_measure(raw: &str) -> String {
    let mut rest = raw.trim();
    while let Some(open) = rest.rfind(['(', '（'])
        && let Some(inside) = rest[open..].strip_suffix([')', '）'])
        && MeasureUnit::parse(inside.trim_start_matches(['(', '（'])).is_some()
        && open > 0
    {
        rest = rest[..open].trim_end();
    }
    rest.to_owned()
}

/// A row label without numbering (`1.`, `一、`, `（二）`, `#`), and whether it says 其中.
pub fn split_label(raw: &str) -> (String, bool, Option<MeasureUnit>) {
    let (whole, unit) = split_measure(raw);
    let (label, part) = bare(&whole);
    if label.len() == whole.len() {
        return (whole, part, unit);
    }
    (label.to_owned(), part, unit)
}

/// The same of a label without its unit of measure, as [`split_measure`] leaves it.
pub fn bare(whole: &str) -> (&str, bool) {
    let mut label = whole;
    let mut part = false;
    loop {
        let before = label.len();
        label = strip_numbering(label);
        for word in ["其中:", "其中,", "其中", "#", "内:", "-", "·", "•", "#:"] {
            if let Some(rest) = label.strip_prefix(word)
                && !rest.is_empty()
            {
                part |= word.starts_with("其中") || word.starts_with('#') || word == "内:";
                label = rest;
            }
        }
        if label.len() == before {
            return (label, part);
        }
    }
}

fn strip_numbering(label: &str) -> &str {
    let numeral = |c: char| c.is_ascii_digit() || "一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩".contains(c);
    if let Some(rest) = label.strip_prefix('(')
        && let Some((number, after)) = rest.split_once(')')
        && !number.is_empty()
        && number.chars().all(numeral)
        && !after.is_empty()
    {
        return after;
    }
    let end = label.find(|c: char| !numeral(c)).unwrap_or(label.len());
    if end > 0 {
        let after = &label[end..];
        for mark in ['.', ',', ')', ':'] {
            if let Some(rest) = after.strip_prefix(mark)
                && !rest.is_empty()
                && !rest.starts_with(|c: char| c.is_ascii_digit())
            {
                return rest;
            }
        }
        if label.starts_with(|c: char| "①②③④⑤⑥⑦⑧⑨⑩".contains(c)) {
            return after;
        }
    }
    label
}
