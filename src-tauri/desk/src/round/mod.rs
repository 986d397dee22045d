//! Rounds (报送批次) of a ledger that lives: added, extended for a unit, closed.

mod add;
mod error;
mod state;

pub use add::{NewRound, add, next_code, not_expected, not_expected_told};
pub(crate) use add::{forms, made, newest, unit};
pub use error::RoundError;
pub use state::{close, extend, open_again, still_open};
