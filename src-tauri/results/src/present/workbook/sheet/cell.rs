//! One cell of a row, by what it holds.

use crate::present::notes::MARK;
use crate::present::workbook::rows::Rows;
use crate::present::workbook::style::{Look, Styles};
use crate::present::{Cell, CellState, PresentError, Row, RowKind, Table};
use xianbaohui_core::exact;
use xianbaohui_core::number::{Decimal, EXCEL_DIGITS, is_wide, round};

pub(super) fn write_cell(
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
pub(super) fn is_lost(number: Decimal) -> bool {
    /// What computed figures are rounded to where they go out: digits behind it are no one's.
    const TOO_SMALL: Decimal = Decimal::tenth(10);
    // what has so few digits at all need not be looked at any closer
    const FEW: u128 = 10_u128.pow(EXCEL_DIGITS as u32);
    number.mantissa().unsigned_abs() >= FEW
        && is_wide(&number.normalize().to_string())
        && number
            .of_so_many_digits(EXCEL_DIGITS as u32)
            .and_then(|kept| exact::gap(kept, number))
            .is_none_or(|lost| lost >= TOO_SMALL)
}
