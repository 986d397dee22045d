//! What stands below a table because a total does not say it itself: whose figure it lacks, whose
//! stands under a finding A, of how many units a rate is. Everything is named; what is alike is
//! told together, by figure or by unit, whichever is shorter.

mod elsewhere;
mod grown;
mod line;
mod names;
mod otherwise;
mod ratios;
mod totals;
mod tree;
mod years;

pub(super) use elsewhere::with_elsewhere;
pub(super) use grown::with_grown;
pub(super) use line::{MARK, divided, sentence_of, without_stop};
pub(super) use otherwise::with_otherwise;
pub(super) use totals::{Told, of_figures};
