//! Formats that depend on a formula: whether it holds for a cell.

use super::evaluate::Working;
use super::functions;
use crate::read::Workbook;

/// Works out the rules of formats that were left open as the workbook was read: what none hides is
/// seen. A rule that cannot be worked out may hold.
pub fn settle_formats(workbook: &mut Workbook) {
    if workbook
        .grids
        .iter()
        .all(|grid| grid.open_rules().next().is_none())
    {
        return;
    }
    let mut working = Working::new(&workbook.grids, functions::call);
    let sheets = workbook.grids.iter().enumerate();
    let held = sheets.map(|(at, grid)| {
        let rules = grid.open_rules();
        let holds = rules.map(|(row, column, formula)| {
            working
                .condition((at, row, column), &formula)
                .unwrap_or(true)
        });
        holds.collect::<Vec<_>>()
    });
    let held = held.collect::<Vec<_>>();
    for (grid, holds) in workbook.grids.iter_mut().zip(held) {
        grid.close_rules(&holds);
    }
}
