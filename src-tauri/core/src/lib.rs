//! The nouns of 县报汇: scheme, unit, indicator, form, period, number, return, finding, rule. Plain
//! values and pure functions over them.
//!
//! Invariants:
//! - No Tauri, no clock, no network: time comes in from outside, as text.
//! - Wrong data is a value (a [`finding::Finding`]); a broken machine is an error.
//! - Every non-empty cell of a data area ends in one of five states ([`number::Datum`]); the counts
//!   reconcile.
//! - What is reported is a [`number::Decimal`] from the cell to the total. Ratios are recomputed,
//!   never added.

pub mod across;
pub mod codes;
pub mod day;
pub mod decimal;
pub mod division;
pub mod evidence;
pub mod exact;
pub mod fact;
pub mod figure;
pub mod finding;
pub mod foreign;
pub mod form;
pub mod indicator;
pub mod label;
pub mod label_key;
pub mod mark;
pub mod measure;
pub mod message;
pub mod notice;
pub mod number;
pub mod org_unit;
pub mod past;
pub mod period;
pub mod personal;
pub mod place;
pub mod pointing;
pub mod proposal;
pub mod provenance;
pub mod question;
pub mod rate;
pub mod record;
pub mod register;
pub mod remembered;
pub mod returns;
pub mod row_name;
pub mod rule;
pub mod same_column;
pub mod scheme;
pub mod standing;
pub mod statement;
pub mod target;
pub mod text;
pub mod unit_tree;
pub mod watch;
pub mod wording_then;
pub mod words;
