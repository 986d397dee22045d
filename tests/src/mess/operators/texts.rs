//! Figures typed as text.

use super::{sheet, some};
use crate::mess::model::{Book, Cell, Column, Content, Kind, RowKind, Sheet, State};
use crate::mess::names::one_of;
use fastrand::Rng;
use rust_decimal::Decimal;

/// Types some of the places anew; `None` leaves one as it is.
fn retyped(
    book: &mut Book,
    rng: &mut Rng,
    most: usize,
    places: impl Fn(&Sheet) -> Vec<(usize, usize)>,
    typed: impl Fn(&mut Rng, Decimal, &Sheet, (usize, usize)) -> Option<String>,
) -> Vec<(usize, usize)> {
    let Some(sheet) = sheet(book, rng) else {
        return Vec::new();
    };
    let mut done = Vec::new();
    for at in some(rng, places(sheet), most) {
        let Some(number) = sheet.rows[at.0].cells[at.1].as_number() else {
            continue;
        };
        if let Some(words) = typed(rng, number, sheet, at) {
            sheet.cell_mut(at).content = Cell::text(words).content;
            done.push(at);
        }
    }
    done
}

/// The same, where nobody can say what the text means.
fn unclear(
    book: &mut Book,
    rng: &mut Rng,
    typed: impl Fn(&mut Rng, Decimal) -> Option<String>,
) -> bool {
    let before = book.clone();
    let done = retyped(book, rng, 2, Sheet::figures, |rng, number, _, _| {
        typed(rng, number)
    });
    for (old, sheet) in before.sheets.iter().zip(&mut book.sheets) {
        for at in &done {
            if let (Some(old), Some(row)) = (old.rows.get(at.0), sheet.rows.get_mut(at.0))
                && old.cells.get(at.1).map(|cell| &cell.content)
                    != row.cells.get(at.1).map(|cell| &cell.content)
            {
                row.cells[at.1].is_unclear();
            }
        }
    }
    !done.is_empty()
}

pub(super) fn numbers(book: &mut Book, rng: &mut Rng) -> bool {
    !retyped(book, rng, 60, Sheet::figures, |_, number, _, _| {
        Some(number.to_string())
    })
    .is_empty()
}

/// 1234567.5 → 1,234,567.5
pub(super) fn grouped(number: Decimal) -> String {
    let plain = number.abs().to_string();
    let (whole, fraction) = plain
        .split_once('.')
        .map_or((plain.as_str(), None), |(whole, fraction)| {
            (whole, Some(fraction))
        });
    let mut out = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    let sign = if number.is_sign_negative() { "-" } else { "" };
    format!(
        "{sign}{out}{}",
        fraction
            .map(|digits| format!(".{digits}"))
            .unwrap_or_default()
    )
}

pub(super) fn thousands(book: &mut Book, rng: &mut Rng) -> bool {
    let mark = one_of(rng, &[",", "，", " "]);
    let places = |sheet: &Sheet| {
        sheet
            .amounts()
            .into_iter()
            .filter(|(row, column)| {
                sheet.rows[*row].cells[*column]
                    .as_number()
                    .is_some_and(|number| number >= Decimal::from(1000))
            })
            .collect()
    };
    !retyped(book, rng, 20, places, |_, number, _, _| {
        Some(grouped(number).replace(',', mark))
    })
    .is_empty()
}

pub(super) fn full_width(book: &mut Book, rng: &mut Rng) -> bool {
    let wide = |c: char| match c {
        '0'..='9' | '.' | '-' => char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c),
        _ => c,
    };
    !retyped(book, rng, 10, Sheet::figures, |_, number, _, _| {
        Some(number.to_string().chars().map(wide).collect())
    })
    .is_empty()
}

pub(super) fn unit_word(book: &mut Book, rng: &mut Rng) -> bool {
    let matrix = |sheet: &Sheet| {
        if sheet.is_matrix() {
            sheet.amounts()
        } else {
            Vec::new()
        }
    };
    let typed = |rng: &mut Rng, number: Decimal, sheet: &Sheet, (row, _): (usize, usize)| {
        let RowKind::Data { unit, .. } = &sheet.rows[row].kind else {
            return None;
        };
        let space = if rng.bool() { "" } else { " " };
        (!unit.is_empty()).then(|| format!("{number}{space}{unit}"))
    };
    !retyped(book, rng, 6, matrix, typed).is_empty()
}

pub(super) fn trailing_space(book: &mut Book, rng: &mut Rng) -> bool {
    let space = one_of(rng, &[" ", "　", "\u{a0}", "\t", "\u{200b}", "\r\n"]);
    !retyped(book, rng, 10, Sheet::figures, |rng, number, _, _| {
        Some(if rng.bool() {
            format!("{number}{space}")
        } else {
            format!("{space}{number}{space}")
        })
    })
    .is_empty()
}

