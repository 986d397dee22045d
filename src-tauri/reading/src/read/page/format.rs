//! The number format that a page gives a cell, against what stands in it: an office program shows
//! the one, a browser the other.

use crate::read::Content;
use crate::sight::{DateSystem, Format, Plain, Value};
use xianbaohui_core::number::{self, Datum, Reading};

/// Whether a format shows another figure than the words of a cell, or none; `is_stored` where the
/// page keeps the figure beside them. Words that are no figure are what they are.
pub(super) fn shows_otherwise(
    format: &Format,
    content: &Content,
    is_stored: bool,
    words: &str,
) -> bool {
    let seen_as = reading(words);
    let Datum::Number(seen) = seen_as.datum else {
        return false;
    };
    let is_percent = words.contains('%');
    let held = match content {
        Content::Number(held) => *held,
        Content::Text(_) => {
            let plain = words.replace([',', '%', ' '], "");
            let Ok(own) = plain.parse::<f64>() else {
                return false;
            };
            if is_percent { own / 100.0 } else { own }
        }
        _ => return false,
    };
    let section = format.section_of(Value::Number(held));
    let ink = section.and_then(|own| format.inks().nth(own).flatten());
    if ink.is_some_and(|ink| matches!(ink, "white" | "白色")) {
        return true;
    }
    match format.plain(Value::Number(held)) {
        Some(Plain::General | Plain::Content) => return false,
        // rounded only, and what stands there says more
        Some(Plain::Figure(plain)) if !is_stored && plain.is_percent == is_percent => return false,
        _ => {}
    }
    let shown = format.show(Value::Number(held), DateSystem::From1900);
    let shown = shown.text.trim();
    let bare = |text: &str| text.replace([' ', ',', '\u{a0}'], "");
    if bare(shown) == bare(words) || seen.is_zero() && shown == "-" {
        return false;
    }
    let shown_as = reading(shown);
    let Datum::Number(other) = shown_as.datum else {
        return true;
    };
    // a word that the format puts beside it: 亿元, 以上
    if (&shown_as.unit, &shown_as.bound) != (&seen_as.unit, &seen_as.bound) {
        return true;
    }
    let places = |text: &str| {
        let digits = text.rsplit_once('.').map_or("", |(_, behind)| behind);
        digits.bytes().take_while(u8::is_ascii_digit).count() as u32
    };
    let least = places(shown).min(places(words));
    shown.contains('%') != is_percent
        || seen.rounded(least).normalize() != other.rounded(least).normalize()
}

fn reading(words: &str) -> Reading {
    number::read_text(words.trim().trim_start_matches(['¥', '￥', '$']))
}
