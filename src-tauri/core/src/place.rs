//! Names of cells and columns, as a spreadsheet shows them.

use std::fmt::Write as _;

/// `A`, `Z`, `AA` …
pub fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

/// `D7`
pub fn cell_name(row: u32, column: u32) -> String {
    let mut name = column_name(column);
    let _ = write!(name, "{}", u64::from(row) + 1);
    name
}

/// `D7` → row 6, column 3.
pub fn parse_cell(name: &str) -> Option<(u32, u32)> {
    let split = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, digits) = name.split_at(split);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().try_fold(0_u32, |sum, letter| {
        letter
            .is_ascii_uppercase()
            .then(|| sum * 26 + u32::from(letter - b'A') + 1)
    })?;
    Some((
        digits.parse::<u32>().ok()?.checked_sub(1)?,
        column.checked_sub(1)?,
    ))
}
