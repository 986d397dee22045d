//! Words that decide what figures are and are given by formulas: title, unit, notes, header,
//! labels, units of measure. What is read is what is stored; whoever opens the file sees what the
//! formula gives then.

use super::against::{result_of, said_same};
use super::evaluate::Working;
use super::value::Why;
use crate::extract::sheet::Sheet;
use crate::extract::spot::spots;
use crate::read::{Cell, Content};
use std::collections::BTreeSet;
use xianbaohui_core::finding::told::{
    CellLinked, CellNotWorkedOut, CellStaleFormula, CellUnreadable,
};
use xianbaohui_core::finding::{Finding, Severity};
use xianbaohui_core::number;
use xianbaohui_core::place::Place;
use xianbaohui_core::returns::Return;
use xianbaohui_core::text;

/// Formulas whose result is another one that are told one by one.
const MOST: usize = 20;

/// What is wrong with them.
pub(super) fn findings(
    sheet: &Sheet<'_>,
    working: &mut Working<'_>,
    at: usize,
    taken: &Return,
) -> Vec<Finding> {
    let (grid, mut found) = (sheet.grid, Vec::new());
    let own = spots(taken).map(|(spot, ..)| (spot.row, spot.column));
    let own = own.collect::<BTreeSet<_>>();
    let (mut linked, mut others, mut wrong) = (Vec::new(), Vec::new(), Vec::new());
    let mut functions = BTreeSet::new();
    let mut raw = BTreeSet::new();
    for cell in grid.cells() {
        if own.contains(&(cell.row, cell.column)) || !decides(sheet, cell, taken, &own) {
            continue;
        }
        let place = grid.place(cell.row, cell.column);
        if is_error(cell) {
            wrong.push(place);
            raw.insert(cell.raw().trim().to_owned());
            continue;
        }
        let Some(formula) = cell.formula.as_deref().filter(|own| !own.is_empty()) else {
            continue;
        };
        let given = working.formula((at, cell.row, cell.column), formula);
        let why = match given {
            Ok(given) if !said_same(sheet, cell, &given) => {
                if found.len() < MOST {
                    found.push(stale(cell, result_of(sheet, cell, &given.value), place));
                }
                continue;
            }
            Ok(given) => given.doubt,
            Err(why) => Some(why),
        };
        let upper = formula.to_uppercase();
        let names = &grid.beside.formulas.elsewhere;
        match why {
            None | Some(Why::Unread) => {}
            Some(Why::Elsewhere) => linked.push(place),
            Some(Why::Function(name)) => {
                functions.insert(name);
                others.push(place);
            }
            Some(Why::Other) if names.iter().any(|name| upper.contains(&**name)) => {
                linked.push(place);
            }
            Some(Why::Other) => others.push(place),
        }
    }
    if !wrong.is_empty() {
        let told = CellUnreadable {
            name: "表上的字".to_owned(),
            raw: raw.into_iter().collect::<Vec<_>>().join("、"),
            why: "error-value".to_owned(),
        };
        found.push(Finding::of(told).at_all(wrong));
    }
    if !linked.is_empty() {
        found.push(Finding::of(CellLinked {}).at_all(linked));
    }
    if !others.is_empty() {
        let told = CellNotWorkedOut {
            count: others.len(),
            functions: functions.into_iter().collect(),
        };
        found.push(Finding::of(told).graded(Severity::C).at_all(others));
    }
    found
}

fn is_error(cell: &Cell) -> bool {
    match &cell.content {
        Content::Error(_) => true,
        Content::Text(words) => number::is_error(words),
        _ => false,
    }
}

fn stale(cell: &Cell, result: String, place: Place) -> Finding {
    let stored = cell.raw();
    let told = CellStaleFormula {
        stored: stored.clone(),
        result: result.clone(),
    };
    Finding::of(told).sides(stored, result).at(place)
}

/// Whether a cell has words that say what figures are: outside of the rows that were taken, or a
/// label or a unit in them. A day above or below the table is that of filling it in.
fn decides(sheet: &Sheet<'_>, cell: &Cell, taken: &Return, own: &BTreeSet<(u32, u32)>) -> bool {
    const FILLED_IN: [&str; 5] = ["填报日期", "填表日期", "报送日期", "填报时间", "日期"];
    let is_day = |words: &str| {
        let key = text::key(words);
        FILLED_IN.iter().any(|word| key.starts_with(word))
    };
    match &cell.content {
        Content::Text(words) if is_day(words) => return false,
        Content::Text(_) | Content::Error(_) => {}
        _ => return false,
    }
    let is_turned = taken.binding.turned;
    let line = |at: (u32, u32)| if is_turned { at.1 } else { at.0 };
    let (row, column) = if is_turned {
        (cell.column, cell.row)
    } else {
        (cell.row, cell.column)
    };
    if !own.iter().any(|at| line(*at) == row) {
        let bound = sheet.bound.header;
        // what stands below is a note, where it says anything
        return row <= bound.bottom || cell.formula.is_some();
    }
    let mut tables = sheet.bound.tables();
    tables.any(|table| [table.label_column, table.unit_column].contains(&Some(column)))
}
