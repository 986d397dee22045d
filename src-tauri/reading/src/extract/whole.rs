//! What concerns the sheet as a whole: hidden rows and columns with data, content under merged
//! areas.

use super::sheet::Sheet;
use super::work::Work;
use crate::read::{Cell, Content, Doubt, Veil, Visibility};
use std::collections::BTreeSet;
use xianbaohui_core::finding::told::{
    SheetCovered, SheetHidden, SheetHiddenColumns, SheetHiddenRows, SheetPageStyle, SheetTurned,
    SheetWordsHidden, SheetWordsUnseen, SheetWordsUnsure,
};
use xianbaohui_core::finding::{At, Finding};
use xianbaohui_core::text;
use xianbaohui_core::words::{attribute, mention, units};

/// Tells of the sheet, when all tables are taken.
pub(super) fn tell(work: &mut Work<'_>) {
    let grid = work.sheet.grid;
    let sheet = &grid.name;
    if grid.is_turned() {
        work.find(Finding::of(SheetTurned {
            sheet: sheet.clone(),
        }));
    }
    if grid.visibility == Visibility::Hidden {
        work.find(Finding::of(SheetHidden {
            sheet: sheet.clone(),
        }));
    }
    let told = [
        hidden_rows(work, false),
        hidden_rows(work, true),
        hidden_columns(work, false),
        hidden_columns(work, true),
        covered(work),
        unseen(work),
        hidden_words(work),
        unsure(work),
        styled(work),
    ];
    work.report.findings.extend(told.into_iter().flatten());
}

/// Those that are hidden, or those that no window can be moved to.
fn hidden_rows(work: &Work<'_>, by_panes: bool) -> Option<Finding> {
    let sheet = work.sheet;
    let first = sheet.grid.beside.reach.0;
    let is_hidden = |row: &&u32| {
        sheet.grid.hidden_rows.binary_search(row).is_ok() && (**row < first) == by_panes
    };
    let rows = work.kept.rows.iter().filter(is_hidden).copied();
    let rows = rows.collect::<BTreeSet<_>>();
    let names = rows.iter().map(|row| sheet.grid.row_name(*row));
    let lines = At(names.collect::<Vec<_>>().join("、"));
    (!rows.is_empty()).then(|| {
        Finding::of(SheetHiddenRows {
            lines,
            why: why(by_panes),
        })
        .about(sheet.subject_of(&work.kept.in_rows(&rows)))
        .at_all(rows.iter().map(|row| sheet.label_place(*row)))
    })
}

/// In a word, why rows or columns are not seen.
fn why(by_panes: bool) -> String {
    if by_panes { "panes" } else { "hidden" }.to_owned()
}

fn hidden_columns(work: &Work<'_>, by_panes: bool) -> Option<Finding> {
    let sheet = work.sheet;
    let first = sheet.grid.beside.reach.1;
    let is_hidden = |column: &u32| {
        sheet.grid.hidden_columns.binary_search(column).is_ok() && (*column < first) == by_panes
    };
    let tables = sheet.bound.tables().flat_map(|table| &table.columns);
    let columns = tables.map(|matched| matched.column).filter(is_hidden);
    let columns = columns.collect::<Vec<_>>();
    let names = columns.iter().map(|column| sheet.grid.column_name(*column));
    let lines = At(names.collect::<Vec<_>>().join("、"));
    (!columns.is_empty()).then(|| {
        let taken = work.kept.in_columns(&columns.iter().copied().collect());
        Finding::of(SheetHiddenColumns {
            lines,
            why: why(by_panes),
        })
        .about(sheet.subject_of(&taken))
        .at_all(columns.iter().map(|column| sheet.header_place(*column)))
    })
}

fn covered(work: &Work<'_>) -> Option<Finding> {
    let sheet = work.sheet;
    let below = sheet.bound.header.bottom;
    let covered = sheet.grid.covered.iter().filter(|(row, _)| *row > below);
    let cells = covered.map(|(row, column)| sheet.place(*row, *column));
    let cells = cells.collect::<Vec<_>>();
    (!cells.is_empty()).then(|| Finding::of(SheetCovered {}).at_all(cells))
}

/// Words that nobody reads, outside of what is asked for: there it is told of the figures.
fn unseen(work: &Work<'_>) -> Option<Finding> {
    /// so many are written out
    const WRITTEN: usize = 5;
    let sheet = work.sheet;
    let spots = work.report.struck.iter().chain(&work.report.invisible);
    let told = spots
        .map(|spot| (spot.row, spot.column))
        .collect::<BTreeSet<_>>();
    let cells = sheet.grid.cells().iter().filter(|cell| {
        let is_text = matches!(cell.content, Content::Text(_));
        // the number of a row, a part of a line
        let is_struck = cell.veil == Veil::Struck || is_text && cell.veil == Veil::PartStruck;
        (is_text && cell.veil.covers_words() || is_struck)
            // that is told with what lies over it
            && cell.veil != Veil::Covered
            && !cell.is_blank()
            && !told.contains(&(cell.row, cell.column))
    });
    let cells = cells.collect::<Vec<_>>();
    let short = |cell: &&Cell| cell.raw().trim().chars().take(20).collect::<String>();
    let words = cells.iter().take(WRITTEN).map(short).collect::<Vec<_>>();
    (!cells.is_empty()).then(|| {
        Finding::of(SheetWordsUnseen { words })
            .at_all(cells.iter().map(|cell| sheet.place(cell.row, cell.column)))
    })
}

