//! Everything is tested through the public surface of the core and through `xbh`, in one binary.
//!
//! Tests are data: a sheet written down as text, and what must come of it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on must stop and say where"
)]

mod as_they_come;
mod beside;
mod binary;
mod bureau;
mod cities;
mod cli;
mod corpus;
mod dates;
mod derived;
mod desk;
mod export_fits;
mod extract;
mod facts_given;
mod figures_named;
mod figures_told;
mod findings_data;
mod foreign;
mod full_disk;
mod house;
mod identify;
mod inbox_answers;
mod inbox_asks;
mod inbox_kept;
mod inbox_windows;
mod issued;
mod kill;
mod ledger;
mod ledger_guarded;
mod ledger_lives;
mod long_figures;
mod mess;
mod messages;
mod not_expected;
mod nothing_lost;
mod number;
mod old_forms;
mod one_file;
mod only_ours;
mod openers;
mod own_additions;
mod paper;
mod read;
mod registers;
mod rules;
mod samples;
mod scheme;
mod scheme_complete;
mod scheme_diff;
mod scheme_drawn;
mod scheme_text;
mod shown;
mod sights;
mod support;
mod targets;
mod told;
mod true_totals;
mod truth;
mod two_returns;
mod whole;
mod words;
mod words_kept;
mod workbook;
mod worker;
