//! How grave a finding is.

use serde::{Deserialize, Serialize};
use std::fmt;

/// How grave a finding is, as national statistics grades them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// 强制性: must be put right
    A,
    /// 准强制性: passes with an explanation
    B,
    /// 核实性: passes with an explanation
    C,
    /// 提示性: may be ignored
    D,
}

/// An explanation is of so many characters or more.
pub const LEAST_EXPLANATION: usize = 6;

/// What a return needs to pass with a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Needs {
    /// other figures
    Correction,
    /// an explanation of [`LEAST_EXPLANATION`] characters or more, or other figures
    Explanation,
    /// nothing
    Nothing,
}

impl Needs {
    /// Whether words of an officer or a county are an explanation: blanks are no characters.
    pub fn is_explanation(words: &str) -> bool {
        let is_written = |character: &char| !character.is_whitespace();
        words.chars().filter(is_written).count() >= LEAST_EXPLANATION
    }
}

impl Severity {
    /// What a return needs to pass with it.
    pub const fn needs(self) -> Needs {
        match self {
            Self::A => Needs::Correction,
            Self::B | Self::C => Needs::Explanation,
            Self::D => Needs::Nothing,
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self:?}")
    }
}
