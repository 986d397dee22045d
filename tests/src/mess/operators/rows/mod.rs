//! Rows.

mod notes;

pub(super) use notes::{below_signature, column_numbers, note_between, notes_below, sections};

use super::headers::{has_merges, intact};
use super::{one, sheet, some};
use crate::mess::model::{Book, Cell, Column, Kind, Of, Row, RowKind, Sheet};
use crate::mess::names::one_of;
use fastrand::Rng;
use rust_decimal::Decimal;

pub(super) fn spacers(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let mut places = sheet.data_rows();
    if has_merges(sheet) {
        places.truncate(1);
    }
    let mut places = some(rng, places, 3);
    places.sort_unstable_by(|one, other| other.cmp(one));
    for at in places {
        sheet.insert_row(at, Row::new(RowKind::Other, sheet.width()));
    }
    true
}

pub(super) fn hidden(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some(row) = one(rng, &sheet.data_rows()) else {
        return false;
    };
    sheet.rows[row].hidden = true;
    true
}

pub(super) fn reordered(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| !has_merges(sheet)) else {
        return false;
    };
    let places = sheet.data_rows();
    // a row below the signature stays there
    if sheet
        .row_of(&RowKind::Signature)
        .zip(places.last())
        .is_some_and(|(signature, last)| signature < *last)
    {
        return false;
    }
    // 其中 stays with its whole
    let mut families: Vec<Vec<Row>> = Vec::new();
    for at in &places {
        let row = sheet.rows[*at].clone();
        match (&row.kind, families.last_mut()) {
            (RowKind::Data { part: true, .. }, Some(family)) => family.push(row),
            _ => families.push(vec![row]),
        }
    }
    if families.len() < 2 {
        return false;
    }
    rng.shuffle(&mut families);
    for (at, row) in places.into_iter().zip(families.into_iter().flatten()) {
        sheet.rows[at] = row;
    }
    true
}

/// The header again, above a row of data that is not the first.
fn again(sheet: &mut Sheet, rng: &mut Rng) -> Option<usize> {
    let (first, last) = intact(sheet)?;
    let places = sheet.data_rows();
    let at = one(rng, places.get(1..)?)?;
    // from the last, so that its own merged areas stay as they are
    let header = sheet.rows[first..=last].to_vec();
    for row in header.into_iter().rev() {
        sheet.insert_row(at, row);
    }
    Some(at)
}

pub(super) fn header_repeated(book: &mut Book, rng: &mut Rng) -> bool {
    sheet(book, rng).is_some_and(|sheet| again(sheet, rng).is_some())
}

pub(super) fn continued(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some(at) = again(sheet, rng) else {
        return false;
    };
    let title = sheet
        .row_of(&RowKind::Title)
        .map(|row| {
            sheet.rows[row].cells[0]
                .as_text()
                .unwrap_or_default()
                .to_owned()
        })
        .unwrap_or_default();
    let words = match rng.u32(..3) {
        0 => "续表".to_owned(),
        1 => format!("{title}（续）"),
        _ => "续表1".to_owned(),
    };
    sheet.insert_row(
        at,
        Row::line(RowKind::Other, sheet.width(), &words, rng.bool()),
    );
    if rng.bool() {
        sheet.insert_row(at, Row::new(RowKind::Other, sheet.width()));
    }
    true
}

pub(super) fn subtotals(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| !sheet.is_matrix() && !has_merges(sheet))
    else {
        return false;
    };
    let mut places = some(rng, sheet.data_rows(), 3);
    places.sort_unstable_by(|one, other| other.cmp(one));
    let label = if sheet.is_table() {
        sheet.column_of(&Column::Label)
    } else {
        sheet
            .columns
            .iter()
            .position(|column| matches!(column, Column::Field { .. }))
    };
    let Some(label) = label else { return false };
    let words = if sheet.is_table() {
        one_of(rng, &["小计", "东部地区", "县小计", "小  计"])
    } else {
        one_of(rng, &["小计", "小 计"])
    };
    for at in places {
        let mut row = Row::new(RowKind::Other, sheet.width());
        row.cells[label] = Cell::text(words);
        for (column, cell) in row
            .cells
            .iter_mut()
            .enumerate()
            .filter(|(column, _)| *column != label)
        {
            let numbers = matches!(
                sheet.columns[column],
                Column::Figure {
                    kind: Kind::Value,
                    ..
                } | Column::Field {
                    kind: crate::mess::model::FieldKind::Number,
                    ..
                }
            );
            if numbers {
                *cell = Cell::number(
                    sheet.rows[..at]
                        .iter()
                        .filter_map(|row| row.cells[column].as_number())
                        .sum(),
                );
            }
        }
        sheet.insert_row(at + 1, row);
    }
    true
}

