//! Formulas whose cells are counted from the one that they stand in: `RC[-1]`, `R3C2`.

use crate::read::area::{MOST_COLUMNS, MOST_ROWS};
use xianbaohui_core::place::{cell_name, column_name};

/// The formula of a cell; what cannot be written so is kept in a form that is never worked out.
pub(super) fn formula(formula: &str, at: (u32, u32), is_array: bool) -> String {
    let own = written(formula, at).filter(|_| !is_array);
    own.unwrap_or_else(|| format!("#R1C1 {formula}"))
}

/// Such a formula as it is written for a cell: `A3`, `$B$3`. None where it has whole rows or
/// columns, or cells where there are none.
pub(super) fn written(formula: &str, at: (u32, u32)) -> Option<String> {
    let mut out = String::new();
    let mut rest = formula.trim().trim_start_matches('=');
    while let Some(c) = rest.chars().next() {
        // words, and names of sheets in quotation marks, stay as they are
        if matches!(c, '"' | '\'') {
            let end = rest[1..].find(c).map_or(rest.len(), |end| end + 2);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
            continue;
        }
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '\\' | '?');
        let end = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        if end == 0 {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        if let Some((cell, after)) = cell(rest, at) {
            out.push_str(&cell?);
            rest = after;
            continue;
        }
        let (word, after) = rest.split_at(end);
        let is_name = after.starts_with(['(', '!']);
        if !is_name && is_line(word) {
            return None;
        }
        out.push_str(word);
        rest = after;
    }
    Some(out)
}

/// `R`, `C5`: a row or a column. What stands in brackets follows.
fn is_line(word: &str) -> bool {
    let rest = word.strip_prefix(['R', 'r', 'C', 'c']);
    rest.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A cell that a text begins with, and what follows it; the cell is none where there is no such.
fn cell(text: &str, at: (u32, u32)) -> Option<(Option<String>, &str)> {
    let (row, keeps_row, rest) = line(text, ['R', 'r'], at.0)?;
    let (column, keeps_column, rest) = line(rest, ['C', 'c'], at.1)?;
    let goes_on = rest.starts_with(|c: char| c.is_alphanumeric() || "_.(![".contains(c));
    if goes_on {
        return None;
    }
    let sign = |keeps: bool| if keeps { "$" } else { "" };
    let name = |row: u32, column: u32| {
        let number = cell_name(row, 0);
        let (before, between) = (sign(keeps_column), sign(keeps_row));
        let number = number.get(1..)?;
        Some(format!("{before}{}{between}{number}", column_name(column)))
    };
    let row = row.filter(|row| *row < MOST_ROWS);
    let column = column.filter(|column| *column < MOST_COLUMNS);
    let own = row.zip(column).and_then(|(row, column)| name(row, column));
    Some((own, rest))
}

/// `R`, `R5`, `R[-2]`: where it is, whether it is kept there, and what follows.
fn line(text: &str, letters: [char; 2], from: u32) -> Option<(Option<u32>, bool, &str)> {
    let rest = text.strip_prefix(letters)?;
    if let Some(inside) = rest.strip_prefix('[') {
        let (by, rest) = inside.split_once(']')?;
        let by = by.parse::<i32>().ok()?;
        return Some((from.checked_add_signed(by), false, rest));
    }
    let end = rest.find(|c: char| !c.is_ascii_digit());
    let (digits, rest) = rest.split_at(end.unwrap_or(rest.len()));
    if digits.is_empty() {
        return Some((Some(from), false, rest));
    }
    let own = digits.parse::<u32>().ok();
    Some((own.and_then(|own| own.checked_sub(1)), true, rest))
}
