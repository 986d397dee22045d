//! What stands below the rows: notes, and totals computed anew beside those worked out here.

use super::cell::is_lost;
use super::head::across;
use super::height::{ROW, width_of};
use crate::present::workbook::pages::Page;
use crate::present::workbook::setup::height_for;
use crate::present::workbook::style::Styles;
use crate::present::{ColumnFormula, PresentError, RowKind, Table, TableKind};
use rust_xlsxwriter::{Formula, Worksheet};
use xianbaohui_core::number::{Decimal, round};
use xianbaohui_core::place::cell_name;

/// Notes under the table; the last row used, and how high they are, in points.
pub(super) fn notes(
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
pub(super) fn checks(
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
pub(in crate::present::workbook) fn as_float(number: Decimal) -> f64 {
    if number.is_zero() {
        0.0
    } else {
        number.normalize().to_string().parse().unwrap_or_default()
    }
}
