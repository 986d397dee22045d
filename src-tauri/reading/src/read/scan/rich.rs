//! A text as it stands in the table of texts or in a cell: plain, or in runs with fonts of their
//! own.

use super::super::look::{Face, Letters, Palette, Rich, Run, Said};
use super::super::words::{decoded, unescaped};
use super::tags::{Inside, Tags};
use std::sync::Arc;

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

/// A text, and its parts where some may be seen otherwise than the rest; `end` is the tag that ends
/// it.
pub(super) fn text(
    tags: &mut Tags<'_>,
    end: &[u8],
    palette: &Palette,
) -> Option<(Box<str>, Option<Arc<Rich>>)> {
    // by far the most: one text and nothing else
    if tags.eat(b"<t>") {
        let words = words(tags, false)?;
        if tags.eat(end) {
            return Some((words, None));
        }
        sounds(tags)?;
        tags.must(end)?;
        return Some((words, None));
    }
    let mut rich = Rich::default();
    let mut put = |text: Box<str>, letters| {
        rich.runs.push(Run {
            text: text.into(),
            letters,
        });
    };
    if tags.eat(b"<t") {
        put(run(tags)?, None);
    }
    while tags.eat(b"<r>") {
        let mut letters = None;
        if tags.eat(b"<rPr>") {
            letters = Some(letters_of(tags, palette)?);
        } else {
            // some write a font that says nothing
            tags.eat(b"<rPr/>");
        }
        tags.must(b"<t")?;
        put(run(tags)?, letters);
        tags.must(b"</r>")?;
    }
    sounds(tags)?;
    tags.must(end)?;
    let text = rich.runs.iter().map(|run| &*run.text).collect::<String>();
    let rich = rich.matters().then(|| Arc::new(rich));
    Some((text.into_boxed_str(), rich))
}

/// How the letters of a run are drawn, to the end of what its font says.
fn letters_of(tags: &mut Tags<'_>, palette: &Palette) -> Option<Letters> {
    let mut letters = Letters::default();
    while !tags.eat(b"</rPr>") {
        let font = OF_FONTS.into_iter().find(|name| {
            let mut next = *tags;
            next.eat(name) && matches!(next.left().as_bytes().first(), Some(b' ' | b'/'))
        })?;
        tags.must(font)?;
        let (mut value, mut said) = (None, Said::default());
        loop {
            match tags.inside()? {
                Inside::Attribute(b"val", _) if value.is_some() => return None,
                Inside::Attribute(b"val", own) => value = Some(own),
                Inside::Attribute(b"rgb", own) => said.rgb = Some(own),
                Inside::Attribute(b"theme", own) => said.theme = Some(own),
                Inside::Attribute(b"indexed", own) => said.number = Some(own),
                Inside::Attribute(b"tint", own) => said.tint = Some(own.parse().ok()?),
                Inside::Attribute(..) => {}
                Inside::Open => return None,
                Inside::Closed => break,
            }
        }
        match font {
            b"<strike" => letters.struck = !matches!(value, Some("0" | "false")),
            b"<vertAlign" => letters.raised = value.is_some_and(|value| value != "baseline"),
            b"<sz" => letters.size = value.and_then(|size| size.parse().ok()),
            b"<rFont" => letters.face = value.map_or(Face::Ordinary, Face::of),
            b"<color" => letters.colour = palette.said(said, [0; 3]),
            _ => {}
        }
    }
    Some(letters)
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
