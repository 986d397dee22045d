//! Looks of figures: what their format, letters and width show of them.

use crate::mess::model::{Cell, Column, Content, Kind, Look, Sheet};
use crate::mess::operators::one;
use fastrand::Rng;
use rust_decimal::Decimal;

/// Which figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    Any,
    Positive,
    Negative,
    Zero,
    /// above 1000
    Large,
    Rate,
}

/// What is done to it.
#[derive(Debug, Clone, Copy)]
enum Done {
    Format(&'static str),
    Look(Look),
    /// the first or last part of its text looks otherwise
    Before(Look),
    Behind(Look),
    Narrow,
    Whitened(bool),
    Boxed,
    /// black on black
    Filled,
}

/// What must come of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comes {
    Told,
    Through,
    Either,
}

/// A look of a figure.
pub(super) struct Figure {
    place: &'static str,
    look: &'static str,
    which: Which,
    done: Done,
    comes: Comes,
}

const fn shown(code: &'static str, which: Which, comes: Comes) -> Figure {
    Figure {
        place: match which {
            Which::Any => "format",
            Which::Positive => "format-positive",
            Which::Negative => "format-negative",
            Which::Zero => "format-zero",
            Which::Large => "format-large",
            Which::Rate => "format-rate",
        },
        look: code,
        which,
        done: Done::Format(code),
        comes,
    }
}

const fn looks(look: &'static str, which: Which, done: Done, comes: Comes) -> Figure {
    Figure {
        place: "letters",
        look,
        which,
        done,
        comes,
    }
}

pub(super) const FIGURES: &[Figure] = &[
    shown("0,", Which::Large, Comes::Told),
    shown("0,,", Which::Large, Comes::Told),
    shown("0!.0", Which::Any, Comes::Told),
    shown("0\".\"0", Which::Large, Comes::Told),
    shown("0,.0", Which::Large, Comes::Told),
    shown(";;;", Which::Any, Comes::Told),
    shown("0\"0\"", Which::Any, Comes::Told),
    shown("0\\0", Which::Any, Comes::Told),
    shown("\\10", Which::Any, Comes::Told),
    shown("000-00", Which::Large, Comes::Told),
    shown("\"约\"0", Which::Any, Comes::Told),
    shown("0\"以上\"", Which::Any, Comes::Told),
    shown("[<0]0;0", Which::Negative, Comes::Told),
    shown("0.0;0.0", Which::Negative, Comes::Told),
    shown("0.0;0.0", Which::Positive, Comes::Through),
    shown("\\-0", Which::Positive, Comes::Told),
    shown("-0.0;0.0", Which::Positive, Comes::Told),
    shown("0\"百万\"", Which::Any, Comes::Told),
    shown("0\"千元\"", Which::Large, Comes::Told),
    shown("aaaa", Which::Positive, Comes::Told),
    shown("yyyy", Which::Positive, Comes::Told),
    shown("e\"年\"", Which::Positive, Comes::Told),
    shown("\"合格\"", Which::Any, Comes::Told),
    shown("[>100]\"大\";0", Which::Large, Comes::Told),
    shown("0%", Which::Any, Comes::Told),
    shown("#", Which::Zero, Comes::Told),
    shown("#,###", Which::Zero, Comes::Told),
    shown("0;-0;", Which::Zero, Comes::Told),
    shown("0;-0;\"—\"", Which::Zero, Comes::Either),
    shown("*00", Which::Any, Comes::Either),
    shown("0.00E+00", Which::Any, Comes::Either),
    shown("[DBNum1]0", Which::Any, Comes::Either),
    shown("[$¥-804]#,##0.00", Which::Large, Comes::Either),
    shown("# ?/?", Which::Any, Comes::Either),
    shown("#,##0.00", Which::Any, Comes::Through),
    shown("#,##0.00_ ", Which::Any, Comes::Through),
    shown("0.00_);[Red]\\(0.00\\)", Which::Any, Comes::Through),
    shown("[Red]0.00;[Blue]-0.00", Which::Any, Comes::Through),
    shown("+0.00;-0.00;0.00", Which::Any, Comes::Through),
    shown("0.0", Which::Any, Comes::Through),
    shown("General", Which::Any, Comes::Through),
    shown("@", Which::Any, Comes::Through),
    shown("0.0\"%\"", Which::Rate, Comes::Through),
    shown("0.0\\%", Which::Rate, Comes::Through),
    looks("white", Which::Any, Done::Look(Look::White), Comes::Told),
    looks("struck", Which::Any, Done::Look(Look::Struck), Comes::Told),
    looks("tiny", Which::Any, Done::Look(Look::Tiny), Comes::Told),
    looks("fill", Which::Any, Done::Look(Look::Fill), Comes::Told),
    looks(
        "struck-before",
        Which::Any,
        Done::Before(Look::Struck),
        Comes::Told,
    ),
    looks(
        "white-before",
        Which::Any,
        Done::Before(Look::White),
        Comes::Told,
    ),
    looks(
        "struck-behind",
        Which::Any,
        Done::Behind(Look::Struck),
        Comes::Told,
    ),
    looks(
        "white-behind",
        Which::Any,
        Done::Behind(Look::White),
        Comes::Told,
    ),
    looks(
        "tiny-behind",
        Which::Any,
        Done::Behind(Look::Tiny),
        Comes::Told,
    ),
    looks(
        "raised-behind",
        Which::Any,
        Done::Behind(Look::Raised),
        Comes::Told,
    ),
    looks("narrow", Which::Large, Done::Narrow, Comes::Told),
    looks("whitened", Which::Any, Done::Whitened(true), Comes::Told),
    looks(
        "not-whitened",
        Which::Any,
        Done::Whitened(false),
        Comes::Through,
    ),
    looks("under-a-box", Which::Any, Done::Boxed, Comes::Told),
    looks("black-ground", Which::Any, Done::Filled, Comes::Told),
];

