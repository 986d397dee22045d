//! What rules over a record are asked over.

use super::facts::Sheets;
use super::lists::Lists;
use crate::finding::Finding;
use crate::form::Form;
use crate::record::{Record, ReturnRow, StoredFinding};
use crate::scheme::Scheme;

/// Everything that a rule is asked over.
pub(super) struct Ground<'a> {
    pub(super) record: &'a dyn Record,
    pub(super) scheme: &'a Scheme,
    pub(super) returns: &'a [ReturnRow],
    pub(super) sheets: &'a Sheets<'a>,
    pub(super) lists: &'a Lists<'a>,
}

impl Ground<'_> {
    /// The return that the figures of a unit on a form stand in: its own, or the city's table.
    pub(super) fn row(&self, form: &Form, unit: usize) -> Option<&ReturnRow> {
        let code = &self.scheme.units[unit].code;
        let root = &self.scheme.root_unit().code;
        let on = |sender: &String| {
            let mut returns = self.returns.iter();
            returns.find(|row| row.unit == *sender && row.form == form.code)
        };
        on(code).or_else(|| on(root))
    }

    /// A finding with the return that it shows up in.
    pub(super) fn stored(
        &self,
        form: &Form,
        unit: usize,
        finding: Finding,
    ) -> Option<StoredFinding> {
        let row = self.row(form, unit)?;
        Some(StoredFinding {
            return_id: row.id,
            unit: row.unit.clone(),
            form: row.form.clone(),
            version: row.version,
            file: row.file.clone(),
            finding,
        })
    }
}
