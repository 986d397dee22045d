//! What a finding is about. It is named by codes, never by places: a row put in above changes
//! nothing of it, and an explanation stays with it.

use serde::{Deserialize, Serialize};

/// What a finding is about, within one return.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// all of the return
    #[default]
    #[serde(rename = "return")]
    Return,
    /// a figure
    #[serde(rename = "figure")]
    Figure(FigureRef),
    /// several figures
    #[serde(rename = "figures")]
    Figures(Vec<FigureRef>),
    /// all figures of a unit: the row of a county table
    #[serde(rename = "unit")]
    Unit(String),
    /// all figures of an indicator: the row of a matrix
    #[serde(rename = "indicator")]
    Indicator(String),
    /// a column or field of the form
    #[serde(rename = "column")]
    Column(String),
    /// an entry of a roster, or one field of it
    #[serde(rename = "entry")]
    Entry {
        /// what names the entry, as it is written
        key: String,
        /// code of the field; `None` for all of the entry
        field: Option<String>,
    },
    /// several entries of a roster, or fields of them
    #[serde(rename = "entries")]
    Entries(Vec<EntryRef>),
}

/// An entry of a roster, or one field of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntryRef {
    /// what names the entry, as it is written
    pub key: String,
    /// code of the field; `None` for all of the entry
    pub field: Option<String>,
}

/// A figure of a return by its codes: form and period are the return's.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FigureRef {
    /// unit code
    pub unit: String,
    /// indicator code
    pub indicator: String,
    /// column code
    pub column: String,
}
