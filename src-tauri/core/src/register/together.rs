//! What a finding of a register says of rows: who, and where.

use super::decided::Listed;
use super::defined::Register;
use super::key::Fields;
use crate::finding::{Finding, Subject};
use crate::place::Place;
use crate::record::{StoredEntry, StoredFinding};

/// Cells that one finding names.
const MOST_CELLS: usize = 50;

/// Names and cells of rows that have one thing in common.
#[derive(Debug, Clone, Default)]
pub(super) struct Together {
    names: Vec<String>,
    cells: Vec<Place>,
}

impl Together {
    pub(super) fn add(&mut self, name: String, cell: Option<Place>) {
        self.names.push(name);
        if self.cells.len() < MOST_CELLS {
            self.cells.extend(cell);
        }
    }

    /// One finding, where there is anything.
    pub(super) fn told(self, told: impl FnOnce(Vec<String>) -> Finding) -> Option<Finding> {
        let Self { names, cells } = self;
        (!names.is_empty()).then(|| told(names).about(Subject::Return).at_all(cells))
    }
}

impl Listed {
    /// The cell that names an entry of it.
    pub(super) fn cell(&self, fields: &Fields<'_>, row: &StoredEntry) -> Option<Place> {
        let at = fields.name.unwrap_or_default();
        let column = row.fields.get(at)?.sheet_column?;
        Some(Place::new(self.origin.sheet.clone(), row.row, column))
    }

    /// A finding on it.
    pub(super) fn told(&self, register: &Register, finding: Finding) -> StoredFinding {
        StoredFinding {
            return_id: self.origin.return_id,
            unit: self.origin.unit.clone(),
            form: register.form.clone(),
            version: self.origin.version,
            file: self.origin.file.clone(),
            finding,
        }
    }
}
