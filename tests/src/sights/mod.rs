//! The independent eye: what a cell shows, asked of us and of LibreOffice, which converts the same
//! file to text "as shown".
//!
//! Every cell that differs must be told apart by a class in which LibreOffice is known to differ
//! from Excel (`known.rs`), or be explained by a line of `explained.txt`; nothing else may differ.

mod cells;
mod compare;
mod explained;
mod files;
mod known;
mod office;
mod pair;
mod report;
mod run;

pub use files::{File, corpus, every_format, machine};
pub use office::Office;
pub use report::Report;
pub use run::{Plan, run};
