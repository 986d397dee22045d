//! What stands above the rows of a page, and how its paper is set up.

use super::height::{ROW, width_of};
use crate::present::model::text_width;
use crate::present::paper::{header_over, lines, whole};
use crate::present::workbook::pages::{HEADER_TOP, Page};
use crate::present::workbook::setup::{divide, height_for, page_setup};
use crate::present::workbook::style::Styles;
use crate::present::{PresentError, Table};
use rust_xlsxwriter::{Format, Worksheet};
use xianbaohui_core::text::fitting;

/// Title, organiser and period, who is missing, header, widths, page set-up; how high that is, in
/// points.
pub(super) fn head(
    sheet: &mut Worksheet,
    table: &Table,
    page: &Page,
    styles: &Styles,
    organiser: &str,
) -> Result<f64, PresentError> {
    sheet.set_default_row_height(ROW);
    let left = if organiser.is_empty() {
        String::new()
    } else {
        format!("编制单位：{organiser}")
    };
    let units = if table.unit_note.is_empty() {
        String::new()
    } else {
        format!("　　{}", table.unit_note)
    };
    let right = format!("报告期：{}{units}", table.period);
    let (coverage, format) = if table.missing.is_empty() {
        (
            format!("{}{}/{} 已报", table.scope, table.reported, table.expected),
            &styles.line,
        )
    } else {
        (
            format!(
                "{}{}/{} 已报，缺：{}。合计只含已报单位。",
                table.scope,
                table.reported,
                table.expected,
                table.missing.join("、")
            ),
            &styles.warning,
        )
    };
    let mut widths = page
        .widths
        .iter()
        .map(|width| f64::from(*width))
        .collect::<Vec<_>>();
    if page.spans.len() == 1 {
        // the title in its larger type should fit across the table, as far as the page has room
        let own = widths.iter().sum::<f64>().max(1.0);
        let stretch = (f64::from(text_width(&table.title) + 8) * TITLE / own)
            .clamp(1.0, (TITLE_ROOM / own).max(1.0));
        for width in &mut widths {
            *width *= stretch;
        }
    }
    let mut heights = [TITLE_HEIGHT, ROW, ROW];
    // each page of paper says what it is
    let count = page.part.1.max(page.spans.len());
    for (at, &(first, last)) in page.spans.iter().enumerate() {
        let part = page.part.0 + at;
        let title = if count > 1 {
            format!("{}（{part}/{count}）", table.title)
        } else {
            table.title.clone()
        };
        let (all, half) = (width_of(&widths, first, last), first + (last - first) / 2);
        across(sheet, 0, first, last, &title, &styles.title)?;
        heights[0] = heights[0].max(TITLE_HEIGHT * f64::from(lines(&title, whole(all / TITLE))));
        across(sheet, 1, first, half, &left, &styles.line)?;
        if half < last {
            across(sheet, 1, half + 1, last, &right, &styles.line_right)?;
            heights[1] = heights[1].max(height_for([
                (left.as_str(), width_of(&widths, first, half)),
                (right.as_str(), width_of(&widths, half + 1, last)),
            ]));
        }
        across(sheet, 2, first, last, &coverage, format)?;
        heights[2] = heights[2].max(height_for([(coverage.as_str(), all)]));
    }
    for (row, height) in heights.into_iter().enumerate() {
        sheet.set_row_height(row as u32, height)?;
    }
    let mut high = heights.iter().sum::<f64>();
    for (position, width) in widths.iter().enumerate() {
        sheet.set_column_width(position as u16, *width)?;
    }
    let bottom = HEADER_TOP + table.header_rows - 1;
    let header = header_over(table, &page.columns);
    for row in 0..table.header_rows {
        let own = header.iter().filter(|cell| {
            cell.row == row && cell.rows == 1
                || cell.row + cell.rows == table.header_rows && cell.row <= row
        });
        let tallest = own.map(|cell| {
            let width = width_of(
                &widths,
                cell.column as u16,
                (cell.column + cell.columns - 1) as u16,
            );
            // bold type is wider; a cell over several rows has a share of its lines in each
            height_for([(cell.text.as_str(), width * 0.9)]) / f64::from(cell.rows)
        });
        let least = if table.header_rows == 1 { 34.0 } else { 30.0 };
        let height = tallest.fold(least, f64::max);
        sheet.set_row_height(HEADER_TOP + row, height)?;
        high += height;
    }
    for cell in &header {
        let (top, left) = (HEADER_TOP + cell.row, cell.column as u16);
        let (bottom, right) = (top + cell.rows - 1, left + cell.columns as u16 - 1);
        if cell.rows == 1 && cell.columns == 1 {
            sheet.write_string_with_format(top, left, &cell.text, &styles.header)?;
        } else {
            sheet.merge_range(top, left, bottom, right, &cell.text, &styles.header)?;
        }
    }
    page_setup(
        sheet,
        HEADER_TOP,
        bottom,
        table.pinned.min(page.columns.len()) as u16,
    )?;
    divide(sheet, page)?;
    Ok(high)
}

/// How much larger the type of the title is.
const TITLE: f64 = 1.65;
const TITLE_HEIGHT: f64 = 30.0;
/// How far a table is widened for its title, in half-width characters: to no more than a page.
const TITLE_ROOM: f64 = 108.0;

pub(super) fn across(
    sheet: &mut Worksheet,
    row: u32,
    left: u16,
    right: u16,
    text: &str,
    format: &Format,
) -> Result<(), PresentError> {
    let text = &*fitting(text);
    if left < right {
        sheet.merge_range(row, left, row, right, text, format)?;
    } else if left == right {
        sheet.write_string_with_format(row, left, text, format)?;
    }
    Ok(())
}
