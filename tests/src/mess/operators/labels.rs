//! Names and labels.

use super::{one, sheet, some};
use crate::mess::model::{Book, Cell, Claim, Column, Content, FieldKind, RowKind, Sheet};
use crate::mess::names::one_of;
use fastrand::Rng;

/// Cells with the names of rows: labels, or the county of an entry.
fn names(sheet: &Sheet) -> Vec<(usize, usize)> {
    let named = |column: &Column| {
        matches!(
            column,
            Column::Label
                | Column::Field {
                    kind: FieldKind::Unit,
                    ..
                }
        )
    };
    let columns = (0..sheet.width())
        .filter(|at| named(&sheet.columns[*at]))
        .collect::<Vec<_>>();
    sheet
        .data_rows()
        .into_iter()
        .flat_map(|row| columns.iter().map(move |column| (row, *column)))
        .filter(|at| sheet.rows[at.0].cells[at.1].as_text().is_some())
        .collect()
}

/// Whether the row does not come twice: of two that are the same, the one with the right name is
/// the one that is read.
fn is_single(sheet: &Sheet, row: usize) -> bool {
    sheet
        .rows
        .iter()
        .filter(|other| other.kind == sheet.rows[row].kind)
        .count()
        == 1
}

fn rename(cell: &mut Cell, words: String) {
    cell.content = Content::Text(words);
}

pub(super) fn padded(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let places = some(rng, names(sheet), 20);
    let space = one_of(rng, &[" ", "    ", "　", "\u{a0}"]);
    for at in &places {
        let cell = sheet.cell_mut(*at);
        let words = cell.as_text().unwrap_or_default().to_owned();
        let words = match rng.u32(..3) {
            0 => words
                .chars()
                .map(|c| c.to_string())
                .collect::<Vec<_>>()
                .join(space),
            1 => format!("{space}{words}"),
            _ => format!("{words}{space}"),
        };
        rename(cell, words);
    }
    !places.is_empty()
}

pub(super) fn prefix(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| sheet.is_matrix()) else {
        return false;
    };
    let Some(label) = sheet.column_of(&Column::Label) else {
        return false;
    };
    let style = rng.u32(..6);
    for (number, row) in (1..).zip(sheet.data_rows()) {
        let RowKind::Data { part, .. } = sheet.rows[row].kind else {
            continue;
        };
        let cell = &mut sheet.rows[row].cells[label];
        let Some(words) = cell.as_text().map(str::to_owned) else {
            continue;
        };
        let bare = words.trim_start().trim_start_matches("其中：").to_owned();
        let words = match (part, style) {
            (true, 0) => format!("#{bare}"),
            (true, 1) => format!("　　其中:{bare}"),
            (true, 2) => format!("  {bare}"),
            (true, 3) => format!("＃{bare}"),
            (true, 4) => format!("其中 {bare}"),
            (false, 0 | 1) => format!("{number}.{words}"),
            (false, 2) => format!("{number}、{words}"),
            (false, 3) => format!("（{number}）{words}"),
            _ => continue,
        };
        rename(cell, words);
    }
    style < 5
}

pub(super) fn slip(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| sheet.is_matrix()) else {
        return false;
    };
    let slips = [
        ("技术", "技木"),
        ("企业", "企亚"),
        ("众创", "仈创"),
        ("合同", "台同"),
        ("孵化", "孵代"),
        ("奖", "桨"),
        ("资金", "资全"),
        ("平台", "平合"),
        ("科技", "科枝"),
    ];
    let single = |row: usize| {
        sheet
            .rows
            .iter()
            .filter(|other| other.kind == sheet.rows[row].kind)
            .count()
            == 1
    };
    let places = names(sheet).into_iter().filter(|at| {
        single(at.0)
            && sheet.rows[at.0].cells[at.1]
                .as_text()
                .is_some_and(|words| slips.iter().any(|(right, _)| words.contains(right)))
    });
    let Some(at) = one(rng, &places.collect::<Vec<_>>()) else {
        return false;
    };
    let words = sheet.rows[at.0].cells[at.1]
        .as_text()
        .unwrap_or_default()
        .to_owned();
    let Some((right, wrong)) = slips.iter().find(|(right, _)| words.contains(right)) else {
        return false;
    };
    rename(sheet.cell_mut(at), words.replacen(right, wrong, 1));
    sheet.rows[at.0]
        .cells
        .iter_mut()
        .for_each(Cell::must_be_told);
    true
}

