//! Matrix: rows are indicators, columns what is asked of them, one unit a sheet.

mod labels;
mod row;

use self::labels::{nearly_named, other_whole, unknown_row};
use self::row::take_row;
use super::fate::{Fate, Why};
use super::walk::{Step, Walk};
use super::work::Work;
use crate::identify::{RowRole, label_row, rows};
use xianbaohui_core::finding::told::{
    RowMissing, RowNearly, RowPartElsewhere, RowRepeated, RowUnderLabel, UnitUnknown,
};
use xianbaohui_core::finding::{Finding, Severity, Subject};
use xianbaohui_core::form::Matrix;
use xianbaohui_core::label;
use xianbaohui_core::measure::MeasureUnit;

/// What has been met of a matrix.
struct Met<'a> {
    matrix: &'a Matrix,
    /// the unit that reports
    unit: usize,
    /// the row of the sheet for each of the form's
    seen: Vec<Option<u32>>,
    /// the row of the form that was taken last
    previous: Option<usize>,
}

pub(super) fn extract(work: &mut Work<'_>, matrix: &Matrix, unit: usize) {
    let mut met = Met {
        matrix,
        unit,
        seen: vec![None; matrix.rows.len()],
        previous: None,
    };
    for table in work.sheet.bound.tables() {
        work.go_to(table);
        table_rows(work, &mut met);
        strange_units(work, matrix);
    }
    let missing = matrix.rows.iter().zip(&met.seen);
    for (spec, _) in missing.filter(|(spec, row)| row.is_none() && spec.required) {
        let told = RowMissing {
            name: spec.labels[0].clone(),
            line: work.sheet.row_word(),
        };
        work.find(Finding::of(told).about(Subject::Indicator(spec.indicator.clone())));
    }
}

/// Tells of headers that say a unit in which nothing of the form is measured: 本季（%）.
fn strange_units(work: &mut Work<'_>, matrix: &Matrix) {
    let sheet = work.sheet;
    let indicators = matrix.rows.iter();
    let measured = indicators.filter_map(|row| sheet.scheme.indicator(&row.indicator));
    let measured = measured.map(|own| &own.unit).collect::<Vec<_>>();
    let line = sheet.bound.header.last_line();
    for matched in &sheet.bound.columns {
        let Some(unit) = &matched.unit else {
            continue;
        };
        // of things that are counted it is told with the figures
        let is_count = matches!(unit, MeasureUnit::Count(..));
        let is_so = |own: &&MeasureUnit| unit.same_dimension(own);
        // 万元 stands over rows that are counted, too; a share over figures is another thing
        let fits = if unit.is_rate() {
            measured.iter().all(is_so)
        } else {
            measured.iter().any(is_so)
        };
        if fits || is_count || matrix.columns[matched.spec].role.is_rate() {
            continue;
        }
        let told = UnitUnknown {
            name: None,
            raw: unit.to_string(),
            expected: Vec::new(),
            is_format: false,
        };
        work.find(Finding::of(told).at(sheet.place(line, matched.column)));
    }
}

/// The rows of one table.
fn table_rows(work: &mut Work<'_>, met: &mut Met<'_>) {
    let sheet = work.sheet;
    let (bound, matrix) = (sheet.bound, met.matrix);
    let Some(label_column) = bound.label_column else {
        return;
    };
    let nearly = nearly_named(&sheet, matrix, label_column);
    Walk::down(work, Severity::D, |walk, work, row| {
        row_of(walk, work, met, (row, label_column), &nearly)
    });
}

