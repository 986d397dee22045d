//! The verbs of the officer: files into a round, the inbox, what is asked and answered. No Tauri:
//! whoever shows it is an adapter.

pub mod batch;
pub mod error;
pub mod export;
mod hand;
mod held;
pub mod import;
pub mod inbox;
pub mod round;
pub mod scheme;
pub mod step;

pub use error::Error;
pub use hand::Hand;