pub(super) fn unit_slip(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| sheet.is_table()) else {
        return false;
    };
    let places = names(sheet).into_iter().filter(|at| {
        is_single(sheet, at.0)
            && sheet.rows[at.0].cells[at.1]
                .as_text()
                .is_some_and(|words| words.chars().count() > 2 && !words.contains(' '))
    });
    let Some(at) = one(rng, &places.collect::<Vec<_>>()) else {
        return false;
    };
    let words = sheet.rows[at.0].cells[at.1]
        .as_text()
        .unwrap_or_default()
        .to_owned();
    let middle = words.chars().nth(words.chars().count() - 2).unwrap_or('县');
    rename(
        sheet.cell_mut(at),
        words.replacen(middle, one_of(rng, &["冂", "阝", "丆"]), 1),
    );
    sheet.rows[at.0].cells.iter_mut().for_each(Cell::is_unclear);
    true
}

pub(super) fn outdated(book: &mut Book, rng: &mut Rng) -> bool {
    let old = [
        ("130502", "襄都区", "桥东区"),
        ("130503", "信都区", "桥西区"),
        ("130505", "任泽区", "任县"),
        ("130506", "南和区", "南和县"),
        ("130982", "任丘市", "任丘县"),
    ];
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    if sheet.is_table() {
        let places = names(sheet)
            .into_iter()
            .filter(|at| is_single(sheet, at.0))
            .collect::<Vec<_>>();
        let found = places.into_iter().find_map(|at| {
            Some((
                at,
                old.iter()
                    .find(|(_, now, _)| sheet.rows[at.0].cells[at.1].as_text() == Some(*now))?,
            ))
        });
        let Some((at, (_, _, then))) = found else {
            return false;
        };
        rename(sheet.cell_mut(at), (*then).to_owned());
        sheet.rows[at.0].cells.iter_mut().for_each(Cell::is_unclear);
        return true;
    }
    let Some(Claim { unit, .. }) = &sheet.claim else {
        return false;
    };
    let Some((_, now, then)) = old.iter().find(|(code, ..)| code == unit) else {
        return false;
    };
    let mut done = false;
    for cell in sheet
        .rows
        .iter_mut()
        .filter(|row| row.kind == RowKind::Line)
        .flat_map(|row| &mut row.cells)
    {
        if let Some(words) = cell.as_text().filter(|words| words.contains(now)) {
            cell.content = Content::Text(words.replace(now, then));
            done = true;
        }
    }
    if done && let Some(claim) = &mut sheet.claim {
        claim.ask = true;
    }
    done
}

pub(super) fn short(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| sheet.is_table()) else {
        return false;
    };
    let places = some(rng, names(sheet), 12);
    let style = rng.u32(..3);
    let mut done = false;
    for at in places {
        let cell = sheet.cell_mut(at);
        let words = cell.as_text().unwrap_or_default().to_owned();
        let short = words.trim_end_matches(['市', '区', '县']);
        let words = match style {
            0 if short.chars().count() >= 2
                && !words.contains("开发")
                && !words.contains("自治")
                && !words.contains(' ') =>
            {
                short.to_owned()
            }
            1 if !words.contains(' ') => format!("{words}科技局"),
            2 => format!("{words}人民政府"),
            _ => continue,
        };
        rename(cell, words);
        done = true;
    }
    done
}
