//! Headers and columns.

use super::{one, sheet};
use crate::mess::model::{Book, Cell, Column, Row, RowKind, Sheet};
use crate::mess::names::one_of;
use fastrand::Rng;
use rust_decimal::Decimal;

/// The header rows, when they stand together, every place of them is filled or merged over, and no
/// row of data is merged.
pub(super) fn intact(sheet: &Sheet) -> Option<(usize, usize)> {
    let rows = sheet.header_rows();
    let (first, last) = (*rows.first()?, *rows.last()?);
    let filled = |row: usize, column: usize| {
        (first..=row).any(|top| {
            (0..=column).any(|left| {
                sheet.rows[top].cells.get(left).is_some_and(|cell| {
                    !cell.is_empty() && top + cell.down >= row && left + cell.across >= column
                })
            })
        })
    };
    let whole = (first..=last).all(|row| (0..sheet.width()).all(|column| filled(row, column)));
    (last + 1 - first == rows.len() && whole && !has_merges(sheet)).then_some((first, last))
}

/// Whether rows of data are merged.
pub(super) fn has_merges(sheet: &Sheet) -> bool {
    sheet
        .rows
        .iter()
        .filter(|row| row.is_data() || row.kind == RowKind::Total)
        .flat_map(|row| &row.cells)
        .any(|cell| cell.across + cell.down > 0)
}

/// First columns of what belongs together under one group header.
pub(super) fn blocks(sheet: &Sheet, (first, last): (usize, usize)) -> Vec<usize> {
    let inside = |column: usize| {
        (first..=last).any(|row| {
            sheet.rows[row].cells[..column]
                .iter()
                .enumerate()
                .any(|(left, cell)| left + cell.across >= column)
        })
    };
    (0..sheet.width())
        .filter(|column| !inside(*column))
        .collect()
}

pub(super) fn swapped(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some(header) = intact(sheet) else {
        return false;
    };
    let starts = blocks(sheet, header);
    let block = |at: usize| starts[at]..starts.get(at + 1).copied().unwrap_or(sheet.width());
    let fixed = |at: usize| matches!(sheet.columns[starts[at]], Column::Serial | Column::Label);
    let (kept, mut moved): (Vec<usize>, Vec<usize>) = (0..starts.len()).partition(|at| fixed(*at));
    if moved.len() < 2 {
        return false;
    }
    rng.shuffle(&mut moved);
    let order = kept
        .into_iter()
        .chain(moved)
        .flat_map(block)
        .collect::<Vec<_>>();
    let hidden = std::mem::take(&mut sheet.hidden_columns);
    sheet.hidden_columns = hidden
        .iter()
        .filter_map(|column| order.iter().position(|old| old == column))
        .collect();
    sheet.reorder(&order);
    true
}

pub(super) fn split(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some((first, last)) = intact(sheet) else {
        return false;
    };
    if first == last {
        sheet.insert_row(last + 1, Row::new(RowKind::Header, sheet.width()));
        for cell in &mut sheet.rows[first].cells {
            cell.down += usize::from(!cell.is_empty());
        }
    }
    let long = (0..sheet.width()).filter(|column| {
        let cell = &sheet.rows[first].cells[*column];
        cell.down > 0
            && matches!(
                sheet.columns[*column],
                Column::Figure { .. } | Column::Field { .. }
            )
            && cell
                .as_text()
                .is_some_and(|words| words.chars().count() >= 4)
    });
    let long = long.collect::<Vec<_>>();
    let Some(column) = one(rng, &long) else {
        return false;
    };
    let cell = &mut sheet.rows[first].cells[column];
    let words = cell.as_text().unwrap_or_default().to_owned();
    let middle = words
        .find('（')
        .filter(|at| *at > 0)
        .or_else(|| {
            words
                .char_indices()
                .nth(words.chars().count() / 2)
                .map(|(at, _)| at)
        })
        .unwrap_or(0);
    let down = cell.down;
    *cell = Cell::text(&words[..middle]);
    sheet.rows[first + 1].cells[column] = Cell {
        down: down - 1,
        ..Cell::text(&words[middle..])
    };
    true
}

pub(super) fn joined(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some((first, last)) = intact(sheet).filter(|(first, last)| first < last) else {
        return false;
    };
    let mark = one_of(rng, &["\r\n", "\n", ""]);
    let words = (0..sheet.width())
        .map(|column| {
            let mut levels: Vec<String> = Vec::new();
            for row in first..=last {
                let above = sheet.rows[row].cells[..=column]
                    .iter()
                    .enumerate()
                    .rev()
                    .find(|(left, cell)| !cell.is_empty() && left + cell.across >= column);
                levels.extend(
                    above
                        .and_then(|(_, cell)| cell.as_text())
                        .map(str::to_owned),
                );
            }
            levels.join(mark)
        })
        .collect::<Vec<_>>();
    sheet.rows.drain(first + 1..=last);
    sheet.rows[first].cells = words.into_iter().map(Cell::text).collect();
    true
}

pub(super) fn unmerged(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some((first, last)) = intact(sheet).filter(|(first, last)| first < last) else {
        return false;
    };
    let also_down = rng.bool();
    for row in first..=last {
        for cell in &mut sheet.rows[row].cells {
            cell.across = 0;
            cell.down = if also_down { 0 } else { cell.down };
        }
    }
    true
}

