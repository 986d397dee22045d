//! Matrix: rows are indicators, columns what is asked of them, one unit a sheet.

use super::Extraction;
use super::cell::{Asked, Stated};
use super::walk::{Step, Walk};
use crate::identify::{Bound, RowRole, label_row, rows};
use xianbaohui_core::finding::{Finding, Severity};
use xianbaohui_core::form::{Matrix, Role};
use xianbaohui_core::label;
use xianbaohui_core::measure::{MeasureUnit, Rate};
use xianbaohui_core::number;
use xianbaohui_core::text;

pub(super) fn extract<'a>(
    work: &mut Extraction<'a>,
    matrix: &Matrix,
    unit: usize,
    bound: &'a Bound,
) {
    let mut seen: Vec<Option<u32>> = vec![None; matrix.rows.len()];
    let mut previous = None;
    for table in bound.tables() {
        work.go_to(table);
        table_rows(work, matrix, unit, &mut seen, &mut previous);
    }
    for (spec, row) in matrix.rows.iter().zip(&seen) {
        if row.is_none() && spec.required {
            let finding = Finding::new(
                Severity::A,
                "row.missing",
                format!(
                    "缺少指标“{}”这一{}。请按报表样式补上，或核对是否用了旧表。",
                    spec.labels[0],
                    work.grid.row_word()
                ),
            );
            work.find(finding);
        }
    }
}

/// The rows of one table.
fn table_rows(
    work: &mut Extraction<'_>,
    matrix: &Matrix,
    unit: usize,
    seen: &mut [Option<u32>],
    previous: &mut Option<usize>,
) {
    let grid = work.grid;
    let bound = work.bound;
    let Some(label_column) = bound.label_column else {
        return;
    };
    let mut walk = Walk::default();
    let nearly = nearly_named(work, matrix, label_column);
    for row in grid.filled_rows().filter(|row| *row > bound.header.bottom) {
        if !work.reaches(row) {
            continue;
        }
        let label = grid.seen_text(row, label_column);
        let named = match bound.pointed_row(row) {
            Some(RowRole::Nothing) => continue,
            Some(RowRole::Spec(spec)) => Some(spec),
            None => label_row(matrix, work.scheme, &label, *previous),
        };
        let spec = named.or_else(|| {
            nearly[..]
                .iter()
                .find(|(at, _)| *at == row)
                .map(|(_, spec)| *spec)
        });
        let step = work.step(&mut walk, row, &label, spec.is_some());
        let Some(spec) = spec.filter(|_| !matches!(step, Step::Skip | Step::Subtotal)) else {
            if step == Step::Data {
                unknown_row(work, matrix, row, &label);
            }
            continue;
        };
        // a merged label spans rows: only its first row is the indicator's
        if grid.cell(row, label_column).is_none()
            && let Some(first) = seen[spec]
        {
            if rows::is_filled(grid, row, &work.data_columns(), 1) {
                let name = &matrix.rows[spec].labels[0];
                let message = format!(
                    "{}和{}合用一个指标名称“{name}”，只取了{}。请取消合并，核对取哪一{}的数。",
                    grid.row_name(first),
                    grid.row_name(row),
                    grid.row_name(first),
                    grid.row_word()
                );
                let places = [
                    work.place(first, label_column),
                    work.place(row, label_column),
                ];
                work.find(Finding::new(Severity::A, "row.under-label", message).at_all(places));
            }
            continue;
        }
        if let Some(first) = seen[spec] {
            let name = &matrix.rows[spec].labels[0];
            let finding = Finding::new(
                Severity::A,
                "row.repeated",
                format!(
                    "指标“{name}”出现两次（{} 和 {}），只取了 {}。请删去多余的一{}。",
                    grid.row_name(first),
                    grid.row_name(row),
                    grid.row_name(first),
                    grid.row_word()
                ),
            )
            .at(work.place(first, label_column))
            .at(work.place(row, label_column));
            work.find(finding);
            continue;
        }
        if named.is_none() {
            let (words, meant) = (label.trim(), matrix.rows[spec].labels[0].as_str());
            let finding = Finding::new(
                Severity::C,
                "row.nearly",
                format!(
                    "{}“{words}”与“{meant}”略有出入，按后者读取。请核对指标名称。",
                    grid.row_name(row)
                ),
            );
            work.find(
                finding
                    .at(work.place(row, label_column))
                    .sides(words, meant),
            );
        }
        if let Some(above) = previous.filter(|_| label::split_label(&label).1)
            && let Some(whole) = other_whole(work, matrix, spec, above)
        {
            let (words, above) = (label.trim(), &matrix.rows[above].labels[0]);
            let message = format!(
                "{}“{words}”在“{above}”下面，按“{whole}”的其中项读取。请核对是哪一项的其中。",
                grid.row_name(row)
            );
            work.find(
                Finding::new(Severity::C, "row.part-elsewhere", message)
                    .at(work.place(row, label_column)),
            );
        }
        seen[spec] = Some(row);
        *previous = Some(spec);
        work.took(&mut walk, row);
        take_row(work, matrix, spec, row, &label, unit);
    }
    work.arrived(walk, Severity::D);
}

