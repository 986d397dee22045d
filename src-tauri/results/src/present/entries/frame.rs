//! What the tables of a roster have: columns, title, who is missing.

use crate::consolidate::Coverage;
use crate::present::frame::{notes_of, title_of};
use crate::present::model::{Column, Table, TableKind, header_of, text_width};
use crate::present::units::with_unit;
use xianbaohui_core::form::{FieldKind, Form, Layout};
use xianbaohui_core::scheme::{Round, Scheme};

/// The table without its rows.
pub(super) fn frame(
    scheme: &Scheme,
    round: &Round,
    form: &Form,
    coverage: &Coverage,
    kind: TableKind,
) -> Table {
    let mut columns = vec![Column::plain("序号", 6), Column::plain("县（市、区）", 16)];
    if let Layout::Roster(roster) = &form.layout {
        for field in roster
            .fields
            .iter()
            .filter(|field| field.kind != FieldKind::Unit)
        {
            let name = with_unit(&field.name, &field.unit_name);
            let width = match field.kind {
                FieldKind::Number => text_width(&name).clamp(10, 16),
                FieldKind::Date => 12,
                FieldKind::Code => 20,
                _ if field.key
                    || ["名称", "单位", "项目"]
                        .iter()
                        .any(|word| field.name.contains(word)) =>
                {
                    32
                }
                _ => text_width(&name).clamp(10, 20),
            };
            columns.push(Column {
                number: field.kind == FieldKind::Number,
                decimals: field.decimals,
                own_decimals: true,
                ..Column::plain(&name, width)
            });
        }
    }
    let (header_rows, header) = header_of(&columns);
    let missing = coverage
        .units
        .iter()
        .filter(|unit| !unit.returns.iter().any(|row| row.form == form.code))
        .map(|unit| scheme.unit_name(&unit.unit).to_owned())
        .collect::<Vec<_>>();
    Table {
        id: format!("{}:{}", form.code, kind.code()),
        form: scheme
            .forms
            .iter()
            .position(|one| one.code == form.code)
            .unwrap_or_default(),
        kind,
        title: title_of(scheme, round, form, kind),
        scope: String::new(),
        period: round.period.months_name(),
        unit_note: String::new(),
        expected: coverage.units.len(),
        reported: coverage.units.len() - missing.len(),
        missing,
        columns,
        header_rows,
        header,
        pinned: 3,
        rows: Vec::new(),
        notes: notes_of(scheme, form),
    }
}
