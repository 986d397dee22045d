//! Formulas of the data area: one whose stored result is not what it gives, one that is not worked
//! out, and constants typed over.
//!
//! A file keeps the last result beside each formula, and only the result is read. Excel and WPS may
//! work the formula out anew when the file is opened and show another figure. A stored result is
//! trusted where it is worked out here and comes to the same; of all others it is told that they
//! were not.

mod call;
mod criterion;
mod evaluate;
mod functions;
mod lookups;
mod parse;
mod rules;
mod value;

pub use rules::settle_formats;

use self::evaluate::{Given, Working};
use self::value::{Value, Why};
use super::report::of_all;
use super::sheet::Sheet;
use super::spot::{Spot, spots};
use crate::read::{Cell, Content, Workbook};
use std::collections::{BTreeSet, HashMap};
use xianbaohui_core::finding::told::{
    CellLinked, CellNotWorkedOut, CellStaleFormula, CellTypedOver,
};
use xianbaohui_core::finding::{Finding, Severity};
use xianbaohui_core::number;
use xianbaohui_core::returns::Return;

/// Stored and worked out are doubles: what differs by less than this share is the same, and so is
/// what differs by less of the largest figure that went into it.
const SAME: f64 = 1e-9;
const NOISE: f64 = 1e-12;
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
    if grid.cells().iter().all(|cell| cell.formula.is_none()) {
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
    let is_same = match (&cell.content, &given.value) {
        (Content::Number(stored), Value::Number(result)) => {
            let differs = (result - stored).abs();
            let is_rounded = sheet.grid.beside.formulas.is_rounded && is_rounded(*stored, *result);
            is_rounded
                || differs <= SAME * stored.abs().max(result.abs())
                || differs <= NOISE * given.largest
        }
        (Content::Text(stored), Value::Text(result)) => stored == result,
        (Content::Number(_), _) | (Content::Text(_), Value::Number(_)) => false,
        _ => true,
    };
    if is_same {
        return None;
    }
    let stored = cell.raw();
    let result = match &given.value {
        Value::Number(number) => number::shortest(*number),
        Value::Error(error) => error.clone().into_owned(),
        other => other.words().unwrap_or_default(),
    };
    let told = CellStaleFormula {
        stored: stored.clone(),
        result: result.clone(),
    };
    Some(sheet.told(spot, told).sides(stored, result))
}

/// Whether a stored figure is the result with the decimals it has itself.
fn is_rounded(stored: f64, result: f64) -> bool {
    let written = number::shortest(stored);
    let decimals = written.split_once('.').map_or(0, |(_, rest)| rest.len());
    let places = f64::from(u32::try_from(decimals).unwrap_or_default());
    value::same(value::rounded(result, places, value::Cut::Nearest), stored)
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
