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

impl fmt::Display for Severity {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{self:?}")
    }
}