/// The name of the whole that a row is a part of by the form, where neither it nor another part of
/// it stands above.
fn other_whole<'a>(
    work: &Extraction<'a>,
    matrix: &Matrix,
    spec: usize,
    above: usize,
) -> Option<&'a str> {
    let of = |code: &str| {
        work.scheme
            .indicator(code)
            .and_then(|indicator| indicator.part_of.as_deref())
    };
    let whole = of(&matrix.rows[spec].indicator)?;
    let mut over = Some(matrix.rows[above].indicator.as_str());
    // a scheme's parts are no deeper than that
    for _ in 0..8 {
        match over {
            Some(code) if code == whole => return None,
            Some(code) => over = of(code),
            None => break,
        }
    }
    work.scheme
        .indicator(whole)
        .map(|indicator| indicator.name.as_str())
}

/// Rows whose label is that of a form's row but for a slip of the pen, where no other row has the
/// label itself.
fn nearly_named(work: &Extraction<'_>, matrix: &Matrix, label_column: u32) -> Vec<(u32, usize)> {
    let (grid, scheme) = (work.grid, work.scheme);
    let mut unknown: Vec<(u32, String)> = Vec::new();
    let mut known = vec![false; matrix.rows.len()];
    let mut previous = None;
    for row in grid
        .filled_rows()
        .filter(|row| *row > work.bound.header.bottom)
    {
        let label = grid.seen_text(row, label_column);
        let said = match work.bound.pointed_row(row) {
            Some(RowRole::Nothing) => continue,
            Some(RowRole::Spec(spec)) => Some(spec),
            None => label_row(matrix, scheme, &label, previous),
        };
        match said {
            Some(spec) => {
                known[spec] = true;
                previous = Some(spec);
            }
            None => unknown.push((row, label::split_label(&label).0)),
        }
    }
    let mut nearly: Vec<(u32, usize)> = Vec::new();
    for (row, own) in unknown {
        let alike = |spec: &&usize| {
            matrix.rows[**spec]
                .keys
                .iter()
                .any(|key| text::slip_of(&key.bare, &own))
        };
        let free = (0..known.len())
            .filter(|spec| !known[*spec])
            .collect::<Vec<_>>();
        let mut meant = free.iter().filter(alike);
        if let (Some(spec), None) = (meant.next(), meant.next()) {
            known[*spec] = true;
            nearly.push((row, *spec));
        }
    }
    nearly
}

