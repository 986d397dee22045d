//! The header of a sheet: which rows it takes, and what each column is called, level by level.

mod block;
mod fit;
mod levels;

pub use block::HeaderBlock;
pub(super) use block::{Vocabulary, above_figures, find};
pub use fit::ColumnMatch;
pub(super) use fit::{Fit, assign, fit};
pub use levels::SheetHeader;
pub(super) use levels::{columns, keys};
