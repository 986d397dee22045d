//! Ledger → results: totals that say what they are made of, and the tables, workbooks and pages
//! that go out. The only crate that names rust_xlsxwriter.

pub mod consolidate;
pub mod present;
pub mod scope;