pub(super) fn apostrophe(book: &mut Book, rng: &mut Rng) -> bool {
    !retyped(book, rng, 4, Sheet::figures, |_, number, _, _| {
        Some(format!("'{number}"))
    })
    .is_empty()
}

pub(super) fn about(book: &mut Book, rng: &mut Rng) -> bool {
    unclear(book, rng, |rng, number| {
        Some(match rng.u32(..7) {
            0 => format!("约{number}"),
            1 => format!("{number}以上"),
            2 => format!("{number}左右"),
            3 => format!("近{number}"),
            4 => format!("≥{number}"),
            5 => format!("{number}余"),
            _ => format!("超过{number}"),
        })
    })
}

pub(super) fn undecided(book: &mut Book, rng: &mut Rng) -> bool {
    unclear(book, rng, |rng, _| {
        Some(
            one_of(
                rng,
                &[
                    "待定",
                    "未统计",
                    "暂未统计",
                    "正在核实",
                    "见附件",
                    "同上",
                    "〃",
                    "？",
                    "#",
                    "若干",
                    "*",
                ],
            )
            .to_owned(),
        )
    })
}

pub(super) fn two_values(book: &mut Book, rng: &mut Rng) -> bool {
    let mark = one_of(
        rng,
        &["\\", "/", "\n", "；", "、", "  ", "（", "-", "~", "+", ":"],
    );
    unclear(book, rng, |rng, number| {
        (!number.is_sign_negative()).then(|| {
            format!(
                "{number}{mark}{}{}",
                rng.i32(10..99),
                if mark == "（" { "）" } else { "" }
            )
        })
    })
}

pub(super) fn footnote(book: &mut Book, rng: &mut Rng) -> bool {
    let mark = one_of(
        rng,
        &["①", "*", "（注）", "[1]", "²", "（含开发区）", "⑴", "#"],
    );
    unclear(book, rng, |_, number| Some(format!("{number}{mark}")))
}

/// The mark is no digit of the figure, whatever it looks like without its size.
pub(super) fn raised(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let places = some(rng, sheet.figures(), 2);
    for at in &places {
        let cell = sheet.cell_mut(*at);
        let Some(number) = cell.as_number() else {
            continue;
        };
        cell.content = Content::Raised(
            number.to_string(),
            one_of(rng, &["1", "2", "12"]).to_owned(),
        );
        cell.is_unclear();
    }
    !places.is_empty()
}

/// Numbers that have a written form which means nothing else.
pub(super) fn numerals(book: &mut Book, rng: &mut Rng) -> bool {
    let Some(sheet) = sheet(book, rng) else {
        return false;
    };
    let places = sheet.facts(|column, cell| {
        matches!(
            column,
            Column::Figure {
                kind: Kind::Value,
                ..
            }
        ) && cell
            .as_number()
            .is_some_and(|number| number.fract().is_zero() && number < Decimal::from(100))
            && cell.format.is_none()
    });
    let Some(&at) = places.first() else {
        return false;
    };
    let Ok(number) = usize::try_from(
        sheet.rows[at.0].cells[at.1]
            .as_number()
            .unwrap_or_default()
            .normalize()
            .mantissa(),
    ) else {
        return false;
    };
    if number >= 100 {
        return false;
    }
    let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let words = match (number / 10, number % 10) {
        (0, ones) => digits[ones].to_owned(),
        (tens, ones) => format!(
            "{}十{}",
            if tens == 1 { "" } else { digits[tens] },
            if ones == 0 { "" } else { digits[ones] }
        ),
    };
    sheet.cell_mut(at).content = Cell::text(words).content;
    true
}

pub(super) fn bracketed(book: &mut Book, rng: &mut Rng) -> bool {
    unclear(book, rng, |rng, number| {
        let number = number.abs();
        Some(match rng.u32(..4) {
            0 => format!("({number})"),
            1 => format!("（{number}）"),
            2 => format!("▲{number}"),
            _ => format!("△{number}"),
        })
    })
}

pub(super) fn percent(book: &mut Book, rng: &mut Rng) -> bool {
    let rates = |sheet: &Sheet| {
        sheet
            .figures()
            .into_iter()
            .filter(|(_, column)| {
                matches!(
                    sheet.columns[*column],
                    Column::Figure {
                        kind: Kind::Rate,
                        ..
                    }
                )
            })
            .collect()
    };
    let sign = one_of(rng, &["%", "％", " %"]);
    !retyped(book, rng, 10, rates, |_, number, _, _| {
        Some(format!("{number}{sign}"))
    })
    .is_empty()
}

/// What a text of nothing means.
pub(super) fn nothing(cell: &mut Cell, words: &str) {
    cell.content = Cell::text(words).content;
    cell.means(State::Nil);
}
