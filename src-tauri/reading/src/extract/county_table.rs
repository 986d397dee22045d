//! County table: rows are units, columns indicators; 合计 is the reported total of the root,
//! compared and never added.

use super::Extraction;
use super::cell::{Asked, Stated};
use super::walk::{Step, Walk};
use crate::identify::{Bound, RowRole, rows};
use xianbaohui_core::finding::{Finding, Severity};
use xianbaohui_core::form::{CountyTable, Role};
use xianbaohui_core::measure::{MeasureUnit, Rate};
use xianbaohui_core::org_unit::NamedUnit;

pub(super) fn extract<'a>(work: &mut Extraction<'a>, table: &CountyTable, bound: &'a Bound) {
    let mut seen: Vec<Option<u32>> = vec![None; work.scheme.units.len()];
    for beside in bound.tables() {
        work.go_to(beside);
        table_rows(work, table, &mut seen);
    }
}

/// The rows of one table.
fn table_rows(work: &mut Extraction<'_>, table: &CountyTable, seen: &mut [Option<u32>]) {
    let grid = work.grid;
    let scheme = work.scheme;
    let bound = work.bound;
    let Some(label_column) = bound.label_column else {
        return;
    };
    let data = work.data_columns();
    let mut walk = Walk::default();
    for row in grid.filled_rows().filter(|row| *row > bound.header.bottom) {
        if !work.reaches(row) {
            continue;
        }
        let label = grid.seen_text(row, label_column);
        let units = match bound.pointed_row(row) {
            Some(RowRole::Nothing) => continue,
            Some(RowRole::Spec(unit)) => vec![NamedUnit {
                unit,
                spelling: label.clone(),
                outdated: false,
                partial: false,
            }],
            None => scheme.unit_names.exactly(&label, Some(work.period)),
        };
        let step = work.step(&mut walk, row, &label, !units.is_empty());
        let place = work.place(row, label_column);
        let unit = match (units.as_slice(), step) {
            (_, Step::Total) => scheme.root,
            ([one], Step::Data) if !one.outdated => one.unit,
            ([], Step::Data) if rows::is_filled(grid, row, &data, 1) => {
                let near = scheme
                    .unit_names
                    .nearest(&label)
                    .map(|near| format!("，最接近的是“{near}”"))
                    .unwrap_or_default();
                let words = label.trim();
                let message = if words.is_empty() {
                    format!(
                        "{}有数，但没有单位名称，没有读取。请补上。",
                        grid.row_name(row)
                    )
                } else {
                    format!(
                        "{}“{words}”不在本制度的单位名单里{near}，没有读取。请核对单位名称。",
                        grid.row_name(row)
                    )
                };
                work.find(Finding::new(Severity::A, "row.unknown-unit", message).at(place));
                continue;
            }
            ([one], Step::Data) => {
                let message = format!(
                    "{}“{}”这个名称在本报告期已不用，现在是“{}”，没有读取。请改正单位名称。",
                    grid.row_name(row),
                    one.spelling,
                    scheme.units[one.unit].name
                );
                work.find(Finding::new(Severity::A, "row.outdated-unit", message).at(place));
                continue;
            }
            ([_, _, ..], Step::Data) => {
                let names = units
                    .iter()
                    .map(|one| scheme.units[one.unit].name.as_str())
                    .collect::<Vec<_>>()
                    .join("、");
                work.find(
                    Finding::new(
                        Severity::A,
                        "row.ambiguous-unit",
                        format!(
                            "{}“{}”可能是{names}，没有读取。请写全称。",
                            grid.row_name(row),
                            label.trim()
                        ),
                    )
                    .at(place),
                );
                continue;
            }
            (_, Step::Skip | Step::Subtotal) | ([], Step::Data) => continue,
        };
        if let Some(first) = seen[unit] {
            let message = format!(
                "“{}”出现两次（{} 和 {}），只取了 {}。请删去多余的一{}。",
                scheme.units[unit].name,
                grid.row_name(first),
                grid.row_name(row),
                grid.row_name(first),
                grid.row_word()
            );
            let first = work.place(first, label_column);
            work.find(
                Finding::new(Severity::A, "row.repeated", message)
                    .at(first)
                    .at(place),
            );
            continue;
        }
        seen[unit] = Some(row);
        work.took(&mut walk, row);
        take_row(work, table, unit, row);
    }
    work.arrived(walk, Severity::D);
}

fn take_row(work: &mut Extraction<'_>, table: &CountyTable, unit: usize, row: u32) {
    let scheme = work.scheme;
    let percent = MeasureUnit::Rate(Rate::Percent);
    let bound = work.bound;
    for matched in &bound.columns {
        let column = &table.columns[matched.spec];
        let Some(indicator) = column
            .indicator
            .as_deref()
            .and_then(|code| scheme.indicators.iter().position(|one| one.code == code))
        else {
            continue;
        };
        let own = &scheme.indicators[indicator];
        let name = format!("{} {} {}", scheme.units[unit].name, own.name, column.name);
        let stated: Vec<Stated> = matched
            .unit
            .clone()
            .map(|unit| Stated {
                unit,
                place: format!("{}表头", work.grid.column_name(matched.column)),
            })
            .into_iter()
            .collect();
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
            role if role.is_rate() => {
                let stated = stated
                    .into_iter()
                    .filter(|stated| stated.unit.is_rate())
                    .collect();
                work.figure(
                    row,
                    matched.column,
                    &Asked {
                        name,
                        unit: &percent,
                        stated,
                        as_ratio: column.as_ratio,
                        wanted: false,
                    },
                )
            }
            _ => work.figure(
                row,
                matched.column,
                &Asked {
                    name,
                    unit: &own.unit,
                    stated,
                    as_ratio: false,
                    wanted: column.required && unit != scheme.root,
                },
            ),
        };
        work.keep(unit, indicator, matched.spec, (row, matched.column), taken);
    }
}
