//! The title line of a sheet, and how well it is the form's.

use crate::identify::header::HeaderBlock;
use crate::read::Grid;
use xianbaohui_core::form::Form;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;
use xianbaohui_core::words::title;

/// A title line that is the form's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Title {
    /// row and column, from 0
    pub cell: (u32, u32),
    /// as it stands there
    pub text: String,
}

/// The line at the top of a sheet that is the form's title and says nothing else but whose and for
/// when it is.
pub(in crate::identify) fn own_title(grid: &Grid, form: &Form, scheme: &Scheme) -> Option<Title> {
    /// rows in which a title stands
    const TOP: u32 = 8;
    let titles = form.titles.iter().map(|title| text::key(title));
    let titles = titles.collect::<Vec<_>>();
    let rows = grid.filled_rows().take_while(|row| *row < TOP);
    let mut cells = rows.flat_map(|row| grid.row(row));
    cells.find_map(|cell| {
        let words = cell.as_text()?;
        let key = text::as_key(words);
        titles
            .iter()
            .any(|own| key.contains(own.as_str()))
            .then_some(())?;
        let units = scheme.unit_names.within(words, None);
        let units = units.iter().map(|unit| text::key(&unit.spelling));
        let bare = units.fold(key.into_owned(), |rest, name| rest.replacen(&name, "", 1));
        title::is_one_of(&bare, &titles).then(|| Title {
            cell: (cell.row, cell.column),
            text: words.trim().to_owned(),
        })
    })
}

/// The line above the header that is most like the form's title.
pub(super) fn nearest_title(grid: &Grid, form: &Form, block: HeaderBlock) -> Option<Title> {
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
