//! Where a figure came from: cell, file, version; for a total, what it was added or computed from.
//! Only this crate makes one, and of a derived figure only with all that it is made of.

use super::derived::Left;
use super::told::Told;
use xianbaohui_core::notice::Notice;
use xianbaohui_core::number::{Datum, Decimal};
use xianbaohui_core::record::FigureSource;

/// Which figure is asked about.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// indicator code or name
    pub indicator: String,
    /// unit code or name; `None` for the total
    pub unit: Option<String>,
    /// column code or name; `None` for all
    pub column: Option<String>,
    /// form code; `None` for all
    pub form: Option<String>,
}

/// Where a figure came from.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Origin {
    /// form code
    pub form: String,
    /// indicator code
    pub indicator: String,
    /// column code
    pub column: String,
    /// the unit; the root for a total
    pub unit: String,
    /// the figure, as consolidated
    pub value: Option<Decimal>,
    /// the total has more digits than can be kept
    pub overflow: bool,
    /// how a total was made: `各单位之和`, `A ÷ B × 100`, or why there is none; `None` for a
    /// reported figure
    pub formula: Option<String>,
    /// the same as code and arguments
    pub made: Option<Notice>,
    /// the total is a rate or ratio that was computed, and has no end of digits
    pub computed: bool,
    /// what a rate or ratio was computed from
    pub sides: Option<(Side, Side)>,
    /// reported figures in it
    pub parts: Vec<Part>,
    /// units without a return
    pub missing: Vec<String>,
    /// units that have reported and whose figure is not in the total, and why
    pub left_out: Vec<Left>,
    /// units whose figure is in the total although a finding A stands against it, or that sent a
    /// return which one stands against as a whole
    pub flagged: Vec<String>,
    /// findings A that stand for all of a return, with the unit that sent it
    pub at_large: Vec<Said>,
    /// units in a rate or ratio of which one side is a figure and the other a declared nil, which
    /// adds nothing
    pub nil_sides: Vec<String>,
    /// of a total: what else is to be known of it
    pub told: Vec<Told>,
    /// 同比 from the ledger, where the column has it
    pub year_on_year: Option<YearsApart>,
}

/// A sum that a rate or ratio was computed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// indicator code
    pub indicator: String,
    /// column code
    pub column: String,
    /// over the units that have both; `None` when it has too many digits or not one figure
    pub sum: Option<Decimal>,
}

/// What is wrong with all of a unit's return.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// unit code
    pub unit: String,
    /// the sentence
    pub message: String,
}

/// 同比 and what it was computed from.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct YearsApart {
    /// in percent
    pub value: Option<Decimal>,
    /// it has more digits than can be kept
    pub overflow: bool,
    /// sum of this year, of the units that have both
    pub of: Option<Decimal>,
    /// sum of the year before
    pub base: Option<Decimal>,
    /// codes of the units that have both years
    pub both: Vec<String>,
    /// units that have not, and why
    pub left_out: Vec<Left>,
    /// units whose figure of the year before stands under a finding A, or that sent a return then
    /// which one stands against as a whole
    pub flagged: Vec<String>,
    /// units whose figure of the year before is a bound or an approximation
    pub bounded: Vec<String>,
    /// units that had a figure of the year before and are not expected now
    pub gone: Vec<String>,
    /// figures of both years, unit by unit
    pub parts: Vec<Part>,
}

/// One reported figure.
#[derive(Debug, Clone)]
pub struct Part {
    /// the figure and its return
    pub figure: FigureSource,
    /// code of the round it was reported in
    pub round: String,
    /// of a roster: the name of its entry
    pub entry: Option<String>,
    /// earlier versions of it, newest first
    pub earlier: Vec<Version>,
}

/// A figure as an earlier version had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// version
    pub version: u32,
    /// what stood there
    pub raw: String,
    /// the figure
    pub value: Option<Decimal>,
    /// name of the file
    pub file: String,
    /// when it was committed
    pub committed_at: String,
}

impl Part {
    /// A figure of a round as its newest version has it.
    pub(super) fn new(figure: FigureSource, round: &str) -> Self {
        Self {
            figure,
            round: round.to_owned(),
            entry: None,
            earlier: Vec::new(),
        }
    }

    /// The figure, where it is a number.
    pub(super) fn number(&self) -> Option<Decimal> {
        match self.figure.value.datum {
            Datum::Number(number) => Some(number),
            _ => None,
        }
    }
}

impl Origin {
    /// Whether there is anything to say.
    pub(super) fn is_any(&self) -> bool {
        self.value.is_some() || !self.parts.is_empty() || !self.left_out.is_empty()
    }
}
