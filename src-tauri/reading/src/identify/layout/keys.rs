//! What stands above the columns of a form, in all its wordings.

use crate::identify::header::{self, ColumnMatch, Wordings};
use xianbaohui_core::form::{Form, Header, Layout};
use xianbaohui_core::period::Period;

pub(super) fn column_keys(form: &Form, period: Option<Period>) -> Vec<Wordings> {
    let of = |headers: &[Header]| Wordings::of(headers, period);
    let mut columns = match &form.layout {
        Layout::Roster(roster) => roster
            .fields
            .iter()
            .map(|field| of(&field.headers))
            .collect(),
        _ => form
            .columns()
            .iter()
            .map(|column| of(&column.headers))
            .collect::<Vec<_>>(),
    };
    header::tell_apart(&mut columns);
    columns
}

pub(super) fn label_keys(form: &Form, period: Option<Period>) -> Wordings {
    match &form.layout {
        Layout::Matrix(matrix) => Wordings::of(std::slice::from_ref(&matrix.label), period),
        Layout::CountyTable(table) => {
            let own = Wordings::of(std::slice::from_ref(&table.unit_column), period);
            // the same column under the names that offices use for it
            let others = [
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
            ];
            let others = others.map(|word| vec![word.to_owned()]);
            Wordings {
                own: own.own.into_iter().chain(others).collect(),
                alike: Vec::new(),
            }
        }
        Layout::Roster(_) => Wordings::default(),
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
