//! What counties do to a sheet, one function an operator, grouped by what it is done to.

mod causes;
mod cells;
mod dates;
mod files;
mod frame;
mod headers;
mod labels;
mod list;
mod named;
mod operator;
mod rows;
mod sheets;
mod tables;
mod texts;
mod units;

pub use causes::{CAUSES, READ_THROUGH};
pub use list::OPERATORS;
pub use named::named;
pub use operator::Operator;

use super::model::{Book, Sheet};
use fastrand::Rng;

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
