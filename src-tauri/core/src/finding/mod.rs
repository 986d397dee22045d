//! Findings (审核结果): what is wrong with a return, as data: a code, what it is about, its cells,
//! arguments, and both sides. The sentence is made of it in one place (module `message`).

mod arg;
mod code;
mod counts;
mod identity;
mod one;
mod severity;
mod subject;
pub mod told;

pub use arg::{Arg, Args, At, IntoArg};
pub use code::{FindingCode, UnknownCode};
pub use counts::Severities;
pub use identity::{Of, identify};
pub use one::{Finding, Told};
pub use severity::{LEAST_EXPLANATION, Needs, Severity};
pub use subject::{EntryRef, FigureRef, Subject};
