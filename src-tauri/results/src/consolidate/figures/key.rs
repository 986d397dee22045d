//! What a column of figures is, and a finding that stands for all of a return.

/// What a column of figures is: positions of indicator (in the scheme) and column (in the form).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// position of the indicator
    pub indicator: usize,
    /// position of the column
    pub column: usize,
}

/// A finding A that no figure can be named for: it stands for all of a return.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct AtLarge {
    /// position of the unit that sent the return
    pub(crate) sender: usize,
    /// what is wrong
    pub(crate) what: String,
    /// the same, and what to do
    pub(crate) message: String,
}
