//! What an officer decided on rows of rosters.

use crate::period::Period;
use crate::record::StoredEntry;
use std::collections::HashMap;
use std::sync::Arc;

/// Rows of rosters by return and row.
pub type Rows = HashMap<(i64, u32), Arc<StoredEntry>>;

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// the row is what the entry is from now on
    Accept,
    /// the proposal is not taken
    Reject,
    /// the entry is in its unit's return no more, and in the register neither
    Gone,
}

impl What {
    /// As it is stored.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Gone => "gone",
        }
    }

    /// By its word.
    pub fn of(word: &str) -> Option<Self> {
        let all = [Self::Accept, Self::Reject, Self::Gone];
        all.into_iter().find(|what| what.word() == word)
    }
}

/// One decision, to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// what the entry goes by
    pub key: String,
    /// the return that it follows from
    pub return_id: i64,
    /// row of the return; none where the entry is not in it
    pub row: Option<u32>,
    /// what
    pub what: What,
    /// why, where it is of this one alone
    pub note: String,
}

/// A return that something of a register came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// number of the return
    pub return_id: i64,
    /// unit code of the sender
    pub unit: String,
    /// code of the round
    pub round: String,
    /// version
    pub version: u32,
    /// name of its file
    pub file: String,
    /// name of its sheet
    pub sheet: String,
}

/// A step, as it is told of what was decided with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// its number
    pub step: i64,
    /// when
    pub at: String,
    /// by whom
    pub who: String,
    /// why
    pub reason: String,
}

/// One decision as it stands. Of few steps and returns there are many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// what the entry goes by
    pub key: String,
    /// what
    pub what: What,
    /// row of the return; none where the entry is not in it
    pub row: Option<u32>,
    /// why, where it is of this one alone
    pub note: String,
    /// the step
    pub said: Arc<Said>,
    /// the return
    pub origin: Arc<Origin>,
    /// that return counts, or a later version of it does
    pub counts: bool,
}

/// A roster return that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// the return
    pub origin: Arc<Origin>,
    /// what its round is of
    pub period: Period,
    /// how many rows it has
    pub rows: u64,
}
