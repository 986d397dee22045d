//! Cell by cell.

use super::cells::{cells, even};
use super::explained;
use super::known;
use super::pair::Pair;
use super::report::Report;
use xianbaohui_core::place::cell_name;
use xianbaohui_reading::read::{Cell, Grid, Veil};

/// Compares a sheet with its text.
pub(super) fn sheet(grid: &Grid, text: &str, file: &str, report: &mut Report) {
    let rows = cells(text);
    // words in boxes are in no cell, and LibreOffice does not write them
    let boxes = grid.beside.over.iter().flat_map(|over| &over.typed);
    let boxes = boxes.collect::<std::collections::HashSet<_>>();
    for cell in grid.cells() {
        if boxes.contains(&(cell.row, cell.column)) {
            continue;
        }
        let field = rows
            .get(cell.row as usize)
            .and_then(|row| row.get(cell.column as usize));
        one(grid, cell, field.map_or("", String::as_str), file, report);
    }
}

fn one(grid: &Grid, cell: &Cell, office: &str, file: &str, report: &mut Report) {
    let sight = grid.sight(cell);
    let pair = Pair {
        file,
        grid,
        content: &cell.content,
        format: grid.code_of(cell),
        formula: cell.formula.as_deref(),
        value: grid.held(cell),
        own: even(&sight.text),
        office: even(office),
        is_narrow: cell.veil == Veil::Narrow,
    };
    if pair.own.is_empty() && pair.office.is_empty() {
        return;
    }
    report.cells += 1;
    if let Some(class) = known::before(&pair) {
        return report.leave_out(class);
    }
    if let Some(doubt) = sight.doubt {
        return report.unsure(doubt.code());
    }
    if pair.own == pair.office {
        report.equal += 1;
        return;
    }
    let place = format!("{} {}", grid.name, cell_name(cell.row, cell.column));
    let class = known::class(&pair);
    let why = class.or_else(|| explained::why(&pair));
    report.differ(&pair, &place, why);
    match (class, why) {
        (Some(class), _) => report.leave_out(class),
        (None, Some(why)) => report.explain(why),
        (None, None) => report.unexplained += 1,
    }
}
