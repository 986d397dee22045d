//! Whole tables: side by side, turned round, followed by another; totals; merged areas.

use super::headers::{has_merges, intact};
use super::{one, sheet};
use crate::mess::model::{Book, Cell, Column, Row, RowKind, Sheet, State};
use crate::mess::names::one_of;
use fastrand::Rng;
use rust_decimal::Decimal;

pub(super) fn beside(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| {
        !sheet.is_roster()
            && sheet.hidden_columns.is_empty()
            && !sheet.rows.iter().any(|row| row.hidden)
    }) else {
        return false;
    };
    let Some((first, last)) = intact(sheet) else {
        return false;
    };
    let data = sheet.data_rows();
    // rows of other kinds between would not know where to go
    if data.len() < 4 || data.last().copied().unwrap_or(0) + 1 - data[0] != data.len() {
        return false;
    }
    let half = data.len().div_ceil(2);
    let width = sheet.width();
    let moved = sheet
        .rows
        .drain(data[half]..=data[data.len() - 1])
        .collect::<Vec<_>>();
    let gap = usize::from(rng.bool());
    for (at, row) in sheet.rows.iter_mut().enumerate() {
        let right = if (first..=last).contains(&at) {
            row.cells.clone()
        } else if at >= data[0] && at < data[0] + moved.len() {
            moved[at - data[0]].cells.clone()
        } else {
            vec![Cell::default(); width]
        };
        row.cells.extend(vec![Cell::default(); gap]);
        row.cells.extend(right);
    }
    let again = sheet.columns.clone();
    sheet.columns.extend(vec![Column::Foreign; gap]);
    sheet.columns.extend(again);
    true
}

pub(super) fn transposed(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| {
        !sheet.is_roster()
            && sheet.hidden_columns.is_empty()
            && !sheet.rows.iter().any(|row| row.hidden)
    }) else {
        return false;
    };
    let Some((first, _)) = intact(sheet) else {
        return false;
    };
    let last = sheet
        .rows
        .iter()
        .rposition(|row| row.is_data() || row.kind == RowKind::Total);
    // a signature between rows of data says something of them only as long as it stands above or
    // below
    let signed = |last: &usize| {
        sheet.rows[first..=*last]
            .iter()
            .any(|row| row.kind == RowKind::Signature)
    };
    let Some(last) = last.filter(|last| *last > first && !signed(last)) else {
        return false;
    };
    let width = last + 1 - first;
    let block = sheet.rows.splice(first..=last, []).collect::<Vec<_>>();
    let turned = (0..sheet.width()).map(|column| {
        let mut row = Row::new(RowKind::Other, width);
        for (cell, old) in row.cells.iter_mut().zip(&block) {
            let old = &old.cells[column];
            *cell = Cell {
                across: old.down,
                down: old.across,
                ..old.clone()
            };
        }
        row
    });
    let turned = turned.collect::<Vec<_>>();
    for row in &mut sheet.rows {
        fit(row, width);
    }
    for (offset, row) in turned.into_iter().enumerate() {
        sheet.rows.insert(first + offset, row);
    }
    sheet.columns = vec![Column::Foreign; width];
    sheet.filtered = false;
    true
}

/// Cuts or stretches a row of the frame to another width.
fn fit(row: &mut Row, width: usize) {
    if let Some(lost) = row
        .cells
        .get(width..)
        .and_then(|cells| cells.iter().find(|cell| !cell.is_empty()))
        .cloned()
        && row.cells[width - 1].is_empty()
    {
        row.cells[width - 1] = lost;
    }
    row.cells.resize(width, Cell::default());
    for (at, cell) in row.cells.iter_mut().enumerate() {
        cell.across = cell.across.min(width - 1 - at);
    }
}

pub(super) fn second(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| sheet.width() > 3) else {
        return false;
    };
    let width = sheet.width();
    let table = |sheet: &mut Sheet, rng: &mut Rng| {
        let mut rows = vec![
            Row::new(RowKind::Other, width),
            Row::line(RowKind::Other, width, "附：科技人员情况", rng.bool()),
        ];
        let mut head = Row::new(RowKind::Other, width);
        for (cell, words) in head
            .cells
            .iter_mut()
            .zip(["类别", "人数", "比上年增加", "备注说明"])
        {
            *cell = Cell::text(words);
        }
        rows.push(head);
        for words in ["博士", "硕士", "本科及以下"] {
            let mut row = Row::new(RowKind::Other, width);
            row.cells[0] = Cell::text(words);
            row.cells[1] = Cell::number(Decimal::from(rng.i32(1..90)));
            row.cells[2] = Cell::number(Decimal::from(rng.i32(1..9)));
            rows.push(row);
        }
        sheet.rows.extend(rows);
    };
    table(sheet, rng);
    true
}

fn total(book: &mut Book, rng: &mut Rng) -> Option<(usize, usize)> {
    let at = book.sheets.iter().position(|sheet| {
        sheet.claim.is_some()
            && sheet.row_of(&RowKind::Total).is_some()
            && (sheet.is_table() || rng.bool())
    })?;
    Some((at, book.sheets[at].row_of(&RowKind::Total)?))
}

pub(super) fn total_wrong(book: &mut Book, rng: &mut Rng) -> bool {
    let Some((at, row)) = total(book, rng).filter(|(at, _)| book.sheets[*at].is_table()) else {
        return false;
    };
    let sheet = &mut book.sheets[at];
    let values =
        (0..sheet.width()).filter(|column| matches!(&sheet.columns[*column], Column::Figure { column: code, kind: crate::mess::model::Kind::Value, .. } if code != "last_year"));
    let values = values
        .filter(|column| sheet.rows[row].cells[*column].as_number().is_some())
        .collect::<Vec<_>>();
    // another total is no total any more when the figures above are not plain
    let Some(column) = one(rng, &values) else {
        return false;
    };
    let cell = sheet.cell_mut((row, column));
    let (Some(number), Some(State::Number(meant))) = (
        cell.as_number().filter(|number| !number.is_zero()),
        cell.fact.as_ref().and_then(|fact| fact.state.clone()),
    ) else {
        return false;
    };
    let times = Decimal::from(rng.i32(2..5));
    cell.content = Cell::number(number * times).content;
    cell.means(State::Number(meant * times));
    cell.must_be_told();
    true
}

pub(super) fn total_words(book: &mut Book, rng: &mut Rng) -> bool {
    let Some((at, row)) = total(book, rng) else {
        return false;
    };
    let sheet = &mut book.sheets[at];
    let Some(cell) = sheet.rows[row]
        .cells
        .iter_mut()
        .find(|cell| cell.as_text() == Some("合计"))
    else {
        return false;
    };
    cell.content = Cell::text(one_of(
        rng,
        &["合  计", "总计", "合计：", "总  计", "　合　计"],
    ))
    .content;
    true
}

pub(super) fn covered(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| !has_merges(sheet)) else {
        return false;
    };
    let pairs = sheet.amounts().into_iter().filter(|(row, column)| {
        *column > 0
            && sheet.rows[*row].cells[column - 1].as_number().is_some()
            && sheet.rows[*row].cells[column - 1].fact.is_some()
    });
    let Some((row, column)) = one(rng, &pairs.collect::<Vec<_>>()) else {
        return false;
    };
    sheet.rows[row].cells[column - 1].across = 1;
    sheet.rows[row].cells[column].is_unclear();
    if rng.bool() {
        sheet.rows[row].cells[column].content = crate::mess::model::Content::Empty;
    }
    true
}
