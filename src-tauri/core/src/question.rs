//! Questions that must be answered before a file is taken.

use crate::place::Place;
use serde::{Deserialize, Serialize};

/// Something that must be answered before a file is taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// the same for the same file and the same figures it is about
    pub id: String,
    /// what is asked about: `version`, `period`
    pub of: String,
    /// cells of the file that it is about
    pub cells: Vec<Place>,
    /// the sentence
    pub text: String,
    /// what may be answered
    pub choices: Vec<Answer>,
}

/// One of the answers to a question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// what `--answer` takes
    pub id: String,
    /// what it does
    pub text: String,
}

/// The new table counts as a whole, what it lacks is gone.
pub const REPLACE: &str = "replace";
/// Both count, each in its own form.
pub const BOTH: &str = "both";
/// It is the round's, although it says another period.
pub const ACCEPT: &str = "accept";
/// What was taken out of force is taken in once more.
pub const AGAIN: &str = "again";
/// The columns or rows that are asked about are not read.
pub const LEAVE: &str = "leave";
/// The file is not taken.
pub const REFUSE: &str = "refuse";
