//! Whether a section shows a figure plainly: known before any figure is.

use super::kind::Kind;
use super::mark::Mark;
use super::number::{Item, Number};
use super::piece::Place;

/// What the caller need not make a text for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plain {
    /// The text itself, `TRUE`, `FALSE`, an error.
    Content,
    /// As [`super::general`] writes it.
    General,
    /// The figure with its sign, rounded, and no more.
    Figure(PlainFigure),
}

/// How a plain figure is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlainFigure {
    /// decimals that are shown at most
    pub decimals: u8,
    /// thousands are parted by commas
    pub is_grouped: bool,
    /// a hundred times the figure, with `%`
    pub is_percent: bool,
    /// brackets stand for the minus: `(5)`
    pub is_bracketed: bool,
}

/// What a section adds to a plain figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Plainness {
    /// more than signs, or less than the figure
    #[default]
    None,
    /// the text as it stands
    Text,
    General(Sign),
    Figure(PlainFigure, Sign),
}

/// The sign that stands in the code itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    None,
    Minus,
    Brackets,
}

impl Plainness {
    pub(super) fn of(kind: &Kind) -> Self {
        match kind {
            Kind::General { before, behind } => {
                sign(before.iter(), behind.iter()).map_or(Self::None, Self::General)
            }
            Kind::Number(number) => of_number(number).unwrap_or(Self::None),
            Kind::Text(marks) => {
                let others = marks.iter().flatten();
                let texts = marks.iter().filter(|mark| mark.is_none()).count();
                if texts == 1 && sign(others, [].iter()) == Some(Sign::None) {
                    Self::Text
                } else {
                    Self::None
                }
            }
            Kind::Words(_) | Kind::Ratio(_) | Kind::Date(_) => Self::None,
        }
    }

    /// Whether a figure is plain here. `is_bare`: it is negative, and gets no minus of itself.
    pub(super) fn figure(self, is_bare: bool) -> Option<Plain> {
        let (plain, sign) = match self {
            Self::General(sign) => (Plain::General, sign),
            Self::Figure(mut figure, sign) => {
                figure.is_bracketed = sign == Sign::Brackets;
                (Plain::Figure(figure), sign)
            }
            Self::None | Self::Text => return None,
        };
        match (sign, plain) {
            (Sign::None, _) if !is_bare => Some(plain),
            (Sign::Minus, _) | (Sign::Brackets, Plain::Figure(_)) if is_bare => Some(plain),
            _ => None,
        }
    }
}

fn of_number(number: &Number) -> Option<Plainness> {
    let is_place = |item: &Item| matches!(item, Item::Whole | Item::Point | Item::Part);
    let first = number.items.iter().position(is_place)?;
    let last = number.items.iter().rposition(is_place)?;
    let (before, rest) = number.items.split_at(first);
    let (places, behind) = rest.split_at_checked(last + 1 - first)?;
    let behind = match behind.split_first() {
        Some((Item::Percent, behind)) => behind,
        _ => behind,
    };
    let is_percent = number.percents == 1 && !before.contains(&Item::Percent);
    // a place that is no zero shows nothing for 0
    if number.exponent.is_some()
        || number.thousands != 0
        || (number.percents > 0 && !is_percent)
        || !places.iter().all(is_place)
        || number.whole.last() != Some(&Place::Zero)
    {
        return None;
    }
    let marks = |items: &[Item]| {
        items
            .iter()
            .map(|item| match item {
                Item::Mark(mark) => Some(mark.clone()),
                _ => None,
            })
            .collect::<Option<Vec<_>>>()
    };
    let sign = sign(marks(before)?.iter(), marks(behind)?.iter())?;
    let figure = PlainFigure {
        decimals: u8::try_from(number.part.len()).ok()?,
        is_grouped: number.is_grouped,
        is_percent,
        is_bracketed: false,
    };
    Some(Plainness::Figure(figure, sign))
}

/// The sign around a figure, if nothing else is there but space.
fn sign<'a>(
    before: impl Iterator<Item = &'a Mark>,
    behind: impl Iterator<Item = &'a Mark>,
) -> Option<Sign> {
    let words = |marks: &mut dyn Iterator<Item = &'a Mark>| {
        let mut all = String::new();
        for mark in marks {
            match mark {
                Mark::Word(word) => all.push_str(word),
                Mark::Blank | Mark::Fill(' ') => {}
                Mark::Fill(c) => all.push(*c),
            }
        }
        all.trim_matches(' ').to_owned()
    };
    let mut before = before;
    let mut behind = behind;
    match (&*words(&mut before), &*words(&mut behind)) {
        ("", "") => Some(Sign::None),
        ("-", "") => Some(Sign::Minus),
        ("(", ")") => Some(Sign::Brackets),
        _ => None,
    }
}
