//! The header of a sheet: which rows it takes, and what each column is called, level by level.

mod block;
mod fit;
mod levels;
mod vocabulary;

pub use block::HeaderBlock;
pub(super) use block::{above_figures, find};
pub use fit::ColumnMatch;
pub(super) use fit::{Fit, assign, fit, says_itself};
pub use levels::SheetHeader;
pub(super) use levels::{columns, written};
pub(super) use vocabulary::{Vocabulary, Wordings, tell_apart, without};
