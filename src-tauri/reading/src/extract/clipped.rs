//! Words that their cell has no room for, where they decide what figures are: a person sees their
//! beginning only.

use super::sheet::Sheet;
use super::work::Work;
use std::collections::BTreeSet;
use xianbaohui_core::finding::Finding;
use xianbaohui_core::finding::told::SheetWordsClipped;
use xianbaohui_core::text;
use xianbaohui_core::words::{attribute, mention, units};

/// Texts that are written out.
const WRITTEN: usize = 5;

/// Tells of them, once a sheet.
pub(super) fn tell(work: &mut Work<'_>) {
    let sheet = work.sheet;
    if sheet.grid.clipped.is_empty() {
        return;
    }
    let taken = work.kept.rows.iter().copied().collect::<BTreeSet<_>>();
    let mut words = Vec::new();
    let mut cells = Vec::new();
    for (row, column, first, end) in &sheet.grid.clipped {
        let Some(cell) = sheet.grid.cell(*row, *column) else {
            continue;
        };
        let Some(own) = cell
            .as_text()
            .filter(|_| decides(&sheet, &taken, *row, *column))
        else {
            continue;
        };
        let all = own.trim_end().chars().count();
        let (first, end) = (*first as usize, *end as usize);
        let part = |from, to: usize| own.chars().skip(from).take(to.saturating_sub(from));
        let rest = part(0, first).chain(part(end, usize::MAX));
        let rest = rest.collect::<String>();
        let is_enough = || {
            let is_asked = is_asked(&sheet, *row, *column, &taken);
            (end - first) * 5 >= all * 3 && !is_asked && !says(&rest)
        };
        if rest.trim().is_empty() || is_enough() {
            continue;
        }
        let seen = part(first, end).collect::<String>().replace('\n', " ");
        words.push(if first == 0 {
            seen
        } else {
            format!("…{seen}")
        });
        cells.push(sheet.place(*row, *column));
    }
    if cells.is_empty() {
        return;
    }
    let count = words.len();
    words.truncate(WRITTEN);
    work.find(Finding::of(SheetWordsClipped { count, words }).at_all(cells));
}

/// Whether something is asked for in a cell: of it each sign counts.
fn is_asked(sheet: &Sheet<'_>, row: u32, column: u32, taken: &BTreeSet<u32>) -> bool {
    let mut columns = sheet.bound.tables().flat_map(|table| &table.columns);
    taken.contains(&row) && columns.any(|matched| matched.column == column)
}

/// Whether the words of a cell say what figures are, or are asked for.
fn decides(sheet: &Sheet<'_>, taken: &BTreeSet<u32>, row: u32, column: u32) -> bool {
    if !taken.contains(&row) {
        return true;
    }
    let bound = sheet.bound;
    let is_label = bound
        .tables()
        .any(|table| [table.label_column, table.unit_column].contains(&Some(column)));
    let mut columns = bound.tables().flat_map(|table| &table.columns);
    is_label || columns.any(|matched| matched.column == column)
}

/// Whether words say a period, a status, a scope or a unit of measure.
fn says(words: &str) -> bool {
    let key = text::key(words);
    let said = units::said(&key);
    !attribute::all_in(&key, true).is_empty()
        || !mention::all_in(&key).is_empty()
        || !said.known.is_empty()
        || units::at_end(&key).is_some()
}
