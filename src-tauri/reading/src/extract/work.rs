//! The reading of one sheet: what is read, what has been taken, and what is to be told.

use super::kept::Kept;
use super::report::Report;
use super::sheet::Sheet;
use super::spot::Spot;
use super::texts::Texts;
use crate::identify::{Bound, Heard};
use crate::read::{Content, Veil};
use std::collections::BTreeSet;
use xianbaohui_core::finding::{Finding, Told};
use xianbaohui_core::number::Datum;

/// The reading of one sheet.
pub(super) struct Work<'a> {
    pub(super) sheet: Sheet<'a>,
    /// what the words around the figures say of them
    pub(super) heard: &'a Heard,
    pub(super) kept: Kept,
    pub(super) report: Report,
    /// what a table of delimited lines says of its rows
    pub(super) texts: Texts,
    /// rows with figures of money, and the powers of ten of one yuan they were read by
    pub(super) money: BTreeSet<(u32, u32)>,
}

impl<'a> Work<'a> {
    /// Nothing read yet.
    pub(super) fn new(sheet: Sheet<'a>, heard: &'a Heard) -> Self {
        Self {
            sheet,
            heard,
            kept: Kept::default(),
            report: Report::default(),
            texts: Texts::of(&sheet),
            money: BTreeSet::new(),
        }
    }

    /// Goes on with another table beside the first.
    pub(super) fn go_to(&mut self, bound: &'a Bound) {
        self.sheet.bound = bound;
    }

    pub(super) fn find(&mut self, finding: Finding) {
        self.report.findings.push(finding);
    }

    /// Tells something of a cell.
    pub(super) fn tell(&mut self, spot: Spot, told: impl Told) {
        self.find(self.sheet.told(spot, told));
    }

    /// Accounts for a cell in which something is asked for.
    pub(super) fn take(&mut self, spot: Spot, datum: &Datum) {
        self.kept.cells.count(datum);
        if let Some(cell) = self.sheet.grid.cell(spot.row, spot.column) {
            self.kept.inside += 1;
            match cell.veil {
                Veil::None => {}
                // of figures it is told one by one, with what they hold
                Veil::Conditional if matches!(cell.content, Content::Number(_)) => {}
                // what is raised is told where it stands for a figure
                Veil::Raised if matches!(cell.content, Content::Text(_)) => {}
                // of a text that was kept as a number the digits are told to be lost
                Veil::Exponent if matches!(datum, Datum::Unreadable(_)) => {}
                // spaces have no colour
                _ if *datum == Datum::Blank => {}
                Veil::Struck | Veil::PartStruck => self.report.struck.push(spot),
                Veil::Invisible | Veil::PartUnseen => self.report.invisible.push(spot),
                // of them it is told once, with the words that decide
                Veil::Styled => self.report.styled.push(spot),
                veil => self.report.of_veil(spot, veil),
            }
        }
    }
}
