//! Figures of a year earlier.

use crate::number::Decimal;
use std::collections::HashMap;

/// Figures of the same units a year earlier, from the ledger: (form code, unit code, indicator
/// code, column code) → figure. The same indicator on another form may be another thing (a plan, an
/// estimate), so that a form is held against itself only.
pub type History = HashMap<(String, String, String, String), Decimal>;
