//! All entries of a roster, unit by unit.

use super::frame::frame;
use crate::consolidate::Coverage;
use crate::present::model::{
    Cell, CellState, Column, Filled, Row, RowKind, Subject, Table, TableKind,
};
use crate::present::scan::Scan;
use xianbaohui_core::form::{FieldKind, Form, Layout, Roster};
use xianbaohui_core::number::{Datum, EXCEL_DIGITS};
use xianbaohui_core::personal;
use xianbaohui_core::record::{Record, RecordError, StoredEntry};
use xianbaohui_core::scheme::{Round, Scheme};

/// All entries, unit by unit.
pub(in crate::present) fn table(
    ledger: &dyn Record,
    round: &Round,
    form: &Form,
    coverage: &Coverage,
) -> Result<Table, RecordError> {
    let mut table = laid_out(
        ledger.scheme(),
        round,
        form,
        coverage,
        &Scan::of(ledger, round, form)?,
    );
    let mut rows = Vec::new();
    each_row(ledger, round, form, |row| -> Result<(), RecordError> {
        rows.push(row);
        Ok(())
    })?;
    table.rows = rows;
    Ok(table)
}

/// Hands every row of the roster to `each`, so that a long one need not be in memory.
pub(in crate::present) fn each_row<E: From<RecordError>>(
    ledger: &dyn Record,
    round: &Round,
    form: &Form,
    mut each: impl FnMut(Row) -> Result<(), E>,
) -> Result<(), E> {
    let scheme = ledger.scheme();
    let Layout::Roster(roster) = &form.layout else {
        return Ok(());
    };
    let mut number = 0_usize;
    ledger.each_entry(&round.code, &form.code, &round.units, |entry| {
        number += 1;
        each(row_of(scheme, roster, number, &entry))
    })
}

fn row_of(scheme: &Scheme, roster: &Roster, number: usize, entry: &StoredEntry) -> Row {
    let unit = scheme.unit_name(&entry.unit);
    let mut cells: Vec<Filled> = vec![
        Cell::Text(number.to_string().into()).into(),
        Cell::Text(unit.into()).into(),
    ];
    for (field, spec) in entry.fields.iter().zip(&roster.fields) {
        if spec.kind == FieldKind::Unit {
            continue;
        }
        let cell = match &field.datum {
            Datum::Number(number) => Cell::Number(*number),
            Datum::Text(text) => Cell::Text(personal::field(spec, text).into()),
            Datum::Blank => Cell::State(CellState::Blank),
            Datum::Nil(_) => Cell::State(CellState::Nil),
            Datum::Unreadable(_) => {
                let raw = personal::field(spec, &field.raw);
                Cell::Text(format!("未识别：{raw}").into())
            }
        };
        cells.push(cell.into());
    }
    Row::new(
        RowKind::Entry,
        Subject::Entry(entry.return_id, entry.row),
        cells,
    )
}

/// The roster without its rows, its columns as wide as the figures and codes that stand in them:
/// those do not wrap.
pub(in crate::present) fn laid_out(
    scheme: &Scheme,
    round: &Round,
    form: &Form,
    coverage: &Coverage,
    scan: &Scan,
) -> Table {
    let mut table = frame(scheme, round, form, coverage, TableKind::Entries);
    let Layout::Roster(roster) = &form.layout else {
        return table;
    };
    let own = roster
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.kind != FieldKind::Unit);
    let measured = own.zip(2..).filter(|((_, field), _)| {
        matches!(
            field.kind,
            FieldKind::Number | FieldKind::Code | FieldKind::Text
        )
    });
    for ((at, field), column) in measured {
        let (is_text, longest) = (
            field.kind == FieldKind::Text,
            scan.longest.get(at).copied().unwrap_or_default(),
        );
        let column: &mut Column = &mut table.columns[column];
        let needed = if column.number {
            let commas = longest.digits.saturating_sub(1) / 3;
            let point = if column.decimals > 0 {
                column.decimals + 1
            } else {
                0
            };
            // with more digits than Excel keeps it stands there as it was reported
            (longest.digits + commas + point).max(if longest.whole > EXCEL_DIGITS as u32 {
                longest.whole
            } else {
                0
            })
        } else if is_text {
            // a number of a certificate is one piece; what is longer than any is no code, and wraps
            if longest.piece > LONGEST_CODE {
                0
            } else {
                longest.piece
            }
        } else {
            longest.whole
        };
        let least = if column.number { ROSTER_FIGURE } else { 0 };
        column.width = column.width.max(least).max((needed + 2).min(WIDEST_FIGURE));
    }
    table
}

/// Columns of a roster's figures are no narrower than this: `999,999,999.99`.
const ROSTER_FIGURE: u32 = 15;
/// The longest text that is taken for a code.
const LONGEST_CODE: u32 = 24;
/// Nor wider than this, which leaves room for other columns beside the repeated ones.
const WIDEST_FIGURE: u32 = 40;
