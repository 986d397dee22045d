//! Titles of groups of rows: what is not known of them is told with the rows below.

use super::sheet::Sheet;
use super::work::Work;
use crate::identify::rows::{self, RowKind};
use crate::read::{Cell, PAGE};
use std::collections::BTreeSet;
use xianbaohui_core::form::{FieldKind, Layout};
use xianbaohui_core::text;
use xianbaohui_core::words::{group, named, units};

/// Whether the title of a group of rows says nothing of what they are: it names what the form does,
/// who reports, one of the choices of a field, or is made of plain words.
pub(super) fn is_mere_group(sheet: &Sheet<'_>, key: &str) -> bool {
    let scheme = sheet.scheme;
    let own = [sheet.unit, scheme.root].map(|unit| scheme.units[unit].name.clone());
    let titles = sheet.form.titles.iter().chain([&sheet.form.name]).cloned();
    let mut known = own.into_iter().chain(titles).collect::<Vec<_>>();
    match &sheet.form.layout {
        Layout::Roster(roster) => {
            let choices = roster.fields.iter().filter_map(|field| match &field.kind {
                FieldKind::Choice(choices) => Some(choices.iter().cloned()),
                _ => None,
            });
            known.extend(choices.flatten());
        }
        _ => known.extend(scheme.indicators.iter().map(|own| own.name.clone())),
    }
    let bare = group::unnumbered(key);
    let mut titles = sheet.form.titles.iter();
    units::whole(bare).is_some()
        || titles.any(|title| !bare.is_empty() && text::key(title).contains(bare))
        || group::is_plain(bare, &known, sheet.period)
}

/// Whether words are the title of a group of rows that says something which is not known.
pub(super) fn is_strange_group(work: &Work<'_>, row: u32, words: &str) -> bool {
    let sheet = &work.sheet;
    let key = text::key(words);
    if matches!(sheet.form.layout, Layout::CountyTable(_)) || row == PAGE.0 {
        return false;
    }
    let label = sheet.bound.label_column.unwrap_or(0);
    let label = sheet.grid.seen_text(row, label);
    let is_title = row > sheet.bound.header.bottom
        && rows::is_section(&key)
        && matches!(
            rows::kind(sheet.grid, row, &label),
            RowKind::Remark | RowKind::Total | RowKind::Other
        );
    let below = rows_below(work, row);
    let mut heard = below.iter().filter_map(|row| work.heard.rows.get(row));
    // （分公司） belongs to the name above
    let is_name = named::ends_as_name(key.trim_end_matches(')'));
    is_title
        && !is_name
        && !below.is_empty()
        && heard.next().is_none()
        && !is_mere_group(sheet, &key)
}

/// The rows that were taken below the title of a group, to the next one.
pub(super) fn rows_below(work: &Work<'_>, title: u32) -> BTreeSet<u32> {
    let grid = work.sheet.grid;
    let is_title = |row: &u32| {
        let mut cells = grid.row(*row).iter().filter(|cell| !cell.is_blank());
        let first = cells.next().and_then(Cell::as_text);
        cells.next().is_none() && first.is_some_and(|words| rows::is_section(&text::key(words)))
    };
    let end = grid.filled_rows().filter(|row| *row > title).find(is_title);
    let below = work.kept.rows.iter().copied();
    below
        .filter(|row| *row > title && end.is_none_or(|end| *row < end))
        .collect()
}
