//! Declarations one by one: understood, known to change nothing, or neither.
//!
//! Source: CSS 2.1, 11.2 (what is not shown), 14 (colours), 15.7 (size), 16.3 (lines); and the
//! modules that came after it.

use super::colour::colour;
use super::declared::{Colour, Declared, Reason, Size, reason};
use super::known::{are_signs, is_neutral};
use super::office::{code, turned};
use super::scan::{declarations, parts};
use crate::read::look::BLACK;

/// What the declarations of a block say, and those of them that count most.
#[derive(Debug, Clone, Default)]
pub(in crate::read::page) struct Said {
    pub(in crate::read::page) usual: Declared,
    pub(in crate::read::page) important: Declared,
}

/// The declarations of a block: `color:white;font-size:1pt`.
pub(in crate::read::page) fn said(body: &str) -> Said {
    let mut says = Said::default();
    for (name, value) in declarations(body) {
        let lower = value.to_ascii_lowercase();
        let is_important = lower.ends_with("important") && value.contains('!');
        let (value, into) = if is_important {
            let bare = value.rsplit_once('!').map_or(value, |(bare, _)| bare);
            (bare.trim(), &mut says.important)
        } else {
            (value, &mut says.usual)
        };
        declare(name, value, into);
    }
    // rules within rules
    if body.contains('{') && !body.contains(['"', '\'']) {
        says.usual.unknown = Some(reason(body));
    }
    says
}

/// Words that leave it to what is around.
const INHERITED: [&str; 2] = ["inherit", "unset"];

fn declare(name: &str, value: &str, into: &mut Declared) {
    let written = || reason(&format!("{name}: {value}"));
    // marks that only old programs read, and prefixes of what was new once
    let lower = name.trim_start_matches(['*', '_']).to_ascii_lowercase();
    let name = ["-webkit-", "-moz-", "-ms-", "-o-", "-khtml-"]
        .iter()
        .find_map(|prefix| lower.strip_prefix(prefix))
        .unwrap_or(&lower);
    let given = value;
    let value = value.to_ascii_lowercase();
    let value = value.trim();
    if name.starts_with("--") || name == "text-align" && value != "fill" {
        return;
    }
    if INHERITED.contains(&value) && name != "all" {
        return;
    }
    let is_understood = match name {
        "display" => one_of(value, SHOWN) && put(&mut into.gone, value == "none"),
        "visibility" => {
            matches!(value, "visible" | "hidden" | "collapse")
                && put(&mut into.unseen, value != "visible")
        }
        "mso-hide" => put(&mut into.gone, value == "all"),
        "opacity" => opacity(value, into),
        "color" => value == "currentcolor" || put_found(&mut into.letters, letters(value)),
        "text-fill-color" => value == "currentcolor" || put_found(&mut into.filled, letters(value)),
        "background" | "background-color" | "mso-background" => {
            put_found(&mut into.ground, ground(value))
        }
        "background-image" => value == "none",
        "mso-pattern" => pattern(value, into),
        "font-size" => put_found(&mut into.size, size(value)),
        "font" => font(value, into).is_some(),
        "font-family" => put(&mut into.signs, are_signs(value)),
        "text-decoration" | "text-decoration-line" => {
            put(&mut into.struck, value.contains("line-through"))
        }
        "text-line-through" => put(&mut into.struck, value != "none"),
        "vertical-align" => put(&mut into.raised, is_raised(value)),
        "mso-text-raise" => put(&mut into.raised, !value.starts_with('0')),
        "text-align" => put(&mut into.repeats, true),
        "mso-number-format" | "vnd.ms-excel.numberformat" => put(&mut into.format, code(given)),
        "mso-diagonal-down" | "mso-diagonal-up" => {
            into.crossed = Some(into.crossed == Some(true) || !value.starts_with("none"));
            true
        }
        "mso-rotate" => put(&mut into.turned, turned(value)),
        "mso-displayed-decimal-separator" => value.contains('.'),
        "mso-displayed-thousand-separator" => value.contains(','),
        "text-transform" => {
            let is_none = value == "none";
            put(&mut into.cases, if is_none { "".into() } else { written() })
        }
        "overflow" | "overflow-x" | "overflow-y" => {
            let mut words = value.split_whitespace();
            put(
                &mut into.clips,
                words.any(|own| matches!(own, "hidden" | "clip")),
            )
        }
        "width" | "max-width" => narrower(&mut into.width, extent(value)),
        "height" | "max-height" => narrower(&mut into.height, extent(value)),
        "content" => {
            let is_nothing = matches!(value, "none" | "normal");
            is_nothing || put(&mut into.content, !matches!(value, "\"\"" | "''"))
        }
        "position" => matches!(value, "static" | "relative") || put(&mut into.moves, written()),
        "top" | "left" | "right" | "bottom" | "inset" => {
            value.split_whitespace().all(is_nothing) || put(&mut into.moves, written())
        }
        "transform" | "translate" | "rotate" | "scale" | "offset" | "offset-path" => {
            value == "none" || {
                into.moves = Some(written());
                false
            }
        }
        "float" => value == "none" || put(&mut into.floats, written()),
        _ if name.starts_with("margin") => {
            let is_back = value.split_whitespace().any(|own| own.starts_with('-'));
            !is_back || put(&mut into.moves, written())
        }
        _ => harmless(name, value),
    };
    if !is_understood && !is_neutral(name) {
        into.unknown = Some(written());
    }
}

