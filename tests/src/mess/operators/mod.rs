//! What counties do to a sheet, one function an operator, grouped by what it is done to.

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

pub use list::OPERATORS;

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
    /// spoils the workbook, or says that there is nothing to spoil
    pub(super) apply: fn(&mut Book, &mut Rng) -> bool,
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
