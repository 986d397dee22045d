//! Rows of column numbers or formulas under a header: 甲 乙 1 2 3, 栏次 (1) (2), 1=3-5-8.

use crate::read::{Cell, Content, Grid};
use xianbaohui_core::text;

/// What one cell of such a row says.
#[derive(Clone, Copy)]
enum Says {
    /// 甲, 栏次, a
    Mark,
    /// the number of its column, with how it is worked out from others or without
    Number(i64),
    /// only how it is worked out: 3/4-1
    Formula,
}

/// Words for columns that have no number.
const MARKS: [&str; 15] = [
    "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "栏次", "列号", "列次", "栏号", "-", "*", "x",
];

/// Whether a row has nothing but numbers of columns, each one more than the one before. `is_alone`:
/// it stands below the header, where a row of figures may stand; labels that are merged down over
/// it leave fewer cells.
pub(crate) fn is_column_numbers(grid: &Grid, row: u32, is_alone: bool) -> bool {
    let least = if is_alone { 3 } else { 2 };
    let cells = grid.row(row);
    if cells.len() < least {
        return false;
    }
    let mut last: Option<i64> = None;
    let mut numbers = 0;
    for cell in cells.iter().filter(|cell| !cell.is_blank()) {
        match says(cell) {
            Some(Says::Mark | Says::Formula) => {}
            Some(Says::Number(value)) => {
                let follows = match last {
                    Some(last) => value == last + 1,
                    None => (1..=4).contains(&value),
                };
                if !follows {
                    return false;
                }
                last = Some(value);
                numbers += 1;
            }
            None => return false,
        }
    }
    numbers >= 2
}

fn says(cell: &Cell) -> Option<Says> {
    if let Content::Number(number) = &cell.content {
        return (number.fract() == 0.0).then_some(Says::Number(*number as i64));
    }
    let words = text::key(cell.as_text()?);
    let bare = words.trim_matches(|c| matches!(c, '(' | ')' | '[' | ']' | '第' | '栏' | '列'));
    let is_letter = bare.len() == 1 && bare.as_bytes()[0].is_ascii_alphabetic();
    if is_letter || MARKS.contains(&bare) || MARKS.contains(&words.as_str()) {
        return Some(Says::Mark);
    }
    let (own, formula) = match words.split_once('=') {
        Some((own, formula)) => (own, Some(formula)),
        None => (bare, None),
    };
    if formula.is_some_and(|formula| !is_formula(formula)) {
        return None;
    }
    if let Some(number) = number(own) {
        return Some(Says::Number(number));
    }
    let is_worked_out = own.is_empty() || formula.is_none() && own.contains(['+', '-', '/', '*']);
    (is_worked_out && is_formula(formula.unwrap_or(own))).then_some(Says::Formula)
}

/// 3, (3), ③
fn number(words: &str) -> Option<i64> {
    let bare = words.trim_matches(['(', ')', '[', ']', '栏', '列']);
    let mut signs = bare.chars();
    if let (Some(ring @ '①'..='⑳'), None) = (signs.next(), signs.next()) {
        return Some(i64::from(u32::from(ring) - u32::from('①')) + 1);
    }
    let is_plain = !bare.is_empty() && bare.len() <= 3 && bare.bytes().all(|b| b.is_ascii_digit());
    is_plain.then(|| bare.parse().ok()).flatten()
}

/// 3-5-8, (3)/(4)-1, 3÷4×100%
fn is_formula(words: &str) -> bool {
    let sign = |c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '①'..='⑳' | '+' | '-' | '*' | '/' | '÷' | '×' | '%' | '.' | '栏' | '列'
            )
            || matches!(c, '(' | ')' | '[' | ']')
    };
    words.chars().all(sign) && words.chars().any(|c| c.is_ascii_digit() || !c.is_ascii())
}
