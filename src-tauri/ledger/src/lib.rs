//! The ledger (账本): one SQLite file with scheme, returns, original files and log. The only folder
//! that names rusqlite.
//!
//! Invariants: a batch is one transaction; nothing that was committed is changed or removed; every
//! commit is in the log's chain, every row in that of `held`; which version of a return counts
//! follows from the steps.

mod across;
mod batch;
mod binding;
mod durable;
mod entry;
mod error;
mod ever;
mod figure;
mod finding;
mod flag;
mod foreign;
mod found;
mod held;
mod hold;
mod ledger;
mod leftover;
mod log;
mod meaning;
mod migrate;
mod news;
mod open;
mod prepared;
mod published;
mod reading;
mod record;
mod register;
mod remembered;
mod replay;
mod returns;
mod round;
mod rows;
mod said;
mod scheme;
mod scheme_ever;
mod seal;
mod source;
mod source_file;
mod standing;
mod step;
mod stored;
mod target;
mod text;
mod tight;
mod value;
mod verify;
mod versions;
mod waiting;
mod wal;
mod writing;

pub use batch::{Batch, CommittedReturn, Replaced};
pub use error::LedgerError;
pub use hold::Opener;
pub use ledger::Ledger;
pub use log::LogEntry;
pub use meaning::MadeWith;
pub use news::News;
pub use prepared::Prepared;
pub use published::NewList;
pub use reading::Snapshot;
pub use remembered::RememberedAnswer;
pub use round::{Extension, RoundState};
pub use scheme_ever::SchemeVersion;
pub use standing::shared;
pub use step::{Effect, FileState, KnownFile, Step, StepKind};
pub use stored::StoredCodes;
pub use verify::{Verification, VerifyProblem};
pub use waiting::{Kept, Said, Stamp, WaitingFile};
