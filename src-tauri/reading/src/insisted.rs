//! What the officer says although the sheets say otherwise.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the officer says although the sheets say otherwise: it holds, and it is told.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Insisted {
    /// the file is of the unit that was said, whatever unit it names; not so county tables, whose
    /// rows name theirs
    pub unit: bool,
    /// the file is of the round, whatever period it says
    pub period: bool,
    /// answers to what words of the sheets made doubtful: key of the doubt, word of the answer
    pub answers: BTreeMap<String, String>,
}

static NOTHING: Insisted = Insisted {
    unit: false,
    period: false,
    answers: BTreeMap::new(),
};

impl Default for &Insisted {
    fn default() -> Self {
        &NOTHING
    }
}
