//! Units whose figures stand on another form.

use super::line::divided;
use crate::consolidate::Coverage;
use crate::present::model::Table;
use xianbaohui_core::form::Layout;
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
        .map(|unit| scheme.unit_name(&unit.unit))
        .collect::<Vec<_>>();
    if !units.is_empty() {
        let note = format!(
            "没有单独报本表、数在分县表里的单位（报送情况里算已报，本表的合计未含）：{}。",
            units.join("、")
        );
        table.notes.splice(0..0, divided(&note));
    }
    table
}
