//! The verbs of the officer: files into a round, the inbox, what is asked and answered. No Tauri:
//! whoever shows it is an adapter.

pub mod api;
pub mod app_error;
pub mod batch;
pub mod contact;
pub mod desk;
pub mod error;
pub mod export;
pub mod facts;
mod folder;
mod given;
mod hand;
mod held;
pub mod host;
pub mod import;
pub mod inbox;
pub mod issue;
pub mod job;
mod recalling;
pub mod register;
pub mod round;
pub mod scheme;
mod seen;
mod shown;
pub mod step;
pub mod target;
mod verb;

pub use error::Error;
pub use hand::Hand;
