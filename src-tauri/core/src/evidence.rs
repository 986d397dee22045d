//! Why the program thinks so, and what it does not know.

use serde::{Deserialize, Serialize};

/// What a piece of evidence is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Of {
    /// who reports
    Unit,
    /// which form
    Form,
    /// which period
    Period,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// what it is about
    pub of: Of,
    /// where it was found: `单元格 B3`, `表头 14/14`, `文件名`
    pub from: String,
    /// what stands there
    pub text: String,
    /// how much it says, 0 … 1; from 0.5 on it decides
    pub weight: f64,
}

impl Evidence {
    /// One piece of evidence.
    pub fn new(of: Of, from: impl Into<String>, text: impl Into<String>, weight: f64) -> Self {
        Self {
            of,
            from: from.into(),
            text: text.into(),
            weight,
        }
    }
}

/// Something that must be asked before the sheet can be taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// what is not known
    pub of: Of,
    /// what is seen, and what to do
    pub message: String,
}
