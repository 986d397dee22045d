//! What is told of tables of delimited lines: rows with more or fewer fields than the header, rows
//! put together again, quotation marks that never close, an end that is missing, commas for points.

use super::texts::with_point;
use super::work::Work;
use crate::identify::rows::{self, RowKind};
use crate::read::{Comma, Grid, Lines};
use std::collections::{BTreeMap, BTreeSet};
use xianbaohui_core::finding::told::{
    RowJoined, RowOpenQuote, RowOtherLength, SheetDecimalComma, SheetEndMissing,
    SheetLostCharacters,
};
use xianbaohui_core::finding::{At, Finding};
use xianbaohui_core::place::Place;

/// Tells of the rows, when all tables are taken.
pub(super) fn tell(work: &mut Work<'_>) {
    let told = lost_characters(work);
    work.report.findings.extend(told);
    let grid = work.sheet.grid;
    let Some(lines) = &grid.lines else { return };
    let cut = cut(work, lines);
    let last = work
        .kept
        .rows
        .iter()
        .chain(work.kept.totals.iter().map(|own| &own.row));
    let taken = last.copied().collect::<BTreeSet<_>>();
    let reaches = taken.last().copied();
    let mut groups = BTreeMap::<u32, Vec<u32>>::new();
    for (row, line) in &work.texts.astray {
        let is_said =
            grid.is_turned() || reaches.is_some_and(|last| *row <= last) || taken.contains(row);
        if is_said && cut.as_ref().is_none_or(|(own, _)| own != row) {
            groups.entry(line.fields).or_default().push(*row);
        }
    }
    let mut told = Vec::new();
    for (fields, rows) in groups {
        let expected = work.texts.expected;
        let (own, file) = named(grid, lines, &rows);
        let finding = Finding::of(RowOtherLength {
            lines: own,
            file,
            fields,
            expected,
            is_longer: fields > expected,
        });
        told.push(finding.at_all(rows.iter().flat_map(|row| places(work, *row))));
    }
    let quotes = lines.open_quotes.iter().copied();
    let quotes = quotes.filter(|row| grid.is_turned() || grid.row(*row).len() > 1);
    let quotes = quotes.collect::<Vec<_>>();
    if !quotes.is_empty() {
        let (own, file) = named(grid, lines, &quotes);
        let finding = Finding::of(RowOpenQuote { lines: own, file });
        told.push(finding.at_all(quotes.iter().map(|row| place(grid, *row, 0))));
    }
    for (row, count) in &lines.joined {
        let rows = (*row..row + count).collect::<Vec<_>>();
        let (own, file) = named(grid, lines, &rows);
        let told_of = Finding::of(RowJoined { lines: own, file });
        told.push(told_of.at_all(places(work, *row)));
    }
    told.extend(cut.map(|(_, finding)| finding));
    told.extend(decimal_comma(work, lines));
    work.report.findings.extend(told);
}

/// Most rows that are named one by one.
const MOST_NAMED: usize = 8;

/// Rows as the sheet names them, and as an editor of texts does where that is different.
fn named(grid: &Grid, lines: &Lines, rows: &[u32]) -> (At, Option<At>) {
    let list = |names: Vec<String>| {
        let all = names.len();
        let some = names.into_iter().take(MOST_NAMED).collect::<Vec<_>>();
        let end = if all > MOST_NAMED {
            format!("等 {all} 行")
        } else {
            String::new()
        };
        At(format!("{}{end}", some.join("、")))
    };
    let own = rows.iter().map(|row| {
        if grid.is_turned() {
            grid.column_name(*row)
        } else {
            grid.row_name(*row)
        }
    });
    let numbers = rows
        .iter()
        .map(|row| lines.rows.get(*row as usize).map_or(0, |line| line.line));
    let differs = numbers.clone().zip(rows).any(|(line, row)| line != row + 1);
    let file = || list(numbers.map(|line| format!("第 {line} 行")).collect());
    (list(own.collect()), differs.then(file))
}

fn place(grid: &Grid, row: u32, column: u32) -> Place {
    if grid.is_turned() {
        grid.place(column, row)
    } else {
        grid.place(row, column)
    }
}

/// The cells of a row in the columns of the form, and others that are filled.
fn places(work: &Work<'_>, row: u32) -> Vec<Place> {
    let grid = work.sheet.grid;
    if grid.is_turned() {
        return vec![place(grid, row, 0)];
    }
    let tables = work.sheet.bound.tables().flat_map(|table| &table.columns);
    let mut columns = tables.map(|own| own.column).collect::<BTreeSet<_>>();
    columns.extend(grid.row(row).iter().map(|cell| cell.column));
    let columns = columns.into_iter();
    columns.map(|column| place(grid, row, column)).collect()
}

/// The end of a text that is missing: the last row is shorter than the others and has no line end,
/// or the last character is half a one.
fn cut(work: &Work<'_>, lines: &Lines) -> Option<(u32, Finding)> {
    let grid = work.sheet.grid;
    let row = u32::try_from(lines.rows.len()).ok()?.checked_sub(1)?;
    let is_data = || {
        let label = work.sheet.bound.label_column.unwrap_or(0);
        let label = grid.seen_text(row, label);
        let kind = rows::kind(grid, row, &label);
        let is_end = matches!(
            kind,
            RowKind::Note | RowKind::Signature | RowKind::Remark | RowKind::Attachment
        );
        !is_end && work.texts.astray.contains_key(&row)
    };
    let is_short = || {
        let fields = lines.rows.last().map_or(0, |line| line.fields);
        !grid.is_turned() && fields < work.texts.expected && is_data()
    };
    (lines.is_cut || lines.ends_openly && is_short()).then(|| {
        let (here, _) = named(grid, lines, &[row]);
        let finding = Finding::of(SheetEndMissing { here });
        (row, finding.at_all(places(work, row)))
    })
}

/// Cells with characters that could not be decoded, among those that were taken.
fn lost_characters(work: &Work<'_>) -> Option<Finding> {
    let sheet = work.sheet;
    let cells = sheet.grid.cells().iter();
    let lost = cells.filter(|cell| {
        cell.row > sheet.bound.header.bottom
            && cell.as_text().is_some_and(|text| text.contains('\u{fffd}'))
    });
    let places = lost.map(|cell| sheet.place(cell.row, cell.column));
    let places = places.collect::<Vec<_>>();
    (!places.is_empty()).then(|| Finding::of(SheetLostCharacters {}).at_all(places))
}

/// Figures whose comma was read as a point.
fn decimal_comma(work: &Work<'_>, lines: &Lines) -> Option<Finding> {
    let sheet = work.sheet;
    if lines.comma != Comma::Decimal {
        return None;
    }
    let columns = sheet.data_columns();
    let cells = sheet
        .grid
        .cells()
        .iter()
        .filter(|cell| cell.row > sheet.bound.header.bottom && columns.contains(&cell.column));
    let read = cells.filter_map(|cell| {
        let words = cell.as_text()?;
        let value = with_point(words);
        (value != words).then(|| (cell, words.to_owned(), value))
    });
    let read = read.collect::<Vec<_>>();
    let (_, raw, value) = read.first()?.clone();
    let places = read
        .iter()
        .map(|(cell, ..)| sheet.place(cell.row, cell.column));
    Some(Finding::of(SheetDecimalComma { raw, value }).at_all(places))
}
