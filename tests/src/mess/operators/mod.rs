//! What counties do to a sheet, one function an operator, grouped by what it is done to.

mod causes;
mod cells;
mod dates;
mod files;
mod frame;
mod headers;
mod labels;
mod list;
mod rows;
mod sheets;
mod tables;
mod texts;
mod units;

pub use causes::{CAUSES, READ_THROUGH};
pub use list::OPERATORS;

use super::clean::Schemes;
use super::model::{Book, Sheet};
use fastrand::Rng;

/// One way of spoiling a workbook.
pub struct Operator {
    /// short name
    pub name: &'static str,
    /// what is done, and what a careful person makes of it
    pub does: &'static str,
    /// how often it is drawn: 12 is usual, 1 is rare
    pub(super) weight: u32,
    /// done last, because it loses what the others need
    pub(super) late: bool,
    pub(super) apply: Apply,
}

/// How it spoils the workbook, or says that there is nothing to spoil.
pub(super) enum Apply {
    Way(fn(&mut Book, &mut Rng) -> bool),
    Cause(causes::Cause),
}

impl Operator {
    /// The operator of a name.
    pub fn named(name: &str) -> Option<&'static Self> {
        let all = OPERATORS.iter().chain(CAUSES.iter());
        all.into_iter().find(|operator| operator.name == name)
    }

    /// Whether a careful person reads on: all do where a county spoils a sheet in a way of its own,
    /// or the sheet is asked about.
    pub fn is_read_through(&self) -> bool {
        match &self.apply {
            Apply::Way(_) => true,
            Apply::Cause(cause) => cause.is_read_through(),
        }
    }

    /// Whether it is made of a word, a place and a look.
    pub fn is_cause(&self) -> bool {
        matches!(self.apply, Apply::Cause(_))
    }

    pub(super) fn apply(&self, schemes: &Schemes, book: &mut Book, rng: &mut Rng) -> bool {
        match &self.apply {
            Apply::Way(way) => way(book, rng),
            Apply::Cause(cause) => cause.apply(schemes, book, rng),
        }
    }
}

/// A sheet that is a return, drawn.
fn sheet<'a>(book: &'a mut Book, rng: &mut Rng) -> Option<&'a mut Sheet> {
    let returns = book
        .sheets
        .iter()
        .enumerate()
        .filter(|(_, sheet)| sheet.claim.is_some())
        .map(|(at, _)| at)
        .collect::<Vec<_>>();
    let at = *returns.get(rng.usize(..returns.len().max(1)))?;
    book.sheets.get_mut(at)
}

/// One to `most` of several places, drawn.
fn some<T: Copy>(rng: &mut Rng, mut of: Vec<T>, most: usize) -> Vec<T> {
    rng.shuffle(&mut of);
    of.truncate(rng.usize(1..=most));
    of
}

/// One of several places, drawn.
fn one<T: Copy>(rng: &mut Rng, of: &[T]) -> Option<T> {
    if of.is_empty() {
        None
    } else {
        Some(of[rng.usize(..of.len())])
    }
}
