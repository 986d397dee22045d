//! Names of cells, as each writer writes them.

use super::super::area::{MOST_COLUMNS, MOST_ROWS};

/// `D7` → row 6, column 3.
#[inline]
pub(super) fn cell(name: &str) -> Option<(u32, u32)> {
    let bytes = name.as_bytes();
    let mut column = 0_u32;
    let mut letters = 0;
    while let Some(letter @ b'A'..=b'Z') = bytes.get(letters) {
        if letters == 3 {
            return None;
        }
        column = column * 26 + u32::from(letter - b'A') + 1;
        letters += 1;
    }
    let row = line(bytes.get(letters..)?)?;
    (column > 0 && column <= MOST_COLUMNS).then(|| (row, column - 1))
}

/// The number of a row, counted from 1 in the file.
#[inline]
pub(super) fn line(digits: &[u8]) -> Option<u32> {
    let number = count(digits)?;
    (number > 0 && number <= MOST_ROWS && digits.first() != Some(&b'0')).then(|| number - 1)
}

/// A whole number of up to eight digits.
#[inline]
pub(super) fn count(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 8 {
        return None;
    }
    digits.iter().try_fold(0_u32, |sum, digit| {
        digit
            .is_ascii_digit()
            .then(|| sum * 10 + u32::from(digit - b'0'))
    })
}

/// `A1:C3` or `A1`, from its first corner to its last.
pub(super) fn is_area(name: &str) -> bool {
    match name.split_once(':') {
        None => cell(name).is_some(),
        Some((from, to)) => match (cell(from), cell(to)) {
            (Some((top, left)), Some((bottom, right))) => top <= bottom && left <= right,
            _ => false,
        },
    }
}
