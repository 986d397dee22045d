//! Operators made from causes: any word × any place that decides × any look.
//!
//! What a careful person only reads through stands in `read_through.txt`, which is committed; a
//! test holds it against the table.

mod alone;
mod beside;
mod figures;
mod place;
mod places;
mod seen;
mod verdict;
mod words;

use super::operator::{Apply, Cause, Operator};
use crate::mess::clean::Schemes;
use crate::mess::model::{Book, Said, Sheet};
use fastrand::Rng;
use place::Place;
use seen::Seen;
use std::sync::LazyLock;
use verdict::{Verdict, verdict};
use words::{Filled, Says, WORDS, Word};

/// A cause, as an operator applies it.
#[derive(Clone, Copy)]
enum Kind {
    Word(&'static Word, Place, Seen),
    Figure(&'static figures::Figure),
}

/// Every product of the tables.
pub static CAUSES: LazyLock<Vec<Operator>> = LazyLock::new(|| {
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
    words
        .chain(figures)
        .map(|(name, kind)| Operator {
            weight: 1,
            name: name.leak(),
            does: "a word in a place with a look, or a look of a figure",
            late: false,
            apply: Apply::Cause(Box::leak(Box::new(kind))),
        })
        .collect()
});

/// Names of the causes that are only read through, one a line.
pub const READ_THROUGH: &str = include_str!("read_through.txt");

impl Cause for Kind {
    fn is_read_through(&self) -> bool {
        match *self {
            Kind::Word(word, place, seen) => verdict(word.says, place, seen) == Verdict::Through,
            Kind::Figure(figure) => figure.is_read_through(),
        }
    }

    fn apply(&self, schemes: &Schemes, book: &mut Book, rng: &mut Rng) -> bool {
        let (word, place, seen) = match *self {
            Kind::Word(word, place, seen) => (word, place, seen),
            Kind::Figure(figure) => {
                return super::sheet(book, rng).is_some_and(|sheet| figure.apply(sheet, rng));
            }
        };
        let scheme = &schemes.0[book.scheme];
        let claimed = book.sheets.iter().find_map(|sheet| sheet.claim.as_ref());
        let Some(filled) = claimed.and_then(|claim| Filled::of(claim, scheme)) else {
            return false;
        };
        let is_unit = word.says == Says::OtherUnit;
        let said = Said {
            words: filled.words(word),
            must: verdict(word.says, place, seen) == Verdict::Told,
            is_unit,
        };
        if place == Place::File {
            return places::name_file(book, &said);
        }
        let Some(sheet) = super::sheet(book, rng) else {
            return false;
        };
        // where no money is asked for it is a word like others
        if is_unit && !has_money(sheet) {
            return false;
        }
        places::put(sheet, place, seen, &said, rng)
    }
}

fn has_money(sheet: &Sheet) -> bool {
    let mut cells = sheet.rows.iter().flat_map(|row| &row.cells);
    cells.any(|cell| {
        let words = cell.as_text();
        words.is_some_and(|words| words.contains("万元") || words.contains("亿元"))
    })
}
