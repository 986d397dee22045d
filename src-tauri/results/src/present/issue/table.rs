//! A blank of a county table: units × columns, for the unit that consolidates.

use super::checks::Check;
use super::drawn::{Column, FIGURE, Fill, number_column, remark_column, stretch};
use super::given::Blanks;
use super::sheet::{above, below, set_up};
use super::styles::Styles;
use crate::present::PresentError;
use crate::present::model::text_width;
use rust_xlsxwriter::Worksheet;
use xianbaohui_core::form::{CountyTable, Form};

/// Draws it; nothing is filled in beforehand.
pub(super) fn draw(
    sheet: &mut Worksheet,
    blanks: &Blanks<'_>,
    form: &Form,
    table: &CountyTable,
    styles: &Styles,
) -> Result<usize, PresentError> {
    let (scheme, round) = (blanks.scheme, blanks.round);
    let names = round.units.iter().map(|code| scheme.unit_name(code));
    let names = names.collect::<Vec<_>>();
    let period = Some(round.period);
    let mut columns = Vec::new();
    columns.extend(number_column(form));
    let widest = names.iter().map(|own| text_width(own)).max();
    let label = table.unit_column.levels(period);
    let width = widest.unwrap_or_default().clamp(14, 34) + 2;
    columns.push(Column::new(label, width, Fill::Label));
    for spec in &table.columns {
        let indicator = spec.indicator.as_deref();
        let check = indicator
            .and_then(|code| scheme.indicator(code))
            .map_or(Check::Words, |own| Check::of(spec, own));
        columns.push(Column::new(
            spec.headers[0].levels(period),
            FIGURE - 2,
            Fill::Input(check),
        ));
    }
    columns.extend(remark_column(form));
    stretch(&mut columns);
    let body = above(sheet, blanks, form, &columns, styles)?;
    let end = body + names.len() as u32;
    for (column, own) in columns.iter().enumerate() {
        let column = column as u16;
        for (at, name) in names.iter().enumerate() {
            let row = body + at as u32;
            match &own.fill {
                Fill::Number => {
                    let number = (at + 1).to_string();
                    sheet.write_string_with_format(row, column, number, &styles.fixed)?;
                }
                Fill::Label => {
                    sheet.write_string_with_format(row, column, *name, &styles.label)?;
                }
                Fill::Input(check) => {
                    sheet.write_blank(row, column, check.format(styles))?;
                }
                Fill::Measure | Fill::OfRow(_) | Fill::Last(_) => {}
            }
        }
        if let (Fill::Input(check), false) = (&own.fill, names.is_empty()) {
            check.put(sheet, (body, column), (end - 1, column))?;
        }
    }
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
    Ok(0)
}
