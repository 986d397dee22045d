//! County table: rows are units, columns indicators; 合计 is the reported total of the root,
//! compared and never added.

use super::cell::{Said, Stated};
use super::fate::{Fate, Why};
use super::figures::{self, Which};
use super::subtotals;
use super::walk::{Step, Walk};
use super::work::Work;
use crate::identify::{RowRole, rows};
use xianbaohui_core::finding::told::{
    RowAmbiguousUnit, RowOutdatedUnit, RowRepeated, RowUnknownUnit,
};
use xianbaohui_core::finding::{Finding, Severity, Subject};
use xianbaohui_core::form::CountyTable;
use xianbaohui_core::org_unit::NamedUnit;

pub(super) fn extract(work: &mut Work<'_>, table: &CountyTable) {
    let mut seen: Vec<Option<u32>> = vec![None; work.sheet.scheme.units.len()];
    for beside in work.sheet.bound.tables() {
        work.go_to(beside);
        table_rows(work, table, &mut seen);
    }
}

/// The rows of one table.
fn table_rows(work: &mut Work<'_>, table: &CountyTable, seen: &mut [Option<u32>]) {
    let sheet = work.sheet;
    let Some(label_column) = sheet.bound.label_column else {
        return;
    };
    let account = Walk::down(work, Severity::D, |walk, work, row| {
        row_of(walk, work, table, (row, label_column), seen)
    });
    subtotals::tell(work, table, &account);
}

/// One row; what became of it.
fn row_of(
    walk: &mut Walk,
    work: &mut Work<'_>,
    table: &CountyTable,
    (row, label_column): (u32, u32),
    seen: &mut [Option<u32>],
) -> Fate {
    let sheet = work.sheet;
    let (grid, root) = (sheet.grid, sheet.scheme.root);
    let label = grid.seen_text(row, label_column);
    let units = match sheet.bound.pointed_row(row) {
        Some(RowRole::Nothing) => return Fate::Skipped,
        Some(RowRole::Spec(unit)) => vec![NamedUnit {
            unit,
            spelling: label.clone(),
            outdated: false,
            partial: false,
        }],
        None => sheet.scheme.unit_names.in_row(&label, Some(sheet.period)),
    };
    let step = walk.step(work, row, &label, !units.is_empty());
    let unit = match (units.as_slice(), step) {
        (_, Step::Skip(fate)) => return fate,
        (_, Step::Subtotal | Step::Region) => return Fate::Compared,
        (_, Step::Total) => root,
        ([one], Step::Data) if !one.outdated => one.unit,
        (units, Step::Data) => {
            if !units.is_empty() || rows::is_filled(grid, row, &sheet.data_columns(), 1) {
                no_unit(work, row, &label, units);
                return Fate::Told;
            }
            return Fate::not_taken(&sheet, row, Why::NotOfForm);
        }
    };
    if let Some(first) = seen[unit] {
        repeated(work, unit, first, row);
        return Fate::Told;
    }
    seen[unit] = Some(row);
    take_row(work, table, unit, row);
    if unit == root {
        Fate::Total
    } else {
        Fate::Taken
    }
}

/// Tells of a row whose name is no unit's, that of one that is not there any more, or of several.
fn no_unit(work: &mut Work<'_>, row: u32, label: &str, units: &[NamedUnit]) {
    let sheet = work.sheet;
    let (scheme, here, raw) = (sheet.scheme, sheet.row(row), label.trim().to_owned());
    let finding = match units {
        [] => {
            let nearest = scheme.unit_names.nearest(label).map(Into::into);
            Finding::of(RowUnknownUnit { raw, nearest, here })
        }
        [one] => {
            let own = &scheme.units[one.unit];
            Finding::of(RowOutdatedUnit {
                raw: one.spelling.clone(),
                now: own.name.clone(),
                here,
            })
            .about(Subject::Unit(own.code.clone()))
        }
        several => {
            let names = several
                .iter()
                .map(|one| scheme.units[one.unit].name.clone());
            let units = names.collect();
            Finding::of(RowAmbiguousUnit { raw, units, here })
        }
    };
    work.find(finding.at(sheet.label_place(row)));
}

fn repeated(work: &mut Work<'_>, unit: usize, first: u32, row: u32) {
    let sheet = work.sheet;
    let own = &sheet.scheme.units[unit];
    let told = RowRepeated {
        name: own.name.clone(),
        is_indicator: false,
        first: sheet.row(first),
        again: sheet.row(row),
        line: sheet.row_word(),
    };
    let finding = Finding::of(told)
        .about(Subject::Unit(own.code.clone()))
        .at_all([sheet.label_place(first), sheet.label_place(row)]);
    work.find(finding);
}

fn take_row(work: &mut Work<'_>, table: &CountyTable, unit: usize, row: u32) {
    let sheet = work.sheet;
    for matched in &sheet.bound.columns {
        let column = &table.columns[matched.spec];
        let Some(indicator) = column.indicator.as_deref().and_then(|code| {
            let mut indicators = sheet.scheme.indicators.iter();
            indicators.position(|one| one.code == code)
        }) else {
            continue;
        };
        let which = Which {
            unit,
            indicator,
            column: matched.spec,
        };
        let wanted = column.required && unit != sheet.scheme.root;
        figures::take(
            work,
            (row, matched.column),
            which,
            |role| {
                let said = matched.unit.iter();
                said.filter(|unit| !role.is_rate() || unit.is_rate())
                    .map(|unit| Stated {
                        unit: unit.clone(),
                        said: Said::Header(matched.column),
                    })
                    .collect()
            },
            wanted,
        );
    }
}
