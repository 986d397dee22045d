//! What is written into, and what comes out.

use super::mark::Mark;
use super::unsure::Unsure;

/// What a cell shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// The text that stands in the cell; where [`Shown::unsure`] says why not, the likeliest one.
    pub text: String,
    /// Why it is not certain.
    pub unsure: Option<Unsure>,
    /// What is repeated until the column is full: `*-`. It is left out of the text, as Excel leaves
    /// it out of what it writes as CSV.
    pub fill: Option<Fill>,
}

/// A character that fills the column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fill {
    /// where in the text, in bytes
    pub at: usize,
    /// which character
    pub mark: char,
}

impl Shown {
    /// A certain text.
    pub(super) fn of(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    pub(super) fn doubt(&mut self, why: Option<Unsure>) {
        self.unsure = self.unsure.or(why);
    }

    pub(super) fn mark(&mut self, mark: &Mark) {
        match mark {
            Mark::Word(word) => self.text.push_str(word),
            Mark::Blank => self.text.push(' '),
            Mark::Fill(c) => {
                let at = self.text.len();
                self.fill.get_or_insert(Fill { at, mark: *c });
            }
        }
    }

    pub(super) fn marks(&mut self, marks: &[Mark]) {
        for mark in marks {
            self.mark(mark);
        }
    }

    /// A minus before all there is.
    pub(super) fn negate(&mut self) {
        self.text.insert(0, '-');
        if let Some(fill) = &mut self.fill {
            fill.at += 1;
        }
    }
}
