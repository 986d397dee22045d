//! Findings (审核结果): what is wrong with a return, in a sentence a clerk understands, with its
//! cells and both sides.

use crate::number::Decimal;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
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

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// the same for the same figures at the same place of the same unit, so that an explanation can
    /// stay with it
    pub id: String,
    /// how grave
    pub severity: Severity,
    /// code of the rule or built-in check
    pub rule: String,
    /// the sentence
    pub message: String,
    /// `Sheet1!D7`
    pub cells: Vec<String>,
    /// what is
    pub left: Option<String>,
    /// what should be
    pub right: Option<String>,
}

impl Finding {
    /// A finding without an identity yet; [`Finding::identify`] gives it one.
    pub fn new(severity: Severity, rule: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            id: String::new(),
            severity,
            rule: rule.into(),
            message: message.into(),
            cells: Vec::new(),
            left: None,
            right: None,
        }
    }

    /// Adds a cell.
    #[must_use]
    pub fn at(mut self, cell: impl Into<String>) -> Self {
        self.cells.push(cell.into());
        self
    }

    /// Adds cells.
    #[must_use]
    pub fn at_all(mut self, cells: impl IntoIterator<Item = String>) -> Self {
        self.cells.extend(cells);
        self
    }

    /// Adds the values on both sides.
    #[must_use]
    pub fn sides(mut self, left: impl Into<String>, right: impl Into<String>) -> Self {
        self.left = Some(left.into());
        self.right = Some(right.into());
        self
    }

    /// Adds figures on both sides.
    #[must_use]
    pub fn figures(self, left: Decimal, right: Decimal) -> Self {
        self.sides(left.normalize().to_string(), right.normalize().to_string())
    }

    /// Gives the finding its identity: unit, form, rule, cells and both sides.
    pub fn identify(&mut self, unit: &str, form: &str) {
        let mut hash = Sha256::new();
        for part in [
            unit,
            form,
            &self.rule,
            &self.cells.join(","),
            self.left.as_deref().unwrap_or_default(),
            self.right.as_deref().unwrap_or_default(),
            if self.cells.is_empty() {
                &self.message
            } else {
                ""
            },
        ] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        self.id = xianbaohui_files::hex(&hash.finalize()[..6]);
    }
}

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
