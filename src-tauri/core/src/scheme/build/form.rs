//! A form of a scheme, whichever layout it has.

use super::check::Check;
use super::columns::{columns, field_spec};
use crate::form::{CountyTable, Form, Header, Layout, Matrix, Roster, RowSpec};
use crate::indicator::Indicator;
use crate::label_key::{KeyPlaces, LabelKey};
use crate::measure::MeasureUnit;
use crate::scheme::file::{Form as FormText, Kind};
use std::collections::HashSet;

pub(super) fn build_form(
    check: &mut Check<'_>,
    form: &FormText,
    indicators: &[Indicator],
    codes: &mut HashSet<String>,
) -> Form {
    let code = check.code(&form.code, "报表", codes);
    let known = indicators
        .iter()
        .map(|indicator| indicator.code.as_str())
        .collect::<Vec<_>>();
    let need = |check: &mut Check<'_>, missing: bool, what: &str| {
        if missing {
            let problem = check.source.problem(
                Some(form.kind.span()),
                format!("报表“{}”缺少 {what}", form.name),
            );
            check.problems.push(problem);
        }
    };
    let header = |text: &Option<String>| Header::parse(text.as_deref().unwrap_or_default());
    let layout = match form.kind.get_ref() {
        Kind::Matrix => {
            need(check, form.label.is_none(), "label（指标名称一栏的表头）");
            need(check, form.rows.is_empty(), "rows（指标代码）");
            need(check, form.column.is_empty(), "[[form.column]]");
            let mut seen = HashSet::new();
            for row in &form.rows {
                check.known(row, "指标", known.iter().copied());
                if !seen.insert(row.get_ref().clone()) {
                    check.wrong(row, format!("指标“{}”在 rows 里写了两次", row.get_ref()));
                }
            }
            for row in &form.row {
                check.known(
                    &row.indicator,
                    "指标",
                    form.rows
                        .iter()
                        .map(|row| row.get_ref().as_str())
                        .collect::<Vec<_>>()
                        .into_iter(),
                );
            }
            let rows = form
                .rows
                .iter()
                .map(|row| RowSpec {
                    own: check.is_own(row),
                    ..row_spec(row.get_ref(), form, indicators)
                })
                .collect::<Vec<_>>();
            Layout::Matrix(Matrix {
                label: header(&form.label),
                measure_unit: form.measure_unit.as_deref().map(Header::parse),
                places: KeyPlaces::of(rows.iter().map(|row| row.keys.as_slice())),
                rows,
                columns: columns(check, &form.column, None),
            })
        }
        Kind::CountyTable => {
            need(
                check,
                form.unit_column.is_none(),
                "unit_column（单位名称一栏的表头）",
            );
            need(check, form.column.is_empty(), "[[form.column]]");
            Layout::CountyTable(CountyTable {
                unit_column: header(&form.unit_column),
                columns: columns(check, &form.column, Some(&known)),
            })
        }
        Kind::Roster => {
            need(check, form.field.is_empty(), "[[form.field]]");
            need(
                check,
                !form.field.is_empty() && !form.field.iter().any(|field| field.key),
                "key = true 的字段（靠它认定一行是一条）",
            );
            let mut fields = HashSet::new();
            Layout::Roster(Roster {
                fields: form
                    .field
                    .iter()
                    .map(|field| field_spec(check, field, &mut fields))
                    .collect(),
            })
        }
    };
    check.apart(
        form.column
            .iter()
            .map(|own| (&own.header, &own.headers[..])),
    );
    check.apart(form.field.iter().map(|own| (&own.header, &own.headers[..])));
    let unit_note = form.unit_note.as_ref().and_then(|note| {
        let unit = MeasureUnit::parse(note.get_ref());
        if unit.is_none() {
            check.wrong(
                note,
                format!(
                    "“{}”不是计量单位：应为 万元、亿元、家、% 之类",
                    note.get_ref()
                ),
            );
        }
        unit
    });
    Form {
        code,
        name: form.name.clone(),
        titles: std::iter::once(&form.title)
            .chain(&form.titles)
            .cloned()
            .collect(),
        layout,
        unit_note,
        ignore: form.ignore.iter().map(|text| Header::parse(text)).collect(),
        printed: form.printed.clone(),
        required: form.required.unwrap_or(true),
        total: form.total,
        note: form.note.clone(),
        systems: form.systems.clone(),
        show_last: form.show_last,
    }
}

fn row_spec(code: &str, form: &FormText, indicators: &[Indicator]) -> RowSpec {
    let own = form.row.iter().find(|row| row.indicator.get_ref() == code);
    let indicator = indicators.iter().find(|indicator| indicator.code == code);
    let mut labels = Vec::new();
    labels.extend(own.and_then(|row| row.label.clone()));
    labels.extend(indicator.map(|indicator| indicator.name.clone()));
    labels.extend(own.iter().flat_map(|row| row.aliases.clone()));
    labels.extend(
        indicator
            .iter()
            .flat_map(|indicator| indicator.aliases.clone()),
    );
    RowSpec {
        indicator: code.to_owned(),
        keys: labels.iter().map(|label| LabelKey::new(label)).collect(),
        labels,
        required: own.and_then(|row| row.required).unwrap_or(true),
        own: false,
    }
}
