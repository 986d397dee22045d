//! Fractions: `# ?/?`, `??/??`, `# ?/8`.

use super::decimal::Decimal;
use super::mark::Mark;
use super::number::Digits;
use super::out::Shown;
use super::piece::{Piece, Place};
use super::places;
use super::unsure::Unsure;

/// A section with a numerator and a denominator.
#[derive(Debug, Clone)]
pub(super) struct Ratio {
    before: Vec<Mark>,
    /// places for the whole, and what parts them from the numerator
    whole: Option<Whole>,
    numerator: Vec<Place>,
    /// around the stroke
    left: Vec<Mark>,
    right: Vec<Mark>,
    denominator: Denominator,
    behind: Vec<Mark>,
    percents: i32,
}

#[derive(Debug, Clone)]
struct Whole {
    places: Vec<Place>,
    is_grouped: bool,
    apart: Vec<Mark>,
}

#[derive(Debug, Clone)]
enum Denominator {
    Places(Vec<Place>),
    Fixed(u32, String),
}

/// Places for a denominator that are followed; more digits a figure does not have.
const MOST_PLACES: usize = 7;

impl Ratio {
    /// The fraction of a section, if it is one.
    pub(super) fn new(pieces: &[Piece]) -> Option<(Self, Option<Unsure>)> {
        if pieces
            .iter()
            .any(|piece| matches!(piece, Piece::Exponent { .. }))
        {
            return None;
        }
        let is_place = |piece: &Piece| matches!(piece, Piece::Place(_));
        let is_word = |piece: &&Piece| matches!(piece, Piece::Word(_) | Piece::Blank);
        let stroke = pieces.iter().position(|piece| *piece == Piece::Slash)?;
        let (before, behind) = pieces.split_at(stroke);
        let behind = behind.get(1..)?;

        let left = before.iter().rev().take_while(is_word).count();
        let (before, left) = before.split_at(before.len() - left);
        let numerator = before.iter().rev().take_while(|p| is_place(p)).count();
        let (before, numerator) = before.split_at(before.len() - numerator);

        let right = behind.iter().take_while(is_word).count();
        let (right, behind) = behind.split_at(right);
        let is_digit = |piece: &&Piece| matches!(piece, Piece::Place(_) | Piece::Figure(_));
        let denominator = behind.iter().take_while(is_digit).count();
        let (denominator, behind) = behind.split_at(denominator);
        if numerator.is_empty() || denominator.is_empty() {
            return None;
        }
        let denominator = Denominator::new(denominator)?;
        let mut doubt = None;
        let is_odd = |piece: &Piece| {
            is_place(piece) || matches!(piece, Piece::Slash | Piece::Point | Piece::Comma)
        };
        if behind.iter().any(is_odd) {
            doubt = Some(Unsure::FormatUnknown);
        }
        let percents = pieces.iter().filter(|p| **p == Piece::Percent).count();
        let (whole, before) = match before.iter().position(is_place) {
            None => (None, before),
            Some(first) => {
                let last = before.iter().rposition(is_place)?;
                let (whole, odd) = Whole::new(before.get(first..=last)?, before.get(last + 1..)?);
                doubt = doubt.or(odd);
                (Some(whole), before.get(..first)?)
            }
        };
        let ratio = Self {
            before: Mark::of_all(before),
            whole,
            numerator: places_of(numerator),
            left: Mark::of_all(left),
            right: Mark::of_all(right),
            denominator,
            behind: Mark::of_all(behind),
            percents: i32::try_from(percents).unwrap_or(1),
        };
        Some((ratio, doubt))
    }

    /// The figure, without its sign. Whether anything but zero is shown.
    pub(super) fn write(&self, value: f64, one_by_one: Digits<'_>, out: &mut Shown) -> bool {
        let value = value.abs() * 100_f64.powi(self.percents);
        let (numerator, denominator) = match &self.denominator {
            Denominator::Fixed(fixed, _) => {
                let share = Decimal::of(value * f64::from(*fixed)).fixed(0).whole;
                (whole_number(&share), f64::from(*fixed))
            }
            Denominator::Places(places) => {
                let digits = i32::try_from(places.len().min(MOST_PLACES)).unwrap_or(1);
                nearest(value, 10_f64.powi(digits) - 1.0)
            }
        };
        let is_zero = numerator <= 0.0;
        out.marks(&self.before);
        let mut left_over = numerator;
        let mut shows = true;
        if let Some(whole) = &self.whole {
            let wholes = (numerator / denominator).floor();
            left_over = numerator - wholes * denominator;
            shows = left_over > 0.0 || self.numerator.contains(&Place::Zero);
            whole.write(wholes, shows, &self.numerator, one_by_one, out);
            if !shows {
                self.blank(whole, out);
            }
        }
        if shows {
            let digits = if left_over > 0.0 {
                text_of(left_over)
            } else {
                String::from("0")
            };
            let digits = places::whole(&self.numerator, &digits, false).concat();
            out.text.push_str(&one_by_one(&digits));
            out.marks(&self.left);
            out.text.push('/');
            out.marks(&self.right);
            let digits = self.denominator.text(&text_of(denominator));
            out.text.push_str(&one_by_one(&digits));
        }
        out.marks(&self.behind);
        !is_zero
    }

