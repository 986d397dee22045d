//! What stands around the cells of a sheet.

use super::area::Area;
use super::cell::Look;
use super::conditional::Rule;
use super::parts::Beside;
use super::text::Lines;
use std::collections::HashMap;

/// What stands around the cells of a sheet.
#[derive(Debug, Default)]
pub(super) struct Around {
    pub(super) merges: Vec<Area>,
    pub(super) hidden_rows: Vec<u32>,
    pub(super) hidden_columns: Vec<u32>,
    /// the workbook counts days from 1904
    pub(super) from_1904: bool,
    /// cells that are not shown plainly: (row, column)
    pub(super) looks: HashMap<(u32, u32), Look>,
    pub(super) units: Vec<Box<str>>,
    /// nothing is shown where there is a zero
    pub(super) hides_zeros: bool,
    /// formats that depend on what stands in a cell
    pub(super) rules: Vec<Rule>,
    /// what is shown of figures where it is another figure: row, column
    pub(super) shown: Vec<(u32, u32, Box<str>)>,
    /// figures that were kept as they are shown, without decimals
    pub(super) rounded: Vec<(u32, u32)>,
    /// how a text that holds a table is written
    pub(super) lines: Option<Lines>,
    /// a cell or row where Excel has none, as the file names it
    pub(super) beyond: Option<String>,
    /// what there is beside the cells
    pub(super) beside: Beside,
}
