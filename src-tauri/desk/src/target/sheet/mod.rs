//! A list of targets (目标任务台账) is taken in: its header is found by text, what is unclear is
//! asked, and nothing is set before all is answered.

mod ask;
mod draft;
mod head;
mod names;
mod once;
mod read;
mod reading;
mod rows;
mod take;
mod years;

pub use draft::{Draft, DraftRow, Given};
pub use read::read;
