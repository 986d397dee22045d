//! What the sheets of a blank have in common: title, lines, header, foot, paper, protection, mark.

use super::drawn::{Column, STANDING, head, rows_of};
use super::given::Blanks;
use super::styles::Styles;
use crate::present::PresentError;
use crate::present::model::text_width;
use crate::present::paper::{height_of, lines};
use rust_xlsxwriter::{Format, IgnoreError, ProtectionOptions, Worksheet};
use xianbaohui_core::form::Form;
use xianbaohui_core::mark::Mark;

/// Rows above the header: the title, and the line below it.
pub(super) const ABOVE: u32 = 2;

/// Title, line, header, widths. Returns the first row below the header.
pub(super) fn above(
    sheet: &mut Worksheet,
    blanks: &Blanks<'_>,
    form: &Form,
    columns: &[Column],
    styles: &Styles,
) -> Result<u32, PresentError> {
    sheet.set_default_row_height(22);
    let last = columns.len() as u16 - 1;
    for (at, column) in columns.iter().enumerate() {
        sheet.set_column_width(at as u16, f64::from(column.width))?;
    }
    let width = columns.iter().map(|own| own.width).sum::<u32>();
    let title = format!("{}{}", blanks.round.period.name(), form.titles[0]);
    across(sheet, 0, (0, last), &title, &styles.title)?;
    // 18 points against 11
    let high = lines(&title, width * 11 / 18);
    sheet.set_row_height(0, 30.0 * f64::from(high.max(1)))?;
    let unit = format!("填报单位：{}", blanks.unit.name);
    let period = format!("报告期：{}", blanks.round.period.months_name());
    let measure = form.unit_note.as_ref();
    let measure = measure.map(|unit| format!("计量单位：{unit}"));
    line(sheet, columns, &[Some(unit), Some(period), measure], styles)?;
    sheet.set_row_height(1, 20.0)?;
    let rows = rows_of(columns);
    let cells = head(columns);
    for cell in &cells {
        let (top, bottom) = (ABOVE + cell.top, ABOVE + cell.bottom);
        if (cell.top, cell.left) == (cell.bottom, cell.right) {
            sheet.write_string_with_format(top, cell.left, &cell.words, &styles.header)?;
        } else {
            let (left, right) = (cell.left, cell.right);
            sheet.merge_range(top, left, bottom, right, &cell.words, &styles.header)?;
        }
    }
    for row in 0..rows {
        let own = cells.iter().filter(|cell| cell.bottom == row);
        let tallest = own.map(|cell| {
            let of = usize::from(cell.left)..=usize::from(cell.right);
            let wide = columns[of].iter().map(|own| own.width).sum::<u32>();
            // 黑体 is wider; and there is a margin
            let high = height_of(lines(&cell.words, wide.saturating_sub(2).max(4)));
            high / f64::from(cell.bottom - cell.top + 1)
        });
        sheet.set_row_height(ABOVE + row, tallest.fold(24.0, f64::max))?;
    }
    Ok(ABOVE + rows)
}

/// The line below the title: parts of it to the left, in the middle, to the right.
fn line(
    sheet: &mut Worksheet,
    columns: &[Column],
    parts: &[Option<String>; 3],
    styles: &Styles,
) -> Result<(), PresentError> {
    let parts = parts.iter().flatten().map(String::as_str);
    let parts = parts.collect::<Vec<_>>();
    let (left, right) = (&styles.line, &styles.line_right);
    let formats = match parts.len() {
        2 => [left, right, right],
        _ => [left, &styles.line_middle, right],
    };
    side_by_side(sheet, 1, columns, (&parts, 0), &formats)
}

