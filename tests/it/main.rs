//! Everything is tested through the public surface of the core and through `xbh`, in one binary.
//!
//! Tests are data: a sheet written down as text, and what must come of it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop and say where")]
#![expect(
    clippy::format_collect,
    clippy::zero_sized_map_values,
    clippy::cloned_ref_to_slice_refs,
    clippy::range_plus_one,
    clippy::items_after_statements,
    reason = "a case is written as it reads best"
)]

mod cli;
mod kill;
mod ledger;
mod read;
mod samples;
mod scheme;
mod support;
mod workbook;
