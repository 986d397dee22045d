//! Dates and codes of rosters.

use super::cells::{codes, days};
use super::{one, sheet, some};
use crate::mess::clean::roster::civil;
use crate::mess::model::{Book, Cell, Column, Content, FieldKind, Sheet, State};
use fastrand::Rng;
use rust_decimal::Decimal;

/// A roster of the workbook, if there is one.
fn roster<'a>(book: &'a mut Book, rng: &mut Rng) -> Option<&'a mut Sheet> {
    if book
        .sheets
        .iter()
        .any(|sheet| sheet.claim.is_some() && sheet.is_roster())
    {
        return book
            .sheets
            .iter_mut()
            .find(|sheet| sheet.claim.is_some() && sheet.is_roster());
    }
    sheet(book, rng).filter(|sheet| sheet.is_roster())
}

/// Writes some dates otherwise; what comes of them is said, or that nobody can say.
fn rewritten(
    book: &mut Book,
    rng: &mut Rng,
    most: usize,
    otherwise: impl Fn(&mut Rng, (u32, u32, u32), u32) -> (Content, Option<State>),
) -> bool {
    let Some(sheet) = roster(book, rng) else {
        return false;
    };
    let places = some(rng, days(sheet), most);
    for at in &places {
        let cell = sheet.cell_mut(*at);
        let Content::Day(day) = cell.content else {
            continue;
        };
        let (content, state) = otherwise(rng, civil(day), day);
        cell.content = content;
        match state {
            Some(state) => cell.means(state),
            None => cell.is_unclear(),
        }
    }
    !places.is_empty()
}

pub(super) fn styles(book: &mut Book, rng: &mut Rng) -> bool {
    let style = rng.u32(..9);
    rewritten(book, rng, 12, |rng, (year, month, day), _| {
        let words = match if rng.u32(..4) == 0 {
            rng.u32(..9)
        } else {
            style
        } {
            0 => format!("{year}.{month}.{day}"),
            1 => format!("{year}年{month}月{day}日"),
            2 => format!("{year}{month:02}{day:02}"),
            3 => format!("{year}/{month}/{day}"),
            4 => format!("{year}-{month:02}-{day:02}"),
            5 => format!("{year}．{month:02}．{day:02}"),
            6 => format!("{year} 年 {month} 月 {day} 日"),
            7 => format!("{year}.{month:02}.{day:02} "),
            _ => {
                return (
                    Content::Number(Decimal::from(year * 10_000 + month * 100 + day)),
                    Some(State::Text(format!("{year}-{month:02}-{day:02}"))),
                );
            }
        };
        (
            Content::Text(words),
            Some(State::Text(format!("{year}-{month:02}-{day:02}"))),
        )
    })
}

pub(super) fn month(book: &mut Book, rng: &mut Rng) -> bool {
    rewritten(book, rng, 6, |rng, (year, month, _), _| {
        let content = match rng.u32(..4) {
            0 => Content::Number(Decimal::from(year * 100 + month)),
            1 => Content::Text(format!("{year}{month:02}")),
            2 => Content::Text(format!("{year}年{month}月")),
            _ => Content::Text(format!("{year}.{month:02}")),
        };
        (content, Some(State::Text(format!("{year}-{month:02}"))))
    })
}

pub(super) fn states(book: &mut Book, rng: &mut Rng) -> bool {
    let spoilt = rewritten(book, rng, 4, |rng, (year, month, day), _| {
        let (words, state) = match rng.u32(..6) {
            0 => (format!("预计{year}年{month}月"), None),
            1 => (format!("{year}.{month}.{day}（公示中）"), Some(day)),
            2 => (format!("{year}年{month}月底前"), None),
            3 => (format!("{year}-{month:02}-{day:02}换证"), Some(day)),
            4 => (format!("拟于{year}年{month}月{day}日发证"), Some(day)),
            _ => (format!("{year}/{month}/{day} 撤销"), Some(day)),
        };
        let day = state.map_or_else(String::new, |day| format!("-{day:02}"));
        let read = State::Text(format!("{year}-{month:02}{day}"));
        (Content::Text(words), Some(read))
    });
    // what stands beside the day must be told
    if spoilt && let Some(sheet) = roster(book, rng) {
        let told = sheet.facts(|_, cell| {
            cell.as_text().is_some_and(|words| {
                ["预计", "公示中", "底前", "换证", "拟于", "撤销"]
                    .iter()
                    .any(|word| words.contains(word))
            })
        });
        for at in told {
            sheet.cell_mut(at).must_be_told();
        }
    }
    spoilt
}

