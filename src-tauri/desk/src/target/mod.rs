//! Targets (目标): what is set, how far it is reached, and lists of targets that are taken in.

mod beside;
mod error;
mod line;
mod reached;
mod set;
pub mod sheet;

pub use beside::beside;
pub use error::TargetError;
pub use line::{Filter, amount_told, key_told, later_told, lines, told_words};
pub use reached::{Reached, reached};
pub use set::{Done, Wanted, kept, set};
