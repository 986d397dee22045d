//! Operators made from causes: any word × any place that decides × any look.
//!
//! What a careful person only reads through stands in `read_through.txt`, which is committed; a
//! test holds it against the table.

mod beside;
mod figures;
mod place;
mod places;
mod verdict;
mod words;

use crate::mess::clean::Schemes;
use crate::mess::model::{Book, Said};
use fastrand::Rng;
use place::Place;
use verdict::{Verdict, verdict};
use words::{Filled, Says, WORDS, Word};

/// How words are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    Plain,
    /// the number format writes them
    ByFormat,
    White,
    Struck,
    Tiny,
    HiddenRow,
    HiddenColumn,
    /// under a merged area
    Covered,
}

impl Seen {
    /// Whether a person sees them, and not struck out.
    fn is_seen(self) -> bool {
        matches!(self, Self::Plain | Self::ByFormat)
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::ByFormat => "by-format",
            Self::White => "white",
            Self::Struck => "struck",
            Self::Tiny => "tiny",
            Self::HiddenRow => "hidden-row",
            Self::HiddenColumn => "hidden-column",
            Self::Covered => "covered",
        }
    }
}

/// A cause, as an operator applies it.
#[derive(Clone, Copy)]
pub(in crate::mess) struct Cause(Kind);

#[derive(Clone, Copy)]
enum Kind {
    Word(&'static Word, Place, Seen),
    Figure(&'static figures::Figure),
}

/// Every product of the tables, by its name.
pub(super) fn all() -> impl Iterator<Item = (String, Cause)> {
    let words = WORDS.iter().flat_map(|word| {
        Place::ALL.into_iter().flat_map(move |(place, name)| {
            let looks = place.looks().iter();
            looks.map(move |seen| {
                let name = format!("{}×{name}×{}", word.name, seen.name());
                (name, Kind::Word(word, place, *seen))
            })
        })
    });
    let figures = figures::FIGURES
        .iter()
        .map(|figure| (figure.name(), Kind::Figure(figure)));
    words.chain(figures).map(|(name, kind)| (name, Cause(kind)))
}

/// Names of the causes that are only read through, one a line.
pub const READ_THROUGH: &str = include_str!("read_through.txt");

impl Cause {
    /// Whether a careful person reads on.
    pub(super) fn is_read_through(&self) -> bool {
        match self.0 {
            Kind::Word(word, place, seen) => verdict(word.says, place, seen) == Verdict::Through,
            Kind::Figure(figure) => figure.is_read_through(),
        }
    }

    pub(super) fn apply(&self, schemes: &Schemes, book: &mut Book, rng: &mut Rng) -> bool {
        let (word, place, seen) = match self.0 {
            Kind::Word(word, place, seen) => (word, place, seen),
            Kind::Figure(figure) => {
                return crate::mess::operators::sheet(book, rng)
                    .is_some_and(|sheet| figure.apply(sheet, rng));
            }
        };
        let scheme = &schemes.0[book.scheme];
        let claimed = book.sheets.iter().find_map(|sheet| sheet.claim.as_ref());
        let Some(filled) = claimed.and_then(|claim| Filled::of(claim, scheme)) else {
            return false;
        };
        let said = Said {
            words: filled.words(word),
            must: verdict(word.says, place, seen) == Verdict::Told,
            is_unit: word.says == Says::OtherUnit,
        };
        if place == Place::File {
            return places::name_file(book, &said);
        }
        let Some(sheet) = crate::mess::operators::sheet(book, rng) else {
            return false;
        };
        if word.says == Says::OtherUnit && sheet.amounts().is_empty() {
            return false;
        }
        places::put(sheet, place, seen, &said, rng)
    }
}
