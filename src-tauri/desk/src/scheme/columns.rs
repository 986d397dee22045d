//! What a form is found by on a sheet: the wordings of its columns, fields and rows.

use std::collections::HashMap;
use xianbaohui_core::form::{Form, Header, Layout};
use xianbaohui_core::scheme::lineage::column_key;
use xianbaohui_core::text;

/// Wordings by code, as they are compared.
pub(super) type Wordings = HashMap<String, Vec<String>>;

/// Of the headers.
pub(super) fn headers(form: &Form) -> Wordings {
    let keys = |headers: &[Header]| headers.iter().map(key).collect();
    if let Layout::Roster(roster) = &form.layout {
        let all = roster.fields.iter();
        return all
            .map(|field| (field.code.clone(), keys(&field.headers)))
            .collect();
    }
    let all = form.columns().iter();
    all.map(|one| {
        let code = column_key(one.indicator.as_deref(), &one.code);
        (code, keys(&one.headers))
    })
    .collect()
}

fn key(header: &Header) -> String {
    let levels = header.0.iter().map(|level| text::key(level));
    levels.collect::<Vec<_>>().join(">")
}

/// Of the rows, by indicator.
pub(super) fn labels(form: &Form) -> Wordings {
    let Layout::Matrix(matrix) = &form.layout else {
        return Wordings::new();
    };
    let mut found = Wordings::new();
    for row in &matrix.rows {
        let own = found.entry(row.indicator.clone()).or_default();
        own.extend(row.labels.iter().map(|label| text::key(label)));
    }
    found
}
