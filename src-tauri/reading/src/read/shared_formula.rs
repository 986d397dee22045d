//! A formula that several cells share, as each of them has it: ECMA-376 part 1, 18.3.1.40. It is
//! written once, for its first cell; what is not held by `$` moves along.

use super::area::{MOST_COLUMNS, MOST_ROWS};
use xianbaohui_core::place::{cell_name, column_name, parse_cell};

/// The formula, so many rows and columns further on.
pub(super) fn moved(formula: &str, rows: i64, columns: i64) -> String {
    let mut out = String::with_capacity(formula.len());
    let mut rest = formula;
    while let Some(c) = rest.chars().next() {
        // words, and names of sheets in quotation marks, stay as they are
        if matches!(c, '"' | '\'') {
            let end = rest[1..].find(c).map_or(rest.len(), |end| end + 2);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '$' | '\\' | '?');
        let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        if end == 0 {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        let (word, after) = rest.split_at(end);
        rest = after;
        let is_name = after.starts_with(['(', '!', '[']);
        let is_line = after.starts_with(':') || out.ends_with(':');
        match moved_word(word, rows, columns, is_line).filter(|_| !is_name) {
            Some(own) => out.push_str(&own),
            None => out.push_str(word),
        }
    }
    out
}

/// A cell, or a column or row of a range, further on; nothing of what is neither.
fn moved_word(word: &str, rows: i64, columns: i64, is_line: bool) -> Option<String> {
    let bare = word.strip_prefix('$').unwrap_or(word);
    let letters = bare.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (column, row) = bare.split_at(letters);
    let digits = row.strip_prefix('$').unwrap_or(row);
    let is_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits || letters > 3 || letters == 0 && !is_line || digits.is_empty() && !is_line {
        return None;
    }
    let holds_column = word.starts_with('$') && letters > 0;
    let holds_row = row.starts_with('$') || letters == 0 && word.starts_with('$');
    let step = |at: u32, by: i64, is_held: bool, most: u32| {
        let by = if is_held { 0 } else { by };
        let at = u32::try_from(i64::from(at) + by).ok();
        at.filter(|at| *at < most)
    };
    let sign = |is_held: bool| if is_held { "$" } else { "" };
    let gone = || Some("#REF!".to_owned());
    let own_column = if letters > 0 {
        let (_, at) = parse_cell(&format!("{column}1"))?;
        match step(at, columns, holds_column, MOST_COLUMNS) {
            Some(at) => format!("{}{}", sign(holds_column), column_name(at)),
            None => return gone(),
        }
    } else {
        String::new()
    };
    if digits.is_empty() {
        return Some(own_column);
    }
    let (at, _) = parse_cell(&format!("A{digits}"))?;
    let Some(at) = step(at, rows, holds_row, MOST_ROWS) else {
        return gone();
    };
    let number = cell_name(at, 0);
    Some(format!("{own_column}{}{}", sign(holds_row), &number[1..]))
}
