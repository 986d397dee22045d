//! Findings as they are kept, and what they stand for.

use crate::finding::{Finding, Severity};
use std::collections::HashMap;

/// A finding with the return it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredFinding {
    /// the return
    pub return_id: i64,
    /// unit code
    pub unit: String,
    /// form code
    pub form: String,
    /// version of the return
    pub version: u32,
    /// name of its file
    pub file: String,
    /// the finding
    pub finding: Finding,
}

/// What the findings on a form's current returns stand for.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// figures with the gravest severity: (unit, indicator, column) codes
    pub figures: HashMap<(String, String, String), Severity>,
    /// findings A that no figure can be named for: they stand for all of their return
    pub at_large: Vec<StoredFinding>,
}

/// What a finding A on a roster stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterFlag {
    /// position of the field that it is about; `None` for all of the roster
    pub field: Option<usize>,
    /// the finding
    pub finding: StoredFinding,
}