pub(super) fn deeper(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some((first, last)) = intact(sheet).filter(|(first, last)| last - first < 3) else {
        return false;
    };
    let is_inner = |column: &Column| matches!(column, Column::Figure { .. } | Column::Field { .. });
    let starts = blocks(sheet, (first, last))
        .into_iter()
        .filter(|at| is_inner(&sheet.columns[*at]))
        .collect::<Vec<_>>();
    let Some(&left) = starts.first() else {
        return false;
    };
    let right = (left..sheet.width())
        .take_while(|at| is_inner(&sheet.columns[*at]))
        .last()
        .unwrap_or(left);
    if right == left {
        return false;
    }
    let words = one_of(rng, &["主要情况", "各项数据", "有关情况"]);
    put_above(sheet, first, (left, right), Cell::text(words));
    true
}

/// Puts a cell over columns of a header, in a row of its own; the other columns reach up beside it.
pub(super) fn put_above(
    sheet: &mut Sheet,
    first: usize,
    (left, right): (usize, usize),
    cell: Cell,
) {
    let mut above = Row::new(RowKind::Header, sheet.width());
    above.cells[left] = Cell {
        across: right - left,
        ..cell
    };
    for column in (0..sheet.width()).filter(|column| *column < left || *column > right) {
        let cell = std::mem::take(&mut sheet.rows[first].cells[column]);
        if !cell.is_empty() {
            above.cells[column] = Cell {
                down: cell.down + 1,
                ..cell
            };
        }
    }
    sheet.insert_row(first, above);
}

/// The cell that says what a column of figures is, when nothing else does.
fn leaf(sheet: &Sheet, (first, last): (usize, usize), rng: &mut Rng) -> Option<(usize, usize)> {
    let alone = (0..sheet.width())
        .filter(|column| {
            matches!(
                sheet.columns[*column],
                Column::Figure { .. } | Column::Field { .. }
            )
        })
        .filter_map(|column| {
            (first..=last)
                .find(|row| !sheet.rows[*row].cells[column].is_empty())
                .map(|row| (row, column))
        })
        .filter(|(row, column)| {
            sheet.rows[*row].cells[*column].across == 0
                && row + sheet.rows[*row].cells[*column].down == last
        })
        .collect::<Vec<_>>();
    one(rng, &alone)
}

pub(super) fn foreign(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| sheet.width() > 5 && !sheet.is_roster())
    else {
        return false;
    };
    let Some(header) = intact(sheet) else {
        return false;
    };
    let Some((row, column)) = leaf(sheet, header, rng) else {
        return false;
    };
    sheet.rows[row].cells[column].content =
        Cell::text(one_of(rng, &["预期值", "上报数", "审定数"])).content;
    for row in &mut sheet.rows {
        row.cells[column].is_unclear();
    }
    true
}

pub(super) fn slip(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some(header) = intact(sheet) else {
        return false;
    };
    let Some((row, column)) = leaf(sheet, header, rng) else {
        return false;
    };
    let words = sheet.rows[row].cells[column].as_text().unwrap_or_default();
    let slips = [
        ("完成", "宠成"),
        ("同期", "同斯"),
        ("增长", "增張"),
        ("日期", "曰期"),
        ("费用", "费甪"),
        ("信用", "信佣"),
        ("技术", "技木"),
        ("企业", "企亚"),
        ("场地", "埸地"),
        ("目标", "日标"),
    ];
    let Some((right, wrong)) = slips.into_iter().find(|(right, _)| words.contains(right)) else {
        return false;
    };
    let words = words.replacen(right, wrong, 1);
    sheet.rows[row].cells[column].content = Cell::text(words).content;
    // a slip must at least be told, and may be read
    for row in &mut sheet.rows {
        let cell = &mut row.cells[column];
        if !cell.is_empty() {
            cell.is_unclear();
        }
    }
    true
}

pub(super) fn inserted(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some(header) = intact(sheet) else {
        return false;
    };
    let places = blocks(sheet, header)
        .into_iter()
        .skip(1)
        .chain(std::iter::once(sheet.width()))
        .collect::<Vec<_>>();
    let Some(at) = one(rng, &places) else {
        return false;
    };
    let (words, figures) = [
        ("负责科室", false),
        ("填报说明", false),
        ("上期数", true),
        ("2019年实绩", true),
        ("排序", true),
        ("审核数", true),
    ][rng.usize(..6)];
    sheet.insert_column(at, Column::Foreign);
    sheet.rows[header.0].cells[at] = Cell {
        down: header.1 - header.0,
        ..Cell::text(words)
    };
    for row in sheet.data_rows() {
        sheet.rows[row].cells[at] = if figures {
            Cell::number(Decimal::from(rng.i32(1..900)))
        } else {
            Cell::text(one_of(rng, &["工业科", "见附件", "科技股"]))
        };
    }
    true
}

pub(super) fn hidden(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let figures = (0..sheet.width())
        .filter(|column| {
            matches!(
                sheet.columns[*column],
                Column::Figure { .. } | Column::Field { .. }
            )
        })
        .collect::<Vec<_>>();
    let Some(column) = one(rng, &figures) else {
        return false;
    };
    sheet.hidden_columns.push(column);
    true
}

pub(super) fn blank_left(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    if sheet.columns[0] == Column::Foreign {
        return false;
    }
    for _ in 0..rng.usize(1..3) {
        sheet.insert_column(0, Column::Foreign);
    }
    for _ in 0..rng.usize(..3) {
        sheet.insert_row(0, Row::new(RowKind::Other, sheet.width()));
    }
    true
}
