//! Rosters: all entries under each other, and how many each unit has.

mod counts;
mod frame;
mod rows;
mod told;

pub(super) use counts::counts;
pub(super) use rows::{each_row, laid_out, table};
