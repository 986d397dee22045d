//! What a register is, as the scheme defines it.

use serde::{Deserialize, Serialize};

/// One register of a scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// code, unique in the scheme
    pub code: String,
    /// name
    pub name: String,
    /// code of the roster whose rows are its entries: key and fields are the roster's
    pub form: String,
    /// code of the field that says in what state an entry is
    pub status: Option<String>,
    /// states in which an entry does not count any more
    pub ended: Vec<String>,
    /// code of the date field with the last day on which an entry counts
    pub valid_until: Option<String>,
    /// days before that in which it is told that an entry runs out
    pub remind: u16,
    /// its rows are what happened in a period: that one is not reported again says nothing of it
    pub events: bool,
    /// code of the register with the black list that every listing is held against
    pub checked_against: Option<String>,
    /// codes of the indicator and column whose figure is the number of its entries
    pub counts: Option<(String, String)>,
    /// who may report entries
    pub reporter: Reporter,
    /// the systems of a bureau that are kept in it, by the names the bureau calls them
    pub systems: Vec<String>,
}

/// Who may report the entries of a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reporter {
    /// each unit its own
    #[default]
    County,
    /// the unit that consolidates
    City,
    /// another department (统计, 财政, 税务 …)
    Department,
}

impl Reporter {
    /// As the scheme's text writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::County => "county",
            Self::City => "city",
            Self::Department => "department",
        }
    }
}
