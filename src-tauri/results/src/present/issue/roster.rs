//! A blank of a roster: what is known of the unit's entries, rows for more, and a column in which
//! is said what became of each.

use super::checks::Check;
use super::drawn::{Column, Fill, number_column, remark_column, stretch};
use super::given::{Beforehand, Blanks};
use super::sheet::{above, below, set_up};
use super::styles::Styles;
use crate::present::PresentError;
use crate::present::model::text_width;
use rust_xlsxwriter::{ExcelDateTime, Format, Worksheet};
use xianbaohui_core::form::{CHANGE, CHANGES, FieldKind, Form, Roster};
use xianbaohui_core::number::Decimal;

/// Rows for new entries; who needs more says so.
const MORE: usize = 30;

/// Draws it; how many cells are filled in beforehand.
pub(super) fn draw(
    sheet: &mut Worksheet,
    blanks: &Blanks<'_>,
    form: &Form,
    roster: &Roster,
    known: &Beforehand,
    styles: &Styles,
) -> Result<usize, PresentError> {
    let period = Some(blanks.round.period);
    let mut columns = Vec::new();
    columns.extend(number_column(form));
    let first = columns.len();
    for field in &roster.fields {
        let check = Check::of_field(field);
        let least = match (&field.kind, &check) {
            (FieldKind::Text, _) if field.key || field.required => 22,
            (FieldKind::Text | FieldKind::Unit, _) => 14,
            (FieldKind::Choice(values), _) => {
                let widest = values.iter().map(|own| own.chars().count() * 2).max();
                widest.unwrap_or_default().clamp(8, 22) as u32 + 3
            }
            (_, Check::Code(18)) => 21,
            (_, Check::Code(30)) => 15,
            (_, Check::Code(_)) | (FieldKind::Date, _) => 12,
            _ => 11,
        };
        let levels = field.headers[0].levels(period);
        columns.push(Column::new(levels, least, Fill::Input(check)));
    }
    let change = columns.len();
    columns.push(Column::new(
        vec![CHANGE.to_owned()],
        10,
        Fill::Input(Check::of_change()),
    ));
    columns.extend(remark_column(form));
    stretch(&mut columns);
    let body = above(sheet, blanks, form, &columns, styles)?;
    let rows = known.entries.len() + MORE;
    let mut filled = 0;
    for at in 0..rows {
        let row = body + at as u32;
        let entry = known.entries.get(at);
        let mut tallest = 1;
        for (column, own) in columns.iter().enumerate() {
            let Fill::Input(check) = &own.fill else {
                // a number before a row without an entry would stand for one
                match entry {
                    Some(_) => {
                        let number = (at + 1).to_string();
                        sheet.write_string_with_format(
                            row,
                            column as u16,
                            number,
                            &styles.fixed,
                        )?;
                    }
                    None => {
                        sheet.write_blank(row, column as u16, &styles.fixed)?;
                    }
                }
                continue;
            };
            let format = check.format(styles);
            let words = match entry {
                Some(_) if column == change => Some(CHANGES[0]),
                Some(entry) => (column >= first)
                    .then(|| column - first)
                    .and_then(|field| entry.get(field))
                    .map(String::as_str)
                    .filter(|_| column < change),
                None => None,
            };
            match words.filter(|own| !own.is_empty()) {
                Some(words) => {
                    write(sheet, (row, column as u16), words, check, format)?;
                    let room = own.width.saturating_sub(2).max(2);
                    tallest = tallest.max(text_width(words).div_ceil(room));
                    filled += 1;
                }
                None => {
                    sheet.write_blank(row, column as u16, format)?;
                }
            }
        }
        // a row without a height of its own grows with what is filled in
        if tallest > 1 {
            sheet.set_row_height(row, f64::from(tallest) * 16.0)?;
        }
    }
    let end = body + rows as u32;
    for (column, own) in columns.iter().enumerate() {
        if let Fill::Input(check) = &own.fill {
            check.put(sheet, (body, column as u16), (end - 1, column as u16))?;
        }
    }
    below(sheet, form, &columns, end, styles)?;
    set_up(sheet, &columns, (body, end), first as u16 + 1)?;
    Ok(filled)
}

/// A figure as a figure, a day as a day, all else as the text that it is.
fn write(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    words: &str,
    check: &Check,
    format: &Format,
) -> Result<(), PresentError> {
    match check {
        Check::Figure { .. } => {
            // a figure that Excel would change stays a text
            let number = words.parse::<Decimal>().ok();
            let float = number.and_then(|_| words.parse::<f64>().ok());
            if let Some(float) = float.filter(|own| own.to_string() == words) {
                sheet.write_number_with_format(row, column, float, format)?;
                return Ok(());
            }
        }
        Check::Date => {
            if let Ok(day) = ExcelDateTime::parse_from_str(words) {
                sheet.write_datetime_with_format(row, column, day, format)?;
                return Ok(());
            }
        }
        Check::Code(_) | Check::Choice(_) | Check::Words => {}
    }
    sheet.write_string_with_format(row, column, words, format)?;
    Ok(())
}
