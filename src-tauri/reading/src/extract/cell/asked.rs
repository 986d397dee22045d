//! What is asked for in a cell, and what was taken from it.

use xianbaohui_core::measure::MeasureUnit;
use xianbaohui_core::number::{Bound, Datum};

/// Where a measure unit is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract) enum Said {
    /// in a cell
    Cell(u32, u32),
    /// in the header of a column
    Header(u32),
    /// in a cell that speaks for the whole sheet
    Note(u32, u32),
    /// in a line above some of the rows
    Line(u32, u32),
    /// in the form only
    Form,
}

/// A measure unit said somewhere outside the cell, and where.
#[derive(Debug, Clone)]
pub(in crate::extract) struct Stated {
    pub(in crate::extract) unit: MeasureUnit,
    pub(in crate::extract) said: Said,
}

/// What is asked for in a cell of figures.
pub(in crate::extract) struct Asked<'a> {
    /// measure unit of the ledger
    pub(in crate::extract) unit: &'a MeasureUnit,
    /// measure units said by row, column or sheet, nearest first
    pub(in crate::extract) stated: Vec<Stated>,
    /// a rate is written as 0.371 for 37.1 %
    pub(in crate::extract) as_ratio: bool,
    /// an empty cell is worth a finding
    pub(in crate::extract) wanted: bool,
    /// words of growth say what they say: 下降5%, 持平
    pub(in crate::extract) is_growth: bool,
}

/// A figure or field as taken.
pub(in crate::extract) struct Taken {
    pub(in crate::extract) datum: Datum,
    pub(in crate::extract) bound: Option<Bound>,
    pub(in crate::extract) raw: Box<str>,
    pub(in crate::extract) note: Option<Box<str>>,
}

impl<'a> Asked<'a> {
    /// A figure that may be left empty.
    pub(in crate::extract) fn of(unit: &'a MeasureUnit, stated: Vec<Stated>) -> Self {
        Self {
            unit,
            stated,
            as_ratio: false,
            wanted: false,
            is_growth: false,
        }
    }
}

impl Taken {
    /// What needed no conversion.
    pub(in crate::extract) fn plain(datum: Datum, raw: impl Into<Box<str>>) -> Self {
        Self {
            datum,
            bound: None,
            raw: raw.into(),
            note: None,
        }
    }
}
