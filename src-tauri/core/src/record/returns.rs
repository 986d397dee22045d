//! Returns as they are kept.

use crate::evidence::Evidence;
use crate::returns::{Binding, CellCounts};
use crate::scheme::meaning::Otherwise;

/// A return that counts, some figures of which the scheme in force means otherwise than the version
/// that it was made with: they are converted exactly, or not counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadOtherwise {
    /// unit code of the sender
    pub unit: String,
    /// its version
    pub version: u32,
    /// indicators and fields by name, with what is otherwise
    pub what: Vec<(String, Otherwise)>,
}

/// The sender of a return, with indicators and columns that the scheme asks for and did not when it
/// was made.
pub type AskedSince = (String, Vec<(String, String)>);

/// A return without its values.
#[derive(Debug, Clone, PartialEq)]
pub struct ReturnRow {
    /// id
    pub id: i64,
    /// unit code
    pub unit: String,
    /// form code
    pub form: String,
    /// period code
    pub period: String,
    /// 1, 2, 3 …
    pub version: u32,
    /// whether it is the newest
    pub current: bool,
    /// name of its file
    pub file: String,
    /// SHA-256 of its file
    pub sha256: String,
    /// name of its sheet
    pub sheet: String,
    /// when it was committed
    pub committed_at: String,
    /// how its cells were accounted for
    pub cells: CellCounts,
    /// where everything was found
    pub binding: Binding,
    /// why the program took it for what it is
    pub evidence: Vec<Evidence>,
}

/// A return that an officer took out of force, and nothing took its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenOut {
    /// form code
    pub form: String,
    /// the version that counted last
    pub version: u32,
    /// what was done, in a word: 撤回, 改挂
    pub how: &'static str,
    /// why
    pub reason: String,
}
