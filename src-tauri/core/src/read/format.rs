//! What a number format makes of a figure: ECMA-376 part 1, 18.8.31, as Excel and WPS follow it.

use super::Display;

/// One section of a code: what stands for digits and the like, and what is literal.
#[derive(Default)]
struct Section {
    /// without literals, widths and conditions
    bare: String,
    /// a literal digit touches a digit of the figure: `0"0"`
    adds_digits: bool,
}

/// What a number format code does to a figure: `%` outside quotes multiplies, a comma after the last digit place divides.
pub(super) fn display_of(code: &str) -> Display {
    let sections = sections(code);
    let Some(positive) = sections.first() else { return Display::Plain };
    let shows = |section: &Section| section.bare.contains(|c: char| "0#?@".contains(c) || c.is_alphabetic());
    let masks = !shows(positive) && (sections.len() > 1 || !code.trim().is_empty());
    if masks || positive.adds_digits {
        return Display::Masked;
    }
    if positive.bare.contains('%') {
        return Display::Percent;
    }
    let end = positive.bare.trim_end_matches(|c: char| !matches!(c, '0' | '#' | '?' | ','));
    if end.ends_with(',') || code.contains("0!.0") {
        return Display::Scaled;
    }
    let unsigned = sections.get(1).is_some_and(|negative| shows(negative) && !negative.bare.contains(['-', '(', '（', '−']) && !code_has_minus(code));
    if unsigned { Display::Unsigned } else { Display::Plain }
}

/// Whether the second section has a minus or bracket among its literals: `0;\\-0`, `0;"-"0`.
fn code_has_minus(code: &str) -> bool {
    code.split(';').nth(1).is_some_and(|negative| negative.contains(['-', '(', '（', '负', '−', '▲', '△']))
}

fn sections(code: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut characters = code.chars().peekable();
    // the last thing was a literal that ends in a digit
    let mut after_digit = false;
    while let Some(c) = characters.next() {
        let Some(section) = sections.last_mut() else { return Vec::new() };
        let literal: String = match c {
            ';' => {
                sections.push(Section::default());
                after_digit = false;
                continue;
            }
            '"' => characters.by_ref().take_while(|c| *c != '"').collect(),
            '\\' => characters.next().into_iter().collect(),
            '_' | '*' => {
                characters.next();
                continue;
            }
            '[' => {
                characters.by_ref().find(|c| *c == ']');
                continue;
            }
            _ => {
                section.adds_digits |= after_digit && matches!(c, '0' | '#' | '?');
                after_digit = false;
                section.bare.push(c);
                continue;
            }
        };
        let touches_before = section.bare.ends_with(['0', '#', '?']);
        section.adds_digits |= touches_before && literal.starts_with(|c: char| c.is_ascii_digit());
        after_digit = literal.ends_with(|c: char| c.is_ascii_digit());
    }
    sections
}
