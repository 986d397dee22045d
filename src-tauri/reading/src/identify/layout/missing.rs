//! Headers that a form requires and a sheet does not have.

use crate::identify::header::{ColumnMatch, SheetHeader};
use xianbaohui_core::form::{Form, Header, Layout, Matrix};
use xianbaohui_core::period::Period;
use xianbaohui_core::text;

/// A required header that is not on the sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// position in the form's columns or fields
    pub spec: usize,
    /// as the form has it
    pub expected: String,
    /// the nearest header on the sheet, and its column
    pub nearest: Option<(String, u32)>,
}

pub(super) fn missing(
    form: &Form,
    columns: &[ColumnMatch],
    headers: &[SheetHeader],
    period: Option<Period>,
) -> Vec<Missing> {
    let required: Vec<(usize, &Header)> = match &form.layout {
        Layout::Matrix(Matrix { columns, .. }) => columns
            .iter()
            .enumerate()
            .filter(|(_, spec)| spec.required)
            .map(|(at, spec)| (at, &spec.headers[0]))
            .collect(),
        Layout::CountyTable(table) => table
            .columns
            .iter()
            .enumerate()
            .filter(|(_, spec)| spec.required)
            .map(|(at, spec)| (at, &spec.headers[0]))
            .collect(),
        // without a field that is added, a total would be of nothing
        Layout::Roster(roster) => roster
            .fields
            .iter()
            .enumerate()
            .filter(|(_, spec)| spec.required || spec.sum)
            .map(|(at, spec)| (at, &spec.headers[0]))
            .collect(),
    };
    let free = headers
        .iter()
        .filter(|own| !columns.iter().any(|matched| matched.column == own.column))
        .collect::<Vec<_>>();
    required
        .into_iter()
        .filter(|(at, _)| !columns.iter().any(|matched| matched.spec == *at))
        .map(|(spec, header)| {
            let expected = header.written(period);
            let key = text::key(&expected.replace(" > ", ""));
            let nearest = free
                .iter()
                .map(|own| (text::likeness(&key, &own.levels.concat()), own))
                .filter(|(alike, _)| *alike > 0.3)
                .max_by(|one, other| one.0.total_cmp(&other.0));
            Missing {
                spec,
                expected,
                nearest: nearest.map(|(_, own)| (own.written.clone(), own.column)),
            }
        })
        .collect()
}