fn take_row(
    work: &mut Extraction<'_>,
    matrix: &Matrix,
    spec: usize,
    row: u32,
    label: &str,
    unit: usize,
) {
    let scheme = work.scheme;
    let bound = work.bound;
    let Some(indicator) = scheme
        .indicators
        .iter()
        .position(|one| one.code == matrix.rows[spec].indicator)
    else {
        return;
    };
    let own = &scheme.indicators[indicator];
    let mut by_row = Vec::new();
    if let Some(column) = bound.unit_column {
        let words = work.grid.seen_text(row, column);
        if let Some(unit) = MeasureUnit::parse(&words) {
            by_row.push(Stated {
                unit,
                place: work.grid.cell_name(row, column),
            });
        } else if !says_own_unit(&words, &own.unit) {
            let message = format!(
                "{}（{}）的计量单位“{}”不认识，数没有换算。应为“{}”，请核对。",
                own.name,
                work.grid.cell_name(row, column),
                words.trim(),
                own.unit
            );
            work.find(
                Finding::new(Severity::A, "unit.unknown", message)
                    .at(work.place(row, column))
                    .sides(words.trim(), own.unit.to_string()),
            );
        }
    }
    if let (_, _, Some(unit)) = label::split_label(label)
        && let Some(column) = bound.label_column
    {
        by_row.push(Stated {
            unit,
            place: work.grid.cell_name(row, column),
        });
    }
    let percent = MeasureUnit::Rate(Rate::Percent);
    for matched in &bound.columns {
        let column = &matrix.columns[matched.spec];
        let by_column = matched.unit.clone().map(|unit| Stated {
            unit,
            place: format!("{}表头", work.grid.column_name(matched.column)),
        });
        let name = format!("{} {}", own.name, column.name);
        let taken = match &column.role {
            Role::Text => work.words(row, matched.column),
            Role::Value if own.measure.is_words() => work.words(row, matched.column),
            Role::Rank => {
                let rank = MeasureUnit::Count("位".into(), 0);
                work.figure(
                    row,
                    matched.column,
                    &Asked {
                        name,
                        unit: &rank,
                        stated: Vec::new(),
                        as_ratio: false,
                        wanted: false,
                    },
                )
            }
            role if role.is_rate() => work.figure(
                row,
                matched.column,
                &Asked {
                    name,
                    unit: &percent,
                    stated: by_column.into_iter().collect(),
                    as_ratio: column.as_ratio,
                    wanted: false,
                },
            ),
            _ => {
                // the row's unit is about the indicator; the column's only where it measures the
                // same kind of thing
                let fitting = by_column
                    .filter(|stated| by_row.is_empty() || stated.unit.same_dimension(&own.unit));
                let stated = by_row.iter().cloned().chain(fitting).collect();
                work.figure(
                    row,
                    matched.column,
                    &Asked {
                        name,
                        unit: &own.unit,
                        stated,
                        as_ratio: false,
                        wanted: column.required,
                    },
                )
            }
        };
        work.keep(unit, indicator, matched.spec, (row, matched.column), taken);
    }
}

/// Whether the words of a unit column say the indicator's own unit, among others or in the scheme's
/// own word; or nothing at all.
fn says_own_unit(words: &str, own: &MeasureUnit) -> bool {
    let key = text::key(words);
    let is_own = |part: &str| MeasureUnit::of_scheme(part) == *own;
    key.is_empty()
        || number::nil(&text::compact(words)).is_some()
        || is_own(&key)
        || key.split([',', '/', '(', ')', '或']).any(is_own)
}

/// A row with figures that is no row of the form.
fn unknown_row(work: &mut Extraction<'_>, matrix: &Matrix, row: u32, label: &str) {
    if !rows::is_filled(work.grid, row, &work.data_columns(), 1) {
        return;
    }
    let label_column = work.bound.label_column.unwrap_or(0);
    let place = work.place(row, label_column);
    let words = label.trim();
    let finding = if words.is_empty() {
        Finding::new(
            Severity::B,
            "row.unnamed",
            format!(
                "{}有数，但没有指标名称，没有读取。请补上指标名称或删去这一{}。",
                work.grid.row_name(row),
                work.grid.row_word()
            ),
        )
    } else {
        let near = text::nearest(words, matrix.rows.iter().map(|row| row.labels[0].as_str()))
            .map(|near| format!("，最接近的是“{near}”"))
            .unwrap_or_default();
        Finding::new(
            Severity::B,
            "row.unknown",
            format!(
                "{}“{words}”不是报表里的指标{near}，没有读取。请核对指标名称。",
                work.grid.row_name(row)
            ),
        )
    };
    work.find(finding.at(place));
}