impl Figure {
    pub(super) fn name(&self) -> String {
        format!("figure×{}×{}", self.place, self.look)
    }

    pub(super) fn is_read_through(&self) -> bool {
        self.comes == Comes::Through
    }

    pub(super) fn apply(&self, sheet: &mut Sheet, rng: &mut Rng) -> bool {
        let fits = |(row, column): &(usize, usize)| {
            let number = sheet.rows[*row].cells[*column].as_number();
            let number = number.unwrap_or_default();
            let is_rate = matches!(
                sheet.columns[*column],
                Column::Figure {
                    kind: Kind::Rate,
                    ..
                }
            );
            // what a hidden column is too narrow for is told of the column
            if matches!(self.done, Done::Narrow) && sheet.hidden_columns.contains(column) {
                return false;
            }
            match self.which {
                Which::Any => !number.is_zero(),
                Which::Positive => number > Decimal::ZERO,
                Which::Negative => number <= -Decimal::ONE,
                Which::Zero => number.is_zero(),
                Which::Large => number > Decimal::from(1000),
                Which::Rate => is_rate && !number.is_zero(),
            }
        };
        let places = sheet.figures().into_iter().filter(fits).collect::<Vec<_>>();
        let Some(at) = one(rng, &places) else {
            return false;
        };
        match self.done {
            Done::Format(code) => sheet.cell_mut(at).format = Some(code.to_owned()),
            Done::Look(look) => sheet.cell_mut(at).look = look,
            Done::Before(look) => in_part(sheet.cell_mut(at), look, true),
            Done::Behind(look) => in_part(sheet.cell_mut(at), look, false),
            Done::Narrow => sheet.around.narrow.push(at.1),
            Done::Whitened(holds) => sheet.around.whitened.push((at, holds)),
            Done::Boxed => sheet.around.boxes.push((at.0, at.1, "审核".to_owned())),
            Done::Filled => {
                let black = crate::mess::model::Colour::Rgb(0);
                sheet.cell_mut(at).ink = Some((black, Some(black)));
            }
        }
        if self.comes == Comes::Told {
            if matches!(self.done, Done::Narrow) {
                for row in sheet.data_rows() {
                    let cell = &mut sheet.rows[row].cells[at.1];
                    if cell
                        .as_number()
                        .is_some_and(|own| own > Decimal::from(1000))
                    {
                        cell.is_unclear();
                    }
                }
            } else {
                sheet.cell_mut(at).is_unclear();
            }
        }
        true
    }
}

/// The figure as a text, and two more digits that look otherwise.
fn in_part(cell: &mut Cell, look: Look, before: bool) {
    let own = cell.as_number().unwrap_or_default().to_string();
    let (own, other) = ((own, Look::Plain), ("15".to_owned(), look));
    cell.content = Content::Rich(if before {
        vec![other, own]
    } else {
        vec![own, other]
    });
}
