//! What can be undone, and what was.

use xianbaohui_ledger::Said;

/// What was undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undone {
    /// what it was
    pub back: Back,
    /// the round whose files these are
    pub round: String,
    /// ids of the files, which are to be looked at again
    pub items: Vec<i64>,
}

/// What is as it was before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Back {
    /// so many files are back
    Removed(usize),
    /// what was said of this file
    Said(String),
}

/// A step of the officer in the inbox.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// number of the removal
    Removed(i64),
    /// what had been said of a file, and which remembered answers held
    Said {
        id: i64,
        before: Box<Said>,
        remembered: Vec<i64>,
    },
}
