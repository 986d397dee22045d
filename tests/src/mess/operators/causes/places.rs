//! How words are put in the places that decide.

use super::alone::alone;
use super::beside::{remark, right, star};
use super::place::Place;
use super::seen::Seen;
use crate::mess::model::{Book, Cell, Column, Content, Look, Row, RowKind, Said, Sheet};
use crate::mess::operators::headers::{blocks, has_merges, intact, put_above};
use crate::mess::operators::one;
use fastrand::Rng;

/// Puts words in a place of a sheet.
pub(super) fn put(sheet: &mut Sheet, place: Place, seen: Seen, said: &Said, rng: &mut Rng) -> bool {
    match place {
        Place::Title => appended(sheet, &RowKind::Title, seen, said),
        Place::Line => appended(sheet, &RowKind::Line, seen, said),
        Place::Above => sheet
            .header_rows()
            .first()
            .copied()
            .is_some_and(|at| line(sheet, at, seen, said, rng)),
        Place::Below => {
            let last = sheet.rows.iter().rposition(Row::is_of_table);
            last.is_some_and(|at| line(sheet, at + 1, seen, said, rng))
        }
        Place::Between => between(sheet, seen, said, rng),
        Place::Tab => {
            let name = &said.words;
            sheet.name = format!("{}{name}", if rng.bool() { "报表" } else { "" });
            sheet.around.said.push(said.clone());
            true
        }
        Place::Group => group(sheet, seen, said),
        Place::Header => header(sheet, seen, said, rng),
        Place::Label => {
            let rows = sheet.data_rows();
            let label = sheet.column_of(&Column::Label);
            let (Some(row), Some(column)) = (one(rng, &rows), label) else {
                return false;
            };
            behind(&mut sheet.rows[row].cells[column], seen, said)
        }
        Place::Measure => {
            let rows = sheet.data_rows();
            let measure = sheet.column_of(&Column::Measure);
            let (Some(row), Some(column)) = (one(rng, &rows), measure) else {
                return false;
            };
            let words = said.words.trim_start_matches("单位：").to_owned();
            let cell = &mut sheet.rows[row].cells[column];
            if cell.as_text() == Some(&words) || cell.is_empty() {
                return false;
            }
            *cell = alone(&words, seen, said);
            true
        }
        Place::Remark => remark(sheet, seen, said, rng),
        Place::Right => right(sheet, seen, said, rng),
        Place::Star => star(sheet, seen, said, rng),
        Place::Comment => {
            let Some(at) = one(rng, &sheet.figures()) else {
                return false;
            };
            let cell = sheet.cell_mut(at);
            cell.comment = Some(said.words.clone());
            cell.said = Some(said.clone());
            true
        }
        Place::Box => {
            let (Some(row), width) = (sheet.row_of(&RowKind::Line), sheet.width()) else {
                return false;
            };
            let words = said.words.clone();
            sheet.around.boxes.push((row, width + 1, words));
            sheet.around.said.push(said.clone());
            true
        }
        Place::Head | Place::Foot => {
            let words = Some(said.words.clone());
            if place == Place::Head {
                sheet.around.head = words;
            } else {
                sheet.around.foot = words;
            }
            sheet.around.said.push(said.clone());
            true
        }
        Place::Format => {
            let Some(at) = one(rng, &sheet.figures()) else {
                return false;
            };
            let cell = sheet.cell_mut(at);
            let words = said.words.trim_start_matches("单位：");
            cell.format = Some(format!("0.00####\"{words}\""));
            cell.said = Some(said.clone());
            true
        }
        Place::File => false,
    }
}

/// Names the file.
pub(super) fn name_file(book: &mut Book, said: &Said) -> bool {
    book.file = format!("报表{}.xlsx", said.words);
    book.said.push(said.clone());
    true
}

