//! Columns of a form, fields of a list.

use xianbaohui_core::form::{Form, Header, Layout};

/// Codes and names.
pub(super) fn columns(form: &Form) -> Vec<(String, String)> {
    each(form, |name, _| name.to_owned())
}

/// Codes and the first wording of the header, as it is compared.
pub(super) fn headers(form: &Form) -> Vec<(String, String)> {
    each(form, |_, headers| format!("{:?}", headers.first()))
}

fn each(form: &Form, what: impl Fn(&str, &[Header]) -> String) -> Vec<(String, String)> {
    match &form.layout {
        Layout::Roster(roster) => roster
            .fields
            .iter()
            .map(|field| (field.code.clone(), what(&field.name, &field.headers)))
            .collect(),
        _ => form
            .columns()
            .iter()
            .map(|column| {
                let code = match &column.indicator {
                    Some(indicator) => format!("{indicator} {}", column.code),
                    None => column.code.clone(),
                };
                (code, what(&column.name, &column.headers))
            })
            .collect(),
    }
}