/// Words in hidden rows and columns that decide what figures are. Of columns and rows of figures it
/// is told as such, and the form's own words above the table say nothing of figures.
fn hidden_words(work: &Work<'_>) -> Option<Finding> {
    /// so many are written out
    const WRITTEN: usize = 5;
    let sheet = work.sheet;
    let grid = sheet.grid;
    let header = sheet.bound.header;
    let taken = work.kept.rows.iter().copied().collect::<BTreeSet<_>>();
    let bound = sheet.bound.tables().flat_map(|table| &table.columns);
    let bound = bound.map(|own| own.column).collect::<BTreeSet<_>>();
    let cells = grid.cells().iter().filter(|cell| {
        // merged over rows or columns that are shown, it is seen there
        let area = grid.merge_at(cell.row, cell.column);
        let (bottom, right) = area.map_or((cell.row, cell.column), |own| (own.bottom, own.right));
        let is_hidden = |row: &u32| grid.hidden_rows.binary_search(row).is_ok();
        let in_row = (cell.row..=bottom).all(|row| is_hidden(&row)) || cell.veil == Veil::Low;
        let is_away = |column: &u32| grid.hidden_columns.binary_search(column).is_ok();
        let in_column = (cell.column..=right).all(|column| is_away(&column));
        if !(in_row || in_column) || cell.is_blank() || cell.veil.covers_words() {
            return false;
        }
        let Some(words) = grid.says(cell) else {
            return false;
        };
        if (header.top..=header.bottom).contains(&cell.row) {
            return in_row && bound.contains(&cell.column) && is_heading(&words);
        }
        if cell.row < header.top {
            return is_of_figures(&sheet, &words);
        }
        let is_named = taken.contains(&cell.row)
            && sheet
                .bound
                .tables()
                .any(|table| [table.label_column, table.unit_column].contains(&Some(cell.column)));
        in_column && is_named
    });
    let cells = cells.collect::<Vec<_>>();
    let short = |cell: &&Cell| cell.raw().trim().chars().take(20).collect::<String>();
    let words = cells.iter().take(WRITTEN).map(short).collect::<Vec<_>>();
    (!cells.is_empty()).then(|| {
        Finding::of(SheetWordsHidden { words })
            .at_all(cells.iter().map(|cell| sheet.place(cell.row, cell.column)))
    })
}

/// Whether words head a column: its number does not.
fn is_heading(words: &str) -> bool {
    words.contains(|c: char| c.is_alphabetic() && !c.is_ascii())
        && !words
            .chars()
            .all(|c| "甲乙丙丁一二三四五六七八九十 ".contains(c))
}

/// Whether words above a table say a period, a status, a unit of measure, or who reports.
fn is_of_figures(sheet: &Sheet<'_>, words: &str) -> bool {
    let key = text::key(words);
    let names = &sheet.scheme.unit_names;
    !attribute::all_in(&key, true).is_empty()
        || !mention::all_in(&key).is_empty()
        || !units::said(&key).known.is_empty()
        || units::at_end(&key).is_some()
        || key.starts_with("填报单位")
        || !names.exactly(words, Some(sheet.period)).is_empty()
}

/// Words outside of what is asked for that a format may show otherwise.
fn unsure(work: &Work<'_>) -> Option<Finding> {
    /// so many are written out
    const WRITTEN: usize = 5;
    let sheet = work.sheet;
    let fields = work.kept.entries.iter().flat_map(|entry| {
        let columns = entry.fields.iter().filter_map(|field| field.sheet_column);
        columns.map(|column| (entry.row, column))
    });
    let values = work.kept.values.iter();
    let values = values.map(|value| (value.row, value.sheet_column));
    let taken = values.chain(fields).collect::<BTreeSet<_>>();
    let tables = sheet.bound.tables();
    let labels = tables.map(|table| table.label_column).collect::<Vec<_>>();
    let cells = sheet.grid.cells().iter().filter(|cell| {
        let is_unsure = match cell.content {
            Content::Text(_) => {
                matches!(cell.veil, Veil::Conditional | Veil::Repeated | Veil::Marks)
            }
            // 2021 as a header, or above the table
            Content::Number(_) | Content::Date(..) => {
                (cell.row <= sheet.bound.header.bottom || labels.contains(&Some(cell.column)))
                    && !cell.has_no_format()
                    && sheet.grid.plain(cell).is_none()
                    && matches!(sheet.grid.sight(cell).doubt, Some(Doubt::Format(_)))
            }
            _ => false,
        };
        is_unsure && !cell.is_blank() && !taken.contains(&(cell.row, cell.column))
    });
    let cells = cells.collect::<Vec<_>>();
    let short = |cell: &&Cell| cell.raw().trim().chars().take(20).collect::<String>();
    let words = cells.iter().take(WRITTEN).map(short).collect::<Vec<_>>();
    (!cells.is_empty()).then(|| {
        Finding::of(SheetWordsUnsure { words })
            .at_all(cells.iter().map(|cell| sheet.place(cell.row, cell.column)))
    })
}

/// Cells of a page whose style says what is not understood.
fn styled(work: &Work<'_>) -> Option<Finding> {
    let sheet = work.sheet;
    let cells = sheet.grid.cells().iter();
    let cells = cells.filter(|cell| cell.veil == Veil::Styled && !cell.is_blank());
    let places = cells.map(|cell| sheet.place(cell.row, cell.column));
    let places = places.collect::<Vec<_>>();
    let abouts = work.report.styled.iter().map(|spot| spot.about);
    let abouts = abouts.collect::<Vec<_>>();
    let told = SheetPageStyle {
        count: places.len(),
        written: sheet.grid.unread.iter().map(ToString::to_string).collect(),
    };
    (!places.is_empty()).then(|| {
        let told = Finding::of(told).at_all(places);
        if abouts.is_empty() {
            told
        } else {
            told.about(sheet.subject_of(&abouts))
        }
    })
}
