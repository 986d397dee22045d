//! The mess machine: clean returns whose figures are known, spoilt the way counties spoil them,
//! taken in, and compared with what a careful person reads in the sheet.
//!
//! The promise it tries to break is the first one: nothing is read wrong silently.

mod clean;
mod judge;
mod model;
mod names;
mod operators;
mod report;
mod run;
mod tables;
mod twins;
mod write;

pub use judge::Came;
pub use operators::{CAUSES, OPERATORS, Operator, READ_THROUGH, named};
pub use report::Report;
pub use run::{Made, Outcome, Plan, kinds, make, run, run_causes};
