//! What is wrong with the text of a rule, and where.

use std::ops::Range;

/// A mistake in a rule, with its place in the rule's text (bytes).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleError {
    /// where
    pub span: Range<usize>,
    /// what stands there, what was expected, the nearest name
    pub message: String,
}
