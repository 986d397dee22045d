//! One page of a table on a sheet: title, lines, merged header, rows, live totals beside checked
//! values, notes.

use super::frame::Frame;
use super::pages::{HEADER_TOP, first_row};
use super::pages::{Page, Places};
use super::rows::Rows;
use super::setup::{divide, height_for, one_page, page_setup};
use super::stream::Stream;
use super::style::{Look, Styles};
use crate::present::model::text_width;
use crate::present::notes::MARK;
use crate::present::paper::{header_over, height_of, lines, scale_to_one_page, whole};
use crate::present::{
    Cell, CellState, ColumnFormula, FigureKey, PresentError, Row, RowKind, Subject, Table,
    TableKind,
};
use rust_xlsxwriter::{Format, Formula, Workbook, Worksheet};
use xianbaohui_core::exact;
use xianbaohui_core::number::{Decimal, EXCEL_DIGITS, is_wide, round};
use xianbaohui_core::place::cell_name;
use xianbaohui_core::rate;
use xianbaohui_core::text::fitting;

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

/// First and last of the rows that follow each other.
fn runs(rows: impl Iterator<Item = u32>) -> Vec<(u32, u32)> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => runs.push((row, row)),
        }
    }
    runs
}

/// `SUM(C5:C9)`, `SUM(C5:C9,C12)`; `None` when there are more runs than a function takes.
fn sum_over(column: u32, runs: &[(u32, u32)]) -> Option<String> {
    const MOST_ARGUMENTS: usize = 255;
    let area = |(top, bottom): &(u32, u32)| {
        if runs.len() > 1 && top == bottom {
            cell_name(*top, column)
        } else {
            format!("{}:{}", cell_name(*top, column), cell_name(*bottom, column))
        }
    };
    (1..=MOST_ARGUMENTS).contains(&runs.len()).then(|| {
        format!(
            "SUM({})",
            runs.iter().map(area).collect::<Vec<_>>().join(",")
        )
    })
}