/// One row; what became of it.
fn row_of(
    walk: &mut Walk,
    work: &mut Work<'_>,
    met: &mut Met<'_>,
    (row, label_column): (u32, u32),
    nearly: &[(u32, usize)],
) -> Fate {
    let sheet = work.sheet;
    let (grid, matrix) = (sheet.grid, met.matrix);
    let label = grid.seen_text(row, label_column);
    let named = match sheet.bound.pointed_row(row) {
        Some(RowRole::Nothing) => return Fate::Skipped,
        Some(RowRole::Spec(spec)) => Some(spec),
        None => label_row(
            matrix,
            sheet.scheme,
            &label,
            met.previous,
            Some(sheet.period),
        ),
    };
    let slip = || {
        nearly
            .iter()
            .find(|(at, _)| *at == row)
            .map(|(_, spec)| *spec)
    };
    let spec = named.or_else(slip);
    let spec = match (walk.step(work, row, &label, spec.is_some()), spec) {
        (Step::Skip(fate), _) => return fate,
        (_, Some(spec)) => spec,
        (Step::Data | Step::Region, None) => return unknown_row(work, matrix, row, &label),
        (Step::Total | Step::Subtotal, None) => {
            return Fate::not_taken(&sheet, row, Why::Total);
        }
    };
    if let Some(first) = met.seen[spec] {
        // a merged label spans rows: only its first row is the indicator's
        if grid.cell(row, label_column).is_some() {
            repeated(work, met, spec, first, row);
        } else if rows::is_filled(grid, row, &sheet.data_columns(), 1) {
            under_label(work, met, spec, first, row);
        } else {
            return Fate::not_taken(&sheet, row, Why::NoName);
        }
        return Fate::Told;
    }
    about_label(work, met, spec, row, &label, named.is_none());
    met.seen[spec] = Some(row);
    met.previous = Some(spec);
    take_row(work, matrix, spec, row, &label, met.unit);
    Fate::Taken
}

/// Tells of a second row with figures below one merged label.
fn under_label(work: &mut Work<'_>, met: &Met<'_>, spec: usize, first: u32, row: u32) {
    let sheet = work.sheet;
    let own = &met.matrix.rows[spec];
    let told = RowUnderLabel {
        name: own.labels[0].clone(),
        first: sheet.row(first),
        again: sheet.row(row),
        line: sheet.row_word(),
    };
    let finding = Finding::of(told)
        .about(Subject::Indicator(own.indicator.clone()))
        .at_all([sheet.label_place(first), sheet.label_place(row)]);
    work.find(finding);
}

fn repeated(work: &mut Work<'_>, met: &Met<'_>, spec: usize, first: u32, row: u32) {
    let sheet = work.sheet;
    let own = &met.matrix.rows[spec];
    let told = RowRepeated {
        name: own.labels[0].clone(),
        is_indicator: true,
        first: sheet.row(first),
        again: sheet.row(row),
        line: sheet.row_word(),
    };
    let finding = Finding::of(told)
        .about(Subject::Indicator(own.indicator.clone()))
        .at_all([sheet.label_place(first), sheet.label_place(row)]);
    work.find(finding);
}

/// Tells of a label that is not quite the form's, or stands where another is meant.
fn about_label(
    work: &mut Work<'_>,
    met: &Met<'_>,
    spec: usize,
    row: u32,
    label: &str,
    is_nearly: bool,
) {
    let sheet = work.sheet;
    let own = &met.matrix.rows[spec];
    let about = || Subject::Indicator(own.indicator.clone());
    if is_nearly {
        let (words, meant) = (label.trim(), own.labels[0].as_str());
        let told = RowNearly {
            raw: words.to_owned(),
            expected: meant.to_owned(),
            here: sheet.row(row),
        };
        let finding = Finding::of(told).about(about()).at(sheet.label_place(row));
        work.find(finding.sides(words, meant));
    }
    if let Some(above) = met.previous.filter(|_| label::split_label(label).1)
        && let Some(whole) = other_whole(&sheet, met.matrix, spec, above)
    {
        let told = RowPartElsewhere {
            raw: label.trim().to_owned(),
            above: met.matrix.rows[above].labels[0].clone(),
            whole: whole.to_owned(),
            here: sheet.row(row),
        };
        work.find(Finding::of(told).about(about()).at(sheet.label_place(row)));
    }
}