/// Texts side by side in one row, each with room for what is filled in behind it; where the columns
/// have no room for that, one behind the other.
fn side_by_side(
    sheet: &mut Worksheet,
    row: u32,
    columns: &[Column],
    (parts, filled): (&[&str], u32),
    formats: &[&Format],
) -> Result<(), PresentError> {
    let all = spans(columns, parts.len());
    let width = |(left, right): &(u16, u16)| {
        let of = usize::from(*left)..=usize::from(*right);
        columns[of].iter().map(|own| own.width).sum::<u32>()
    };
    let has_room = all.len() == parts.len()
        && (all.iter().zip(parts)).all(|(span, words)| width(span) >= text_width(words) + filled);
    if !has_room {
        let last = columns.len() as u16 - 1;
        return across(sheet, row, (0, last), &parts.join("　　　　"), formats[0]);
    }
    for ((span, words), format) in all.iter().zip(parts).zip(formats) {
        across(sheet, row, *span, words, format)?;
    }
    Ok(())
}

/// So many groups of columns, about equally wide.
fn spans(columns: &[Column], parts: usize) -> Vec<(u16, u16)> {
    let all = columns.iter().map(|own| own.width).sum::<u32>().max(1);
    let (mut spans, mut from, mut width) = (Vec::new(), 0, 0);
    for (at, column) in columns.iter().enumerate() {
        width += column.width;
        let is_enough = width * parts as u32 >= all * (spans.len() as u32 + 1);
        let left = columns.len() - at - 1;
        if spans.len() + 1 < parts && (is_enough || left < parts - spans.len()) && left > 0 {
            spans.push((from as u16, at as u16));
            from = at + 1;
        }
    }
    spans.push((from as u16, columns.len() as u16 - 1));
    spans
}

/// What is asked of who fills it in, and the notes of the form.
pub(super) fn below(
    sheet: &mut Worksheet,
    form: &Form,
    columns: &[Column],
    row: u32,
    styles: &Styles,
) -> Result<(), PresentError> {
    let asked = ["单位负责人：", "填报人：", "联系电话：", "填报日期："];
    side_by_side(sheet, row, columns, (&asked, 4), &[&styles.foot; 4])?;
    sheet.set_row_height(row, 22.0)?;
    let width = columns.iter().map(|own| own.width).sum::<u32>();
    if !form.note.is_empty() {
        let last = columns.len() as u16 - 1;
        across(sheet, row + 1, (0, last), &form.note, &styles.note)?;
        sheet.set_row_height(row + 1, height_of(lines(&form.note, width)))?;
    }
    Ok(())
}

/// Paper, panes, protection. `body` and `end`: the first row below the header, and below the table;
/// `pinned`: columns that stay.
pub(super) fn set_up(
    sheet: &mut Worksheet,
    columns: &[Column],
    (body, end): (u32, u32),
    pinned: u16,
) -> Result<(), PresentError> {
    let width = columns.iter().map(|own| own.width).sum::<u32>();
    sheet
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_print_center_horizontally(true)
        .set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.3)
        .set_header_footer_scale_with_doc(false);
    if width > STANDING {
        sheet.set_landscape();
    }
    sheet.set_repeat_rows(ABOVE, body - 1)?;
    sheet.set_freeze_panes(body, pinned)?;
    // numbers of rows, codes, figures of the period before are texts on purpose
    let last = columns.len() as u16 - 1;
    sheet.ignore_error_range(body, 0, end, last, IgnoreError::NumberStoredAsText)?;
    protect(sheet);
    Ok(())
}

pub(super) fn protect(sheet: &mut Worksheet) {
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::new()
    });
}

/// The mark in the footer, beside the number of the page.
pub(super) fn sign(sheet: &mut Worksheet, mark: &Mark) {
    /// characters that a footer takes
    const LONGEST: usize = 255;
    let pages = "&C第 &P 页 共 &N 页";
    let own = format!("&L&6{}", mark.line());
    let both = format!("{own}{pages}");
    // the name of the sheet and the list say it, too
    let is_short = both.chars().count() <= LONGEST;
    sheet.set_footer(if is_short { &both } else { pages });
}

pub(super) fn across(
    sheet: &mut Worksheet,
    row: u32,
    (left, right): (u16, u16),
    words: &str,
    format: &Format,
) -> Result<(), PresentError> {
    if left < right {
        sheet.merge_range(row, left, row, right, words, format)?;
    } else {
        sheet.write_string_with_format(row, left, words, format)?;
    }
    Ok(())
}
