//! Ledger → totals, growth, completion, shares; every total says of how many units it is and which
//! are missing. Pure functions over columns of decimals; the ledger only hands the figures over.
#![deny(
    clippy::arithmetic_side_effects,
    reason = "a reported figure goes through checked arithmetic only"
)]

mod apart;
mod coverage;
mod figures;
mod origin;
mod roster;
mod shared_entries;
mod told;
pub mod total;

pub use apart::{Apart, Below};
pub use coverage::{Coverage, UnitCoverage, coverage};
pub use figures::{AtLarge, Consolidated, Key, Lack, Sides, YearOnYear, consolidate};
pub use origin::{Left, Origin, Part, Question, Said, Side, Version, Why, YearsApart, trace};
pub use shared_entries::{EntryKeys, SharedEntries, few, is_bounded};
pub use told::{Told, filled, reported};
