//! Units of measure.

mod money;
mod shown;

pub(super) use shown::{format, merged, scale};

use super::headers::has_merges;
use super::{one, sheet};
use crate::mess::model::{Book, Cell, Column, Content, Row, RowKind, Sheet};
use crate::mess::names::one_of;
use fastrand::Rng;
use money::{convert_row, converted, money_rows, other, power};

fn says(sheet: &mut Sheet, row: usize, words: &str) {
    if let RowKind::Data { unit, .. } = &mut sheet.rows[row].kind {
        words.clone_into(unit);
    }
}

pub(super) fn row(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| sheet.is_matrix() && !has_merges(sheet))
    else {
        return false;
    };
    let (Some(measure), Some((row, from))) = (
        sheet.column_of(&Column::Measure),
        one(rng, &money_rows(sheet)),
    ) else {
        return false;
    };
    if sheet.rows[row].cells[measure].is_empty() {
        return false;
    }
    let (words, to) = other(rng, from);
    if !convert_row(sheet, row, from, to) {
        return false;
    }
    sheet.rows[row].cells[measure].content = Cell::text(words).content;
    says(sheet, row, words);
    true
}

pub(super) fn label(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| sheet.is_matrix() && !has_merges(sheet))
    else {
        return false;
    };
    let (Some(measure), Some(label), Some((row, from))) = (
        sheet.column_of(&Column::Measure),
        sheet.column_of(&Column::Label),
        one(rng, &money_rows(sheet)),
    ) else {
        return false;
    };
    let Some(name) = sheet.rows[row].cells[label]
        .as_text()
        .filter(|words| !words.contains('（'))
        .map(str::to_owned)
    else {
        return false;
    };
    let (words, to) = other(rng, from);
    if !convert_row(sheet, row, from, to) {
        return false;
    }
    sheet.rows[row].cells[label].content = Content::Text(format!("{name}（{words}）"));
    sheet.rows[row].cells[measure].content = if rng.bool() {
        Content::Empty
    } else {
        Cell::text(words).content
    };
    says(sheet, row, words);
    true
}

pub(super) fn header(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| !sheet.is_matrix() && !has_merges(sheet))
    else {
        return false;
    };
    let headers = sheet.header_rows();
    let mut found = Vec::new();
    for row in &headers {
        for (column, cell) in sheet.rows[*row].cells.iter().enumerate() {
            if let Some(words) = cell.as_text().filter(|_| cell.across == 0)
                && let Some((name, unit)) = words
                    .strip_suffix('）')
                    .and_then(|words| words.rsplit_once('（'))
                && let Some(from) = power(unit)
            {
                found.push((*row, column, name.to_owned(), from));
            }
        }
    }
    // a header that comes again must say the same
    if headers.last().copied().unwrap_or(0) + 1 - headers[0] != headers.len() {
        return false;
    }
    if found.is_empty() {
        return false;
    }
    let (row, column, name, from) = found.swap_remove(rng.usize(..found.len()));
    let (words, to) = other(rng, from);
    let cells = sheet
        .rows
        .iter()
        .enumerate()
        .filter(|(at, own)| *at > row && own.kind != RowKind::Numbers)
        .filter_map(|(at, row)| row.cells[column].as_number().map(|number| (at, number)))
        .collect::<Vec<_>>();
    let spoilt = sheet.data_rows().into_iter().any(|row| {
        !matches!(sheet.rows[row].cells[column].content, Content::Number(_))
            || sheet.rows[row].cells[column].format.is_some()
    });
    if spoilt {
        return false;
    }
    for (at, number) in cells {
        sheet.rows[at].cells[column].content = Content::Number(converted(number, from, to));
    }
    sheet.rows[row].cells[column].content = Content::Text(format!(
        "{name}（{}{words}）",
        if rng.bool() { "" } else { "单位：" }
    ));
    true
}

