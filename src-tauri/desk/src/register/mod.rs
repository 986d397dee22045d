//! Registers (名录): what is in them, what the newest returns propose, and what an officer decides.

mod bare;
mod decide;
mod error;
mod kept;
mod line;
mod open;
mod out;
mod published;
mod sheet;
mod turned;
mod waiting;

pub use decide::{Choice, Decision, decide, proposed};
pub use error::RegisterError;
pub use kept::{Built, Counts, Kept};
pub use line::{Column, Line};
pub use open::{Filter, chosen, day, found, open, open_entry, unit_of};
pub use out::{unmasked, workbook};
pub use published::{Compared, List, answer, compared, keep, kept, read};
pub use sheet::Sheet;
pub use waiting::{Waiting, WaitingRow, came, change};
