//! What one fact is of.

use super::id::{ColumnId, FormId, IndicatorId, UnitId};
use crate::period::Period;
use serde::{Deserialize, Serialize};

/// What one fact is of: unit × indicator × column × form × period. The same indicator on another
/// form may be another thing (a plan, an estimate).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FactKey {
    /// the unit that the figure is about
    pub unit: UnitId,
    /// the indicator
    pub indicator: IndicatorId,
    /// the column of the form
    pub column: ColumnId,
    /// the form
    pub form: FormId,
    /// the period
    pub period: Period,
}
