//! What the officer says although the sheets say otherwise.

use serde::{Deserialize, Serialize};

/// What the officer says although the sheets say otherwise: it holds, and it is told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Insisted {
    /// the file is of the unit that was said, whatever unit it names; not so county tables, whose
    /// rows name theirs
    pub unit: bool,
    /// the file is of the round, whatever period it says
    pub period: bool,
}
