//! Rows of words between the rows of figures and below them.

use crate::mess::model::{Book, Cell, Column, Row, RowKind};
use crate::mess::names::one_of;
use crate::mess::operators::headers::has_merges;
use crate::mess::operators::{one, sheet, some};
use fastrand::Rng;
use rust_decimal::Decimal;

pub(in crate::mess::operators) fn sections(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| !has_merges(sheet)) else {
        return false;
    };
    let mut places = some(rng, sheet.data_rows(), 2);
    places.sort_unstable_by(|one, other| other.cmp(one));
    let merged = rng.bool();
    for (at, words) in places.into_iter().zip(["二、其他", "一、创新主体和平台"]) {
        sheet.insert_row(at, Row::line(RowKind::Other, sheet.width(), words, merged));
    }
    true
}

pub(in crate::mess::operators) fn column_numbers(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let Some(last) = sheet.header_rows().last().copied() else {
        return false;
    };
    let mut row = Row::new(RowKind::Numbers, sheet.width());
    let (mut number, mut letters) = (0, ["甲", "乙", "丙"].into_iter());
    let style = rng.u32(..3);
    for (cell, column) in row.cells.iter_mut().zip(&sheet.columns) {
        *cell = if matches!(column, Column::Serial | Column::Label | Column::Measure) && style != 2
        {
            Cell::text(letters.next().unwrap_or("丁"))
        } else {
            number += 1;
            if style == 1 {
                Cell::text(format!("({number})"))
            } else {
                Cell::number(Decimal::from(number))
            }
        };
    }
    sheet.insert_row(last + 1, row);
    true
}

pub(in crate::mess::operators) fn note_between(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng).filter(|sheet| !has_merges(sheet)) else {
        return false;
    };
    let Some(at) = one(rng, &sheet.data_rows()) else {
        return false;
    };
    let words = one_of(
        rng,
        &[
            "注：以下为上年结转。",
            "说明：本表数据由各科室提供。",
            "（以下单位为补报）",
        ],
    );
    sheet.insert_row(
        at,
        Row::line(RowKind::Other, sheet.width(), words, rng.bool()),
    );
    true
}

pub(in crate::mess::operators) fn notes_below(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let width = sheet.width();
    for words in [
        "注：1.本表一式两份。",
        "2.技术合同成交额以登记为准，共3项。",
        "资料来源：县统计局",
        "3.联系电话请填手机。",
    ] {
        if rng.bool() {
            sheet
                .rows
                .push(Row::line(RowKind::Note, width, words, false));
        }
    }
    let mut row = Row::new(RowKind::Signature, width);
    for (cell, words) in row.cells.iter_mut().step_by(2).zip([
        "单位负责人：张三",
        "审核人：",
        "填报人：李四",
        "联系电话：0319-7654321",
    ]) {
        *cell = Cell::text(words);
    }
    sheet.rows.push(row);
    sheet.rows.push(Row::line(
        RowKind::Signature,
        width,
        "填报日期：2021年4月9日",
        false,
    ));
    true
}

pub(in crate::mess::operators) fn below_signature(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) =
        sheet(book, rng).filter(|sheet| !has_merges(sheet) && sheet.data_rows().len() > 4)
    else {
        return false;
    };
    let Some(last) = sheet.data_rows().last().copied() else {
        return false;
    };
    // one of two that are the same would be told as that
    if sheet
        .rows
        .iter()
        .filter(|row| row.kind == sheet.rows[last].kind)
        .count()
        > 1
    {
        return false;
    }
    let mut row = sheet.rows.remove(last);
    row.cells.iter_mut().for_each(Cell::is_unclear);
    sheet.rows.push(Row::line(
        RowKind::Signature,
        sheet.width(),
        "填报人：李四",
        false,
    ));
    sheet.rows.push(row);
    true
}
