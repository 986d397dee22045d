//! A cell of a sheet, from its tag to the end of its tag.

use super::super::cell::Content;
use super::super::look::Rich;
use super::super::other::content_of;
use super::super::shared_formula::moved;
use super::super::words::{decoded, unescaped};
use super::shared::Shared;
use super::tags::{Inside, Tags};
use super::{place, rich};
use calamine::{CellErrorType, DataRef, ExcelDateTime};
use std::collections::HashMap;
use std::sync::Arc;

/// A cell as it is written.
pub(super) struct Found {
    pub(super) row: u32,
    pub(super) column: u32,
    /// which of the workbook's styles
    pub(super) style: u32,
    /// nothing where no value is kept
    pub(super) content: Option<Content>,
    pub(super) formula: Option<Box<str>>,
    /// its text in parts, where some are drawn otherwise
    pub(super) rich: Option<Arc<Rich>>,
}

/// What the value of a cell is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Common,
    Truth,
    Error,
    Text,
    Day,
    Inline,
}

/// A cell, from behind `<c` on.
#[inline]
pub(super) fn cell(tags: &mut Tags<'_>, shared: &Shared, formulas: &mut Formulas) -> Option<Found> {
    let (mut place, mut style, mut kind) = (None, None, None);
    let has_content = loop {
        match tags.inside()? {
            Inside::Attribute(b"r", name) if place.is_none() => place = Some(place::cell(name)?),
            Inside::Attribute(b"s", number) if style.is_none() => {
                style = Some(place::count(number.as_bytes())?);
            }
            Inside::Attribute(b"t", name) if kind.is_none() => {
                kind = Some(match name {
                    "n" => Kind::Number,
                    "s" => Kind::Common,
                    "b" => Kind::Truth,
                    "e" => Kind::Error,
                    "str" => Kind::Text,
                    "d" => Kind::Day,
                    "inlineStr" => Kind::Inline,
                    _ => return None,
                });
            }
            // how it is read aloud; that it belongs to an array or to richer values elsewhere
            Inside::Attribute(b"ph" | b"cm" | b"vm", _) => {}
            Inside::Attribute(..) => return None,
            Inside::Open => break true,
            Inside::Closed => break false,
        }
    };
    let (row, column) = place?;
    let mut found = Found {
        row,
        column,
        style: style.unwrap_or(0),
        content: None,
        formula: None,
        rich: None,
    };
    if !has_content {
        return Some(found);
    }
    let kind = kind.unwrap_or(Kind::Number);
    let mut is_empty = false;
    if tags.eat(b"<f") {
        found.formula = Some(formula(tags, (row, column), formulas)?);
    }
    if kind == Kind::Inline {
        if tags.eat(b"<is>") {
            let (text, rich) = rich::text(tags, b"</is>", &shared.palette)?;
            found.rich = rich;
            found.content = (!text.is_empty()).then_some(Content::Text(text));
        }
    } else if tags.eat(b"<v>") {
        let raw = tags.text()?;
        tags.must(b"</v>")?;
        if !raw.is_empty() {
            found.content = value(raw, kind, shared, style).ok()?;
            if kind == Kind::Common {
                let number = place::count(raw.as_bytes())?;
                found.rich = shared.texts.rich(number).cloned();
            }
        }
        is_empty = raw.is_empty();
    } else {
        is_empty = tags.eat(b"<v/>") || tags.eat(b"<v />");
    }
    // an empty day is a day for calamine
    if kind == Kind::Day && is_empty {
        return None;
    }
    tags.must(b"</c>")?;
    Some(found)
}

/// Formulas that several cells of a sheet share, by their number: where the first one stands, and
/// its text.
pub(super) type Formulas = HashMap<u32, ((u32, u32), Box<str>)>;

