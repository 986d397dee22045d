//! Registers (名录): what is in them, what the newest returns propose, and what an officer decides.

mod decide;
mod error;
mod open;
mod out;
mod published;
mod sheet;

pub use decide::{Choice, Decision, decide, proposed};
pub use error::RegisterError;
pub use open::{Filter, chosen, day, found, open, unit_of};
pub use out::{unmasked, workbook};
pub use published::{List, read};
pub use sheet::{Column, Line, Sheet};
