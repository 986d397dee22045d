//! A text as it stands in the table of texts or in a cell: plain, or in runs with fonts of their
//! own.

use super::super::Ink;
use super::super::words::{decoded, unescaped};
use super::tags::{Inside, Tags};

/// What a font may say of itself.
const OF_FONTS: [&[u8]; 16] = [
    b"<b",
    b"<i",
    b"<u",
    b"<sz",
    b"<color",
    b"<rFont",
    b"<family",
    b"<charset",
    b"<scheme",
    b"<outline",
    b"<shadow",
    b"<condense",
    b"<extend",
    b"<strike",
    b"<vertAlign",
    b"<name",
];

/// A text and what is to be said of its letters; `end` is the tag that ends it.
pub(super) fn text(tags: &mut Tags<'_>, end: &[u8]) -> Option<(Box<str>, Ink)> {
    // by far the most: one text and nothing else
    if tags.eat(b"<t>") {
        let words = words(tags, false)?;
        if tags.eat(end) {
            return Some((words, Ink::Plain));
        }
        sounds(tags)?;
        tags.must(end)?;
        return Some((words, Ink::Plain));
    }
    let mut out = String::new();
    let (mut is_struck, mut is_raised) = (false, false);
    if tags.eat(b"<t") {
        out.push_str(&run(tags)?);
    }
    while tags.eat(b"<r>") {
        let mut raises = false;
        if tags.eat(b"<rPr>") {
            while !tags.eat(b"</rPr>") {
                let font = OF_FONTS.into_iter().find(|name| {
                    let mut next = *tags;
                    next.eat(name) && matches!(next.left().as_bytes().first(), Some(b' ' | b'/'))
                })?;
                tags.must(font)?;
                let mut value = None;
                loop {
                    match tags.inside()? {
                        Inside::Attribute(b"val", _) if value.is_some() => return None,
                        Inside::Attribute(b"val", own) => value = Some(own),
                        Inside::Attribute(..) => {}
                        Inside::Open => return None,
                        Inside::Closed => break,
                    }
                }
                match font {
                    b"<strike" => is_struck |= !matches!(value, Some("0" | "false")),
                    b"<vertAlign" => raises = value.is_some_and(|value| value != "baseline"),
                    _ => {}
                }
            }
        } else {
            // some write a font that says nothing
            tags.eat(b"<rPr/>");
        }
        tags.must(b"<t")?;
        let own = run(tags)?;
        is_raised |= raises && own.bytes().any(|byte| byte.is_ascii_digit());
        out.push_str(&own);
        tags.must(b"</r>")?;
    }
    sounds(tags)?;
    tags.must(end)?;
    let ink = if is_struck {
        Ink::Struck
    } else if is_raised {
        Ink::Raised
    } else {
        Ink::Plain
    };
    Some((out.into_boxed_str(), ink))
}

/// A run from behind `<t` on.
fn run(tags: &mut Tags<'_>) -> Option<Box<str>> {
    let mut keeps_blanks = None;
    loop {
        match tags.inside()? {
            Inside::Attribute(b"xml:space", value) if keeps_blanks.is_none() => {
                keeps_blanks = Some(match value {
                    "preserve" => true,
                    "default" => false,
                    _ => return None,
                });
            }
            Inside::Attribute(..) => return None,
            Inside::Open => break,
            Inside::Closed => return Some("".into()),
        }
    }
    words(tags, keeps_blanks.unwrap_or(false))
}

/// The words of a run and its end tag.
#[inline]
fn words(tags: &mut Tags<'_>, keeps_blanks: bool) -> Option<Box<str>> {
    let words = decoded(tags.text()?)?;
    tags.must(b"</t>")?;
    let trimmed = words.trim_matches([' ', '\t', '\r', '\n']);
    if keeps_blanks || trimmed.len() == words.len() {
        Some(unescaped(words)?.into())
    } else {
        Some(unescaped(trimmed.into())?.into())
    }
}

/// How a text is read aloud, which is none of its words.
fn sounds(tags: &mut Tags<'_>) -> Option<()> {
    while tags.eat(b"<rPh") {
        if !tags.pass()? {
            return None;
        }
        tags.must(b"<t")?;
        run(tags)?;
        tags.must(b"</rPh>")?;
    }
    if tags.eat(b"<phoneticPr") && tags.pass()? {
        return None;
    }
    Some(())
}