/// Says something; it is understood.
fn put<T>(slot: &mut Option<T>, value: T) -> bool {
    *slot = Some(value);
    true
}

/// Says what was found; whether it was.
fn put_found<T>(slot: &mut Option<T>, value: Option<T>) -> bool {
    let is_found = value.is_some();
    if is_found {
        *slot = value;
    }
    is_found
}

/// Values that change nothing, of properties of which others do.
fn harmless(name: &str, value: &str) -> bool {
    let points = || length(value);
    match name {
        "direction" => value == "ltr",
        "unicode-bidi" => matches!(value, "normal" | "embed" | "isolate"),
        "text-indent" | "mso-char-indent-count" => {
            points().is_some_and(|own| (0.0..=200.0).contains(&own))
        }
        "letter-spacing" | "word-spacing" => {
            value == "normal" || points().is_some_and(|own| (-1.0..=20.0).contains(&own))
        }
        "zoom" => matches!(value, "1" | "1.0" | "100%" | "normal"),
        "text-security"
        | "filter"
        | "clip-path"
        | "mask"
        | "mask-image"
        | "backdrop-filter"
        | "animation"
        | "animation-name"
        | "text-shadow"
        | "text-combine-upright" => {
            matches!(value, "none" | "0")
        }
        "clip" => value == "auto",
        "mix-blend-mode" | "font-feature-settings" | "font-variation-settings" => value == "normal",
        "text-stroke" | "text-stroke-width" => is_nothing(value),
        "line-clamp" => value == "none",
        "order" => value == "0",
        "flex-direction" => matches!(value, "row" | "column"),
        "columns" | "column-count" => matches!(value, "auto" | "1"),
        "box-shadow" => !value.contains("inset"),
        // how shapes are drawn that are no part of the table
        "behavior" => value.starts_with("url(#default#vml)"),
        _ => false,
    }
}

/// Words for elements that are shown.
const SHOWN: &str = "none inline block inline-block list-item table inline-table table-cell \
    table-row table-row-group table-header-group table-footer-group table-column \
    table-column-group table-caption flex inline-flex grid inline-grid flow-root -webkit-box";

fn one_of(value: &str, words: &str) -> bool {
    words.split_ascii_whitespace().any(|own| own == value)
}

/// Half of it can still be read.
fn opacity(value: &str, into: &mut Declared) -> bool {
    let cover = match value.strip_suffix('%') {
        Some(percent) => percent.parse::<f32>().map(|own| own / 100.0),
        None => value.parse::<f32>(),
    };
    match cover {
        Ok(own) if own < 0.1 => put(&mut into.unseen, true),
        Ok(own) => own >= 0.5,
        Err(_) => false,
    }
}

fn letters(value: &str) -> Option<Colour> {
    if value == "initial" {
        return Some(Colour::full(BLACK));
    }
    colour(value)
}

/// The colour of a ground, one that covers nothing where there is none; `None` where there is
/// something else than a colour.
fn ground(value: &str) -> Option<Colour> {
    /// what says nothing of colours
    const PLACED: &str = "none initial repeat no-repeat repeat-x repeat-y scroll fixed local \
        center top left right bottom border-box padding-box content-box auto";
    let mut own = Colour {
        rgb: BLACK,
        cover: 0.0,
    };
    for word in parts(value, ' ')
        .into_iter()
        .filter(|word| !word.is_empty())
    {
        if one_of(word, PLACED) || word == "/" {
            continue;
        }
        match colour(word) {
            Some(found) => own = found,
            None if length(word).is_some() => {}
            None => return None,
        }
    }
    Some(own)
}

