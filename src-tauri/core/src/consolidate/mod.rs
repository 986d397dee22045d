//! Ledger → totals, growth, completion, shares; every total says of how many units it is and which are missing. Pure functions over
//! columns of decimals; the ledger only hands the figures over.

mod coverage;
mod figures;
mod origin;
pub mod total;

pub use coverage::{Coverage, UnitCoverage, coverage};
pub use figures::{Consolidated, Key, consolidate};
pub use origin::{Origin, Part, Question, Version, trace};
