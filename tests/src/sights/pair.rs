//! A cell, seen by both.

use xianbaohui_reading::read::{Content, Grid};

/// What a cell shows, by us and by LibreOffice.
pub(super) struct Pair<'a> {
    pub(super) file: &'a str,
    pub(super) grid: &'a Grid,
    pub(super) content: &'a Content,
    pub(super) format: &'a str,
    pub(super) formula: Option<&'a str>,
    /// as the file holds it
    pub(super) value: String,
    /// white space evened, as of the next
    pub(super) own: String,
    pub(super) office: String,
    pub(super) is_narrow: bool,
}

impl Pair<'_> {
    /// The figure, of a date its serial number.
    pub(super) fn figure(&self) -> Option<f64> {
        match self.content {
            Content::Number(figure) | Content::Date(figure, _) => Some(*figure),
            _ => None,
        }
    }
}
