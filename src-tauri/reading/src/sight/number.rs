//! Places for digits: `#,##0.00`, `000-00`, `0.0,"万"`, `0.00E+00`.

use super::decimal::{Decimal, Fixed};
use super::mark::Mark;
use super::out::Shown;
use super::piece::{Piece, Place};
use super::places;
use super::unsure::Unsure;

/// A section with places for digits.
#[derive(Debug, Clone, Default)]
pub(super) struct Number {
    pub(super) items: Vec<Item>,
    pub(super) whole: Vec<Place>,
    pub(super) part: Vec<Place>,
    /// `,` between places before the point
    pub(super) is_grouped: bool,
    /// commas behind the last place: each divides by a thousand
    pub(super) thousands: i32,
    pub(super) percents: i32,
    pub(super) exponent: Option<Exponent>,
}

/// What stands behind `E`.
#[derive(Debug, Clone)]
pub(super) struct Exponent {
    shows_plus: bool,
    places: Vec<Place>,
}

/// In the order of the code; places come one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    Mark(Mark),
    Whole,
    Point,
    Part,
    Percent,
    /// `E+`
    Exponent,
    Power,
}

impl Number {
    pub(super) fn new(pieces: &[Piece]) -> (Self, Option<Unsure>) {
        let mut number = Self::default();
        let mut doubt = None;
        let mut has_point = false;
        let mut follows_place = false;
        for (at, piece) in pieces.iter().enumerate() {
            let rest = pieces.get(at + 1..).unwrap_or_default();
            let was_place = std::mem::replace(&mut follows_place, false);
            let item = match piece {
                Piece::Place(place) => {
                    follows_place = true;
                    if let Some(exponent) = &mut number.exponent {
                        exponent.places.push(*place);
                        Item::Power
                    } else if has_point {
                        number.part.push(*place);
                        Item::Part
                    } else {
                        number.whole.push(*place);
                        Item::Whole
                    }
                }
                Piece::Comma if was_place => {
                    follows_place = true;
                    let more = number.comma(has_point, rest);
                    doubt = doubt.or(more);
                    continue;
                }
                Piece::Point if !has_point && number.exponent.is_none() => {
                    has_point = true;
                    // 0., divides too
                    follows_place = true;
                    Item::Point
                }
                Piece::Percent => {
                    // each times a hundred
                    number.percents += 1;
                    Item::Percent
                }
                Piece::Exponent { shows_plus } => {
                    let is_first = number.exponent.is_none();
                    if !is_first || !rest.iter().any(|piece| matches!(piece, Piece::Place(_))) {
                        doubt = doubt.or(Some(Unsure::FormatUnknown));
                    }
                    if !is_first {
                        continue;
                    }
                    number.exponent = Some(Exponent {
                        shows_plus: *shows_plus,
                        places: Vec::new(),
                    });
                    Item::Exponent
                }
                other => {
                    // a fraction that is none
                    if *other == Piece::Slash {
                        doubt = doubt.or(Some(Unsure::FormatUnknown));
                    }
                    let Some(mark) = Mark::of(other.clone()) else {
                        continue;
                    };
                    Item::Mark(mark)
                }
            };
            number.items.push(item);
        }
        (number, doubt)
    }

    /// A comma behind a place: between places it groups, behind the last it divides by a thousand.
    fn comma(&mut self, has_point: bool, rest: &[Piece]) -> Option<Unsure> {
        let is_place = |piece: &&Piece| matches!(piece, Piece::Place(_));
        let until = |piece: &&Piece| !matches!(piece, Piece::Exponent { .. });
        if self.exponent.is_some() {
            return Some(Unsure::FormatUnknown);
        }
        if has_point {
            if rest.iter().take_while(until).any(|piece| is_place(&piece)) {
                return Some(Unsure::CommaAtPoint);
            }
            return self.divide(rest);
        }
        let is_whole = |piece: &&Piece| !matches!(piece, Piece::Point | Piece::Exponent { .. });
        if rest
            .iter()
            .take_while(is_whole)
            .any(|piece| is_place(&piece))
        {
            self.is_grouped = true;
            return None;
        }
        // 0,.0 too: a comma that follows a place and comes before none of the whole
        self.divide(rest)
    }

    /// By a thousand; before an exponent programs pass it over.
    fn divide(&mut self, rest: &[Piece]) -> Option<Unsure> {
        if rest
            .iter()
            .any(|piece| matches!(piece, Piece::Exponent { .. }))
        {
            return Some(Unsure::CommaAtPoint);
        }
        self.thousands += 1;
        None
    }

    /// The figure, without its sign. Whether anything but zero is shown.
    pub(super) fn write(&self, value: f64, one_by_one: Digits<'_>, out: &mut Shown) -> bool {
        let decimal = Decimal::of(value).shifted(2 * self.percents - 3 * self.thousands);
        let (fixed, power) = match &self.exponent {
            None => (decimal.fixed(self.part.len()), 0),
            Some(_) => scientific(&decimal, self.whole.len(), self.part.len()),
        };
        let is_zero = fixed.is_zero();
        let mut whole = places::whole(&self.whole, &fixed.whole, self.is_grouped).into_iter();
        let mut part = places::part(&self.part, &fixed.part).into_iter();
        let powers = power.unsigned_abs().to_string();
        let mut powers = match &self.exponent {
            Some(exponent) => places::whole(&exponent.places, &powers, false),
            None => Vec::new(),
        }
        .into_iter();
        for item in &self.items {
            let next = match item {
                Item::Mark(mark) => {
                    out.mark(mark);
                    continue;
                }
                Item::Whole => whole.next(),
                Item::Part => part.next(),
                Item::Power => powers.next(),
                Item::Percent => {
                    out.text.push('%');
                    continue;
                }
                Item::Point => {
                    // .00 shows the digits before the point, if there are any
                    if self.whole.is_empty() && !fixed.whole.is_empty() {
                        out.text.push_str(&one_by_one(&fixed.whole));
                    }
                    out.text.push('.');
                    continue;
                }
                Item::Exponent => {
                    out.text.push('E');
                    let shows_plus = self.exponent.as_ref().is_some_and(|own| own.shows_plus);
                    if power < 0 {
                        out.text.push('-');
                    } else if shows_plus {
                        out.text.push('+');
                    }
                    continue;
                }
            };
            if let Some(digits) = next {
                out.text.push_str(&one_by_one(&digits));
            }
        }
        !is_zero
    }
}

/// How digits are written.
pub(super) type Digits<'a> = &'a dyn Fn(&str) -> String;

/// Mantissa and power of ten: with more than one place before the point the power is a multiple of
/// their number (`##0.0E+0`).
fn scientific(decimal: &Decimal, whole: usize, part: usize) -> (Fixed, i32) {
    if decimal.is_zero() {
        let mut fixed = decimal.fixed(part);
        fixed.whole = "0".repeat(whole);
        return (fixed, 0);
    }
    let step = i32::try_from(whole).unwrap_or(i32::MAX).max(1);
    // without a place before the point the mantissa is below one
    let below = i32::from(whole == 0);
    let magnitude = decimal.magnitude() + below;
    let mut power = magnitude.div_euclid(step) * step;
    let mut fixed = decimal.clone().shifted(-power).fixed(part);
    if fixed.whole.len() > whole {
        power += step;
        fixed = decimal.clone().shifted(-power).fixed(part);
    }
    (fixed, power)
}
