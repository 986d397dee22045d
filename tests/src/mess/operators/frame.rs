//! Title, subtitle, and the line that says who reports.

use super::sheet;
use crate::mess::model::{Book, Cell, Content, Row, RowKind, Sheet};
use crate::mess::names::one_of;
use fastrand::Rng;

fn title(sheet: &Sheet) -> Option<(usize, usize)> {
    let row = sheet.row_of(&RowKind::Title)?;
    Some((
        row,
        sheet.rows[row]
            .cells
            .iter()
            .position(|cell| cell.as_text().is_some())?,
    ))
}

/// Changes the words of a cell.
fn change(cell: &mut Cell, how: impl Fn(&str) -> String) {
    if let Some(words) = cell.as_text() {
        cell.content = Content::Text(how(words));
    }
}

pub(super) fn title_space(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some(at) = title(sheet) else { return false };
    let style = rng.u32(..4);
    change(sheet.cell_mut(at), |words| match style {
        0 => format!("    {words}"),
        1 => words.replace('年', " 年 "),
        2 => words.replacen('年', "年\n", 1),
        _ => words.chars().flat_map(|c| [c, ' ']).collect(),
    });
    true
}

pub(super) fn title_period(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some(at) = title(sheet) else { return false };
    let said = [
        (
            "2021年一季度",
            &[
                "2021年1-3月",
                "２０２１年第一季度",
                "二〇二一年一季度",
                "2021年第1季度",
                "2021年1—3月份",
                "2021年1月至3月",
            ][..],
        ),
        (
            "2022年上半年",
            &["2022年1-6月", "２０２２年上半年", "二〇二二年上半年"][..],
        ),
        ("2020年", &["2020年度", "二〇二〇年", "２０２０年"][..]),
    ];
    let words = sheet.rows[at.0].cells[at.1].as_text().unwrap_or_default();
    let Some((usual, others)) = said.iter().find(|(usual, _)| words.contains(usual)) else {
        return false;
    };
    let other = one_of(rng, others);
    change(sheet.cell_mut(at), |words| words.replacen(usual, other, 1));
    true
}

pub(super) fn title_removed(book: &mut Book, rng: &mut Rng) -> bool {
    // a stale title must stay to be asked about, and a subtitle must have a title
    let spoken = |sheet: &Sheet| {
        sheet.claim.as_ref().is_some_and(|claim| claim.ask)
            || sheet.rows.iter().flat_map(|row| &row.cells).any(|cell| {
                cell.as_text()
                    .is_some_and(|words| SUBTITLES.contains(&words))
            })
    };
    let Some(sheet) = sheet(book, rng).filter(|sheet| !spoken(sheet)) else {
        return false;
    };
    let Some((row, _)) = title(sheet) else {
        return false;
    };
    sheet.rows[row] = Row::new(RowKind::Other, sheet.width());
    true
}

pub(super) fn title_stale(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some(at) = title(sheet) else { return false };
    let mut done = false;
    for (now, then) in [
        ("2021年", "2020年"),
        ("一季度", "二季度"),
        ("2022年", "2021年"),
        ("2020年", "2019年"),
    ] {
        if sheet.rows[at.0].cells[at.1]
            .as_text()
            .is_some_and(|words| words.contains(now))
        {
            change(sheet.cell_mut(at), |words| words.replacen(now, then, 1));
            done = true;
            break;
        }
    }
    if done && let Some(claim) = &mut sheet.claim {
        claim.ask = true;
    }
    done
}

const SUBTITLES: [&str; 3] = ["（2019）", "(2018年)", "（截至2019年底）"];

pub(super) fn subtitle_stale(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some((row, _)) = title(sheet) else {
        return false;
    };
    let words = one_of(rng, &SUBTITLES);
    sheet.insert_row(
        row + 1,
        Row::line(RowKind::Other, sheet.width(), words, true),
    );
    // a line above the table that names another period is asked about
    if let Some(claim) = &mut sheet.claim {
        claim.ask = true;
    }
    true
}

pub(super) fn line_elsewhere(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some(row) = sheet.row_of(&RowKind::Line) else {
        return false;
    };
    let Some(column) = sheet.rows[row].cells.iter().position(|cell| {
        cell.as_text()
            .is_some_and(|words| words.starts_with("填报单位"))
    }) else {
        return false;
    };
    let words = sheet.rows[row].cells[column]
        .as_text()
        .unwrap_or_default()
        .to_owned();
    let Some((_, unit)) = words.split_once('：') else {
        return false;
    };
    let bare = unit.trim_end_matches("科学技术局");
    match rng.u32(..8) {
        0 => change(&mut sheet.rows[row].cells[column], |words| {
            words.replace('：', ":")
        }),
        1 => {
            sheet.rows[row].cells[column].content = Content::Text("填报单位：".into());
            sheet.rows[row].cells[column + 1] = Cell::text(unit);
        }
        2 => {
            sheet.rows[row].cells[column].content =
                Content::Text(format!("填报单位：{bare}（盖章）"));
        }
        3 => {
            sheet.rows[row].cells[column].content =
                Content::Text(format!("填 报 单 位 ：  {bare}科技局      填报人：李四"));
        }
        4 => {
            sheet.rows[row].cells[column].content =
                Content::Text(format!("报送单位：__{bare}科技和工业信息化局__"));
        }
        5 => {
            sheet.rows[row].cells[column].content =
                Content::Text(format!("单位名称（公章）:{bare}人民政府"));
        }
        6 => {
            let line = sheet.rows[row].cells[column].clone();
            sheet.rows[row].cells[column] = Cell::default();
            let mut below = Row::new(RowKind::Line, sheet.width());
            below.cells[0] = line;
            sheet.rows.push(below);
        }
        _ => sheet.rows[row].cells[column].content = Content::Text(format!("填报单位：{bare}")),
    }
    true
}

pub(super) fn line_removed(book: &mut Book, rng: &mut Rng) -> bool {
    if book.sheets.len() > 1 {
        return false;
    }
    let Some(sheet) = sheet(book, rng).filter(|sheet| sheet.is_matrix()) else {
        return false;
    };
    let width = sheet.width();
    for row in sheet
        .rows
        .iter_mut()
        .filter(|row| row.kind == RowKind::Line)
    {
        *row = Row::new(RowKind::Other, width);
    }
    if let Some(claim) = &mut sheet.claim {
        claim.ask = true;
    }
    true
}
