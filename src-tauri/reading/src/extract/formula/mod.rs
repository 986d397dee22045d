//! Formulas of the data area: one whose stored result is not what it gives, one that is not worked
//! out, and constants typed over.
//!
//! A file keeps the last result beside each formula, and only the result is read. Excel and WPS may
//! work the formula out anew when the file is opened and show another figure. A stored result is
//! trusted where it is worked out here and comes to the same; of all others it is told that they
//! were not.

mod against;
mod call;
mod criterion;
mod dates;
mod evaluate;
mod functions;
mod lookups;
mod parse;
mod rules;
mod value;
mod words;

pub use rules::settle_formats;

use self::against::{result_of, said_same};
use self::evaluate::{Given, Working};
use self::value::Why;
use super::report::of_all;
use super::sheet::Sheet;
use super::spot::{Spot, spots};
use crate::read::{Cell, Content, Workbook};
use std::collections::{BTreeSet, HashMap};
use xianbaohui_core::finding::told::{
    CellLinked, CellNotWorkedOut, CellStaleFormula, CellTypedOver,
};
use xianbaohui_core::finding::{Finding, Severity};
use xianbaohui_core::returns::Return;

/// Formulas in a line from which on a constant among them is worth a word.
const LEAST_FORMULAS: usize = 3;

/// A row or column of the sheet: how many of its figures are formulas, and which are not.
#[derive(Default)]
struct Line {
    formulas: usize,
    constants: Vec<Spot>,
}

/// What is wrong with the formulas of the figures taken from a sheet.
pub(super) fn findings(
    sheet: &Sheet<'_>,
    workbook: &Workbook,
    at: usize,
    taken: &Return,
) -> Vec<Finding> {
    let (grid, mut findings) = (sheet.grid, Vec::new());
    let is_worth =
        |cell: &Cell| cell.formula.is_some() || matches!(cell.content, Content::Error(_));
    if !grid.cells().iter().any(is_worth) {
        return findings;
    }
    let mut lines: HashMap<(bool, u32), Line> = HashMap::new();
    let mut working = Working::new(&workbook.grids, functions::call);
    let mut untold = Untold::default();
    for (spot, ..) in spots(taken) {
        let Some(cell) = grid.cell(spot.row, spot.column) else {
            continue;
        };
        if let Content::Number(_) = cell.content {
            for line in [(true, spot.row), (false, spot.column)] {
                let line = lines.entry(line).or_default();
                if cell.formula.is_some() {
                    line.formulas += 1;
                } else {
                    line.constants.push(spot);
                }
            }
        }
        let Some(formula) = cell.formula.as_deref() else {
            continue;
        };
        match working.formula((at, cell.row, cell.column), formula) {
            Ok(given) => match (stale(sheet, spot, cell, &given), given.doubt) {
                (Some(finding), _) => findings.push(finding),
                (None, Some(why)) => {
                    untold.add(spot, formula, &grid.beside.formulas.elsewhere, why);
                }
                (None, None) => {}
            },
            Err(why) => untold.add(spot, formula, &grid.beside.formulas.elsewhere, why),
        }
    }
    findings.extend(untold.told(sheet));
    findings.extend(words::findings(sheet, &mut working, at, taken));
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

/// Tells of a stored result that is not what the formula gives.
fn stale(sheet: &Sheet<'_>, spot: Spot, cell: &Cell, given: &Given) -> Option<Finding> {
    if said_same(sheet, cell, given) {
        return None;
    }
    let (stored, result) = (cell.raw(), result_of(sheet, cell, &given.value));
    let told = CellStaleFormula {
        stored: stored.clone(),
        result: result.clone(),
    };
    Some(sheet.told(spot, told).sides(stored, result))
}

/// Figures whose formulas were not worked out.
#[derive(Default)]
struct Untold {
    elsewhere: Vec<Spot>,
    others: Vec<Spot>,
    functions: BTreeSet<String>,
}

impl Untold {
    fn add(&mut self, spot: Spot, formula: &str, names: &[Box<str>], why: Why) {
        let upper = formula.to_uppercase();
        let is_elsewhere = || names.iter().any(|name| upper.contains(&**name));
        match why {
            Why::Elsewhere => self.elsewhere.push(spot),
            Why::Other if is_elsewhere() => self.elsewhere.push(spot),
            // nothing is known of a formula that the file does not have
            Why::Unread => {}
            Why::Other if formula.is_empty() => {}
            Why::Function(name) => {
                self.functions.insert(name);
                self.others.push(spot);
            }
            Why::Other => self.others.push(spot),
        }
    }

    fn told(self, sheet: &Sheet<'_>) -> Vec<Finding> {
        let linked = of_all(sheet, &self.elsewhere, CellLinked {});
        let count = self.others.len();
        let told = CellNotWorkedOut {
            count,
            functions: self.functions.into_iter().collect(),
        };
        let is_anew = sheet.grid.beside.formulas.is_anew;
        let severity = if is_anew { Severity::C } else { Severity::D };
        let others = of_all(sheet, &self.others, told);
        let others = others.map(|finding| finding.graded(severity));
        linked.into_iter().chain(others).collect()
    }
}
