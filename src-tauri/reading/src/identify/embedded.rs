//! The identity that a blank issued by the program carries: custom document properties `xbh:…`, or
//! a very hidden sheet `_xbh` with keys in column A and values in column B (for programs that drop
//! the properties).

use crate::read::{Grid, Workbook};
use xianbaohui_core::period::Period;

/// Name of the sheet that carries the identity.
pub(super) const SHEET: &str = "_xbh";

/// What a workbook says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) form: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) period: Option<Period>,
}

pub(super) fn read(workbook: &Workbook) -> Identity {
    let mut identity = Identity::default();
    for (key, value) in &workbook.properties {
        if let Some(key) = key.strip_prefix("xbh:") {
            identity.set(key, value);
        }
    }
    if let Some(grid) = workbook.grids.iter().find(|grid| is_identity(grid)) {
        for row in grid.filled_rows() {
            identity.set(&grid.text(row, 0), &grid.text(row, 1));
        }
    }
    identity
}

pub(super) fn is_identity(grid: &Grid) -> bool {
    grid.name == SHEET
}

impl Identity {
    fn set(&mut self, key: &str, value: &str) {
        match key {
            "form" => self.form = Some(value.to_owned()),
            "unit" => self.unit = Some(value.to_owned()),
            "period" => self.period = Period::parse(value),
            _ => {}
        }
    }
}
