//! A wording of an earlier version of a scheme.

use serde::{Deserialize, Serialize};

/// A wording of an earlier version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    /// the version
    pub version: String,
    /// code of the form
    pub form: String,
    /// what was called so
    pub wording: Wording,
}

/// What was called how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wording {
    /// the form itself
    Title(String),
    /// a column or field, by its code
    Header {
        /// indicator of a column of a county table
        indicator: Option<String>,
        /// code of the column or field
        column: String,
        /// levels of the header
        levels: Vec<String>,
    },
    /// a row of a matrix
    Label {
        /// its indicator
        indicator: String,
        /// the label
        label: String,
    },
    /// a form that is no more
    Gone {
        /// its name
        name: String,
        /// its titles
        titles: Vec<String>,
        /// code and name of the form that took its place
        now: Option<(String, String)>,
    },
}
