//! The kinds of files that are written.

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// an Excel workbook without macros, with consolidated tables
    Consolidated,
    /// one with findings
    Findings,
    /// one with a register
    Register,
    /// one with blanks for a unit
    Blanks,
    /// a ledger: never in place of anything
    Ledger,
}

impl Kind {
    /// The word by which a workbook says what it is; none for what is no workbook.
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::Consolidated => Some("汇总表"),
            Self::Findings => Some("审核结果"),
            Self::Register => Some("名录"),
            Self::Blanks => Some("下发表"),
            Self::Ledger => None,
        }
    }
}
