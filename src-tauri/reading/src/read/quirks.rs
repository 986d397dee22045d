//! What few looks make of a cell: odd letters, exponents, lines through it, unseen marks.

use super::around::Around;
use super::cell::{Cell, Content};
use super::look::{Face, Look, TINY, Veil, are_in};
use super::width::Widths;
use crate::sight::{Format, GENERAL_WIDTH, Plain, Value, general};

/// What stands in the way of a cell beside its colours; texts are as they are seen.
pub(super) fn veil(cell: &Cell, look: &Look, around: &Around, format: Option<&Format>) -> Veil {
    let (quirks, face) = (&look.quirks, look.letters.face);
    let mut veil = Veil::None;
    if let Content::Text(words) = &cell.content {
        let has_digits = || words.contains(|c: char| c.is_ascii_digit());
        if are_in(words) || quirks.backwards && has_digits() {
            veil = Veil::Marks;
        }
        if is_shifted(words, cell, look, around) {
            veil = veil.max(Veil::Shifted);
        }
        // parts say themselves how they are drawn
        if face != Face::Ordinary && !around.rich.contains_key(&(cell.row, cell.column)) {
            veil = veil.max(match face {
                Face::Signs if face.hides(words) => Veil::Invisible,
                Face::Unknown if has_digits() => Veil::Font,
                _ => Veil::None,
            });
        }
    } else {
        veil = match face {
            Face::Ordinary => Veil::None,
            Face::Signs => Veil::Invisible,
            Face::Unknown => Veil::Font,
        };
    }
    if quirks.crossed {
        veil = veil.max(Veil::Crossed);
    }
    if quirks.shrinks && is_tiny(cell, look, around) {
        veil = veil.max(Veil::Tiny);
    }
    if let Content::Number(figure) = cell.content
        && format.is_some_and(|format| has_exponent(figure, format, around))
    {
        veil = veil.max(Veil::Exponent);
    }
    let mut ruled = around.ruled.iter();
    if ruled.any(|area| area.contains(cell.row, cell.column)) {
        veil = veil.max(Veil::Ruled);
    }
    veil
}

/// Whether any of this can be: for nearly no cell.
pub(super) fn may_be(cell: &Cell, look: &Look, around: &Around) -> bool {
    let is_odd = look.letters.face != Face::Ordinary
        || look.quirks.crossed
        || look.quirks.shrinks
        || look.quirks.backwards
        || !around.ruled.is_empty();
    is_odd
        || match &cell.content {
            Content::Text(words) => are_in(words) || look.quirks.indent > 1 || begins_blank(words),
            Content::Number(figure) => figure.abs() >= 1e11 || look.exponent,
            _ => false,
        }
}

/// Whether a text begins with blanks.
fn begins_blank(words: &str) -> bool {
    words.starts_with([' ', '\u{a0}', '\u{3000}'])
}

/// Whether blanks before a text, or steps away from the edge, take all of its column.
fn is_shifted(words: &str, cell: &Cell, look: &Look, around: &Around) -> bool {
    let rest = words.trim_start_matches([' ', '\u{a0}', '\u{3000}']);
    let blanks = &words[..words.len() - rest.len()];
    let size = look.letters.size.zip(around.size);
    let factor = size.map_or(1.0, |(own, usual)| own / usual.max(1.0));
    let before = Widths::surely_needed(blanks) * factor;
    let before = before + f32::from(look.quirks.indent);
    let width = around.widths.of(cell.column);
    // lines begin anew, and merged cells are wider
    let wraps = look.fit.is_none_or(|fit| fit.wraps || fit.turned != 0);
    let mut merges = around.merges.iter();
    !rest.is_empty()
        && !wraps
        && width.is_some_and(|width| before > width)
        && !merges.any(|area| area.contains(cell.row, cell.column))
}

/// Whether letters have to become too small to read before all have room.
fn is_tiny(cell: &Cell, look: &Look, around: &Around) -> bool {
    /// points of letters that say no size
    const USUAL: f32 = 11.0;
    let words = cell.raw();
    let own = look.letters.size.unwrap_or(USUAL);
    let usual = around.size.filter(|size| *size > 0.0).unwrap_or(own);
    let needed = Widths::surely_needed(&words) * own / usual;
    let mut merges = around.merges.iter();
    let width = around.widths.of(cell.column);
    width.is_some_and(|width| needed > width && own * width / needed < TINY)
        && !merges.any(|area| area.contains(cell.row, cell.column))
}

/// Whether a figure is shown with an exponent, in place of digits that it has.
fn has_exponent(figure: f64, format: &Format, around: &Around) -> bool {
    let shown = match format.plain(Value::Number(figure)) {
        Some(Plain::General) if figure.abs() >= 1e11 => general(figure, GENERAL_WIDTH),
        None => Some(format.show(Value::Number(figure), around.dates()).text),
        _ => None,
    };
    let Some(shown) = shown.filter(|shown| shown.contains(['E', 'e'])) else {
        return false;
    };
    let seen = shown.trim().parse::<f64>().unwrap_or(f64::NAN);
    let left = (seen - figure).abs();
    // what is left out of a figure below one is a part of it
    left.is_nan() || left >= 0.5 || left > figure.abs() * 0.02
}
