//! What can happen to a table of the scheme text.

use crate::scheme::{TextKey, TextValue};
use serde::Serialize;

/// What happened to a table of the scheme text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum What {
    /// it is new
    Added,
    /// it is gone
    Removed,
    /// it stands elsewhere among its kind
    Moved {
        /// position in the old version, from 1
        from: usize,
        /// position in the new version
        to: usize,
    },
    /// one of its keys says something else
    Changed {
        /// which
        key: TextKey,
        /// what it said; nothing where it said and meant nothing
        from: Option<TextValue>,
        /// what it says
        to: Option<TextValue>,
    },
}
