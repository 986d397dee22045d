//! Ledger → totals, growth, completion, shares; every total says of how many units it is and which
//! are missing. Pure functions over columns of decimals; the ledger only hands the figures over.
//!
//! What is made of other figures is a [`DerivedFigure`]: outside of this crate nobody gets its
//! number without the rest.

mod coverage;
mod derived;
mod dropped;
mod figures;
mod origin;
mod shared_entries;
mod told;
mod total;
mod trace;

pub use coverage::{Coverage, UnitCoverage, coverage};
pub use derived::{Covered, DerivedFigure, How, Left, NoTotal, PartOf, Why};
pub use dropped::{dropped_forms, dropped_words};
pub use figures::{Consolidated, Key, consolidate};
pub use origin::{Origin, Part, Question, Said, Side, Version, YearsApart};
pub use told::Told;
pub use trace::{trace, trace_many};

pub(crate) use figures::{AtLarge, Lack};
pub(crate) use shared_entries::{EntryKeys, SharedEntries, is_bounded};