/// How high a row is, in points, where its texts need more than one line.
fn height_of_row(page: &Page, row: &Row) -> Option<f64> {
    let texts = page
        .columns
        .iter()
        .zip(&page.widths)
        .filter_map(|(column, width)| match &row.cells[*column] {
            Cell::Text(text) => Some(lines(text, *width)),
            // a figure with more digits than Excel keeps stands there as a text
            Cell::Number(number)
                if number.mantissa().unsigned_abs() >= 10_u128.pow(EXCEL_DIGITS as u32) =>
            {
                Some(lines(&number.normalize().to_string(), *width))
            }
            _ => None,
        });
    // Excel fits a wrapped row when it is typed in, not when it is opened
    let most = texts.max().unwrap_or(1);
    (most > 1).then(|| height_of(most))
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

/// Height of a row of one line, in points.
const ROW: f64 = 19.0;

/// Title, organiser and period, who is missing, header, widths, page set-up; how high that is, in
/// points.
fn head(
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
            format!("{}/{} 已报", table.reported, table.expected),
            &styles.line,
        )
    } else {
        (
            format!(
                "{}/{} 已报，缺：{}。合计只含已报单位。",
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

/// Half-width characters from one column to another.
fn width_of(widths: &[f64], first: u16, last: u16) -> f64 {
    widths[usize::from(first)..=usize::from(last)].iter().sum()
}

fn across(
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

fn write_cell(
    rows: &mut Rows,
    position: usize,
    table: &Table,
    row: &Row,
    column: usize,
    formula: Option<String>,
    styles: &Styles<u32>,
) -> Result<(), PresentError> {
    let total = matches!(
        row.kind,
        RowKind::Total | RowKind::ReportedTotal | RowKind::Difference
    );
    let marked = row.marked.contains(&column);
    match &row.cells[column] {
        Cell::Number(number) => {
            let decimals = table.decimals(row, column);
            let nought = number.is_sign_negative() && round(*number, decimals).is_zero();
            let style = *styles.figure(
                Look {
                    total,
                    marked,
                    nought,
                },
                decimals,
            );
            match formula {
                Some(formula) => rows.formula(
                    position,
                    &formula,
                    &round(*number, 10).normalize().to_string(),
                    style,
                ),
                // what is written as a text carries the sign in it
                None if marked && is_lost(*number) => rows.text(
                    position,
                    &format!("{}{MARK}", number.normalize()),
                    styles.wide,
                )?,
                None if row.kind == RowKind::Entry || is_lost(*number) => rows.reported(
                    position,
                    &number.normalize().to_string(),
                    style,
                    styles.wide,
                )?,
                None => rows.number(position, *number, style),
            }
        }
        Cell::Text(text) => {
            let words = match (total, table.columns[column].number, position) {
                (true, ..) => &styles.label_total,
                (false, false, 0) if table.columns[column].width <= 6 => &styles.centred,
                _ => &styles.text,
            };
            rows.text(position, text, *words.of(text))?;
        }
        Cell::Empty | Cell::State(CellState::Blank) if !marked => rows.blank(
            position,
            if total {
                styles.label_total.plain
            } else {
                styles.text.plain
            },
        ),
        Cell::Empty => {}
        Cell::State(state) => {
            let words = if marked {
                format!("{}{MARK}", state.word())
            } else {
                state.word().to_owned()
            };
            rows.text(
                position,
                &words,
                if total {
                    styles.label_total.plain
                } else {
                    styles.state
                },
            )?;
        }
    }
    Ok(())
}

/// Whether Excel would lose digits of a figure that are more than the rest of a division.
fn is_lost(number: Decimal) -> bool {
    /// What computed figures are rounded to where they go out: digits behind it are no one's.
    const TOO_SMALL: Decimal = Decimal::from_parts(1, 0, 0, false, 10);
    // what has so few digits at all need not be looked at any closer
    const FEW: u128 = 10_u128.pow(EXCEL_DIGITS as u32);
    number.mantissa().unsigned_abs() >= FEW
        && is_wide(&number.normalize().to_string())
        && number
            .round_sf(EXCEL_DIGITS as u32)
            .and_then(|kept| exact::gap(kept, number))
            .is_none_or(|lost| lost >= TOO_SMALL)
}

/// The live formula of a total, without its `=`, where it gives the figure that was computed; a
/// total that a formula cannot give stays a constant.
fn formula(
    table: &Table,
    page: &Page,
    row: &Row,
    column: usize,
    line: u32,
    added: &[(u32, u32)],
    places: &Places,
) -> Option<String> {
    let value = row.cells[column].number()?;
    let position = |wanted: usize| {
        page.columns
            .iter()
            .position(|own| *own == wanted)
            .map(|at| at as u32)
    };
    let own = position(column)?;
    let same_row = |of: usize, base: usize, growth: bool| {
        let (of_value, base_value) = (row.cells[of].number()?, row.cells[base].number()?);
        let computed = rate::settled(if growth {
            rate::growth(of_value, base_value)
        } else {
            rate::percentage(of_value, base_value)
        })
        .number()?;
        // over units that have both sides only: then the row's own totals do not give it
        if computed != value {
            return None;
        }
        let (of, base) = (
            cell_name(line, position(of)?),
            cell_name(line, position(base)?),
        );
        // multiplied before it is divided, and rounded as it is stored: ({of}/{base}-1)*100 loses
        // an exact half
        Some(if growth {
            format!("IF(N({base})<=0,\"/\",ROUND(({of}-{base})*100/{base},10))")
        } else {
            format!("IF(N({base})=0,\"/\",ROUND({of}*100/{base},10))")
        })
    };
    match (row.kind, table.columns[column].formula) {
        (RowKind::Total, ColumnFormula::Sum) => sum_over(own, added),
        (RowKind::Total | RowKind::Indicator, ColumnFormula::Growth { of, base }) => {
            same_row(of, base, true)
        }
        (RowKind::Total | RowKind::Indicator, ColumnFormula::Completion { of, base }) => {
            same_row(of, base, false)
        }
        (RowKind::Indicator, ColumnFormula::Sum) => {
            let (Subject::Indicator(indicator), Some(FigureKey { column, .. })) =
                (row.subject, table.columns[column].figure)
            else {
                return None;
            };
            places
                .total(table.form, indicator, column)
                .map(str::to_owned)
        }
        (RowKind::Difference, _) => {
            let reported = line.checked_sub(1)?;
            let sum = line.checked_sub(2)?;
            Some(format!(
                "ROUND({}-{},10)",
                cell_name(reported, own),
                cell_name(sum, own)
            ))
        }
        _ => None,
    }
}

/// Notes under the table; the last row used, and how high they are, in points.
fn notes(
    sheet: &mut Worksheet,
    table: &Table,
    page: &Page,
    from: u32,
    styles: &Styles,
) -> Result<(u32, f64), PresentError> {
    let widths = page
        .widths
        .iter()
        .map(|width| f64::from(*width))
        .collect::<Vec<_>>();
    let (mut line, mut high) = (from, 0.0);
    for (at, note) in table.notes.iter().enumerate() {
        let text = if at == 0 {
            format!("注：{note}")
        } else {
            format!("　　{note}")
        };
        let mut height = ROW;
        for &(first, last) in &page.spans {
            across(sheet, line, first, last, &text, &styles.note)?;
            height = height.max(height_for([(
                text.as_str(),
                width_of(&widths, first, last),
            )]));
        }
        sheet.set_row_height(line, height)?;
        high += height;
        line += 1;
    }
    Ok((
        if table.notes.is_empty() {
            from
        } else {
            line - 1
        },
        high,
    ))
}

/// Below the print area: the totals as the program computed them, and whether the live formulas
/// agree.
fn checks(
    sheet: &mut Worksheet,
    table: &Table,
    page: &Page,
    first: u32,
    from: u32,
    styles: &Styles,
) -> Result<(), PresentError> {
    if table.kind == TableKind::Summary {
        return Ok(());
    }
    let Some(at) = table.rows.iter().position(|row| row.kind == RowKind::Total) else {
        return Ok(());
    };
    let (line, total) = (from + 1, &table.rows[at]);
    sheet.write_string_with_format(line, 0, "程序核算", &styles.check)?;
    for (position, column) in page.columns.iter().enumerate() {
        if let (Some(value), ColumnFormula::Sum) = (
            total.cells[*column]
                .number()
                .filter(|value| !is_lost(*value)),
            table.columns[*column].formula,
        ) {
            let decimals = table.columns[*column].decimals;
            let nought = value.is_sign_negative() && round(value, decimals).is_zero();
            sheet.write_number_with_format(
                line,
                position as u16,
                as_float(value),
                styles.figure_check(decimals, nought),
            )?;
        }
    }
    sheet.write_string_with_format(line + 1, 0, "与合计核对", &styles.check)?;
    for (position, column) in page.columns.iter().enumerate() {
        if let (Some(_), ColumnFormula::Sum) = (
            total.cells[*column]
                .number()
                .filter(|value| !is_lost(*value)),
            table.columns[*column].formula,
        ) {
            let (live, own) = (
                cell_name(first + at as u32, position as u32),
                cell_name(line, position as u32),
            );
            let formula =
                Formula::new(format!("=IF(ABS({live}-{own})<0.000001,\"相符\",\"不符\")"))
                    .set_result("相符");
            sheet.write_formula_with_format(line + 1, position as u16, formula, &styles.check)?;
        }
    }
    Ok(())
}

/// The number that Excel keeps: the nearest double, fifteen digits of which are the decimal's.
pub(super) fn as_float(number: Decimal) -> f64 {
    if number.is_zero() {
        0.0
    } else {
        number.normalize().to_string().parse().unwrap_or_default()
    }
}
