//! What is wrong with the text of a rule, where, and what was probably meant.

use std::ops::Range;

/// A mistake in a rule, with its place in the rule's text (bytes).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleError {
    /// where
    pub span: Range<usize>,
    /// what stands there, what was expected, the nearest name
    pub message: String,
    /// what probably should stand there instead
    pub fix: Option<String>,
}

impl RuleError {
    /// One at a place.
    pub fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            span,
            message: message.into(),
            fix: None,
        }
    }

    pub(super) fn fixed(mut self, fix: impl Into<String>) -> Self {
        self.fix = Some(fix.into());
        self
    }

    /// The whole text as it was probably meant.
    pub fn mended(&self, text: &str) -> Option<String> {
        let fix = self.fix.as_deref()?;
        let before = text.get(..self.span.start)?;
        let after = text.get(self.span.end..)?;
        Some(format!("{before}{fix}{after}"))
    }

    /// The text with the place below it: a line of `^`, as wide as what stands there.
    pub fn marked(&self, text: &str) -> String {
        let width = |part: &str| -> usize {
            let wide = |c: char| if c.is_ascii() { 1 } else { 2 };
            part.chars().map(wide).sum()
        };
        let before = width(text.get(..self.span.start).unwrap_or(text));
        let there = width(text.get(self.span.clone()).unwrap_or_default()).max(1);
        format!("{text}\n{}{}", " ".repeat(before), "^".repeat(there))
    }
}
