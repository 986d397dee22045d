//! Formulas of the data area: one whose stored result is not what it gives, and constants typed
//! over.
//!
//! A file keeps the last result beside each formula, and only the result is read. Excel and WPS may
//! work the formula out anew when the file is opened and show another figure. Only plain arithmetic
//! over the same sheet is worked out here; anything else is left alone.

mod evaluate;

use self::evaluate::{SAME, evaluate};
use super::report::of_all;
use super::sheet::Sheet;
use super::spot::{Spot, spots};
use crate::read::Content;
use std::cell::Cell;
use std::collections::HashMap;
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::{CellStaleFormula, CellTypedOver};
use xianbaohui_core::returns::Return;

/// Cells looked at for the formulas of one sheet; a sheet that asks for more is not worked out any
/// further.
const MOST_WORK: usize = 5_000_000;
/// Formulas in a line from which on a constant among them is worth a word.
const LEAST_FORMULAS: usize = 3;

/// A row or column of the sheet: how many of its figures are formulas, and which are not.
#[derive(Default)]
struct Line {
    formulas: usize,
    constants: Vec<Spot>,
}

/// What is wrong with the formulas of the figures taken from a sheet.
pub(super) fn findings(sheet: &Sheet<'_>, taken: &Return) -> Vec<Finding> {
    let (grid, mut findings) = (sheet.grid, Vec::new());
    if grid.cells().iter().all(|cell| cell.formula.is_none()) {
        return findings;
    }
    let mut lines: HashMap<(bool, u32), Line> = HashMap::new();
    let work = Cell::new(MOST_WORK);
    for (spot, ..) in spots(taken) {
        let Some(cell) = grid.cell(spot.row, spot.column) else {
            continue;
        };
        let Content::Number(stored) = cell.content else {
            continue;
        };
        for line in [(true, spot.row), (false, spot.column)] {
            let line = lines.entry(line).or_default();
            if cell.formula.is_some() {
                line.formulas += 1;
            } else {
                line.constants.push(spot);
            }
        }
        let result = cell
            .formula
            .as_deref()
            .and_then(|formula| evaluate(formula, grid, &work));
        if let Some(result) = result.filter(|result| {
            (result - stored).abs() > SAME * stored.abs().max(result.abs()).max(SAME)
        }) {
            let (stored, result) = (stored.to_string(), result.to_string());
            let told = CellStaleFormula {
                stored: stored.clone(),
                result: result.clone(),
            };
            findings.push(sheet.told(spot, told).sides(stored, result));
        }
    }
    let few =
        |line: &&Line| line.formulas >= LEAST_FORMULAS && line.constants.len() * 3 <= line.formulas;
    let mut typed = lines
        .values()
        .filter(few)
        .flat_map(|line| &line.constants)
        .copied()
        .collect::<Vec<_>>();
    typed.sort_unstable_by_key(|spot| (spot.row, spot.column));
    typed.dedup();
    findings.extend(of_all(sheet, &typed, CellTypedOver {}));
    findings
}
