//! How many findings of each severity.

use super::one::Finding;
use super::severity::Severity;
use serde::{Deserialize, Serialize};

/// How many findings of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Severities {
    /// 强制性
    pub a: u32,
    /// 准强制性
    pub b: u32,
    /// 核实性
    pub c: u32,
    /// 提示性
    pub d: u32,
}

impl Severities {
    /// Counts findings.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            counts.add(finding.severity, 1);
        }
        counts
    }

    /// Adds to one count.
    pub fn add(&mut self, severity: Severity, count: u32) {
        match severity {
            Severity::A => self.a += count,
            Severity::B => self.b += count,
            Severity::C => self.c += count,
            Severity::D => self.d += count,
        }
    }

    /// Whether anything stands that must be put right or explained.
    pub fn block(self) -> bool {
        self.a > 0
    }
}