/// Words behind those of a cell, in brackets.
fn behind(cell: &mut Cell, seen: Seen, said: &Said) -> bool {
    let Some(own) = cell.as_text().map(str::to_owned) else {
        return false;
    };
    let words = format!("（{}）", said.words);
    let look = match seen {
        Seen::ByFormat => {
            cell.format = Some(format!("@\"{words}\""));
            cell.said = Some(said.clone());
            return true;
        }
        Seen::White => Look::White,
        Seen::Struck => Look::Struck,
        Seen::Tiny => Look::Tiny,
        _ => Look::Plain,
    };
    cell.content = if look == Look::Plain {
        Content::Text(format!("{own}{words}"))
    } else {
        Content::Rich(vec![(own, Look::Plain), (words, look)])
    };
    cell.said = Some(said.clone());
    true
}

fn appended(sheet: &mut Sheet, kind: &RowKind, seen: Seen, said: &Said) -> bool {
    let Some(row) = sheet.row_of(kind) else {
        return false;
    };
    let cells = &mut sheet.rows[row].cells;
    let first = cells.iter_mut().find(|cell| cell.as_text().is_some());
    first.is_some_and(|cell| behind(cell, seen, said))
}

/// A row of its own.
fn line(sheet: &mut Sheet, at: usize, seen: Seen, said: &Said, rng: &mut Rng) -> bool {
    let width = sheet.width();
    let mut row = Row::new(RowKind::Other, width);
    match seen {
        Seen::Covered if width > 2 => {
            row.cells[0].across = 2;
            row.cells[1] = alone(&said.words, seen, said);
        }
        Seen::Covered => return false,
        Seen::HiddenColumn => {
            sheet.insert_column(width, Column::Foreign);
            sheet.hidden_columns.push(width);
            row.cells.push(alone(&said.words, seen, said));
        }
        _ => {
            row.hidden = seen == Seen::HiddenRow;
            row.cells[0] = alone(&said.words, seen, said);
            row.cells[0].across = if rng.bool() { width - 1 } else { 0 };
        }
    }
    sheet.insert_row(at, row);
    true
}

fn between(sheet: &mut Sheet, seen: Seen, said: &Said, rng: &mut Rng) -> bool {
    let rows = sheet.data_rows();
    if has_merges(sheet) || rows.len() < 3 {
        return false;
    }
    let at = rows[rng.usize(1..rows.len())];
    line(sheet, at, seen, said, rng)
}

/// Above all headers of figures, as a header of more.
fn group(sheet: &mut Sheet, seen: Seen, said: &Said) -> bool {
    let Some((first, last)) = intact(sheet).filter(|(first, last)| last - first < 3) else {
        return false;
    };
    let is_inner = |column: &Column| matches!(column, Column::Figure { .. } | Column::Field { .. });
    let starts = blocks(sheet, (first, last));
    let Some(&left) = starts.iter().find(|at| is_inner(&sheet.columns[**at])) else {
        return false;
    };
    let inner = (left..sheet.width()).take_while(|at| is_inner(&sheet.columns[*at]));
    let right = inner.last().unwrap_or(left);
    if right == left {
        return false;
    }
    let cell = alone(&said.words, seen, said);
    put_above(sheet, first, (left, right), cell);
    true
}

fn header(sheet: &mut Sheet, seen: Seen, said: &Said, rng: &mut Rng) -> bool {
    let Some((first, last)) = intact(sheet) else {
        return false;
    };
    let is_figure = |column: &usize| match &sheet.columns[*column] {
        Column::Figure { .. } => true,
        Column::Field { kind, .. } => *kind == crate::mess::model::FieldKind::Number,
        _ => false,
    };
    let figures = (0..sheet.width()).filter(is_figure).collect::<Vec<_>>();
    let Some(column) = one(rng, &figures) else {
        return false;
    };
    let leaf = (first..=last).rev().find(|row| {
        let cell = &sheet.rows[*row].cells[column];
        !cell.is_empty() && cell.across == 0
    });
    leaf.is_some_and(|row| behind(&mut sheet.rows[row].cells[column], seen, said))
}
