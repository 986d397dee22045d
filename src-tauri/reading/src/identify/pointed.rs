//! What the officer pointed at on a sheet: which column is which of the form's, which row is which.
//! It goes before what the texts say, holds for that unit's layout if it is to be remembered, and
//! is told wherever it was applied.

use super::header;
use super::layout;
use super::role::{Resolved, Role, RowRole};
use super::{Context, Identified};
use crate::read::Grid;
use xianbaohui_core::evidence::{Doubt, Evidence, Of, Source};
use xianbaohui_core::form::{Form, Header, Layout};
use xianbaohui_core::period::Period;
use xianbaohui_core::pointing::{Line, Meaning, Pointing};
use xianbaohui_core::remembered::layout_key;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;

/// Applies what the officer pointed at in this file.
pub(super) fn said(
    identified: &mut Identified,
    grid: &Grid,
    scheme: &Scheme,
    context: &Context<'_>,
    period: Option<Period>,
) {
    let own = context
        .pointed
        .iter()
        .filter(|one| one.sheet.as_ref().is_none_or(|sheet| *sheet == grid.name));
    let pointings = own.map(|one| one.pointing.clone()).collect::<Vec<_>>();
    apply(identified, grid, scheme, period, pointings, Source::Said);
}

/// Applies what was remembered for this layout of this unit, unless something was pointed at in the
/// file itself.
pub(super) fn remembered(
    identified: &mut Identified,
    grid: &Grid,
    scheme: &Scheme,
    context: &Context<'_>,
) {
    let (Some(remembered), Some(unit)) = (context.remembered, identified.unit) else {
        return;
    };
    if remembered.layouts.is_empty() || !identified.bound.pointed.is_empty() {
        return;
    }
    let key = layout_key(
        &scheme.forms[identified.form].code,
        &identified.bound.layout,
    );
    let known = remembered
        .layouts
        .get(&key)
        .and_then(|units| units.get(&scheme.units[unit].code));
    apply(
        identified,
        grid,
        scheme,
        identified.period,
        known.cloned().unwrap_or_default(),
        Source::Remembered,
    );
}

fn apply(
    identified: &mut Identified,
    grid: &Grid,
    scheme: &Scheme,
    period: Option<Period>,
    mut pointings: Vec<Pointing>,
    by: Source,
) {
    if pointings.is_empty() {
        return;
    }
    let form = &scheme.forms[identified.form];
    let turned = identified
        .turned
        .then(|| grid.turned(identified.frame().top));
    let table = turned.as_ref().unwrap_or(grid);
    let mut resolved = Resolved {
        said: true,
        ..Resolved::default()
    };
    let used = table.used_columns();
    let mut unknown = Vec::new();
    // a later word on the same line counts
    let mut later = Vec::new();
    while let Some(last) = pointings.pop() {
        if !later.iter().any(|known: &Pointing| known.line == last.line) {
            later.insert(0, last);
        }
    }
    for pointing in &later {
        let Some(column) = pointing.line.column(identified.turned) else {
            continue;
        };
        if by == Source::Said
            && let Meaning::Of(name) = &pointing.meaning
            && !used.contains(&column)
        {
            let message = format!(
                "{}指明是“{name}”，但工作表“{}”的这一{}是空的。请核对指的是哪一{}。",
                pointing.line.name(),
                grid.name,
                table.column_word(),
                table.column_word()
            );
            identified.doubts.push(Doubt::of(Of::Form, message));
            continue;
        }
        match role(&pointing.meaning, form, period) {
            Some(role) => resolved.columns.push((column, role)),
            None => unknown.push(pointing),
        }
    }
    let columns = layout::bind(table, form, scheme, period, &resolved);
    let headers = header::written(table, columns.header);
    let label = |row: u32| {
        columns
            .label_column
            .map(|column| table.seen_text(row, column).trim().to_owned())
            .unwrap_or_default()
    };
    let mut applied = Vec::new();
    for pointing in &later {
        let mut own = pointing.clone();
        match (pointing.line.column(identified.turned), pointing.line) {
            (Some(column), _) => {
                own.text = headers
                    .iter()
                    .find(|own| own.column == column)
                    .map(|own| own.written.clone())
                    .unwrap_or_default();
            }
            (None, Line::Row(line) | Line::Column(line)) => {
                let Some(spec) = row_meaning(&pointing.meaning, form, scheme) else {
                    unknown.push(pointing);
                    continue;
                };
                let Some(row) = row_of(table, &label, line, &pointing.text) else {
                    continue;
                };
                own.line = if identified.turned {
                    Line::Column(row)
                } else {
                    Line::Row(row)
                };
                own.text = label(row);
                resolved.rows.insert(row, spec);
            }
        }
        applied.push(own);
    }
    for pointing in &unknown {
        let Meaning::Of(name) = &pointing.meaning else {
            continue;
        };
        let message = format!(
            "{}指明是“{name}”，但报表“{}”里没有这一项。请核对名称。",
            pointing.line.name(),
            form.name
        );
        identified.doubts.push(Doubt::of(Of::Form, message));
    }
    applied.retain(|own| !unknown.iter().any(|unknown| unknown.line == own.line));
    let mut bound = layout::bind(table, form, scheme, period, &resolved);
    bound.title = identified.bound.title.take();
    for pointing in &applied {
        identified.evidence.push(Evidence::new(
            Of::Form,
            by.clone(),
            pointing.sentence(form, scheme),
            0.9,
        ));
    }
    (bound.pointed, bound.pointed_by) = (applied, by);
    identified.bound = bound;
}

