//! Personal data as they may be shown: 张*, 138****1234, 110***********1234.

use crate::codes::CodeKind;
use crate::form::FieldSpec;
use crate::text;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// Signs between two numbers in one cell.
const BETWEEN: [char; 6] = ['/', '、', ',', ';', '，', '；'];

/// What stands in a field as it may be shown.
pub fn field<'t>(field: &FieldSpec, text: &'t str) -> Cow<'t, str> {
    if field.personal && !text.is_empty() {
        Cow::Owned(masked(text, field.code_kind))
    } else {
        Cow::Borrowed(text)
    }
}

/// A text without what makes a person known by it.
pub fn masked(raw: &str, kind: Option<CodeKind>) -> String {
    let text = text::compact(raw);
    if text.is_empty() {
        return String::new();
    }
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, 'X' | 'x' | '-' | '+' | '(' | ')');
    let is_number = |part: &str| part.chars().all(is_number) && part.chars().count() > 4;
    let mut parts = text.split(BETWEEN).filter(|part| !part.is_empty());
    if kind.is_some() || parts.clone().any(is_number) {
        let masked = parts.map(number).collect::<Vec<_>>();
        return masked.join("/");
    }
    parts.next().map(name).unwrap_or_default()
}

/// The first of a name.
fn name(text: &str) -> String {
    text.chars().take(1).chain(['*']).collect()
}

/// Both ends of a number, where enough of it lies between them.
fn number(text: &str) -> String {
    let signs = text.chars().collect::<Vec<_>>();
    let (head, tail) = match signs.len() {
        11.. => (3, 4),
        7.. => (0, 2),
        _ => (0, 0),
    };
    let hidden = signs.len() - head - tail;
    let (first, last) = (&signs[..head], &signs[head + hidden..]);
    first
        .iter()
        .copied()
        .chain(std::iter::repeat_n('*', hidden))
        .chain(last.iter().copied())
        .collect()
}

/// A short mark that stands for something personal, always the same.
pub fn token(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let nibble = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
    let nibbles = |byte: &u8| [nibble(byte >> 4), nibble(byte & 15)];
    digest[..6].iter().flat_map(nibbles).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, kind: Option<CodeKind>, expected: &str) {
        assert_eq!(masked(raw, kind), expected, "{raw}");
    }

    #[test]
    fn what_makes_a_person_known_is_not_shown() {
        check("张三", None, "张*");
        check("欧阳 修远", None, "欧*");
        check("", None, "");
        check("13812341234", Some(CodeKind::Phone), "138****1234");
        check("13812341234", None, "138****1234");
        check("0319-1234567", Some(CodeKind::Phone), "031*****4567");
        check("1234567", Some(CodeKind::Phone), "*****67");
        check("110", Some(CodeKind::Phone), "***");
        check(
            "110105199001011234",
            Some(CodeKind::Identity),
            "110***********1234",
        );
        check("13812341234、13900005678", None, "138****1234/139****5678");
        // one that is written wrong is no less personal
        check("1101051990010112", None, "110*********0112");
        check("张三（男）", Some(CodeKind::Identity), "*****");
    }
}
