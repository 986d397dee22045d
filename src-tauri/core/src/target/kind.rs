//! A kind of target, as the scheme has it.

use crate::statement::Aim;

/// A kind of target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetKind {
    /// code, unique in the scheme
    pub code: String,
    /// name, unique among targets
    pub name: String,
    /// code of the indicator that reaches it; none for a task with a date
    pub indicator: Option<String>,
    /// code of the column whose figure reaches it; empty where an indicator has only one
    pub column: String,
    /// when it is reached, where nothing else is said
    pub aim: Aim,
    /// other wordings, for lists that are taken in
    pub aliases: Vec<String>,
}
