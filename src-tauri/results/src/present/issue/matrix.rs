//! A blank of a matrix: indicators × columns.

use super::checks::Check;
use super::drawn::{Column, FIGURE, Fill, number_column, remark_column, stretch};
use super::given::{Beforehand, Blanks};
use super::sheet::{above, below, set_up};
use super::styles::Styles;
use crate::present::PresentError;
use crate::present::model::text_width;
use rust_xlsxwriter::Worksheet;
use xianbaohui_core::form::{Form, LAST, Matrix, RowSpec};

/// Widest that labels may be; longer ones go on in the next line.
const WIDEST: u32 = 44;

/// Draws it; how many cells are filled in beforehand.
pub(super) fn draw(
    sheet: &mut Worksheet,
    blanks: &Blanks<'_>,
    form: &Form,
    matrix: &Matrix,
    known: &Beforehand,
    styles: &Styles,
) -> Result<usize, PresentError> {
    let mut columns = columns(blanks, form, matrix);
    stretch(&mut columns);
    let body = above(sheet, blanks, form, &columns, styles)?;
    let mut filled = 0;
    for (at, spec) in matrix.rows.iter().enumerate() {
        filled += row(
            sheet,
            blanks,
            (form, spec),
            (body, at),
            (&columns, known),
            styles,
        )?;
    }
    let end = body + matrix.rows.len() as u32;
    below(sheet, form, &columns, end, styles)?;
    let label = columns
        .iter()
        .position(|own| matches!(own.fill, Fill::Label));
    set_up(
        sheet,
        &columns,
        (body, end),
        label.map_or(0, |at| at as u16 + 1),
    )?;
    Ok(filled)
}

fn row(
    sheet: &mut Worksheet,
    blanks: &Blanks<'_>,
    (form, spec): (&Form, &RowSpec),
    (body, at): (u32, usize),
    (columns, known): (&[Column], &Beforehand),
    styles: &Styles,
) -> Result<usize, PresentError> {
    let row = body + at as u32;
    let Some(indicator) = blanks.scheme.indicator(&spec.indicator) else {
        return Ok(0);
    };
    let specs = form.columns();
    let (mut filled, mut lines) = (0, 1);
    for (column, own) in columns.iter().enumerate() {
        let place = (row, column as u16);
        match &own.fill {
            Fill::Number => {
                let number = (at + 1).to_string();
                sheet.write_string_with_format(row, place.1, number, &styles.fixed)?;
            }
            Fill::Label => {
                lines = text_width(&spec.labels[0]).div_ceil(own.width.saturating_sub(2).max(2));
                sheet.write_string_with_format(row, place.1, &spec.labels[0], &styles.label)?;
            }
            Fill::Measure => {
                let unit = &indicator.unit_name;
                sheet.write_string_with_format(row, place.1, unit, &styles.fixed)?;
            }
            Fill::OfRow(spec) => {
                let check = Check::of(&specs[*spec], indicator);
                sheet.write_blank(row, place.1, check.format(styles))?;
                check.put(sheet, place, place)?;
            }
            Fill::Input(check) => {
                sheet.write_blank(row, place.1, check.format(styles))?;
            }
            Fill::Last(spec) => {
                let key = (indicator.code.clone(), specs[*spec].code.clone());
                match known.last.get(&key) {
                    Some(figure) => {
                        sheet.write_string_with_format(row, place.1, figure, &styles.last)?;
                        filled += 1;
                    }
                    None => {
                        sheet.write_blank(row, place.1, &styles.last)?;
                    }
                }
            }
        }
    }
    // a row without a height of its own grows with what is filled in
    if lines > 1 {
        sheet.set_row_height(row, f64::from(lines) * 16.0)?;
    }
    Ok(filled)
}

fn columns(blanks: &Blanks<'_>, form: &Form, matrix: &Matrix) -> Vec<Column> {
    let period = Some(blanks.round.period);
    let mut columns = Vec::new();
    columns.extend(number_column(form));
    let labels = matrix.rows.iter().map(|row| text_width(&row.labels[0]));
    let widest = labels.max().unwrap_or_default() + 2;
    let label = matrix.label.levels(period);
    columns.push(Column::new(label, widest.clamp(16, WIDEST), Fill::Label));
    if let Some(measure) = &matrix.measure_unit {
        columns.push(Column::new(measure.levels(period), 10, Fill::Measure));
    }
    let shown = form.shown_last();
    for (at, spec) in matrix.columns.iter().enumerate() {
        let levels = spec.headers[0].levels(period);
        columns.push(Column::new(levels, FIGURE, Fill::OfRow(at)));
        if shown.contains(&spec) {
            let levels = vec![format!("{LAST}{}", spec.name)];
            columns.push(Column::new(levels, FIGURE, Fill::Last(at)));
        }
    }
    columns.extend(remark_column(form));
    columns
}
