//! Units whose figures stand on another form.

use super::line::{divided, sentence_of};
use crate::consolidate::Coverage;
use crate::present::model::Table;
use xianbaohui_core::form::Layout;
use xianbaohui_core::notice::{Notice, NoticeCode};
use xianbaohui_core::scheme::Scheme;

/// Tells of units that have not sent this form, and that are said to have reported all the same:
/// their figures stand in a county table.
pub(in crate::present) fn with_elsewhere(
    mut table: Table,
    scheme: &Scheme,
    coverage: &Coverage,
) -> Table {
    // of a county table these are its own rows
    if matches!(scheme.forms[table.form].layout, Layout::CountyTable(_)) {
        return table;
    }
    let form = &scheme.forms[table.form].code;
    let units = coverage
        .units
        .iter()
        .filter(|unit| unit.in_tables.contains(form))
        .map(|unit| scheme.unit_name(&unit.unit).to_owned())
        .collect::<Vec<_>>();
    if !units.is_empty() {
        let told = Notice::of(NoticeCode::NoteElsewhere).with("units", units);
        table.notes.splice(0..0, divided(&sentence_of(&told)));
    }
    table
}
