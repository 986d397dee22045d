//! What comes of a rule.

use super::{Figure, Value};
use crate::number::Decimal;
use crate::place::Place;

/// What came of one rule for one unit, for one choice of indicator and column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// holds exactly
    Holds,
    /// holds within the tolerance
    Near {
        /// left − right
        gap: Decimal,
        /// everything that was compared
        instance: Instance,
    },
    /// does not hold
    Broken(Instance),
    /// a figure is missing
    CannotTell {
        /// which
        missing: Lacking,
    },
    /// a figure is missing, and the rule says that it is not asked then
    Skipped,
}

/// What is missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lacking {
    /// a figure, with the codes of its indicator and column
    Figure(Figure),
    /// a list: nobody reported it
    List(String),
    /// a field of a row
    Field(String),
    /// nothing is missing: a division by zero, or more digits than can be kept
    Nothing,
}

/// A rule with its figures put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// left side
    pub left: Value,
    /// right side
    pub right: Value,
    /// largest difference that passes
    pub tolerance: Decimal,
    /// cells of all figures, in the order of the rule
    pub cells: Vec<Place>,
    /// indicator that `*` stood for, or that of the first figure
    pub indicator: String,
    /// column that a missing column stood for, or that of the first figure
    pub column: String,
}
