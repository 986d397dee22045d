//! Columns of a form, fields of a list.

use xianbaohui_core::form::{Form, Layout};

/// Codes and names of columns or fields.
pub(super) fn columns(form: &Form) -> Vec<(String, String)> {
    match &form.layout {
        Layout::Roster(roster) => roster
            .fields
            .iter()
            .map(|field| (field.code.clone(), field.name.clone()))
            .collect(),
        _ => form
            .columns()
            .iter()
            .map(|column| {
                let code = match &column.indicator {
                    Some(indicator) => format!("{indicator} {}", column.code),
                    None => column.code.clone(),
                };
                (code, column.name.clone())
            })
            .collect(),
    }
}

/// Codes and the first header of columns or fields, as it is compared.
pub(super) fn headers(form: &Form) -> Vec<(String, String)> {
    match &form.layout {
        Layout::Roster(roster) => roster
            .fields
            .iter()
            .map(|field| (field.code.clone(), format!("{:?}", field.headers.first())))
            .collect(),
        _ => form
            .columns()
            .iter()
            .map(|column| {
                let code = match &column.indicator {
                    Some(indicator) => format!("{indicator} {}", column.code),
                    None => column.code.clone(),
                };
                (code, format!("{:?}", column.headers.first()))
            })
            .collect(),
    }
}
