//! The record: what is known of returns, figures and findings, as whoever works results out of it
//! sees it. A ledger is one; results see no ledger.

mod asked;
mod entries;
mod error;
mod findings;
mod returns;
mod values;

pub use asked::Record;
pub use entries::{StoredEntry, StoredField};
pub use error::RecordError;
pub use findings::{Flags, RosterFlag, StoredFinding};
pub use returns::{AskedSince, ReadOtherwise, ReturnRow, TakenOut};
pub use values::{FigureSource, Source, SourceEntry, SourceValue, StoredValue};