/// A formula, from behind `<f` on: its text; of one that is carried on from elsewhere as it is
/// there.
fn formula(tags: &mut Tags<'_>, place: (u32, u32), formulas: &mut Formulas) -> Option<Box<str>> {
    let (mut is_shared, mut number, mut area) = (false, None, false);
    let has_text = loop {
        match tags.inside()? {
            Inside::Attribute(b"t", "shared") => is_shared = true,
            Inside::Attribute(b"t", "normal" | "array" | "dataTable") if !is_shared => {}
            Inside::Attribute(b"si", own) => {
                number = Some(place::count(own.as_bytes())?);
            }
            Inside::Attribute(b"ref", own) if place::is_area(own) => area = true,
            Inside::Attribute(
                b"ca" | b"aca" | b"bx" | b"dt2D" | b"dtr" | b"r1" | b"r2" | b"del1" | b"del2"
                | b"xml:space",
                _,
            ) => {}
            Inside::Attribute(..) => return None,
            Inside::Open => break true,
            Inside::Closed => break false,
        }
    };
    if is_shared && number.is_none() {
        return None;
    }
    let text = if has_text { tags.text()? } else { "" };
    if has_text {
        tags.must(b"</f>")?;
    }
    let text = decoded(text)?;
    match number.filter(|_| is_shared) {
        Some(number) if area => {
            let text: Box<str> = text.into();
            formulas.insert(number, (place, text.clone()));
            Some(text)
        }
        Some(number) => Some(
            formulas
                .get(&number)
                .map_or_else(Box::default, |(first, text)| {
                    let by = |from: u32, to: u32| i64::from(to) - i64::from(from);
                    moved(text, by(first.0, place.0), by(first.1, place.1)).into()
                }),
        ),
        None => Some(text.into()),
    }
}

/// A value that is not written as it should be.
struct Odd;

/// What a value that is not empty stands for.
#[inline]
fn value(
    raw: &str,
    kind: Kind,
    shared: &Shared,
    style: Option<u32>,
) -> Result<Option<Content>, Odd> {
    Ok(match kind {
        Kind::Number => {
            let figure = figure(raw).ok_or(Odd)?;
            let date = style.and_then(|style| *shared.dates.get(style as usize)?);
            match date {
                None => Some(Content::Number(figure)),
                Some(kind) => content_of(DataRef::DateTime(ExcelDateTime::new(
                    figure,
                    kind,
                    shared.from_1904,
                ))),
            }
        }
        Kind::Common => {
            let number = place::count(raw.as_bytes()).ok_or(Odd)?;
            let text = shared.texts.get(number).ok_or(Odd)?;
            (!text.is_empty()).then(|| Content::Text(text.into()))
        }
        Kind::Truth => Some(Content::Truth(match raw {
            "0" => false,
            "1" => true,
            _ => return Err(Odd),
        })),
        Kind::Error => content_of(DataRef::Error(
            raw.parse::<CellErrorType>().map_err(|_| Odd)?,
        )),
        Kind::Text => {
            let is_blank = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
            if is_blank(raw.as_bytes().first()) || is_blank(raw.as_bytes().last()) {
                return Err(Odd);
            }
            let text = decoded(raw).and_then(unescaped).ok_or(Odd)?;
            (!text.is_empty()).then(|| Content::Text(text.into()))
        }
        Kind::Day => {
            let is_of_day = |byte: u8| {
                byte.is_ascii_digit() || matches!(byte, b'-' | b':' | b'T' | b'.' | b'Z')
            };
            if !raw.bytes().all(is_of_day) {
                return Err(Odd);
            }
            content_of(DataRef::DateTimeIso(raw.to_owned()))
        }
        Kind::Inline => return Err(Odd),
    })
}

/// A figure as programs write it: `-12.5`, `1.2E-3`.
#[inline]
fn figure(raw: &str) -> Option<f64> {
    // so many digits are a whole number that a double holds as it is
    const EXACT: usize = 15;
    let bytes = raw.as_bytes();
    let (digits, is_negative) = match bytes.strip_prefix(b"-") {
        Some(digits) => (digits, true),
        None => (bytes, false),
    };
    let whole = digits.iter().take_while(|b| b.is_ascii_digit()).count();
    if whole == 0 {
        return None;
    }
    if whole == digits.len() && whole <= EXACT {
        let sum = digits
            .iter()
            .fold(0_u64, |sum, digit| sum * 10 + u64::from(digit - b'0'));
        let figure = sum as f64;
        return Some(if is_negative { -figure } else { figure });
    }
    let mut rest = &digits[whole..];
    let run = |digits: &[u8]| digits.iter().take_while(|b| b.is_ascii_digit()).count();
    if let Some(fraction) = rest.strip_prefix(b".") {
        let length = run(fraction);
        rest = fraction.get(length..).filter(|_| length > 0)?;
    }
    if let Some(power) = rest.strip_prefix(b"E").or_else(|| rest.strip_prefix(b"e")) {
        let power = power
            .strip_prefix(b"-")
            .or_else(|| power.strip_prefix(b"+"))
            .unwrap_or(power);
        let length = run(power);
        rest = power.get(length..).filter(|_| length > 0)?;
    }
    if !rest.is_empty() {
        return None;
    }
    raw.parse::<f64>().ok().filter(|figure| figure.is_finite())
}
