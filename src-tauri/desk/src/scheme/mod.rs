//! The scheme (报表制度) of a ledger that lives.

mod error;
mod held;
mod update;

pub use error::UpdateError;
pub use update::{preview, update};
