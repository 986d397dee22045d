//! What few styles say.

/// What few styles say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::read) struct Quirks {
    /// a line goes through the cell from corner to corner
    pub(in crate::read) crossed: bool,
    /// letters become so small that all have room
    pub(in crate::read) shrinks: bool,
    /// it is written from right to left
    pub(in crate::read) backwards: bool,
    /// steps away from the edge
    pub(in crate::read) indent: u8,
}
