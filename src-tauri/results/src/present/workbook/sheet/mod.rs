//! One page of a table on a sheet: title, lines, merged header, rows, live totals beside checked
//! values, notes.

mod cell;
mod foot;
mod formula;
mod head;
mod height;

use super::frame::Frame;
use super::pages::{Page, Places, first_row};
use super::setup::one_page;
use super::stream::Stream;
use super::style::Styles;
use crate::present::paper::scale_to_one_page;
use crate::present::{PresentError, Row, RowKind, Table, TableKind};
use cell::{is_lost, write_cell};
use foot::{checks, notes};
use formula::{formula, runs};
use head::head;
use height::{ROW, height_of_row};
use rust_xlsxwriter::Workbook;

/// What stands around the rows of a page, and the place for so many of them. The last of the sheets
/// that a page is divided into has the notes.
pub(super) fn frame(
    book: &mut Workbook,
    table: &Table,
    page: &Page,
    rows: u32,
    last: bool,
    styles: &Styles,
    organiser: &str,
) -> Result<Option<Frame>, PresentError> {
    let number = book.worksheets().len();
    let Some(sheet) = book.worksheets_mut().last_mut() else {
        return Ok(None);
    };
    let mut height = head(sheet, table, page, styles, organiser)?;
    let first = first_row(table);
    let below = first + rows;
    let mut bottom = below.saturating_sub(1);
    if last {
        let (notes, notes_height) = notes(sheet, table, page, below, styles)?;
        height += notes_height
            + table
                .rows
                .iter()
                .map(|row| height_of_row(page, row).unwrap_or(ROW))
                .sum::<f64>();
        // a roster's rows are not here yet; it takes the pages that it takes
        if let Some(scale) = scale_to_one_page(height).filter(|_| table.kind != TableKind::Entries)
        {
            one_page(sheet, page, scale);
        }
        checks(sheet, table, page, first, notes + 1, styles)?;
        bottom = bottom.max(notes);
    }
    // what checks the totals is for the screen, not for the seal
    sheet.set_print_area(0, 0, bottom, page.columns.len().saturating_sub(1) as u16)?;
    let frame = Frame {
        sheet: number,
        first,
        rows,
        columns: page.columns.len() as u32,
    };
    (rows > 0).then(|| frame.leave(sheet, styles)).transpose()
}

/// Writes the rows of a table that has them.
pub(super) fn rows(
    stream: &mut Stream<'_, '_>,
    table: &Table,
    page: &Page,
    places: &Places,
) -> Result<(), PresentError> {
    let first = first_row(table);
    let added = runs(
        table
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| matches!(row.kind, RowKind::Unit | RowKind::Missing))
            .map(|(at, _)| first + at as u32),
    );
    // a figure that is written as a text is none to a formula
    let as_text = page
        .columns
        .iter()
        .copied()
        .filter(|column| {
            table
                .rows
                .iter()
                .any(|row| row.cells[*column].number().is_some_and(is_lost))
        })
        .collect::<Vec<_>>();
    for one in &table.rows {
        let formula = |column: usize, line| {
            if as_text.contains(&column)
                || as_text
                    .iter()
                    .any(|other| one.cells[*other].number().is_some_and(is_lost))
            {
                return None;
            }
            formula(table, page, one, column, line, &added, places)
        };
        row(stream, table, page, one, formula)?;
    }
    Ok(())
}

/// Writes one row. `formula` says how a cell of a column is computed, in which row of the sheet,
/// where it is not a constant.
pub(super) fn row(
    stream: &mut Stream<'_, '_>,
    table: &Table,
    page: &Page,
    row: &Row,
    formula: impl Fn(usize, u32) -> Option<String>,
) -> Result<(), PresentError> {
    let (rows, styles, line) = stream.row(height_of_row(page, row))?;
    for (position, &column) in page.columns.iter().enumerate() {
        write_cell(
            rows,
            position,
            table,
            row,
            column,
            formula(column, line),
            styles,
        )?;
    }
    Ok(())
}
