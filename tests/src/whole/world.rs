//! All that is invented.

use super::figures::Figures;
use super::rosters::Rosters;
use xianbaohui_core::scheme::Scheme;

/// Everything that is invented, up to a quarter.
pub(super) struct World {
    pub(super) scheme: Scheme,
    /// codes of the units that report
    pub(super) units: Vec<String>,
    pub(super) rosters: Rosters,
    pub(super) figures: Figures,
}
