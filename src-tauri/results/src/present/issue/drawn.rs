//! The columns of a blank, and their header: levels that are the same side by side are one cell.

use super::checks::Check;
use crate::present::model::text_width;
use xianbaohui_core::form::Form;

/// Half-width characters that a page takes standing; a wider sheet is printed lying.
pub(super) const STANDING: u32 = 88;
/// Least width of a column of figures.
pub(super) const FIGURE: u32 = 12;

/// What stands in a column below its header.
#[derive(Debug, Clone)]
pub(super) enum Fill {
    /// a running number
    Number,
    /// the name of the row
    Label,
    /// its unit of measure
    Measure,
    /// what is to be filled in
    Input(Check),
    /// in a matrix it is the row that says what is checked
    OfRow(usize),
    /// figures of the period before, of this column of the form
    Last(usize),
}

/// A column of a blank.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) levels: Vec<String>,
    /// in half-width characters
    pub(super) width: u32,
    pub(super) fill: Fill,
}

impl Column {
    pub(super) fn new(levels: Vec<String>, least: u32, fill: Fill) -> Self {
        /// a header that is wider goes on in the next line
        const LINES: u32 = 2;
        let last = levels.last().map_or(0, |own| text_width(own));
        // a line of a header is never broken within two characters
        let width = least.max(last.div_ceil(LINES) + 3);
        Self {
            levels,
            width,
            fill,
        }
    }
}

/// Makes a narrow table as wide as a page that stands: titles and lines want room.
pub(super) fn stretch(columns: &mut [Column]) {
    let all = columns.iter().map(|own| own.width).sum::<u32>().max(1);
    for column in columns.iter_mut().filter(|_| all < STANDING) {
        if !matches!(column.fill, Fill::Number) {
            column.width = column.width * (STANDING - 4) / all;
        }
    }
}

/// A cell of a header: first and last row and column, and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct HeadCell {
    pub(super) top: u32,
    pub(super) bottom: u32,
    pub(super) left: u16,
    pub(super) right: u16,
    pub(super) words: String,
}

/// How many rows a header has.
pub(super) fn rows_of(columns: &[Column]) -> u32 {
    let most = columns.iter().map(|own| own.levels.len()).max();
    most.unwrap_or(1).max(1) as u32
}

/// The cells of a header, its first row being 0.
pub(super) fn head(columns: &[Column]) -> Vec<HeadCell> {
    let rows = rows_of(columns);
    let mut cells = Vec::new();
    for level in 0..rows {
        let mut at = 0;
        while at < columns.len() {
            let own = &columns[at].levels;
            let Some(words) = own.get(level as usize) else {
                at += 1;
                continue;
            };
            let is_last = level as usize + 1 == own.len();
            let until = level as usize + 1;
            let mut end = at + 1;
            while !is_last
                && columns.get(end).is_some_and(|next| {
                    next.levels.len() > until && next.levels[..until] == own[..until]
                })
            {
                end += 1;
            }
            cells.push(HeadCell {
                top: level,
                bottom: if is_last { rows - 1 } else { level },
                left: at as u16,
                right: end as u16 - 1,
                words: words.clone(),
            });
            at = end;
        }
    }
    cells
}

/// 序号, where the form knows one.
pub(super) fn number_column(form: &Form) -> Option<Column> {
    ignored(form, "序号").then(|| Column::new(vec!["序号".into()], 6, Fill::Number))
}

/// 备注, where the form knows it.
pub(super) fn remark_column(form: &Form) -> Option<Column> {
    ignored(form, "备注").then(|| Column::new(vec!["备注".into()], 16, Fill::Input(Check::Words)))
}

fn ignored(form: &Form, words: &str) -> bool {
    form.ignore.iter().any(|own| own.0 == [words])
}