/// The row that was meant: the one pointed at; of a remembered one the row with the same label, the
/// only one if it has moved.
fn row_of(table: &Grid, label: &impl Fn(u32) -> String, row: u32, words: &str) -> Option<u32> {
    let key = text::key(words);
    if key.is_empty() || text::key(&label(row)) == key {
        return Some(row);
    }
    let mut others = table
        .filled_rows()
        .filter(|row| text::key(&label(*row)) == key);
    others.next().filter(|_| others.next().is_none())
}

/// A column is said by its code, its name, or its header as messages write it.
fn role(meaning: &Meaning, form: &Form, period: Option<Period>) -> Option<Role> {
    let code = match meaning {
        Meaning::Label => return Some(Role::Label),
        Meaning::MeasureUnit => return Some(Role::MeasureUnit),
        Meaning::Nothing => return Some(Role::Nothing),
        Meaning::Of(code) => code,
    };
    let key = text::key(code);
    let is = |own: &str, name: &str, headers: &[Header]| {
        own == code
            || text::key(name) == key
            || headers
                .iter()
                .any(|header| text::key(&header.written(period)) == key)
    };
    let spec = match &form.layout {
        Layout::Roster(roster) => roster
            .fields
            .iter()
            .position(|field| is(&field.code, &field.name, &field.headers)),
        _ => form
            .columns()
            .iter()
            .position(|column| is(&column.code, &column.name, &column.headers)),
    };
    spec.map(Role::Spec)
}

fn row_meaning(meaning: &Meaning, form: &Form, scheme: &Scheme) -> Option<RowRole> {
    let Meaning::Of(code) = meaning else {
        return Some(RowRole::Nothing);
    };
    let is = |own: &str, name: &str| own == code || text::key(name) == text::key(code);
    match &form.layout {
        Layout::Matrix(matrix) => {
            let name = |indicator: &str| {
                scheme
                    .indicator(indicator)
                    .map_or(String::new(), |own| own.name.clone())
            };
            matrix
                .rows
                .iter()
                .position(|row| is(&row.indicator, &name(&row.indicator)))
                .map(RowRole::Spec)
        }
        Layout::CountyTable(_) => scheme
            .units
            .iter()
            .position(|unit| is(&unit.code, &unit.name))
            .map(RowRole::Spec),
        Layout::Roster(_) => None,
    }
}
