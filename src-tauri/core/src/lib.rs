//! The whole domain of 县报汇: how a figure goes from a county's cell to a consolidated workbook.
//!
//! ```text
//! bytes ──read──▶ Grid ──identify──▶ (form, unit, period) ──extract──▶ Return ──validate──▶ Findings
//!                                                                          │
//!                               exports ◀──present── Results ◀──consolidate── Ledger (SQLite) ◀──commit
//! ```
//!
//! Each step is a module of plain functions from values to values. Only [`ledger`] touches the database, only [`read`] and [`present`]
//! touch workbooks. No step calls a later one.
//!
//! Invariants:
//! - No Tauri, no clock, no network: time comes in from outside, as text.
//! - Wrong data is a value (a [`finding::Finding`]); a broken machine is an error.
//! - Every non-empty cell of a data area ends in one of five states ([`number::Datum`]); the counts reconcile.
//! - What is reported is a [`number::Decimal`] from the cell to the total. Ratios are recomputed, never added.

pub mod apart;
mod archive;
pub mod codes;
pub mod consolidate;
mod disk;
pub mod error;
pub mod exact;
pub mod extract;
pub mod finding;
pub mod form;
mod guard;
pub mod identify;
pub mod import;
pub mod inbox;
pub mod indicator;
pub mod intake;
pub mod ledger;
pub mod measure;
pub mod number;
pub mod org_unit;
pub mod output;
mod part;
pub mod period;
pub mod present;
pub mod question;
pub mod rate;
pub mod read;
pub mod returns;
pub mod rule;
mod same_column;
pub mod scheme;
pub mod text;
pub mod unit_tree;
pub mod validate;

pub use error::Error;

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut digits, byte| {
        let _ = write!(digits, "{byte:02x}");
        digits
    })
}
