//! What concerns the sheet as a whole: hidden rows and columns with data, content under merged
//! areas.

use super::work::Work;
use crate::read::Visibility;
use std::collections::BTreeSet;
use xianbaohui_core::finding::told::{
    SheetCovered, SheetHidden, SheetHiddenColumns, SheetHiddenRows, SheetTurned,
};
use xianbaohui_core::finding::{At, Finding};

/// Tells of the sheet, when all tables are taken.
pub(super) fn tell(work: &mut Work<'_>) {
    let grid = work.sheet.grid;
    let sheet = &grid.name;
    if grid.is_turned() {
        work.find(Finding::of(SheetTurned {
            sheet: sheet.clone(),
        }));
    }
    if grid.visibility == Visibility::Hidden {
        work.find(Finding::of(SheetHidden {
            sheet: sheet.clone(),
        }));
    }
    let told = [hidden_rows(work), hidden_columns(work), covered(work)];
    work.report.findings.extend(told.into_iter().flatten());
}

fn hidden_rows(work: &Work<'_>) -> Option<Finding> {
    let sheet = work.sheet;
    let is_hidden = |row: &&u32| sheet.grid.hidden_rows.binary_search(row).is_ok();
    let rows = work.kept.rows.iter().filter(is_hidden).copied();
    let rows = rows.collect::<BTreeSet<_>>();
    let names = rows.iter().map(|row| sheet.grid.row_name(*row));
    let lines = At(names.collect::<Vec<_>>().join("、"));
    (!rows.is_empty()).then(|| {
        Finding::of(SheetHiddenRows { lines })
            .about(sheet.subject_of(&work.kept.in_rows(&rows)))
            .at_all(rows.iter().map(|row| sheet.label_place(*row)))
    })
}

fn hidden_columns(work: &Work<'_>) -> Option<Finding> {
    let sheet = work.sheet;
    let is_hidden = |column: &u32| sheet.grid.hidden_columns.binary_search(column).is_ok();
    let tables = sheet.bound.tables().flat_map(|table| &table.columns);
    let columns = tables.map(|matched| matched.column).filter(is_hidden);
    let columns = columns.collect::<Vec<_>>();
    let names = columns.iter().map(|column| sheet.grid.column_name(*column));
    let lines = At(names.collect::<Vec<_>>().join("、"));
    (!columns.is_empty()).then(|| {
        let taken = work.kept.in_columns(&columns.iter().copied().collect());
        Finding::of(SheetHiddenColumns { lines })
            .about(sheet.subject_of(&taken))
            .at_all(columns.iter().map(|column| sheet.header_place(*column)))
    })
}

fn covered(work: &Work<'_>) -> Option<Finding> {
    let sheet = work.sheet;
    let below = sheet.bound.header.bottom;
    let covered = sheet.grid.covered.iter().filter(|(row, _)| *row > below);
    let cells = covered.map(|(row, column)| sheet.place(*row, *column));
    let cells = cells.collect::<Vec<_>>();
    (!cells.is_empty()).then(|| Finding::of(SheetCovered {}).at_all(cells))
}
