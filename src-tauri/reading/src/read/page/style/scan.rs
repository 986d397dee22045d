//! Style sheets taken apart: rules, at-rules, declarations.
//!
//! Source: CSS Syntax Module Level 3, 5 (parsing); strings, brackets and escapes are passed over
//! as a whole.

/// A piece of a style sheet.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// what stands before a block, and the block
    Block(&'a str, &'a str),
    /// a statement without one: `@import url(a.css)`
    Statement(&'a str),
}

/// The pieces of a style sheet that has no comments.
pub(super) fn pieces(mut text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    while let Some(at) = find(text, &['{', ';', '}']) {
        let (before, rest) = text.split_at(at);
        let own = before.trim();
        if let Some(inside) = rest.strip_prefix('{') {
            let end = closing(inside);
            pieces.push(Piece::Block(own, &inside[..end]));
            text = inside.get(end + 1..).unwrap_or_default();
        } else {
            if !own.is_empty() {
                pieces.push(Piece::Statement(own));
            }
            text = &rest[1..];
        }
    }
    pieces
}

/// The declarations of a block: name and value.
pub(super) fn declarations(body: &str) -> impl Iterator<Item = (&str, &str)> {
    parts(body, ';').into_iter().filter_map(|declaration| {
        let declaration = declaration.trim();
        if declaration.is_empty() {
            return None;
        }
        // what is none is passed over, but for blocks within blocks
        let (name, value) = declaration.split_once(':')?;
        Some((name.trim(), value.trim()))
    })
}

/// A text at each of a sign that stands outside of strings and brackets.
pub(super) fn parts(mut text: &str, sign: char) -> Vec<&str> {
    let mut parts = Vec::new();
    while let Some(at) = find(text, &[sign]) {
        parts.push(&text[..at]);
        text = &text[at + sign.len_utf8()..];
    }
    parts.push(text);
    parts
}

/// Without comments, and without the marks that hide a style from old programs.
pub(super) fn without_comments(style: &str) -> String {
    let mut out = String::with_capacity(style.len());
    let mut rest = style;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        out.push(' ');
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.replace("<!--", " ").replace("-->", " ")
}

/// Where the block ends that has been opened.
fn closing(text: &str) -> usize {
    let (mut at, mut depth) = (0, 1_u32);
    while let Some(found) = find(&text[at..], &['{', '}']) {
        let here = at + found;
        if text[here..].starts_with('{') {
            depth += 1;
        } else {
            depth -= 1;
            if depth == 0 {
                return here;
            }
        }
        at = here + 1;
    }
    text.len()
}

/// The first of some signs that stands outside of strings and brackets, and is not escaped.
fn find(text: &str, signs: &[char]) -> Option<usize> {
    let (mut quote, mut depth, mut is_escaped) = (None, 0_u32, false);
    for (at, c) in text.char_indices() {
        if is_escaped {
            is_escaped = false;
            continue;
        }
        match (quote, c) {
            (_, '\\') => is_escaped = true,
            (Some(own), c) => quote = (own != c && c != '\n').then_some(own),
            (None, c) if depth == 0 && signs.contains(&c) => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            // a bracket that never closes ends with its block
            (None, '{' | '}') if depth > 0 => {
                if signs.contains(&c) {
                    return Some(at);
                }
                depth = 0;
            }
            _ => {}
        }
    }
    None
}
