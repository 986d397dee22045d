//! Page headers and footers: ECMA-376 part 1, 18.3.1.46 and what their codes mean.

use super::beside::Beside;

/// Adds the texts of a page header or footer to what is beside the cells.
pub(in crate::read) fn read(coded: &str, beside: &mut Beside) {
    for text in words(coded) {
        beside.add_margin(&text);
    }
}

/// The texts of a page header or footer, left, in the middle and right, without what the program
/// that prints it fills in: numbers of pages, date, names of sheet and file.
fn words(coded: &str) -> Vec<String> {
    let mut parts = [String::new(), String::new(), String::new()];
    // what stands before any mark is printed in the middle
    let mut part = 1;
    let mut rest = coded.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '&' {
            parts[part].push(c);
            continue;
        }
        match rest.next() {
            Some('L' | 'l') => part = 0,
            Some('C' | 'c') => part = 1,
            Some('R' | 'r') => part = 2,
            Some('&') => parts[part].push('&'),
            // the name of a font
            Some('"') => while rest.next().is_some_and(|c| c != '"') {},
            // a colour: six digits, or a theme's number and how it is changed
            Some('K' | 'k') => {
                for _ in 0..6 {
                    rest.next_if(|c| c.is_ascii_hexdigit() || matches!(c, '+' | '-'));
                }
            }
            Some(digit) if digit.is_ascii_digit() => {
                while rest.next_if(char::is_ascii_digit).is_some() {}
            }
            _ => {}
        }
    }
    let parts = parts.into_iter().map(|part| part.trim().to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}
