//! One difference between two versions.

use super::effect::Effect;
use super::what::What;
use crate::scheme::Noun;
use serde::Serialize;

/// One difference between two versions of a scheme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// the table it is about
    #[serde(flatten)]
    pub about: About,
    /// what happened to it
    #[serde(flatten)]
    pub what: What,
    /// what that means for returns that are stored already
    pub effect: Effect,
}

/// A table of the scheme text, as it was in the old version when it was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct About {
    /// what it is
    pub noun: Noun,
    /// its code; a former name's is the name
    pub code: String,
    /// its name
    pub name: String,
    /// what a county table's column reports
    #[serde(skip_serializing_if = "Option::is_none")]
    pub indicator: Option<Within>,
    /// the form that a row, column or field is of; the unit that a former name is of
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<Within>,
}

/// Code and name of what something belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Within {
    /// code
    pub code: String,
    /// name, as it was in the old version when it was there
    pub name: String,
}
