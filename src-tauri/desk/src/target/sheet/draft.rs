//! What a list would set, and what is said of it.

use xianbaohui_core::question::Question;
use xianbaohui_core::target::{Setting, Told};

/// What a list would set.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    /// name of the file
    pub file: String,
    /// what would be set
    pub rows: Vec<DraftRow>,
    /// how many say what holds already
    pub same: usize,
    /// what must be answered first
    pub questions: Vec<Question>,
    /// what is not taken, as sentences
    pub left: Vec<String>,
    /// what would not agree
    pub told: Vec<Told>,
    /// mark of the targets that it was held against
    pub seen: i64,
}

/// A target as a list has it.
#[derive(Debug, Clone)]
pub struct DraftRow {
    /// what would be set
    pub setting: Setting,
    /// as it stands there
    pub raw: String,
    /// what is set now
    pub before: Option<String>,
}

/// What is said of a list.
#[derive(Debug, Clone, Default)]
pub struct Given {
    /// year or years
    pub year: Option<String>,
    /// question, answer
    pub answers: Vec<(String, String)>,
    /// tried on the file, never kept
    pub passwords: Vec<String>,
}