/// `black gray-125`: Microsoft Office HTML and XML Reference, `mso-pattern`.
fn pattern(value: &str, into: &mut Declared) -> bool {
    let (front, kind) = value.split_once(' ').unwrap_or((value, "none"));
    let percent = match kind.trim() {
        "none" | "solid" | "auto" => return true,
        "gray-75" => 75,
        "gray-50" => 50,
        "gray-25" => 25,
        "gray-125" => 12,
        "gray-0625" => 6,
        kind if kind.starts_with("thin-") => 25,
        kind if kind.ends_with("-stripe") || kind.starts_with("diag-") => 50,
        _ => return false,
    };
    put_found(
        &mut into.pattern,
        colour(front).map(|own| (own.rgb, percent)),
    )
}

fn is_raised(value: &str) -> bool {
    matches!(value, "super" | "sub") || length(value).is_some_and(|own| own != 0.0)
}

/// A length in points, or a bare number; of letters twelve points large where it is in letters.
fn length(value: &str) -> Option<f32> {
    let at = value
        .find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | '-' | '+'))
        .unwrap_or(value.len());
    let (number, unit) = value.split_at(at);
    let number = number.parse::<f32>().ok()?;
    let points = match unit {
        "pt" => 1.0,
        "px" | "" => 0.75,
        "em" | "rem" | "ic" | "pc" => 12.0,
        "ex" | "ch" => 6.0,
        "in" => 72.0,
        "cm" => 28.35,
        "mm" => 2.835,
        "%" => 0.12,
        _ => return None,
    };
    Some(number * points)
}

fn is_nothing(value: &str) -> bool {
    value == "auto" || length(value) == Some(0.0)
}

fn size(value: &str) -> Option<Size> {
    if let Some(times) = value.strip_suffix('%') {
        return times
            .trim()
            .parse::<f32>()
            .ok()
            .map(|own| Size::Times(own / 100.0));
    }
    let times = value.strip_suffix("em").filter(|own| !own.ends_with('r'));
    if let Some(times) = times {
        return times.trim().parse().ok().map(Size::Times);
    }
    Some(match value {
        "xx-small" => Size::Points(6.75),
        "x-small" => Size::Points(7.5),
        "small" => Size::Points(9.75),
        "medium" | "initial" => Size::Points(12.0),
        "large" => Size::Points(13.5),
        "x-large" => Size::Points(18.0),
        "xx-large" => Size::Points(24.0),
        "smaller" => Size::Times(0.83),
        "larger" => Size::Times(1.2),
        _ if value.starts_with('-') => return None,
        _ => Size::Points(length(value)?),
    })
}

/// `italic 700 12px/1.5 宋体`
fn font(value: &str, into: &mut Declared) -> Option<()> {
    const BEFORE: &str = "normal italic oblique bold bolder lighter small-caps";
    let mut words = parts(value, ' ')
        .into_iter()
        .filter(|word| !word.is_empty());
    loop {
        let word = words.next()?;
        let is_weight = word.len() == 3 && word.ends_with("00");
        if is_weight || one_of(word, BEFORE) {
            continue;
        }
        let own = word.split('/').next().unwrap_or_default();
        into.size = Some(size(own)?);
        let fonts = words.collect::<Vec<_>>().join(" ");
        let fonts = match fonts.strip_prefix('/') {
            Some(rest) => rest
                .trim_start()
                .split_once(' ')
                .map_or("", |(_, fonts)| fonts),
            None => &fonts,
        };
        into.signs = Some(are_signs(fonts));
        return Some(());
    }
}

/// How wide or high something is at most.
fn extent(value: &str) -> Option<f32> {
    let is_share = value.ends_with('%') && value != "0%";
    let is_of_window = value.ends_with("vw") || value.ends_with("vh");
    if is_share || is_of_window || value.starts_with("calc(100%") {
        return Some(f32::INFINITY);
    }
    match value {
        "auto" | "none" | "initial" | "max-content" | "min-content" | "fit-content"
        | "intrinsic" => Some(f32::INFINITY),
        _ => length(value),
    }
}

fn narrower(own: &mut Option<f32>, other: Option<f32>) -> bool {
    let least = own.unwrap_or(f32::INFINITY);
    put_found(own, other.map(|other| other.min(least)))
}

/// The reason that a style gives to doubt what is seen where it holds.
pub(super) fn doubt(says: &Declared) -> Option<Reason> {
    says.unknown.clone().or_else(|| says.moves.clone())
}
