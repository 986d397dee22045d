//! What two versions of a scheme have not in common, as data.
//!
//! Tables are told from each other by their codes, so that what was moved or renamed is no other
//! thing. Two schemes without a change between them are the same in all but their text.

mod change;
mod compare;
mod effect;
mod moved;
mod sentence;
mod what;
mod word;

pub use change::{About, Change, Within};
pub use compare::diff;
pub use effect::Effect;
pub use sentence::sentence;
pub use what::What;
