//! Values that only office programs write.

use crate::read::look::{Fit, STACKED};
use std::rc::Rc;

/// A number format without the quotes and escapes of the style: `"\#\,\#\#0\.00"`.
///
/// Source: CSS 2.1, 4.1.3: a backslash before up to six hexadecimal digits is the sign of that
/// number, before anything else that itself.
pub(super) fn code(value: &str) -> Rc<str> {
    let value = value.trim();
    let bare = ['"', '\'']
        .iter()
        .find_map(|quote| value.strip_prefix(*quote)?.strip_suffix(*quote))
        .unwrap_or(value);
    let mut out = String::new();
    let mut signs = bare.chars().peekable();
    while let Some(c) = signs.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let mut number = String::new();
        while number.len() < 6
            && let Some(digit) = signs.next_if(char::is_ascii_hexdigit)
        {
            number.push(digit);
        }
        if number.is_empty() {
            out.extend(signs.next());
            continue;
        }
        if let Some(own) = u32::from_str_radix(&number, 16)
            .ok()
            .and_then(char::from_u32)
        {
            out.push(own);
        }
        signs.next_if(char::is_ascii_whitespace);
    }
    out.into()
}

/// `90`, `-45`, and `255` for letters upon letters.
pub(super) fn turned(value: &str) -> u8 {
    match value.trim_end_matches("deg").parse::<i32>() {
        Ok(own) if own == i32::from(STACKED) => STACKED,
        Ok(own) => Fit::turned_by(own),
        Err(_) => 0,
    }
}
