//! Targets (目标): what a unit or the city is to reach in a year or over years. Kinds belong to the
//! scheme; what is set of them, with date, reason and what was set before, is kept in the ledger.

mod amount;
mod book;
mod key;
mod kind;
mod progress;
mod told;

pub use amount::{Amount, Unclear, read};
pub use book::{Book, Setting, TargetSet};
pub use key::{Span, TargetKey};
pub use kind::TargetKind;
pub use progress::{Standing, met, rate, standing};
pub use told::{Told, told};
