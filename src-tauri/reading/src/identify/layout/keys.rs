//! What stands above the columns of a form, in all its wordings.

use crate::identify::header::{self, ColumnMatch};
use xianbaohui_core::form::{Form, Layout};
use xianbaohui_core::period::Period;

pub(super) fn column_keys(form: &Form, period: Option<Period>) -> Vec<Vec<Vec<String>>> {
    match &form.layout {
        Layout::Matrix(matrix) => matrix
            .columns
            .iter()
            .map(|column| header::keys(&column.headers, period))
            .collect(),
        Layout::CountyTable(table) => table
            .columns
            .iter()
            .map(|column| header::keys(&column.headers, period))
            .collect(),
        Layout::Roster(roster) => roster
            .fields
            .iter()
            .map(|field| header::keys(&field.headers, period))
            .collect(),
    }
}

pub(super) fn label_keys(form: &Form, period: Option<Period>) -> Vec<Vec<String>> {
    match &form.layout {
        Layout::Matrix(matrix) => header::keys(std::slice::from_ref(&matrix.label), period),
        Layout::CountyTable(table) => {
            let mut wordings = header::keys(std::slice::from_ref(&table.unit_column), period);
            // the same column under the names that offices use for it
            wordings.extend(
                [
                    "县(市,区)",
                    "县市区",
                    "县区",
                    "地区",
                    "单位",
                    "单位名称",
                    "市",
                    "地市",
                    "市别",
                    "县别",
                    "区县",
                ]
                .map(|word| vec![word.to_owned()]),
            );
            wordings
        }
        Layout::Roster(_) => Vec::new(),
    }
}

pub(super) fn key_column(form: &Form, columns: &[ColumnMatch]) -> Option<u32> {
    let Layout::Roster(roster) = &form.layout else {
        return None;
    };
    columns
        .iter()
        .find(|matched| roster.fields[matched.spec].key)
        .map(|matched| matched.column)
}