pub(super) fn note(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng)
        .filter(|sheet| !has_merges(sheet) && sheet.column_of(&Column::Measure).is_none())
    else {
        return false;
    };
    let Some(at) = sheet.row_of(&RowKind::UnitNote) else {
        return false;
    };
    let Some(cell) = sheet.rows[at]
        .cells
        .iter()
        .position(|cell| cell.as_text() == Some("单位：万元"))
    else {
        return false;
    };
    let (words, to) = other(rng, 4);
    let rows = (0..sheet.rows.len())
        .filter(|row| sheet.rows[*row].is_data() || sheet.rows[*row].kind == RowKind::Total)
        .collect::<Vec<_>>();
    let before = sheet.clone();
    for row in rows {
        if !convert_row(sheet, row, 4, to) {
            *sheet = before;
            return false;
        }
    }
    sheet.rows[at].cells[cell].content = Content::Text(format!("单位：{words}"));
    true
}

pub(super) fn moved(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some(at) = sheet.row_of(&RowKind::UnitNote) else {
        return false;
    };
    let Some(words) = sheet.rows[at]
        .cells
        .iter()
        .find_map(Cell::as_text)
        .map(str::to_owned)
    else {
        return false;
    };
    let words = match rng.u32(..5) {
        0 => words.replace('：', ":"),
        1 => words.replace("单位", "单 位"),
        2 => words.replace("单位", "计量单位"),
        3 => format!("（{words}）"),
        _ => words,
    };
    sheet.rows[at]
        .cells
        .iter_mut()
        .for_each(|cell| *cell = Cell::default());
    match (rng.u32(..3), sheet.row_of(&RowKind::Line)) {
        (0, Some(line)) => {
            sheet.rows.remove(at);
            let last = sheet.rows[line]
                .cells
                .iter()
                .rposition(|cell| !cell.is_empty())
                .unwrap_or(0);
            match sheet.rows[line].cells.get_mut(last + 1) {
                Some(cell) => *cell = Cell::text(words),
                None => {
                    sheet.rows[line].cells[last].content = Content::Text(format!(
                        "{}　　{words}",
                        sheet.rows[line].cells[last].as_text().unwrap_or_default()
                    ));
                }
            }
        }
        (1, _) => sheet.rows[at].cells[0] = Cell::text(words),
        _ => {
            sheet.rows.remove(at);
            sheet.insert_row(
                0,
                Row::line(RowKind::UnitNote, sheet.width(), &words, false),
            );
        }
    }
    true
}

pub(super) fn several(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| {
        sheet.is_matrix()
            && sheet.column_of(&Column::Measure).is_some()
            && sheet.row_of(&RowKind::UnitNote).is_none()
    }) else {
        return false;
    };
    let at = sheet.header_rows().first().copied().unwrap_or(0);
    let words = one_of(
        rng,
        &[
            "单位:个,人,万元",
            "单位：家、万元、项",
            "计量单位：家/万元/人",
        ],
    );
    let mut row = Row::new(RowKind::UnitNote, sheet.width());
    row.cells[sheet.width() - 1] = Cell::text(words);
    sheet.insert_row(at, row);
    true
}

pub(super) fn synonym(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| sheet.is_matrix()) else {
        return false;
    };
    let Some(measure) = sheet.column_of(&Column::Measure) else {
        return false;
    };
    let mut done = false;
    for row in sheet.data_rows() {
        let cell = &mut sheet.rows[row].cells[measure];
        let other = match cell.as_text() {
            Some("家") => one_of(rng, &["个", "户", " 家", "（家）"]),
            Some("人") => one_of(rng, &["名", "人次", "个"]),
            Some("万元") => one_of(rng, &["人民币万元", "万 元", "(万元)"]),
            Some("项") => one_of(rng, &["个", "项 "]),
            _ => continue,
        };
        cell.content = Cell::text(other).content;
        done = true;
    }
    done
}
