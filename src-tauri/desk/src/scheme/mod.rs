//! The scheme (报表制度) of a ledger that lives.

mod error;
mod held;
mod remarks;
mod reused;
mod update;
mod versions;
mod wordings;

pub use error::UpdateError;
pub use remarks::remarks;
pub use update::{preview, update};
pub use versions::{Compared, compare};
