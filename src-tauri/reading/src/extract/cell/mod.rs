//! One cell of a figure or a field → state, figure in the ledger's unit of measure, and what a
//! person should look at.

mod asked;
mod convert;
mod figure;
mod remark;
mod sight;
mod words;

pub(super) use self::asked::{Asked, Said, Stated, Taken};
