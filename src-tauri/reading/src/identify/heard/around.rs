//! Where a table ends, and what is printed around it.

use crate::read::{Grid, PAGE};
use std::borrow::Cow;
use xianbaohui_core::form::Form;
use xianbaohui_core::scheme::Scheme;
use xianbaohui_core::text;
use xianbaohui_core::words::beside;

/// Where the rows of a table end.
pub(super) struct Extent {
    /// first row of the table's header
    pub(super) top: u32,
    /// last row of the header
    pub(super) header: u32,
    /// last row of data
    pub(super) last: u32,
}

/// Where a cell stands to the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    Above,
    Header,
    Below,
}

/// A text around a table.
pub(super) struct Around<'a> {
    pub(super) at: (u32, u32),
    pub(super) place: Stands,
    /// as it is written
    pub(super) words: Cow<'a, str>,
    pub(super) key: String,
}

impl Extent {
    /// Texts above and below the table.
    pub(super) fn cells<'a>(&self, grid: &'a Grid) -> impl Iterator<Item = Around<'a>> {
        self.cells_and_header(grid)
            .filter(|around| around.place != Stands::Header)
    }

    /// Whether a note begins with a sign that stands in the table: it speaks of what has it.
    pub(super) fn has_mark(&self, grid: &Grid, words: &str) -> bool {
        let Some(mark) = beside::mark(words) else {
            return false;
        };
        let rows = self.top..=self.last;
        let mut cells = grid.cells().iter().filter(|cell| rows.contains(&cell.row));
        cells.any(|cell| cell.as_text().is_some_and(|words| words.contains(mark)))
    }

    /// The same, and those of its header.
    pub(super) fn cells_and_header<'a>(&self, grid: &'a Grid) -> impl Iterator<Item = Around<'a>> {
        let Self { top, header, last } = *self;
        let stands = move |row: u32| match row {
            row if row < top => Some(Stands::Above),
            row if row <= header => Some(Stands::Header),
            row if row > last => Some(Stands::Below),
            _ => None,
        };
        let cells = grid.cells().iter().filter_map(move |cell| {
            let place = stands(cell.row)?;
            Some(((cell.row, cell.column), place, grid.says(cell)?))
        });
        // boxes and page headers speak line by line
        let others = grid.beside.words().filter_map(move |(at, words)| {
            let place = if at == PAGE {
                Stands::Above
            } else {
                stands(at.0)?
            };
            Some(
                words
                    .lines()
                    .map(move |words| (at, place, Cow::Borrowed(words))),
            )
        });
        cells.chain(others.flatten()).map(|(at, place, words)| {
            let key = text::as_key(&words).into_owned();
            Around {
                at,
                place,
                words,
                key,
            }
        })
    }
}

/// Characters that a sentence has at least.
const SENTENCE: usize = 6;

/// What stands on every sheet of a form, made comparable once a sheet.
pub(crate) struct Printed(Vec<String>);

impl Printed {
    pub(crate) fn of(form: &Form, scheme: &Scheme) -> Self {
        let notes = [&scheme.note, &form.note];
        let all = notes.into_iter().chain(&form.printed);
        Self(all.map(|own| text::key(own)).collect())
    }

    /// The sentences of a line that are not printed: a clerk's own at the end of a printed note is
    /// heard like any other.
    pub(crate) fn rest(&self, words: &str) -> Vec<String> {
        if self.has(&text::as_key(words)) {
            return Vec::new();
        }
        let mut sentences = text::sentences(words);
        sentences.retain(|own| !self.has(own));
        sentences
    }

    /// Whether a line ([`text::key`]) is among it.
    pub(super) fn has(&self, key: &str) -> bool {
        let bare = ["注:", "备注:", "说明:", "注"]
            .iter()
            .find_map(|word| key.strip_prefix(word));
        let bare = bare.unwrap_or(key);
        // a word that happens to stand in a printed sentence says something where it stands alone
        self.0.iter().any(|own| {
            own == bare || own.contains(bare) && bare.chars().nth(SENTENCE - 1).is_some()
        })
    }
}

/// The cell on the sheet of one of a table that may be turned round.
pub(super) fn place_of(table: &Grid, row: u32, column: u32) -> (u32, u32) {
    let place = table.place(row, column);
    (place.row, place.column)
}
