//! The title line of a sheet, and how well it is the form's.

use crate::identify::header::HeaderBlock;
use crate::read::Grid;
use xianbaohui_core::form::Form;
use xianbaohui_core::text;

/// A title line that is the form's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// row and column, from 0
    pub cell: (u32, u32),
    /// as it stands there
    pub text: String,
}

/// The line above the header that is most like the form's title.
pub(super) fn title(grid: &Grid, form: &Form, block: HeaderBlock) -> Option<Title> {
    let mut best: Option<(f64, Title)> = None;
    for row in grid.filled_rows().take_while(|row| *row < block.top) {
        for cell in grid.row(row) {
            let Some(words) = cell.as_text() else {
                continue;
            };
            let fit = title_fit(form, words);
            if fit >= 0.6 && best.as_ref().is_none_or(|(known, _)| fit > *known) {
                best = Some((
                    fit,
                    Title {
                        cell: (cell.row, cell.column),
                        text: words.trim().to_owned(),
                    },
                ));
            }
        }
    }
    best.map(|(_, title)| title)
}

pub(super) fn title_fit(form: &Form, words: &str) -> f64 {
    let own = text::key(words);
    form.titles
        .iter()
        .map(|title| text::key(title))
        .map(|title| {
            if own.contains(&title) {
                1.0
            } else {
                text::likeness(&own, &title) * 0.9
            }
        })
        .fold(0.0, f64::max)
}
