//! Digits onto places.

use super::lex::Place;

/// What each place before the point shows: the digits from the right, all that are left over on the
/// first.
pub(super) fn whole(places: &[Place], digits: &str, is_grouped: bool) -> Vec<String> {
    let digits: Vec<char> = digits.chars().collect();
    let mut shows_digit = false;
    let mut all = Vec::with_capacity(places.len());
    for (at, place) in places.iter().enumerate() {
        let right = places.len() - 1 - at;
        let mut text = String::new();
        let mut one = |right: usize, text: &mut String| {
            let digit = digits
                .len()
                .checked_sub(right + 1)
                .and_then(|at| digits.get(at));
            let shown = match (digit, place) {
                (Some(digit), _) => Some(*digit),
                (None, Place::Zero) => Some('0'),
                (None, Place::Space) => Some(' '),
                (None, Place::None) => None,
            };
            text.extend(shown);
            shows_digit |= shown.is_some_and(|c| c != ' ');
            if is_grouped && right > 0 && right % 3 == 0 {
                if shows_digit {
                    text.push(',');
                } else {
                    text.extend(shown);
                }
            }
        };
        if at == 0 {
            for left in (right + 1..digits.len()).rev() {
                one(left, &mut text);
            }
        }
        one(right, &mut text);
        all.push(text);
    }
    all
}

/// What each place behind the point shows: a zero that ends the figure only where `0` stands.
pub(super) fn part(places: &[Place], digits: &str) -> Vec<String> {
    let counted = digits.trim_end_matches('0').len();
    places
        .iter()
        .zip(digits.chars())
        .enumerate()
        .map(|(at, (place, digit))| match place {
            _ if at < counted => digit.into(),
            Place::Zero => digit.into(),
            Place::Space => ' '.into(),
            Place::None => String::new(),
        })
        .collect()
}
