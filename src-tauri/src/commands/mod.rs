//! One file a noun; each command is an adapter, its data types beside it. Types cross to the window
//! by ts-rs: generated, committed.

#![expect(
    clippy::needless_pass_by_value,
    reason = "Tauri hands a command its state and arguments by value"
)]

pub(crate) mod consolidated;
pub(crate) mod export;
pub(crate) mod inbox;
mod inbox_item;
pub(crate) mod ledger;
pub(crate) mod origin;
pub(crate) mod pointing;
pub(crate) mod remembered;
pub(crate) mod review;
pub(crate) mod rounds;
pub(crate) mod sample;
pub(crate) mod shared;
pub(crate) mod steps;
