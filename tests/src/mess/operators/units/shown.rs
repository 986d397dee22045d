//! Units that only the look of the figures tells.

use super::money::{converted, money_rows, other};
use crate::mess::model::{Book, Cell, Column, Content, Kind};
use crate::mess::operators::headers::has_merges;
use crate::mess::operators::{one, sheet};
use fastrand::Rng;
use rust_decimal::Decimal;

pub(in crate::mess::operators) fn merged(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| !has_merges(sheet)) else {
        return false;
    };
    let Some(measure) = sheet.column_of(&Column::Measure) else {
        return false;
    };
    let mut done = false;
    let mut top: Option<usize> = None;
    for row in 0..sheet.rows.len() {
        let own = if sheet.rows[row].is_data() {
            sheet.rows[row].cells[measure].as_text().map(str::to_owned)
        } else {
            None
        };
        match top {
            Some(above)
                if own.is_some()
                    && sheet.rows[above].cells[measure].as_text() == own.as_deref() =>
            {
                sheet.rows[above].cells[measure].down += 1;
                sheet.rows[row].cells[measure] = Cell::default();
                done = true;
            }
            _ => top = own.is_some().then_some(row),
        }
    }
    done
}

pub(in crate::mess::operators) fn scale(book: &mut Book, rng: &mut Rng) -> bool {
    // the ledger knows the year before of one county
    if book.sheets.iter().filter(|sheet| sheet.is_matrix()).count() > 1 {
        return false;
    }
    let Some(sheet) = sheet(book, rng).filter(|sheet| !sheet.is_roster() && !has_merges(sheet))
    else {
        return false;
    };
    let amounts = (0..sheet.width()).filter(|at| match &sheet.columns[*at] {
        Column::Figure {
            kind: Kind::Value,
            column,
            indicator,
            ..
        } => {
            column != "last_year"
                && indicator
                    .as_deref()
                    .is_none_or(|code| ["rd", "amount", "contract"].contains(&code))
        }
        _ => false,
    });
    let amounts = amounts.collect::<Vec<_>>();
    // two of them beside each other would hide one another
    if sheet
        .columns
        .iter()
        .filter(|column| **column == Column::Label)
        .count()
        > 1
    {
        return false;
    }
    let rows = if sheet.is_matrix() {
        money_rows(sheet).into_iter().map(|(row, _)| row).collect()
    } else {
        sheet.data_rows()
    };
    let Some(row) = one(rng, &rows) else {
        return false;
    };
    // without a year before only the other rows can show it
    let has_base = sheet.is_matrix()
        || sheet
            .columns
            .iter()
            .any(|column| matches!(column, Column::Figure { column, .. } if column == "last_year"));
    let shows = |at: &usize| {
        let others = sheet
            .data_rows()
            .into_iter()
            .filter(|other| *other != row)
            .filter_map(|other| sheet.rows[other].cells[*at].as_number())
            .collect::<Vec<_>>();
        let own = sheet.rows[row].cells[*at].as_number().unwrap_or_default();
        others.len() > 1
            && others
                .iter()
                .all(|other| own * Decimal::ONE_HUNDRED > *other)
    };
    if !has_base && !amounts.iter().all(shows) {
        return false;
    }
    if amounts.is_empty()
        || !amounts
            .iter()
            .all(|at| sheet.rows[row].cells[*at].as_number().is_some())
    {
        return false;
    }
    for at in amounts {
        let cell = &mut sheet.rows[row].cells[at];
        let Some(number) = cell.as_number() else {
            continue;
        };
        cell.content = Content::Number(number * Decimal::from(10_000));
        cell.is_unclear();
    }
    true
}

/// Money that is shown in another unit than the one that stands in the row: what is shown counts.
pub(in crate::mess::operators) fn format(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| sheet.is_matrix()) else {
        return false;
    };
    let Some((row, from)) = one(rng, &money_rows(sheet)) else {
        return false;
    };
    let places = sheet
        .amounts()
        .into_iter()
        .filter(|(at, _)| *at == row)
        .collect::<Vec<_>>();
    let Some(at) = one(rng, &places) else {
        return false;
    };
    let (name, to) = other(rng, from);
    let cell = sheet.cell_mut(at);
    let Some(number) = cell.as_number() else {
        return false;
    };
    cell.content = Content::Number(converted(number, from, to));
    cell.format = Some(format!("0.0###########\"{name}\""));
    true
}
