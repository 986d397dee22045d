//! Rules of formats whose formula is not worked out as the file is read: which cells they may hide
//! is known, and whether they do is worked out over the whole workbook afterwards.

use super::cell::Cell;
use super::look::Veil;
use super::shared_formula::moved;
use serde::{Deserialize, Serialize};

/// More cells under such rules are no return's: they are told as they are.
const MOST: usize = 50_000;

/// Rules of a sheet that are not worked out yet.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct OpenRules {
    /// formulas, as they stand for a cell
    formulas: Vec<(Box<str>, (u32, u32))>,
    /// cells that only these rules may hide, with the veil beneath
    cells: Vec<(u32, u32, Veil)>,
    /// which rules are about which of the cells
    about: Vec<(u32, u16)>,
}

impl OpenRules {
    /// Adds a cell that rules with these formulas may hide; whether there is room for it.
    pub(super) fn add(&mut self, cell: &Cell, rules: &[(&str, (u32, u32))]) -> bool {
        if self.about.len() + rules.len() > MOST {
            return false;
        }
        let at = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
        for (formula, origin) in rules {
            let mut known = self.formulas.iter();
            let known = known.position(|(own, from)| **own == **formula && from == origin);
            let rule = known.unwrap_or_else(|| {
                self.formulas.push(((*formula).into(), *origin));
                self.formulas.len() - 1
            });
            self.about
                .push((at, u16::try_from(rule).unwrap_or(u16::MAX)));
        }
        self.cells.push((cell.row, cell.column, cell.veil));
        true
    }

    /// Formulas of rules that may hide cells, as they stand for each: row, column, formula.
    pub(super) fn each(&self) -> impl Iterator<Item = (u32, u32, String)> + '_ {
        self.about.iter().filter_map(|(at, rule)| {
            let (row, column, _) = self.cells.get(*at as usize)?;
            let (formula, from) = self.formulas.get(usize::from(*rule))?;
            let by = |from: u32, to: u32| i64::from(to) - i64::from(from);
            let own = moved(formula, by(from.0, *row), by(from.1, *column));
            Some((*row, *column, own))
        })
    }

    /// The cells that none of them hides, with the veil beneath, by which of the rules hold.
    pub(super) fn seen(self, holds: &[bool]) -> Vec<(u32, u32, Veil)> {
        let mut stays = vec![false; self.cells.len()];
        for (at, (cell, _)) in self.about.iter().enumerate() {
            if let Some(own) = stays.get_mut(*cell as usize) {
                *own |= holds.get(at).copied().unwrap_or(true);
            }
        }
        let cells = self.cells.into_iter().zip(stays);
        let seen = cells.filter(|(_, stays)| !stays);
        seen.map(|(cell, _)| cell).collect()
    }
}
