//! Digits onto places.

use super::piece::Place;

/// What each place before the point shows: the digits from the right, all that are left over on the
/// first. A comma stands before the digit that it parts from those to the left.
pub(super) fn whole(places: &[Place], digits: &str, is_grouped: bool) -> Vec<String> {
    let digits: Vec<char> = digits.chars().collect();
    let mut left_of = Left::Nothing;
    let mut all = Vec::with_capacity(places.len());
    for (at, place) in places.iter().enumerate() {
        let right = places.len() - 1 - at;
        let mut text = String::new();
        let mut one = |right: usize| {
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
            if is_grouped && (right + 1).is_multiple_of(3) {
                match left_of {
                    Left::Nothing => {}
                    Left::Space => text.push(' '),
                    Left::Digit => text.push(','),
                }
            }
            text.extend(shown);
            left_of = match (left_of, shown) {
                (_, None) => left_of,
                (Left::Digit, _) => Left::Digit,
                (_, Some(' ')) => Left::Space,
                (_, Some(_)) => Left::Digit,
            };
        };
        if at == 0 {
            for left in (right + 1..digits.len()).rev() {
                one(left);
            }
        }
        one(right);
        all.push(text);
    }
    all
}

/// What stands to the left of a place.
#[derive(Clone, Copy)]
enum Left {
    Nothing,
    Space,
    Digit,
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
