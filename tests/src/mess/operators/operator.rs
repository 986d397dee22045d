//! What an operator is.

use crate::mess::clean::Schemes;
use crate::mess::model::Book;
use fastrand::Rng;

/// One way of spoiling a workbook.
pub struct Operator {
    /// short name
    pub name: &'static str,
    /// what is done, and what a careful person makes of it
    pub does: &'static str,
    /// how often it is drawn: 12 is usual, 1 is rare
    pub(in crate::mess) weight: u32,
    /// done last, because it loses what the others need
    pub(in crate::mess) late: bool,
    pub(in crate::mess) apply: Apply,
}

/// How it spoils the workbook, or says that there is nothing to spoil.
pub(in crate::mess) enum Apply {
    Way(fn(&mut Book, &mut Rng) -> bool),
    Cause(&'static (dyn Cause + Send + Sync)),
}

/// A word in a place with a look.
pub(in crate::mess) trait Cause {
    /// Whether a careful person reads on.
    fn is_read_through(&self) -> bool;
    /// Puts it on the workbook.
    fn apply(&self, schemes: &Schemes, book: &mut Book, rng: &mut Rng) -> bool;
}

impl Operator {
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

    pub(in crate::mess) fn apply(&self, schemes: &Schemes, book: &mut Book, rng: &mut Rng) -> bool {
        match &self.apply {
            Apply::Way(way) => way(book, rng),
            Apply::Cause(cause) => cause.apply(schemes, book, rng),
        }
    }
}