pub(super) fn doubled(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| !has_merges(sheet)) else {
        return false;
    };
    let places = sheet.data_rows();
    let Some(at) = one(rng, &places) else {
        return false;
    };
    let mut copy = sheet.rows[at].clone();
    let entries = places.len() + 100 * rng.usize(1..9);
    let changed = rng.bool() && !sheet.is_roster();
    for (cell, column) in copy.cells.iter_mut().zip(&sheet.columns) {
        match cell.fact.as_mut().map(|fact| &mut fact.of) {
            Some(Of::Field { entry, .. }) => *entry += entries,
            _ => cell.fact = None,
        }
        if changed
            && matches!(
                column,
                Column::Figure {
                    kind: Kind::Value,
                    ..
                }
            )
            && let Some(number) = cell.as_number()
        {
            *cell = Cell::number(number + Decimal::from(3));
        }
    }
    if changed {
        sheet.rows[at].cells.iter_mut().for_each(Cell::is_unclear);
    } else {
        sheet.rows[at].cells.iter_mut().for_each(Cell::must_be_told);
    }
    sheet.insert_row(at + 1, copy);
    true
}

pub(super) fn removed(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng)
        .filter(|sheet| !has_merges(sheet) && !sheet.is_roster() && sheet.data_rows().len() > 5)
    else {
        return false;
    };
    // a row that comes twice is still there when one of the two goes
    let single = |at: &usize| {
        sheet
            .rows
            .iter()
            .filter(|row| row.kind == sheet.rows[*at].kind)
            .count()
            == 1
    };
    let Some(at) = one(
        rng,
        &sheet
            .data_rows()
            .into_iter()
            .filter(single)
            .collect::<Vec<_>>(),
    ) else {
        return false;
    };
    sheet.rows.remove(at);
    true
}

pub(super) fn foreign(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| !has_merges(sheet) && !sheet.is_roster())
    else {
        return false;
    };
    let (Some(label), Some(at)) = (
        sheet.column_of(&Column::Label),
        one(rng, &sheet.data_rows()),
    ) else {
        return false;
    };
    let words = if sheet.is_table() {
        one_of(rng, &["其他", "港澳台", "市直"])
    } else {
        one_of(
            rng,
            &["规上工业企业营业收入", "其他需要说明的指标", "科普经费"],
        )
    };
    let mut row = Row::new(RowKind::Other, sheet.width());
    row.cells[label] = Cell::text(words);
    for (cell, column) in row.cells.iter_mut().zip(&sheet.columns) {
        if matches!(column, Column::Figure { .. }) {
            *cell = Cell::number(Decimal::from(rng.i32(1..99)));
        }
    }
    sheet.insert_row(at, row);
    true
}

pub(super) fn name_alone(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| !has_merges(sheet) && sheet.is_roster())
    else {
        return false;
    };
    let mut columns = sheet.columns.iter();
    let field = columns.position(|column| matches!(column, Column::Field { .. }));
    let (Some(field), Some(at)) = (field, one(rng, &sheet.data_rows())) else {
        return false;
    };
    let mut row = Row::new(RowKind::Other, sheet.width());
    row.cells[field] = Cell::text(one_of(rng, &["规上企业", "河北某某有限公司", "其他类"]));
    sheet.insert_row(at, row);
    true
}

pub(super) fn filter(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| !sheet.filtered) else {
        return false;
    };
    sheet.filtered = true;
    if rng.bool()
        && let Some(row) = one(rng, &sheet.data_rows())
    {
        sheet.rows[row].hidden = true;
    }
    true
}