    /// Spaces in place of a fraction that is zero, where `?` or a denominator keep the room.
    fn blank(&self, whole: &Whole, out: &mut Shown) {
        let spaces = |places: &[Place]| places.iter().filter(|p| **p == Place::Space).count();
        let (denominator, is_kept) = match &self.denominator {
            Denominator::Fixed(_, text) => (text.len(), true),
            Denominator::Places(places) => (spaces(places), spaces(places) > 0),
        };
        if !is_kept && spaces(&self.numerator) == 0 {
            return;
        }
        let words = [&whole.apart, &self.left, &self.right];
        let apart: usize = words.iter().copied().flatten().map(Mark::width).sum();
        let width = apart + spaces(&self.numerator) + 1 + denominator;
        out.text.push_str(&" ".repeat(width));
    }
}

impl Whole {
    fn new(pieces: &[Piece], apart: &[Piece]) -> (Self, Option<Unsure>) {
        let is_odd = |piece: &Piece| !matches!(piece, Piece::Place(_) | Piece::Comma);
        let whole = Self {
            places: places_of(pieces),
            is_grouped: pieces.contains(&Piece::Comma),
            apart: Mark::of_all(apart),
        };
        let is_odd = pieces.iter().any(is_odd)
            || apart
                .iter()
                .any(|piece| matches!(piece, Piece::Comma | Piece::Point));
        (whole, is_odd.then_some(Unsure::FormatUnknown))
    }

    fn write(
        &self,
        wholes: f64,
        shows_rest: bool,
        numerator: &[Place],
        one_by_one: Digits<'_>,
        out: &mut Shown,
    ) {
        let mut digits = text_of(wholes);
        if digits.is_empty() && !shows_rest {
            digits.push('0');
        }
        let text = places::whole(&self.places, &digits, self.is_grouped).concat();
        out.text.push_str(&one_by_one(&text));
        // nothing is parted from nothing
        let is_alone = text.is_empty() && numerator.iter().all(|place| *place == Place::None);
        if shows_rest && !is_alone {
            out.marks(&self.apart);
        }
    }
}

impl Denominator {
    fn new(pieces: &[Piece]) -> Option<Self> {
        let fixed: String = pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Figure(c) => Some(*c),
                Piece::Place(Place::Zero) => Some('0'),
                _ => None,
            })
            .collect();
        if !pieces.iter().any(|piece| matches!(piece, Piece::Figure(_))) {
            return Some(Self::Places(places_of(pieces)));
        }
        if fixed.len() != pieces.len() || fixed.len() > MOST_PLACES {
            return None;
        }
        Some(Self::Fixed(fixed.parse().ok()?, fixed))
    }

    /// To the left, with zeros before and spaces behind.
    fn text(&self, digits: &str) -> String {
        match self {
            Self::Fixed(_, text) => text.clone(),
            Self::Places(places) => {
                let zeros = places.iter().filter(|p| **p == Place::Zero).count();
                let missing = zeros.saturating_sub(digits.len());
                let text = "0".repeat(missing) + digits;
                let room = places.len().saturating_sub(text.len());
                let spaces = places.iter().filter(|p| **p == Place::Space).count();
                let room = room.min(spaces);
                text + &" ".repeat(room)
            }
        }
    }
}

impl Mark {
    fn width(&self) -> usize {
        match self {
            Self::Word(word) => word.chars().count(),
            Self::Blank => 1,
            Self::Fill(_) => 0,
        }
    }
}

fn places_of(pieces: &[Piece]) -> Vec<Place> {
    pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Place(place) => Some(*place),
            _ => None,
        })
        .collect()
}

/// Digits of a whole number; nothing for zero.
fn text_of(number: f64) -> String {
    Decimal::of(number).fixed(0).whole
}

fn whole_number(digits: &str) -> f64 {
    digits.parse().unwrap_or(0.0)
}

/// Numerator and denominator of the last convergent whose denominator is at most `most`: what Excel
/// shows is not always the nearest fraction (0.7 with one digit is 2/3).
fn nearest(value: f64, most: f64) -> (f64, f64) {
    let (mut before, mut now) = ((0.0, 1.0), (1.0, 0.0));
    let mut rest = value;
    // each step at least adds one to the denominator, and mostly doubles it
    for _ in 0..64 {
        let whole = rest.floor();
        let next = (whole * now.0 + before.0, whole * now.1 + before.1);
        if next.1 > most || !next.0.is_finite() {
            break;
        }
        before = now;
        now = next;
        if rest - whole < 5e-8 {
            break;
        }
        rest = 1.0 / (rest - whole);
    }
    if now.1 < 1.0 {
        (value.round(), 1.0)
    } else {
        now
    }
}