pub(super) fn zeros(book: &mut Book, rng: &mut Rng) -> bool {
    rewritten(book, rng, 2, |_, _, _| {
        (Content::Text("000000".into()), Some(State::Nil))
    })
}

pub(super) fn serial(book: &mut Book, rng: &mut Rng) -> bool {
    let from_1904 = book.from_1904;
    rewritten(book, rng, 4, |rng, (year, month, day), serial| {
        let content = if rng.bool() {
            Content::Number(Decimal::from(serial))
        } else {
            Content::Text(serial.to_string())
        };
        (
            content,
            (!from_1904).then(|| State::Text(format!("{year}-{month:02}-{day:02}"))),
        )
    })
}

pub(super) fn calendar(book: &mut Book, rng: &mut Rng) -> bool {
    if book.from_1904 || roster(book, rng).is_none_or(|sheet| days(sheet).is_empty()) {
        return false;
    }
    book.from_1904 = true;
    // nobody can say which calendar a day without its format is counted in
    for sheet in book.sheets.iter_mut().filter(|sheet| sheet.is_roster()) {
        for at in sheet.facts(|column, cell| {
            matches!(
                column,
                Column::Field {
                    kind: FieldKind::Date,
                    ..
                }
            ) && is_serial(cell)
        }) {
            sheet.cell_mut(at).is_unclear();
        }
    }
    true
}

fn is_serial(cell: &Cell) -> bool {
    cell.as_text().map_or_else(
        || {
            cell.as_number()
                .is_some_and(|number| number < Decimal::from(100_000))
        },
        |words| words.len() == 5 && words.parse::<u32>().is_ok(),
    )
}

pub(super) fn two(book: &mut Book, rng: &mut Rng) -> bool {
    rewritten(book, rng, 2, |rng, (year, month, day), _| {
        let words = match rng.u32(..14) {
            7 => format!("{year}年第{}季度", month.div_ceil(3)),
            8 => format!("{year}.{month}-{}", month + 1),
            9 => format!("{year}年{month}月第2批"),
            10 => format!("冀科〔{year}〕{day}号"),
            11 => format!("{year}-{}", year + 3),
            12 => format!("{}.{month}.{day}", year % 100),
            13 => format!("{year}年{month}月{day}日（补）"),
            0 => format!("{year}.13.{day}"),
            1 => format!("{year}-02-30"),
            2 => format!("{year}.{month}.{day}-{}.{month}.{day}", year + 3),
            3 => format!("{month}.{day}"),
            4 => format!("{day}/{month}/{}", year % 100),
            5 => format!("{year}年{month}月{day}日、{}年{month}月", year + 1),
            _ => "长期".to_owned(),
        };
        (Content::Text(words), None)
    })
}

pub(super) fn code(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = roster(book, rng) else {
        return false;
    };
    let Some(at) = one(rng, &codes(sheet, 18)) else {
        return false;
    };
    let shown = rng.bool();
    let cell = sheet.cell_mut(at);
    cell.content = if shown {
        Content::Text("9.11305E+17".into())
    } else {
        Content::Float(911_305_281_234_567_800.0)
    };
    cell.is_unclear();
    true
}

pub(super) fn mistyped(book: &mut Book, rng: &mut Rng) -> bool {
    // the form that asks for the check
    let Some(sheet) = roster(book, rng)
        .filter(|sheet| sheet.claim.as_ref().is_some_and(|claim| claim.form == "S3"))
    else {
        return false;
    };
    let Some(at) = one(rng, &codes(sheet, 18)) else {
        return false;
    };
    let cell = sheet.cell_mut(at);
    let words = cell.as_text().unwrap_or_default().to_owned();
    let wrong = match rng.u32(..3) {
        // one sign fewer
        0 => words[..17].to_owned(),
        // two digits have changed places
        1 if words.as_bytes()[13] != words.as_bytes()[14] => format!(
            "{}{}{}{}",
            &words[..13],
            &words[14..15],
            &words[13..14],
            &words[15..]
        ),
        _ => format!(
            "{}{}",
            &words[..17],
            if words.ends_with('7') { '4' } else { '7' }
        ),
    };
    *cell = Cell {
        fact: cell.fact.clone(),
        ..Cell::text(wrong)
    };
    cell.is_unclear();
    true
}
